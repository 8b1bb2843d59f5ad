"""The day of receipt, corrected, on both databases: what follows it follows, and what was told is not hidden."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models import board, queries
from models.approval import Approval
from models.db import reading
from rules.clock.events import Happened
from rules.consents import Answer, Asked
from rules.deed import Deed
from rules.kinds import Kind
from rules.lifecycle import State
from rules.sending import SentBy
from rules.typed import TypedRefused
from tasks import consents, disclosure, dispatch, people
from tasks.clock import correct_receipt
from tasks.intake import IntakeRefused
from tasks.orders import record as record_order
from tasks.receipt import ReceiptRefused
from tests import way
from tests.conftest import at
from tests.tasks.clock_on_record import (
    ANSWERED,
    ASKED,
    TODAY,
    asked,
    assert_derived,
    audited,
    enter,
    everything,
    on,
)


@pytest.mark.parametrize("because", ["", "   "])
def test_a_correction_has_a_reason(installation: Path, because: str) -> None:
    """Design, 5: what is taken back or corrected says why."""
    reference = way.opened(Kind.SAR, "derby")
    with pytest.raises(TypedRefused, match="Say the reason"):
        correct_receipt(reference, on(1), because, by="m.manager", at=TODAY)


@pytest.mark.parametrize(
    "because",
    [
        "Marigold wrote twice",
        "see the letter of Fernwhistle's",
        "(Clover) rang",
        "mrs FERNWHISTLE rang",
        "Kerrie/Clover-Marigold rang",
        "the Fernwhistles rang",
        "\uff23\uff4c\uff4f\uff56\uff45\uff52 rang",
    ],
)
def test_a_reason_names_nobody_of_the_request(installation: Path, because: str) -> None:
    """Design, 5: the audit log holds no person's name, so a reason with one is refused and not repeated."""
    reference = way.opened(Kind.SAR, "derby")
    before = everything()
    with pytest.raises(TypedRefused, match="which names nobody") as told:
        correct_receipt(reference, on(1), because, by="m.manager", at=TODAY)
    assert not [name for name in ("Marigold", "Fernwhistle", "Clover") if name in str(told.value)]
    assert everything() == before


def test_the_day_of_receipt_is_corrected_with_all_that_rests_on_it(installation: Path) -> None:
    """Art 12A(1): the dates and the day to look follow; the old day stays on record beside the new one."""
    reference = way.opened(Kind.SAR, "bathnes")
    found = correct_receipt(reference, on(30, 10), "the date stamp was misread", by="m.manager", at=TODAY)
    assert found.parts[0].after[0] == on(30)
    with reading() as session:
        request = queries.request(session, reference)
        assert (request.received_on, request.look_by) == (on(30, 10), on(2))
        events = queries.clock_events(session, request)
    assert [(event.what, event.on) for event in events] == [
        (Happened.RECEIVED, on(2)),
        (Happened.RECEIVED, on(30, 10)),
    ]
    assert_derived(reference)
    assert audited(reference, "request.receipt_corrected") == [
        (
            "request.receipt_corrected",
            {
                "before": "2026-11-02",
                "received": "2026-10-30",
                "because": "the date stamp was misread",
                "letters": ["acknowledgement.sar"],
                "from": "open",
                "to": "classified",
            },
        )
    ]


def test_a_draft_with_the_old_day_is_written_anew(installation: Path) -> None:
    """Design, 2: the acknowledgement that has not gone gives the right day; its flow writes it once."""
    reference = way.opened(Kind.SAR, "bathnes")
    with reading() as session:
        old = queries.letters(session, queries.request(session, reference))[0].document_id
    found = correct_receipt(reference, on(30, 10), "the date stamp", by="m.manager", at=TODAY)
    assert (found.removed, found.gone) == (("acknowledgement.sar",), ())
    way.receive(reference, TODAY)
    with reading() as session:
        request = queries.request(session, reference)
        [letter] = queries.letters(session, request)
        assert letter.document_id != old
        assert request.state is State.OPEN


def test_a_letter_that_went_stays_and_is_told(installation: Path) -> None:
    """Design, 3: what was sent is kept; the request stays open, and a person writes about the right day."""
    reference = way.opened(Kind.SAR, "bathnes")
    dispatch.note_sent(reference, "acknowledgement.sar", SentBy.POST, on=on(4), by="o.officer", at=TODAY)
    found = correct_receipt(reference, on(30, 10), "the date stamp", by="m.manager", at=TODAY)
    assert (found.removed, found.gone) == ((), ("acknowledgement.sar",))
    with reading() as session:
        assert queries.request(session, reference).state is State.OPEN


