"""A record of a case that is given back: whether it is the file that was taken out, or what else can be said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models import audit_chain
from models.audit_event import AuditEvent
from models.db import reading
from models.engine import close
from rules.case_record import NoRecord, RecordForm
from rules.kinds import Kind
from tasks import case_record
from tasks.case_record_check import check
from tasks.story_events import events_of
from tests import way
from tests.tasks.test_case_record import MANAGER


def data_of(reference: str) -> bytes:
    """The record as data, as it was taken out."""
    return case_record.export(reference, RecordForm.JSON, **MANAGER)


def changed(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The same with something changed in it."""
    record = json.loads(content)
    change(record)
    return json.dumps(record).encode()


@pytest.mark.parametrize("form", RecordForm)
def test_the_very_file_is_known_again_in_each_form(form: RecordForm, home: Path) -> None:
    """UK GDPR Art 5(2): whoever is given it can have it held against the log as a whole: one byte more is another."""
    made = case_record.export(way.opened(Kind.FOI, "hillingdon"), form, **MANAGER)
    found = check(made)
    said = "This is the file that was taken out on Friday 20 November 2026 by m.manager, unchanged."
    assert (found.lines, found.holds) == ((said,), True)
    if form is RecordForm.JSON:
        assert said not in check(made + b" ").lines
    else:
        with pytest.raises(NoRecord, match="or it was changed since"):
            check(made + b" ")


def test_of_another_file_only_the_events_are_covered(home: Path) -> None:
    """What is not the file that was taken out is not told as fine: its events alone can be held against the log."""
    good = data_of(way.opened(Kind.FOI, "hillingdon"))
    found = check(changed(good, lambda record: record["dates"].clear()))
    assert not found.holds
    assert "only the events in it were checked" in found.lines[0]
    assert found.lines[1:] == ("Each event in the file is as it was hashed, and stands so in the log here.",)
    number = json.loads(good)["events"][2]["number"]

    def said(change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
        answer = check(changed(good, change))
        assert not answer.holds
        return answer.lines[1:] if "only the events" in answer.lines[0] else answer.lines

    assert said(lambda record: record["events"][2]["content"].update(actor="somebody.else")) == (
        f"Event {number} was changed after it was written.",
    )
    assert said(lambda record: record["events"].pop(2)) == (f"Event {number} of the log is not in the file.",)
    assert said(lambda record: record["events"].append(record["events"][2])) == (
        f"Event {number} stands in it more than once.",
    )
    assert "The file has no event" in said(lambda record: record["events"].clear())[0]
    assert (
        "No event in the file stands in the log"
        in said(lambda record: [event.update(hash="0" * 64) for event in record["events"]])[-1]
    )


def test_the_events_of_another_request_do_not_pass(home: Path) -> None:
    """A true log of one matter says nothing of another: each event must be of the request that the file is about."""
    first, second = way.opened(Kind.FOI, "hillingdon"), way.opened(Kind.SAR, "hillingdon")
    mixed = changed(data_of(first), lambda record: record["story"].update(reference=second))
    found = check(mixed)
    assert not found.holds
    assert f"is not about {second}." in found.lines[0]


def test_where_no_log_has_the_request_it_is_said(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no log of that service can still work out the hashes, and is not told more than that."""
    good = data_of(way.opened(Kind.FOI, "hillingdon"))
    close()
    monkeypatch.setenv("INFORIGHTS_HOME", str(tmp_path / "elsewhere"))
    found = check(good)
    assert found.holds
    assert "It was not held against a log: none here has that request." in found.lines
    broken = changed(good, lambda record: record["events"][0]["content"].update(actor="somebody.else"))
    assert not check(broken).holds
    close()


def test_what_is_no_record_is_told_so(home: Path) -> None:
    """Whatever bytes are given, they are answered with a sentence."""
    good = data_of(way.opened(Kind.FOI, "hillingdon"))
    for wrong in (
        b"", b"[]", b'{"format": "case-record-1"}', good[:-20], b"\xff\xfe", b"[" * 100_000, b"%PDF-1.7",
        changed(good, lambda record: record["events"][0].update(number="1")),
        changed(good, lambda record: record["story"].update(reference=["DER"])),
        changed(good, lambda record: record.update(events={"a": 1})),
    ):  # fmt: skip
        with pytest.raises(NoRecord, match="no record of a case"):
            check(wrong)


def test_what_others_write_meanwhile_makes_no_event_loose(installation: Path) -> None:
    """On PostgreSQL each question sees what others wrote by then: what was there at the first one is looked at."""
    reference = way.opened(Kind.FOI, "hillingdon")

    def looked_at(session: Session) -> tuple[list[AuditEvent], tuple[int, str]]:
        newest = select(AuditEvent).order_by(col(AuditEvent.number).desc()).limit(2)
        return [*session.exec(newest)], audit_chain.head(session)

    with reading() as session:
        events, newest = looked_at(session)
        assert audit_chain.loose(session, events, newest) == []
    way.opened(Kind.SAR, "hillingdon")
    with reading() as session:
        assert audit_chain.loose(session, events, newest) == []
        assert audit_chain.loose(session, events_of(session, reference), audit_chain.head(session)) == []
        assert audit_chain.loose(session, events, (newest[0], "0" * 64)) == [newest[0]]
