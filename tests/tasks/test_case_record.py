"""Everything about one request in one file: the whole story, the working of every date, the events as hashed."""

import hashlib
import io
import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

import settings
from models.db import reading
from models.engine import close
from models.queries import parts, request
from models.request import NoSuchRequest
from rules.access import AccessRefused
from rules.case_record import RecordForm
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.exemptions import factors
from rules.kinds import Kind
from tasks import case_record, clock, holds
from tasks.clock_entry import Change
from tests import staff, way
from tests.conftest import at

MANAGER: dict[str, Any] = {"by": "m.manager", "at": at(date(2026, 11, 20))}


def whole_way(kind: Kind, service: str = "derby") -> str:
    """A request that was answered and closed. Gives its reference."""
    reference = way.prepared(kind, service)
    if kind in {Kind.SAR, Kind.LA_LEGAL}:
        way.consented(reference)
    way.approved(reference, service, kind)
    way.respond(reference)
    return reference


def taken_out(reference: str, by: str = "m.manager") -> dict[str, Any]:
    """The record as data."""
    made = case_record.export(reference, RecordForm.JSON, by=by, at=MANAGER["at"])
    found: dict[str, Any] = json.loads(made)
    return found


@pytest.mark.parametrize(
    ("kind", "service"),
    [(Kind.SAR, "derby"), (Kind.FOI, "hillingdon"), (Kind.LA_LEGAL, "cumbria"), (Kind.COURT_ORDER, "bathnes")],
)
def test_every_stored_date_stands_in_it_with_its_working(kind: Kind, service: str, installation: Path) -> None:
    """UK GDPR Art 5(2): of each date it can be shown what it rests on; the last is the one that holds."""
    reference = whole_way(kind, service)
    found = taken_out(reference)
    with reading() as session:
        (part,) = parts(session, request(session, reference))
        assert [one["due"] for one in found["dates"]][-1] == (part.due.isoformat() if part.due else None)
        assert found["dates"][-1]["because"] == part.working["because"]
    assert all(one["repeats"] and one["because"] and one["cites"] for one in found["dates"])
    assert found["dates_that_differ_today"] == []
    assert found["log"]["loose"] == []


def test_a_date_that_holds_no_more_keeps_its_working(home: Path) -> None:
    """A clock that was stopped, went on and whose day of receipt was corrected: each date it had, as it was then."""
    reference = way.opened(Kind.FOI, "derby")
    clock.record_events(reference, [Entry(Happened.CLARIFICATION_ASKED, date(2026, 11, 4))], **MANAGER)
    later: dict[str, Any] = {"by": "m.manager", "at": at(date(2026, 11, 21))}
    clock.record_events(reference, [Entry(Happened.CLARIFICATION_ANSWERED, date(2026, 11, 10))], **later)
    last: dict[str, Any] = {"by": "m.manager", "at": at(date(2026, 11, 22))}
    clock.change(reference, Change(received=date(2026, 10, 30), because="The stamp says so."), **last)
    dates = taken_out(reference)["dates"]
    assert [(one["due"], one["repeats"]) for one in dates] == [
        ("2026-12-01", True), (None, True), ("2026-12-09", True),
    ]  # fmt: skip
    assert [one["before"] for one in dates] == [None, "2026-12-01", None]


def test_a_date_of_other_bank_holidays_says_that_it_cannot_be_repeated(home: Path) -> None:
    """What was right then is not told as wrong, nor worked out with what nobody knew then."""
    reference = way.opened(Kind.FOI, "derby")
    file = settings.load().bank_holidays
    file.write_text(
        "days:\n- {date: 2026-11-20, nation: england-and-wales, title: A day of rest, authority: a proclamation}\n"
    )
    found = taken_out(reference)
    assert found["dates_that_differ_today"] == [Kind.FOI.words]
    assert [(one["repeats"], one["because"]) for one in found["dates"]] == [(False, [])]
    paper = case_record.export(reference, RecordForm.HTML, **MANAGER).decode()
    assert "cannot be repeated" in paper
    assert "other dates come of: freedom of information" in paper


