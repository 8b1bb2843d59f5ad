"""`inforights classify --report`: whether a service can trust the proposals."""

import json
from datetime import date
from pathlib import Path

import pytest

from rules.kinds import Kind
from tasks import classification
from tests.cli.conftest import Say
from tests.conftest import at
from tests.way import LETTERS, log, receive

FIRST = date(2026, 11, 2)


def received(kind: Kind, on: date = FIRST, service: str = "derby") -> str:
    """A letter of a kind, read and classified."""
    reference = log(LETTERS[kind], service, on)
    receive(reference, at(on))
    return reference


@pytest.fixture
def decided(home: Path) -> None:
    """Three letters: one confirmed, one corrected, one that nobody has looked at."""
    for kind, settled in ((Kind.SAR, Kind.SAR), (Kind.FOI, Kind.ENQUIRY)):
        classification.decide_kind(received(kind), [settled], "m.manager", at(FIRST))
    received(Kind.COURT_ORDER)


def test_the_report_counts_what_was_confirmed_and_corrected(decided: None, say: Say) -> None:
    """A confirmed kind is right, a corrected one wrong and missed where it belonged, an open one neither."""
    lines = {row["kind"]: row for row in map(json.loads, say("classify", "--report", "--json").out.splitlines())}
    assert list(lines) == list(Kind)
    assert (lines["sar"]["proposed"], lines["sar"]["right"], lines["sar"]["precision"]) == (1, 1, 1.0)
    assert (lines["foi"]["right"], lines["foi"]["wrong"]) == (0, {"enquiry": 1})
    assert lines["enquiry"]["missed"] == 1
    assert (lines["court_order"]["open"], lines["court_order"]["precision"]) == (1, None)


def test_the_report_reads_as_a_manager_reads(decided: None, say: Say) -> None:
    """Kinds in words, what a wrong proposal was instead, and how sure the program was."""
    said = say("classify", "--report")
    assert said.code == 0
    assert "3 letters" in said.out
    assert "freedom of information request" in said.out
    assert "1 enquiry" in said.out
    assert "sure" in said.out


def test_the_report_is_of_a_service_and_a_period(decided: None, say: Say) -> None:
    """Another service's letters, and another month's, do not count."""
    received(Kind.SAR, date(2026, 11, 20), "hillingdon")
    for words, expected in (
        (("--service", "hillingdon"), 1),
        (("--from", "2026-11-03"), 1),
        (("--to", "2026-11-02", "--service", "derby"), 3),
    ):
        rows = [json.loads(line) for line in say("classify", "--report", "--json", *words).out.splitlines()]
        assert sum(row["proposed"] for row in rows) == expected


def test_with_nothing_classified_the_report_says_so(say: Say) -> None:
    """No letter, no figures."""
    said = say("classify", "--report")
    assert (said.code, said.out) == (0, "No letter was classified yet.\n")
    said = say("classify", "--report", "--from", "2026-11-26")
    assert (said.code, said.out) == (0, "No letter was classified in that period.\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name the letters"),
        (("letter.txt", "--report"), "name no file"),
        (("letter.txt", "--service", "derby"), "go with --report"),
        (("--report", "--from", "yesterday"), "is not a date"),
        (("--report", "--from", "2026-12-02", "--to", "2026-12-01"), "the first day lies after the last"),
    ],
)
def test_words_that_do_not_fit_are_said_to_be_wrong(say: Say, words: tuple[str, ...], says: str) -> None:
    """Exit 2, and what to do."""
    said = say("classify", *words)
    assert said.code == 2
    assert says in " ".join(said.err.split())


def test_an_unknown_service_has_no_report(say: Say) -> None:
    """A slip in a service's name is said, not answered with an empty table."""
    assert say("classify", "--report", "--service", "derbi").code == 1
