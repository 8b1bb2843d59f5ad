"""The audit log in words: every event that the code can record has them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.event_words import TRIED, WORDS, event_words
from rules.lifecycle import MOVES
from tests.conftest import ROOT

SOURCES = sorted([*(ROOT / "tasks").glob("*.py"), ROOT / "models" / "db.py"])
DOTTED = re.compile(r"[a-z_]+\.[a-z_]+")


def calls_of(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """The calls of a function or a method of one of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) in names:
                yield node


def texts_of(tree: ast.AST) -> Iterator[str]:
    """The texts that stand in the code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def recorded() -> set[str]:
    """Every event that the code names to be recorded, whether in the call, in a variable or in pieces."""
    found = set(MOVES.values())
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        for call in calls_of(tree, "record", "record_new", "_record"):
            what = call.args[0] if call.args else None
            if isinstance(what, ast.Constant):
                found.add(what.value)
            elif isinstance(what, ast.JoinedStr) and isinstance(what.values[0], ast.Constant):
                ends = {text for other in calls_of(tree, "_record") for arg in other.args for text in texts_of(arg)}
                found |= {f"{what.values[0].value}{end}" for end in ends if "." not in end}
            elif what is not None:
                found |= {text for text in texts_of(tree) if DOTTED.fullmatch(text)}
    return found


def tried() -> set[str]:
    """Everything of which a refusal is recorded."""
    return {
        keyword.value.value
        for path in SOURCES
        for call in calls_of(ast.parse(path.read_text("utf-8")), "transaction")
        for keyword in call.keywords
        if keyword.arg == "trying" and isinstance(keyword.value, ast.Constant)
    }


def test_every_event_that_the_code_records_has_words() -> None:
    """Design, 5: the log is for people: none of its events is told by a name of the code."""
    assert recorded() - set(WORDS) == set()


def test_every_refusal_that_the_code_records_has_words() -> None:
    """Design, 5: what was tried and refused is told as well."""
    assert tried() - set(TRIED) == set()


def test_no_words_are_kept_for_what_nothing_records() -> None:
    """A table that outlives what it tells of would mislead whoever reads the code."""
    assert set(WORDS) - recorded() == set()
    assert set(TRIED) - tried() == set()


@pytest.mark.parametrize(
    ("event", "says"),
    [
        ("answer.prepared", "Answer prepared"),
        ("answer.refused", "Releasing the answer was refused"),
        ("case_file.closing.refused", "Closing the case file was refused"),
        ("thing.of_a_later_release", "thing: of a later release"),
    ],
)
def test_events_are_told_in_words(event: str, says: str) -> None:
    """Design, 5: also what a later release recorded and this one does not know."""
    assert event_words(event) == says


def test_the_sources_are_where_the_test_looks() -> None:
    """Else the tests above would compare nothing."""
    assert Path(ROOT / "tasks" / "dispatch.py") in SOURCES
    assert len(recorded()) > 80