def test_the_holding_answer_survives_every_correction(installation: Path) -> None:
    """HIL-6: it names no day and no request, so no correction touches it."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")
    assert correct_receipt(reference, on(30, 10), "the date stamp", by="m.manager", at=TODAY).removed == ()
    with reading() as session:
        assert queries.letter(session, queries.request(session, reference), "holding_answer")


def test_an_age_on_the_day_of_receipt_decides_whom_to_ask(installation: Path) -> None:
    """CUM-3.2: on the corrected day the young person was not yet 16, so the parent is asked."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")
    born = date(2010, 11, 1)
    people.record(reference, people.Standing.DATA_SUBJECT, by="o.officer", at=TODAY, born=born)
    assert asked(reference) == {Asked.YOUNG_PERSON}
    correct_receipt(reference, on(30, 10), "the date stamp", by="m.manager", at=TODAY)
    assert asked(reference) == {Asked.PARENT}


def test_a_prepared_answer_is_reopened_before_its_day_is_corrected(installation: Path) -> None:
    """BWD-10: the answer letter names the day of receipt, so no approval of the old one outlives a correction."""
    reference = way.prepared(Kind.FOI, "bathnes")
    way.approved(reference, "bathnes", Kind.FOI)
    before = everything()
    with pytest.raises(ReceiptRefused, match="take it back first") as refused:
        correct_receipt(reference, on(30, 10), "the date stamp", by="m.manager", at=TODAY)
    assert refused.value.do is Deed.REOPEN
    assert everything() == before
    disclosure.reopen(reference, "the date stamp", by="m.manager", at=TODAY)
    correct_receipt(reference, on(30, 10), "the date stamp", by="m.manager", at=TODAY)
    way.receive(reference, TODAY)
    with reading() as session:
        facts = board.row(session, queries.request(session, reference)).facts
        approvals = session.exec(select(Approval)).all()
        assert approvals
        assert all(row.of != facts.digest for row in approvals)


def corrected_to(reference: str, day: date) -> None:
    """The correction that the test below tries."""
    correct_receipt(reference, day, "the date stamp", by="m.manager", at=TODAY)


def test_a_day_of_receipt_that_cannot_be_is_refused(installation: Path) -> None:
    """FOIA 2000 s.10(6), Art 12A(2): no day after it was logged, none of years ago, none after what followed it."""
    reference = way.log(way.SAR, "derby", on(2), moment=at(on(20)))
    way.receive(reference, at(on(20)))
    enter(reference, (ASKED, on(23)))
    before = everything()
    for day, error, says in (
        (on(2), ReceiptRefused, "is recorded as received on Monday 2 November 2026 already"),
        (on(19, 12), IntakeRefused, "lies in the future"),
        (date(2024, 12, 1), IntakeRefused, "more than two years ago"),
        (on(21), ReceiptRefused, "was logged on Friday 20 November 2026"),
    ):
        with pytest.raises(error, match=says):
            corrected_to(reference, day)
    assert everything() == before
    corrected_to(reference, on(20))


def test_receipt_does_not_move_past_what_followed_it(installation: Path) -> None:
    """Design, 8: an event, an order, a birth, an answer or a letter on record is the thing to check as well."""
    order = way.log(way.ORDER, "cumbria", on(2), moment=at(on(27)))
    way.receive(order, at(on(27)))
    terms = {"court": "C", "case_number": "1", "provision": "P", "dated": on(2), "deadline": on(4)}
    record_order(order, **terms, sealed=True, by="o.officer", at=TODAY)
    with pytest.raises(ReceiptRefused, match="The order is dated Monday 2 November 2026"):
        corrected_to(order, on(1))
    sar = way.log(way.SAR, "bathnes", on(2), moment=at(on(27)))
    way.receive(sar, at(on(27)))
    enter(sar, (ASKED, on(10)), (ANSWERED, on(12)))
    with pytest.raises(ReceiptRefused, match="'Clarification asked' is recorded for Tuesday 10 November 2026"):
        corrected_to(sar, on(11))
    people.record(sar, people.Standing.DATA_SUBJECT, by="o", at=TODAY, born=on(1))
    with pytest.raises(ReceiptRefused, match="birth date"):
        corrected_to(sar, on(31, 10))
    legal = way.log(way.LA_LEGAL, "cumbria", on(2), moment=at(on(27)))
    way.receive(legal, at(on(27)))
    consents.answer(legal, Asked.PARENT, Answer.REFUSED, on=on(10), by="o", at=TODAY)
    with pytest.raises(ReceiptRefused, match="The answer to what we asked is recorded for Tuesday 10"):
        corrected_to(legal, on(11))
