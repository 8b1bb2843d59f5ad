"""The disclosure log: a person decides of each answer; it names nobody, and outlives the request."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlmodel import select

from models import disclosure_log as reads
from models import queries
from models.audit_chain import verify
from models.db import reading, transaction
from models.log_decision import LogDecision
from models.person import Standing
from rules.access import AccessRefused
from rules.disclosure_log import LogRefused
from rules.kinds import Kind
from rules.letter import Outcome
from rules.letter_forms import Form
from rules.typed import TypedRefused
from tasks import case_record, disclosure_log, disposal, need_to_know
from tasks.case_record import RecordForm
from tests import staff
from tests.conftest import at
from tests.tasks.test_retention import LATER, closed, everything, signed

NOW: dict[str, Any] = {"by": "m.manager", "at": at(date(2026, 11, 16))}
TITLE, SUMMARY = "Families supported", "How many were supported in three years: 310 in all."


def answered(service: str = "derby") -> str:
    """A reporter's request that was answered on 12 November 2026; who asked is on record."""
    reference = closed(Kind.FOI, service)
    with transaction("m.manager", at(date(2026, 11, 12))) as tx:
        request = queries.request(tx.session, reference)
        assert queries.people(tx.session, request)[Standing.REQUESTER].name == "Linden Marshgrove"
    return reference


def test_an_answer_waits_until_somebody_decides(home: Path) -> None:
    """FOIA 2000 s.19: published in words of its own, taken back, left out; each decision stays on record."""
    reference = answered()
    log = disclosure_log.look("derby", **NOW)
    assert ([one.reference for one in log.waiting], log.published, log.asked) == ([reference], [], True)
    disclosure_log.publish(reference, TITLE, SUMMARY, **NOW)
    log = disclosure_log.look("derby", **NOW)
    (line,) = log.published
    assert (line.reference, line.entry.answered, line.entry.title) == (reference, "November 2026", TITLE)
    assert line.entry.outcome_words == "Information given in part"
    assert line.entry.exemptions == ("FOIA 2000 s.40(2) (Personal data of others)",)
    assert log.waiting == []
    with pytest.raises(LogRefused, match="published already"):
        disclosure_log.leave_out(reference, "Of no use to others.", **NOW)
    disclosure_log.take_back(reference, **NOW)
    log = disclosure_log.look("derby", **NOW)
    assert ([one.reference for one in log.waiting], log.published) == ([reference], [])
    with pytest.raises(LogRefused, match="nothing to take back"):
        disclosure_log.take_back(reference, **NOW)
    disclosure_log.leave_out(reference, "Of no use to others.", **NOW)
    log = disclosure_log.look("derby", **NOW)
    assert ([one.reference for one in log.left_out], log.waiting) == ([reference], [])
    with reading() as session:
        rows = reads.decisions(session, queries.request(session, reference))
        assert [row.decision.value for row in rows] == ["published", "taken_back", "left_out"]
        assert verify(session)[0] is None
    record = case_record.export(reference, RecordForm.HTML, **NOW).decode()
    assert "by m.manager: left out: Of no use to others." in record


def test_words_that_tell_of_somebody_are_refused(home: Path) -> None:
    """UK GDPR Art 5(1)(c): refused on the spot, recorded without a word of it; and nothing is half done."""
    reference = answered()
    for title, summary in (
        ("What Linden asked", SUMMARY), (TITLE, "Mr Marshgrove asked."), (TITLE, f"See {reference}."),
        (TITLE, "Asked by somebody@example.org."), (TITLE, "Asked from 01632 960101."),
    ):  # fmt: skip
        with pytest.raises(LogRefused):
            disclosure_log.publish(reference, title, summary, **NOW)
        assert staff.newest().event == "disclosure_log.refused"
        assert "Linden" not in str(staff.newest().what)
    with pytest.raises(LogRefused):
        disclosure_log.leave_out(reference, "Only Linden can use it.", **NOW)
    with pytest.raises(TypedRefused):
        disclosure_log.publish(reference, " ", SUMMARY, **NOW)
    assert disclosure_log.look("derby", **NOW).published == []


def test_a_name_that_comes_to_be_known_later_keeps_a_line_in(home: Path) -> None:
    """What goes out is held against everybody who is on record then, not only when it was written."""
    reference = answered()
    disclosure_log.publish(reference, "Gorse Hollow's families", SUMMARY, **NOW)
    assert len(disclosure_log.take_out("derby", "csv", **NOW)) == 1
    with transaction("m.manager", at(date(2026, 11, 17))) as tx:
        request = queries.request(tx.session, reference)
        row = queries.people(tx.session, request)[Standing.REQUESTER]
        row.name = "Gorse Marshgrove"
        tx.session.add(row)
        tx.record("person.recorded", request)
    log = disclosure_log.look("derby", **NOW)
    assert [one.holds for one in log.published] == [("a name",)]
    assert log.goes_out == disclosure_log.take_out("derby", "csv", **NOW) == []


