"""A request from the post to its closing, on both databases: what holds at each step."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from models import board, queries
from models.approval import Approval
from models.audit_chain import verify
from models.audit_event import AuditEvent
from models.consent import Consent
from models.db import reading
from models.letter import Letter
from models.request import Part, Request
from rules.approvals import ApprovalRefused
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.schedule import Decision, Item
from rules.sending import SentBy
from tasks import approvals, classification, consents, disclosure, dispatch, people
from tasks.dispatch import NotYet
from tests import way
from tests.answer import words_of
from tests.conftest import at

FOUR = [
    (Kind.SAR, "derby", "DER-2026-0001", date(2026, 11, 30)),
    (Kind.FOI, "bathnes", "BNS-2026-0001", date(2026, 12, 1)),
    (Kind.LA_LEGAL, "blackburn", "BWD-2026-0001", date(2026, 12, 1)),
    (Kind.COURT_ORDER, "cumbria", "CUM-2026-0001", date(2026, 11, 27)),
]


def state_of(reference: str) -> State:
    with reading() as session:
        return queries.request(session, reference).state


def events_of(reference: str) -> list[str]:
    with reading() as session:
        rows = session.exec(select(AuditEvent).where(AuditEvent.reference == reference).order_by("number")).all()
        return [row.event for row in rows]


@pytest.mark.parametrize(("kind", "service", "reference", "due"), FOUR)
def test_each_kind_goes_the_whole_way(
    installation: Path, kind: Kind, service: str, reference: str, due: date
) -> None:
    """Logged, dated, acknowledged, prepared, consented, approved, answered, closed: each once, each audited."""
    assert way.prepared(kind, service) == reference
    with reading() as session:
        request = queries.request(session, reference)
        parts = queries.parts(session, request)
        assert [part.kind for part in parts] == [kind]
        if kind is not Kind.SAR:
            assert parts[0].due == due
    way.consented(reference)
    way.approved(reference, service, kind)
    way.respond(reference)
    assert state_of(reference) is State.CLOSED
    with reading() as session:
        request = queries.request(session, reference)
        occasions = [letter.occasion for letter in queries.letters(session, request)]
        assert occasions[0] == ("holding_answer" if kind is Kind.LA_LEGAL else f"acknowledgement.{kind}")
        assert f"answer.{kind}" in occasions
        assert ("copy.la_legal" in occasions) == (kind is Kind.LA_LEGAL)  # BWD-10
        broken, count = verify(session)
        assert broken is None
        assert count >= len(events_of(reference))


def test_a_derby_request_for_case_notes_is_due_on_the_earlier_date(installation: Path) -> None:
    """DER-5: twenty working days beside the statutory month; the earlier of the two is the due date."""
    reference = way.opened(Kind.SAR, "derby")
    with reading() as session:
        part = queries.parts(session, queries.request(session, reference))[0]
    # Month: 2 December 2026. Twenty working days, St Andrew's Day in Scotland counted out: 1 December.
    assert (part.statutory_due, part.target_due, part.due) == (
        date(2026, 12, 2),
        date(2026, 12, 1),
        date(2026, 12, 1),
    )
    assert part.working["because"][0] == "Received on Monday 2 November 2026."


def test_every_step_can_be_run_twice(installation: Path) -> None:
    """Running everything again leaves one request, one letter an occasion, one audit event a step."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    way.consented(reference)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    way.respond(reference)
    before = events_of(reference)
    way.receive(reference, at(date(2026, 11, 13)))
    from tasks import close, letter

    assert dispatch.check_released(reference, at(date(2026, 11, 13))) is State.CLOSED
    letter.write_answer(reference, at(date(2026, 11, 13)))
    dispatch.mark_sent(reference, at(date(2026, 11, 13)))
    close.close(reference, at(date(2026, 11, 13)))
    assert events_of(reference) == before
    with reading() as session:
        for table, count in ((Request, 1), (Part, 1), (Letter, 3), (Consent, 1), (Approval, 2)):
            assert session.exec(select(func.count()).select_from(table)).one() == count, table.__name__


