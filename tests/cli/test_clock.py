"""`clock`: one clock with its events; what is recorded of it moves its dates, or is refused and nothing changes."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models.board_line import BoardLine
from models.db import reading
from rules.kinds import Kind
from tasks import classification, orders, people
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored
from tests.conftest import at

pytestmark = pytest.mark.usefixtures("today")
SLIP = ["--because", "a slip"]


@pytest.fixture
def sar(home: Path) -> str:
    """An open subject access request of a service with a target of its own."""
    return way.opened(Kind.SAR, "derby")


@pytest.fixture
def not_stated(home: Path) -> str:
    """A court order in which a person found no date."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    people.record(reference, people.Standing.DATA_SUBJECT, by="o", at=at(way.RECEIVED), name="Bramble Oakenfold")
    terms: dict[str, Any] = {"court": "C", "case_number": "1", "provision": "P", "dated": way.RECEIVED}
    orders.record(reference, deadline=None, sealed=True, by="o.officer", at=at(way.RECEIVED), **terms)
    return reference


def rows(home: Path) -> list[str]:
    """All that the database holds, as text."""
    with sqlite3.connect(home / "inforights.db") as connection:
        return list(connection.iterdump())


def test_the_clock_is_shown_with_its_events(say: Say, sar: str) -> None:
    """Design, 2: each part's working and alerts, and what was entered: the day, what, by whom, written down when."""
    assert say("clock", sar, "--clarification-asked", "2026-11-05", "--by", "o.officer").code == 0
    assert say("clock", sar, "--take-back", "2", *SLIP).code == 0
    said = say("clock", sar.lower())
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == f"{sar}  derby  received 2026-11-02"
    assert lines[2] == "Subject access request: due 2026-12-01"
    assert "  Received on Monday 2 November 2026." in lines
    alert = lines[lines.index("  To keep an eye on:") + 1]
    assert alert.startswith("    2026-12-02: the last day for telling the requester of an extension")
    assert alert.endswith("(UK GDPR Art 12A(3))")
    assert lines[-3:] == [
        "    1  2026-11-02  received  (by m.manager, written down 2026-11-02 10:00)",
        "    2  2026-11-05  clarification asked (sar); taken back by number 3  "
        "(by o.officer, written down 2026-11-23 10:00)",
        "    3  2026-11-23  number 2 taken back (sar)  (by m.manager, written down 2026-11-23 10:00)",
    ]


def test_what_moves_is_said_in_words(say: Say, sar: str) -> None:
    """UK GDPR Art 12A(5), (2), (3): a clock waits, runs again, and is extended; then where the request stands."""
    draft = (
        "Not noted as sent, and written before the clock moved: acknowledgement.sar. Write it again before it goes: "
        f"`inforights letter {sar} acknowledgement.sar`."
    )
    for words, moved, stands in (
        (["--clarification-asked", "2026-11-05"], "the clock waits; it was due 2026-12-01", "no date while"),
        (["--identity-asked", "2026-11-06"], "the clock still waits", "no date while"),
        (["--clarification-answered", "2026-11-09"], "the clock still waits", "no date while"),
        (["--identity-received", "2026-11-10"], "the clock runs again, due 2026-12-09", "due 2026-12-09"),
        (
            ["--fee-notice", "2026-11-11", "--fee-paid", "2026-11-12"],
            "due moves from 2026-12-09 to 2026-12-11",
            "due",
        ),
        (["--extended-on", "2026-11-20"], "due moves from 2026-12-11 to 2027-02-12", "due 2027-02-12"),
    ):
        said = say("clock", sar, *words)
        assert (said.code, said.out) == (0, f"subject access request: {moved}\n")
        first, *rest = said.err.splitlines()
        if rest:
            assert first == draft
        assert said.err.splitlines()[-1].startswith(f"{sar}: subject access request; {stands}")


