"""The wording of letters: one Markdown file a letter, filled with facts in a sandbox.

A letter's file begins with a few lines of YAML between "---" lines:

    title       its subject line, which may use conditions and names nobody
    needs       the facts that it cannot be written without
    may_lack    the facts that must be supplied and may be None or empty
    answers     the kinds of request that it can answer (left out: any)
    never_for   the kinds of request that it must not go out for
    signed_by   the fact that holds the signatory's role (left out: signed_by_role)
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import msgspec
import yaml
from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from letters.dates import written, written_in
from letters.errors import LettersError
from letters.escaping import literal
from letters.marks import Marks

FOLDER = Path(__file__).with_name("wording")
_SUFFIX = ".md.j2"
_CLAUSE = re.compile(r"^[A-Z]{3}-[0-9.]+$")
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


class Declaration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the head of a letter's file says."""

    title: str
    needs: list[str]
    may_lack: list[str] = []
    answers: list[str] = []
    never_for: list[str] = []
    signed_by: str = "signed_by_role"


def names() -> list[str]:
    """The letters that can be written."""
    return sorted(path.name.removesuffix(_SUFFIX) for path in FOLDER.glob(f"*{_SUFFIX}"))


@cache
def _parts(name: str) -> tuple[Declaration, str]:
    if name not in names():
        raise LettersError("There is no wording for a letter of that name.")
    text = (FOLDER / f"{name}{_SUFFIX}").read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise LettersError(f"The wording of {name} does not begin with its declaration.")
    return msgspec.convert(yaml.safe_load(head[1]), Declaration), text[head.end() :]


def declaration(name: str) -> Declaration:
    """What the letter `name` needs and answers.

    Raises:
        LettersError: there is no letter of that name.
    """
    return _parts(name)[0]


def body(name: str) -> str:
    """The wording of the letter `name` before it is filled."""
    return _parts(name)[1]


def _refuse(reason: str) -> NoReturn:
    """Called by wording that must not be sent as things stand."""
    raise LettersError(reason)


def _in_words(value: str | list[str]) -> str:
    """A list as "a, b and c"; a text stays as it is."""
    if isinstance(value, str):
        return value
    return value[0] if len(value) == 1 else f"{', '.join(value[:-1])} and {value[-1]}"


def _sentence(value: str | list[str]) -> str:
    """`value` in words, from a capital to a full stop."""
    words = _ended(value)
    return words[:1].upper() + words[1:]


def _ended(value: str | list[str]) -> str:
    """`value` in words, up to a full stop, from whatever letter it begins with."""
    words = written_in(_in_words(value))
    return words + ("" if words.endswith((".", "!", "?")) else ".")


def _rules(cites: list[str]) -> str:
    """The sources of a date in words; the id of a policy's clause ("DER-5") says nothing to a reader."""
    return _in_words(list(dict.fromkeys(_CLAUSE.sub("this service's own policy", cite) for cite in cites)))


def _date(value: object) -> str:
    if not isinstance(value, date):
        raise LettersError("The wording writes out a date that there is not: it lacks a condition.")
    return written(value)


@cache
def environment() -> SandboxedEnvironment:
    """The sandbox in which wording is filled: no attribute of a value can be reached, no fact can be missing."""
    sandbox = SandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        finalize=literal,
        lstrip_blocks=True,
    )
    sandbox.filters |= {
        "written": _date,
        "in_words": _in_words,
        "sentence": _sentence,
        "ended": _ended,
        "rules": _rules,
    }
    sandbox.globals["refuse"] = _refuse
    return sandbox


@cache
def _compiled(name: str) -> tuple[Template, Template]:
    declared, text = _parts(name)
    return environment().from_string(declared.title), environment().from_string(text)


def _spaced(markdown: str) -> str:
    """`markdown` with each line a block of its own, but for the rows of a table and the items of a list.

    Conditions and included paragraphs leave line ends behind in numbers that nobody can foresee; by this rule
    two paragraphs never run together, and a paragraph is always one line of its file.
    """
    lines = [line for line in markdown.splitlines() if line.strip()]
    spaced = lines[:1]
    for before, line in pairwise(lines):
        starts = {before[:2], line[:2]}
        together = starts in ({"| "}, {"- "}, {"| ", "|-"})
        spaced += [line] if together else ["", line]
    return "\n".join(spaced)


def filled(name: str, facts: Mapping[str, object], marks: Marks) -> tuple[str, str]:
    """The title and the Markdown of the letter `name`.

    Raises:
        LettersError: the wording refuses these facts, or asks for one that it has not declared.
    """
    context = {**facts, "fulfils": marks.fulfils}
    try:
        title, text = _compiled(name)
        return title.render(context), _spaced(text.render(context))
    except TemplateError as error:
        # The engine's message names keys, never values; its own chain could show more, so it is cut off.
        raise LettersError(f"The wording of {name} cannot be filled: {error.message}.") from None