def test_an_answer_needs_every_consent_and_both_approvals(installation: Path) -> None:
    """BWD-10: consent of the family and two different people, one in each role; else nothing goes."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    day = at(date(2026, 11, 11))
    with pytest.raises(NotYet, match=r"consent of the parent \(BWD-10\).*CVS Manager.*SENDIASS Manager"):
        dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)
    way.consented(reference)
    approvals.approve(reference, "CVS Manager", by="a.one", at=day)
    with pytest.raises(ApprovalRefused, match="Two different people"):
        approvals.approve(reference, "SENDIASS Manager", by="A.One", at=day)
    with pytest.raises(ApprovalRefused, match="prepared an answer does not approve"):
        approvals.approve(reference, "SENDIASS Manager", by="o.officer", at=day)
    with pytest.raises(NotYet, match=r"Missing: approval by the SENDIASS Manager \(BWD-10\)\."):
        dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)
    assert state_of(reference) is State.PREPARED
    assert events_of(reference).count("answer.refused") == 2
    assert events_of(reference).count("approval.refused") == 2


def test_a_change_after_approval_voids_it(installation: Path) -> None:
    """An approval is of one exact answer: another schedule needs another approval."""
    reference = way.prepared(Kind.FOI, "bathnes")
    way.approved(reference, "bathnes", Kind.FOI)
    day = at(date(2026, 11, 12))
    other = (Item("Another paper", None, Decision.DISCLOSE),)
    disclosure.prepare(
        reference, Outcome.DISCLOSED, by="o.officer", at=day, ground=Ground.PUBLIC_INFORMATION, schedule=other
    )
    with pytest.raises(NotYet, match="approval by the Strategic Manager"):
        dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)


def test_a_withdrawn_consent_stops_an_answer_that_was_released(installation: Path) -> None:
    """UK GDPR Art 7(3): a withdrawal between the release and the sending stops it, and a person decides again."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    way.consented(reference)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    day = at(date(2026, 11, 12))
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)
    consents.withdraw(reference, Asked.PARENT, on=date(2026, 11, 12), by="o.officer", at=day)
    with pytest.raises(NotYet, match="withdrawn"):
        dispatch.check_released(reference, day)
    with pytest.raises(NotYet):
        dispatch.mark_sent(reference, day)
    assert state_of(reference) is State.PREPARED


def test_the_holding_answer_is_the_same_for_client_and_stranger(installation: Path) -> None:
    """HIL-6, BWD-5: two letters about two people get byte for byte the same words, and no reference."""
    from io import BytesIO

    from docx import Document as open_word

    from models import document_store
    from models.document import DocumentRole

    texts = []
    for name in ("Rowan Thistlebrook", "Tansy Underhill"):
        reference = way.log(way.LA_LEGAL.replace("Rowan Thistlebrook", name), "hillingdon")
        way.receive(reference, at(way.RECEIVED))
        with reading() as session:
            request = queries.request(session, reference)
            stored = queries.documents(session, request, DocumentRole.LETTER)[0]
        word = open_word(BytesIO(document_store.get(stored.sha256)))
        texts.append("\n".join(paragraph.text for paragraph in word.paragraphs))
        assert name.split()[1] not in texts[-1]
        assert reference not in texts[-1]
    assert texts[0] == texts[1]


def test_a_kind_in_doubt_waits_for_a_manager_with_its_clock_running(installation: Path) -> None:
    """A person decides: nothing is written before, and the next working day is the day to look."""
    reference = way.log("Could you let me have the thing we talked about? Thanks", "derby")
    way.receive(reference, at(way.RECEIVED))
    assert state_of(reference) is State.IN_DOUBT
    with reading() as session:
        request = queries.request(session, reference)
        assert queries.letters(session, request) == []
        assert board.row(session, request).due == date(2026, 11, 3)
    classification.decide_kind(reference, [Kind.SAR, Kind.FOI], "m.manager", at(way.RECEIVED))
    way.receive(reference, at(way.RECEIVED))
    with reading() as session:
        request = queries.request(session, reference)
        assert [part.due for part in queries.parts(session, request)] == [date(2026, 12, 1), date(2026, 12, 1)]
        assert len(queries.letters(session, request)) == 1
    assert state_of(reference) is State.OPEN


