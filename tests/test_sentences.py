"""A sentence of the rules and the tasks is read on a page and at a command line: it names the commands of neither."""

import ast
import re
from collections.abc import Iterator

import pytest

from cli import deeds
from cli.app import app as commands
from rules.deed import Deed
from rules.hint import Hint
from rules.refusal import Refusal
from tests.conftest import ROOT
from web import ways
from web.decide import DECISIONS

ROOMS = ("bundle", "confined", "letters", "mail", "models", "reading", "rules", "tasks", "web")
# A command; an option, as it stands in a sentence; to say something again that was no page's.
COMMAND = re.compile(r"\binforights [a-z]|(?:^|[\s(`'])--[a-z][a-z-]+|[Rr]un it again")
# What is read where the program runs, and on no page.
AT_THE_MACHINE = {
    "rules/proclaimed.py": "the head of a file that is edited there",
    "tasks/recompute.py": "the digest of the nightly run, and the list of `due`",
    "web/editor.py": "pages that a command shows alone",
    "web/sign_in.py": "on a new installation, before anybody can sign in but whoever started it",
}
# Options of other programs, which are started and never shown.
PROGRAMS = {"bundle/office.py", "letters/pdf.py", "reading/tesseract.py", "web/fetch_assets.py"}


def sentences(source: str) -> Iterator[str]:
    """Every text in a module but its docstrings; of one that is put together, its fixed pieces."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and is_doc(node)}
    docs |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # of an attribute
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def is_doc(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether its first statement is its docstring."""
    return ast.get_docstring(node) is not None and isinstance(node.body[0], ast.Expr)


def named(file: str) -> list[str]:
    """The sentences of a file that name a command."""
    return [text for text in sentences((ROOT / file).read_text("utf-8")) if COMMAND.search(text)]


FILES = sorted(path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def test_no_sentence_that_a_page_shows_names_a_command() -> None:
    """Design, 8: what a page says can be done on the page; a command stands in the command line's own table."""
    assert len(FILES) > 200
    found = {file: named(file) for file in FILES if file not in AT_THE_MACHINE and file not in PROGRAMS}
    assert {file: said for file, said in found.items() if said} == {}


@pytest.mark.parametrize("file", sorted([*AT_THE_MACHINE, *PROGRAMS]))
def test_an_exception_that_is_none_any_more_goes(file: str) -> None:
    """An exception from the rule above stands as long as it is needed."""
    assert named(file)


@pytest.mark.parametrize("path", sorted((ROOT / "web" / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_page_names_a_command(path: object) -> None:
    """Design, 8: whoever reads a page has no shell in front of them."""
    assert not COMMAND.search(re.sub(r"</?[^>]*>|\{#.*?#\}", "", (ROOT / str(path)).read_text("utf-8")))


@pytest.mark.parametrize("deed", Deed)
def test_each_deed_has_a_command_that_there_is(deed: Deed) -> None:
    """A sentence that tells somebody to do something says at the command line with which command."""
    from typer.main import get_command

    words = deeds.COMMANDS[deed].split()
    found = get_command(commands).commands[words[0]]  # type: ignore[attr-defined] # a group has them
    for word in words[1:]:
        if hasattr(found, "commands"):
            found = found.commands[word]
        elif word.startswith("--"):
            assert word in {name for one in found.params for name in (*one.opts, *one.secondary_opts)}, word


@pytest.mark.parametrize("deed", Deed)
def test_each_deed_has_a_page_or_is_said_to_have_none(deed: Deed) -> None:
    """A sentence that tells somebody to do something leads on a page to where it is done."""
    places = [deed in ways.FORMS, deed in ways.OF_A_REQUEST, deed in ways.OF_THE_SERVICE, deed in ways.NOWHERE]
    assert places.count(True) == 1
    if deed in ways.FORMS:
        assert ways.FORMS[deed] in DECISIONS


def test_a_refusal_is_told_with_its_command() -> None:
    """Design, bad input: the command line says what is wrong, and with which words it is put right."""
    assert deeds.refused(Refusal("Read it again.")) == "Read it again."
    assert deeds.refused(Refusal("Decide it first.", do=Deed.KIND)) == (
        "Decide it first. The command is `inforights kind REF`."
    )
    assert deeds.refused(Refusal("Say why.", give=("because",))) == "Say why. The option is --because."
    assert deeds.hinted(Hint("Name it.", do=Deed.PREPARE, give=("power", "not_told"))) == (
        "Name it. The options are --power, --not-told; the command is `inforights disclose REF`."
    )