def test_what_is_published_outlives_the_request_and_leads_back_to_nobody(installation: Path) -> None:
    """BNS-7, HIL-10: the decision goes with the request; the line stays, and can be taken out by its number."""
    first, second = answered("bathnes"), closed(Kind.SAR)
    disclosure_log.publish(first, TITLE, SUMMARY, **NOW)
    before = disclosure_log.take_out("bathnes", "csv", **NOW)
    assert {one.reference for one in disposal.carry_out(signed(), by="m.manager", at=LATER)} == {first, second}
    log = disclosure_log.look("bathnes", **NOW)
    (line,) = log.published
    assert (line.reference, line.number, [line.entry]) == (None, 1, before)
    with reading() as session:
        assert session.exec(select(LogDecision)).all() == []
    with pytest.raises(LogRefused, match="no line of that number"):
        disclosure_log.remove(2, "bathnes", **NOW)
    with pytest.raises(LogRefused, match="no line of that number"):
        disclosure_log.remove(1, "derby", **NOW)
    disclosure_log.remove(1, "bathnes", **NOW)
    assert disclosure_log.look("bathnes", **NOW).published == []
    assert staff.newest().what == {"line": 1}


def test_after_disposal_no_byte_tells_who_asked(home: Path) -> None:
    """BNS-7: of what was taken back before, or would name somebody by now, nothing is left."""
    first = answered("bathnes")
    disclosure_log.publish(first, "Gorse families", "Gorse told us.", **NOW)
    disclosure_log.take_back(first, **NOW)
    disclosure_log.publish(first, TITLE, SUMMARY, **NOW)
    assert b"Gorse" in everything(home)
    disposal.carry_out(signed(), by="m.manager", at=LATER)
    left = everything(home)
    assert [one for one in (b"Gorse", b"Marshgrove") if one in left] == []
    assert SUMMARY.encode() in left


def test_at_a_charity_nobody_is_asked_and_what_it_answered_may_be_published(home: Path) -> None:
    """FOIA 2000 s.3(1), BWD-14: it is no public authority; what it left to the council is no answer of its own."""
    reference = answered("blackburn")
    log = disclosure_log.look("blackburn", **NOW)
    assert (log.asked, [one.reference for one in log.waiting]) == (False, [reference])
    assert not log.waiting[0].answer.waits
    disclosure_log.publish(reference, TITLE, SUMMARY, **NOW)
    assert len(disclosure_log.look("blackburn", **NOW).published) == 1
    disclosure_log.take_back(reference, **NOW)
    with transaction("m.manager", at(date(2026, 11, 16))) as tx:
        request = queries.request(tx.session, reference)
        (row,) = queries.disclosures(tx.session, request)
        row.outcome = Outcome.LEFT_TO_AUTHORITY
        tx.session.add(row)
        tx.record("answer.changed", request)
    assert disclosure_log.look("blackburn", **NOW).waiting == []
    with pytest.raises(LogRefused, match="left to the council"):
        disclosure_log.publish(reference, TITLE, SUMMARY, **NOW)


def test_whoever_approves_or_manages_decides_and_others_read(home: Path) -> None:
    """DER-1, BNS-5, CUM-3.4: an officer reads; a volunteer does not; of what is restricted the line alone is seen."""
    reference = answered()
    manager, officer, volunteer = staff.of("derby")
    noon = at(date(2026, 11, 16), 12)
    with pytest.raises(AccessRefused):
        disclosure_log.publish(reference, TITLE, SUMMARY, by=officer, at=noon)
    with pytest.raises(AccessRefused):
        disclosure_log.look("derby", by=volunteer, at=noon)
    disclosure_log.publish(reference, TITLE, SUMMARY, by=manager, at=noon)
    assert disclosure_log.look("derby", by=officer, at=noon).published[0].reference == reference
    need_to_know.restrict(reference, [officer], "A colleague.", by=manager, at=noon)
    kept = disclosure_log.look("derby", by=manager, at=noon)
    assert [(one.reference, one.entry.title) for one in kept.published] == [(None, TITLE)]
    with pytest.raises(AccessRefused, match="restricted"):
        disclosure_log.take_back(reference, by=manager, at=noon)
    with pytest.raises(AccessRefused):
        disclosure_log.take_out("derby", "csv", by=volunteer, at=noon)


def test_it_goes_out_as_a_page_and_a_word_file(home: Path) -> None:
    """What is put before everybody has the month, the words and the exemptions, and no reference, day or name."""
    reference = answered()
    disclosure_log.publish(reference, TITLE, SUMMARY, **NOW)
    page = disclosure_log.paper("derby", Form.HTML, **NOW).decode()
    paper = Document(io.BytesIO(disclosure_log.paper("derby", Form.DOCX, **NOW)))
    for told in (page, "\n".join(one.text for one in paper.paragraphs)):
        assert all(word in told for word in (TITLE, SUMMARY, "November 2026", "FOIA 2000 s.40(2)"))
        assert not any(word in told for word in (reference, "Linden", "Marshgrove", "12 November"))
    assert staff.newest().what == {"list": "disclosure-log", "form": "docx", "rows": 1}