def test_a_kind_can_be_corrected_until_an_answer_is_prepared(installation: Path) -> None:
    """A manager's correction takes the draft and the open questions of the wrong kind away."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")
    classification.decide_kind(reference, [Kind.FOI], "m.manager", at(way.RECEIVED))
    way.receive(reference, at(way.RECEIVED))
    with reading() as session:
        request = queries.request(session, reference)
        assert [row.name for row in queries.letters(session, request)] == ["acknowledgement"]
        assert queries.consents(session, request) == []
        assert [part.kind for part in queries.parts(session, request)] == [Kind.FOI]


def test_learning_a_birth_date_changes_whom_to_ask(installation: Path) -> None:
    """From 16 the young person decides for themself: the parent's unanswered question falls away."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")
    people.record(
        reference, people.Standing.DATA_SUBJECT, by="o.officer", at=at(way.RECEIVED), born=date(2009, 11, 2)
    )
    with reading() as session:
        rows = queries.consents(session, queries.request(session, reference))
        assert [row.whom for row in rows if row.needed] == [Asked.YOUNG_PERSON]


def test_a_restricted_consent_covers_only_the_roles_it_names(installation: Path) -> None:
    """CUM-4.5: a recipient in another role gets nothing."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    day = at(date(2026, 11, 10))
    consents.answer(
        reference,
        Asked.PARENT,
        Answer.RESTRICTED,
        on=day.date(),
        by="o.officer",
        at=day,
        roles=["SEND officer"],
        paper=("form.pdf", b"signed"),
    )
    way.approved(reference, "cumbria", Kind.LA_LEGAL)
    with pytest.raises(NotYet, match=r"names only other roles \(CUM-4.5\)"):
        dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)


def test_an_order_is_not_complied_with_before_the_person_is_told(installation: Path) -> None:
    """CUM-0: the person is told before compliance, or the reason why not is on record."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    day = at(date(2026, 11, 9))
    way.record_order(reference, day.date())
    facts: dict[str, Any] = {
        "by": "o.officer",
        "at": day,
        "ground": Ground.COURT_ORDER,
        "schedule": way.ORDER_SCHEDULE[:1],
        "purpose": "the order",
    }
    disclosure.prepare(reference, Outcome.DISCLOSED, **facts)
    way.approved(reference, "cumbria", Kind.COURT_ORDER)
    with pytest.raises(NotYet, match=r"told before compliance.*CUM-0"):
        dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        not_told_because="The order forbids it.",
        **facts,
    )
    way.approved(reference, "cumbria", Kind.COURT_ORDER)
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=day)


def test_a_charity_may_leave_an_answer_to_the_council(installation: Path) -> None:
    """BWD-14: a charity answers of its own free will or leaves it to the council, as its manager chooses."""
    left = Outcome.LEFT_TO_AUTHORITY
    reference = way.opened(Kind.FOI, "blackburn")
    disclosure.prepare(reference, left, by="o.officer", at=at(date(2026, 11, 9)))
    way.approved(reference, "blackburn", Kind.FOI)
    way.respond(reference)
    said = words_of(reference, "answer.foi")
    assert "Blackburn with Darwen Borough Council is the right body to answer" in said
    assert "not passed your request or your name to the council" in said
    council = way.opened(Kind.FOI, "derby")
    with pytest.raises(Refusal, match=r"FOIA 2000 s\.1\(1\)"):
        disclosure.prepare(council, left, by="o.officer", at=at(date(2026, 11, 9)))