def test_it_tells_all_of_it_in_each_form(home: Path) -> None:
    """One file: the letter's words, people, consents, schedule with reasons, approvals, letters, every event."""
    reference = whole_way(Kind.SAR)
    data = taken_out(reference)
    word = Document(io.BytesIO(case_record.export(reference, RecordForm.DOCX, **MANAGER)))
    said = "\n".join(line.text for line in word.paragraphs) + "\n".join(
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    )
    page = case_record.export(reference, RecordForm.HTML, **MANAGER).decode()
    pdf = PdfReader(io.BytesIO(case_record.export(reference, RecordForm.PDF, **MANAGER)))
    printed = " ".join("\n".join(sheet.extract_text() for sheet in pdf.pages).split())
    for words in (
        "I am her mother", "Clover Fernwhistle", "Telephone record", "DPA 2018 Sch 2 para 16", "It names others.",
        "They could not be reached.", "Service Manager: approver.0", "Tuesday 1 December 2026", "UK GDPR Art 12A(1)",
        "Monday 3 April 2045", data["log"]["newest"][:10],
    ):  # fmt: skip
        assert words in page
        if words != data["log"]["newest"][:10]:  # each file is taken out later than the one before
            assert words in said
            assert words in printed
    assert [event["words"] for event in data["events"]][-1] == "Request closed"
    assert "Dear " not in said.partition("The request")[0], "a record is no letter"
    assert all(letter["text"] for letter in data["letters"])


def test_an_event_that_was_changed_in_the_database_is_told(home: Path) -> None:
    """The record says itself where the log does not hold: an event changed, or one that was taken out."""
    reference = way.opened(Kind.FOI, "derby")
    numbers = [event["number"] for event in taken_out(reference)["events"]]
    close()
    with sqlite3.connect(home / settings.DATABASE_FILE) as behind:
        for (trigger,) in behind.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            behind.execute(f"DROP TRIGGER {trigger}")
        behind.execute("UPDATE audit_event SET actor = 'n.obody' WHERE number = ?", (numbers[1],))
        behind.execute("DELETE FROM audit_event WHERE number = ?", (numbers[4],))
    assert taken_out(reference)["log"]["loose"] == [numbers[1], numbers[3]]
    paper = case_record.export(reference, RecordForm.HTML, **MANAGER).decode()
    assert f"do not stand in the log: {numbers[1]}, {numbers[3]}." in paper


def test_it_is_for_whoever_manages_and_the_log_says_who(home: Path) -> None:
    """CUM-3.4, DER-1: an officer is refused, for another service there is no such request; each time is recorded."""
    reference = way.opened(Kind.SAR, "derby")
    staff.of("derby")
    staff.of("hillingdon")
    now = at(date(2026, 11, 20))
    with pytest.raises(AccessRefused):
        case_record.export(reference, RecordForm.JSON, by="officer.derby", at=now)
    with pytest.raises(NoSuchRequest):
        case_record.export(reference, RecordForm.JSON, by="manager.hillingdon", at=now)
    refused = [
        (one["content"]["event"], one["content"]["actor"]) for one in taken_out(reference, "manager.derby")["events"]
    ]
    assert refused[-2:] == [("access.refused", "officer.derby"), ("access.refused", "manager.hillingdon")]
    made = case_record.export(reference, RecordForm.DOCX, by="manager.derby", at=now)
    newest = staff.newest()
    assert (newest.event, newest.actor, newest.reference) == ("case.exported", "manager.derby", reference)
    assert newest.what == {"form": "docx", "sha256": hashlib.sha256(made).hexdigest()}


def test_what_was_weighed_stands_under_its_questions(home: Path) -> None:
    """DPA 2018 Sch 2 para 16(3): on paper each answer has its question before it, and a line of its own."""
    reference = whole_way(Kind.SAR)
    page = case_record.export(reference, RecordForm.HTML, **MANAGER).decode()
    (item,) = [one for one in taken_out(reference)["stored"]["disclosure"][0]["schedule_item"] if one["weighed"]]
    assert [one["asked"] for one in item["weighed"]] == list(factors("DPA 2018 Sch 2 para 16"))
    assert [one["answer"] for one in item["weighed"]] == list(way.BALANCE)
    assert "<strong>what was done to get their agreement: </strong>They could not be reached.<br>" in page


def test_no_day_is_rewritten_in_what_somebody_wrote(home: Path) -> None:
    """The letter's own words, and a reason that was typed, stand as they are; the days of the program are written."""
    words = way.FOI.replace("three financial years", "three financial years until 2026-03-31")
    reference = way.log(words, "derby")
    way.receive(reference, at(way.RECEIVED))
    change = Change(received=date(2026, 10, 30), because="Stamped 2026-10-30 by the post room.")
    clock.change(reference, change, **MANAGER)
    holds.place(reference, "Claim of 2026-10-01.", **MANAGER)
    page = case_record.export(reference, RecordForm.HTML, **MANAGER).decode()
    assert page.count("financial years until 2026-03-31") > 1, "in the letter, and where it is quoted"
    assert ": Stamped 2026-10-30 by the post room." in page
    assert "Claim of 2026-10-01." in page
    assert "received on Friday 30 October 2026" in page
    assert "2026-10-30" not in page.replace("Stamped 2026-10-30", "")