def test_a_dry_run_moves_nothing(say: Say, home: Path, sar: str) -> None:
    """Design, 8: what would move, from and to, with every check; not one row is written."""
    before = rows(home)
    words = ["--clarification-asked", "2026-11-05", "--clarification-answered", "2026-11-09", "--dry-run"]
    said = say("clock", sar, *words)
    assert (said.code, said.out) == (
        0,
        "This would come of it; nothing was changed:\n"
        "subject access request: due moves from 2026-12-01 to 2026-12-04\n",
    )
    late = say("clock", sar, "--clarification-answered", "2026-11-09", "--dry-run")
    assert (late.code, late.out) == (1, "")
    assert "answers nothing" in one_line(late.err)
    corrected = say("clock", sar, "--received", "2026-10-30", *SLIP, "--dry-run")
    assert "due moves from 2026-12-01 to 2026-11-27" in corrected.out
    assert "would be removed: acknowledgement.sar" in corrected.err
    assert rows(home) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--clarification-answered", "2026-11-09"], "answers nothing"),
        (["--clarification-asked", "2026-11-24"], "lies in the future"),
        (["--identity-asked", "2026-11-01"], "before the request was received"),
        (["--part", "foi", "--fee-notice", "2026-11-09"], "has no part 'foi'"),
        (["--take-back", "7", *SLIP], "no event number 7"),
        (["--take-back", "1", *SLIP], "give the right day. The command is `inforights clock REF --received`."),
        (["--received", "2026-11-03", *SLIP], "was logged on Monday 2 November 2026"),
        (["--received", "2026-10-30", "--because", "Marigold rang"], "which names nobody"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(say: Say, home: Path, sar: str, words: list[str], says: str) -> None:
    """Design, 8: exit code 1, one line that says why, nothing stored."""
    before = rows(home)
    said = say("clock", sar, *words)
    assert (said.code, said.out) == (1, "")
    assert says in one_line(said.err)
    assert rows(home) == before


@pytest.mark.parametrize(
    "words",
    [
        ["--take-back", "2"],
        ["--received", "2026-10-30"],
        [*SLIP],
        ["--dry-run"],
        ["--part", "sar"],
        ["--part", "la_legal", "--fee-notice", "2026-11-09"],
        ["--clarification-asked", "yesterday"],
        ["--take-back", "two", *SLIP],
    ],
)
def test_words_that_say_nothing_are_wrong(say: Say, home: Path, sar: str, words: list[str]) -> None:
    """Exit code 2: an option that needs another, or is no date, no number, no part."""
    before = stored(home)
    said = say("clock", sar, *words)
    assert (said.code, said.out) == (2, "")
    assert stored(home) == before


def test_the_part_of_a_hybrid_is_named(say: Say, home: Path) -> None:
    """UK GDPR Art 12A, FOIA 2000 s.10: a line for each part, and the other part stays as it was."""
    reference = way.log(way.SAR, "derby")
    way.receive(reference, at(way.RECEIVED))
    classification.decide_kind(reference, [Kind.SAR, Kind.FOI], "m.manager", at(way.RECEIVED))
    refused = say("clock", reference, "--clarification-asked", "2026-11-05")
    assert (refused.code, refused.out) == (1, "")
    assert "a clock of its own: sar or foi" in one_line(refused.err)
    assert one_line(refused.err).endswith("The option is --part.")
    said = say("clock", reference, "--clarification-asked", "2026-11-05", "--part", "foi")
    assert said.out.splitlines() == [
        "subject access request: due stays 2026-12-01",
        "freedom of information request: the clock waits; it was due 2026-12-01",
    ]


def test_a_corrected_receipt_has_its_acknowledgement_written_anew(
    say: Say, home: Path, sar: str, on_server: str
) -> None:
    """Design, 2: the draft with the old day goes, the flow writes it with the right one, and the story tells both."""
    said = say("clock", sar, "--received", "2026-10-30", "--because", "the date stamp was misread")
    assert (said.code, said.out) == (0, "subject access request: due moves from 2026-12-01 to 2026-11-27\n")
    removed, stands = said.err.splitlines()
    assert removed == "These drafts name the old day and were removed: acknowledgement.sar."
    assert stands.startswith(f"{sar}: subject access request; due 2026-11-27")
    found = json.loads(say("show", sar, "--json").out)
    assert (found["state"], found["received"]) == ("open", "2026-10-30")
    assert found["letters"] == ["acknowledgement.sar: acknowledgement, draft"]
    assert [(event["on"], event["taken_back_by"]) for event in found["clock"]] == [
        ("2026-11-02", 2),
        ("2026-10-30", None),
    ]
    assert "corrected by number 2" in say("clock", sar).out
    again = say("clock", sar, "--received", "2026-10-30", *SLIP)
    assert "already" in one_line(again.err)


def test_what_to_keep_an_eye_on_is_shown(say: Say, sar: str) -> None:
    """UK GDPR Art 12A(3): the day for telling of an extension stands beside the date due, in words and in JSON."""
    assert "  To keep an eye on:\n    2026-12-02: the last day for telling the requester" in say("show", sar).out
    part = json.loads(say("show", sar, "--json").out)["parts"][0]
    assert [(alert["on"], alert["cite"]) for alert in part["alerts"]] == [("2026-12-02", "UK GDPR Art 12A(3)")]


def on_board(reference: str) -> bool:
    """Whether the board's line takes the date for one that the order states."""
    with reading() as session:
        return session.exec(select(BoardLine.stated).where(BoardLine.reference == reference)).one()


def test_an_order_whose_date_is_not_stated_is_marked_everywhere(say: Say, not_stated: str) -> None:
    """Design, 2: the next working day stands in for it, marked until a manager sets the date of the order."""
    assert "2026-11-03 (date not stated)" in say("due").out
    assert json.loads(say("due", "--json").out)["stated"] is False
    assert "Court or tribunal order: due 2026-11-03 (date not stated)" in say("show", not_stated).out
    shown = json.loads(say("show", not_stated, "--json").out)
    assert (shown["stated"], shown["parts"][0]["stated"]) == (False, False)
    assert not on_board(not_stated)
    order = ["--court", "C", "--case-number", "1", "--provision", "P", "--dated", "2026-11-02"]
    assert say("order", not_stated, *order, "--deadline", "2026-12-04").code == 0
    assert "not stated" not in say("due").out + say("show", not_stated).out
    assert on_board(not_stated)
    assert json.loads(say("due", "--json").out)["stated"] is True
