"""The day that an order or a letter names: it comes late, is read wrongly, or the day of receipt was."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import queries
from models.db import reading
from models.request import Part
from rules.clock import ClockRefused
from rules.clock.events import Happened
from rules.kinds import Kind
from rules.orders import OrderRefused
from rules.sending import SentBy
from tasks.clock import correct_receipt, take_back
from tasks.orders import record as record_order
from tests import way
from tests.answer import words_of
from tests.conftest import at
from tests.tasks.clock_on_record import TODAY, assert_derived, dues, enter, hybrid, on

NAMED = on(27)  # by the order of `way.ORDER`
TERMS: dict[str, Any] = {"court": "C", "case_number": "1", "provision": "P", "dated": date(2026, 10, 30)}
BY_16 = way.LA_LEGAL.replace("There is no court order.", "Please reply by 16 November 2026.")


def received(text: str, service: str, on_day: date) -> str:
    reference = way.log(text, service, on_day, moment=TODAY)
    way.receive(reference, TODAY)
    return reference


def the_part(reference: str) -> Part:
    with reading() as session:
        return queries.parts(session, queries.request(session, reference))[0]


def test_an_order_that_comes_after_its_day_is_late_at_once(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): the day in the order stands; it is not taken for an order that names none."""
    order = received(way.ORDER, "cumbria", on(30))
    part = the_part(order)
    assert (part.statutory_due, part.due, part.working["stated"]) == (on(30), on(30), True)
    assert "by Friday 27 November 2026, before it reached us" in part.working["because"][1]
    record_order(order, **TERMS, deadline=on(26), sealed=True, by="o.officer", at=TODAY)
    assert "by Thursday 26 November 2026" in the_part(order).working["because"][1]
    assert_derived(order)


@pytest.mark.parametrize(
    ("text", "service", "kind", "named"),
    [(way.ORDER, "cumbria", Kind.COURT_ORDER, NAMED), (BY_16, "cumbria", Kind.LA_LEGAL, on(16))],
    ids=["order", "legal request"],
)
def test_a_day_that_was_named_survives_a_wrong_day_of_receipt(
    installation: Path, text: str, service: str, kind: Kind, named: date
) -> None:
    """Design, 2: the day asked for is read once, and counts again when the receipt is put right."""
    reference = received(text, service, on(30))
    assert dues(reference)[kind] != named
    correct_receipt(reference, on(2), "the stamp was misread", by="m.manager", at=TODAY)
    assert dues(reference) == {kind: named}
    assert_derived(reference)


def test_a_day_that_was_misread_is_entered_anew(installation: Path) -> None:
    """Design, 2: the service target and the day asked for; a person puts the latter right."""
    reference = received(BY_16, "cumbria", on(2))
    assert dues(reference)[Kind.LA_LEGAL] == on(16)
    take_back(reference, 2, "misread", by="m.manager", at=TODAY)
    assert dues(reference)[Kind.LA_LEGAL] == on(1, 12)
    enter(reference, (Happened.REQUIRED_BY, on(26)))
    assert dues(reference)[Kind.LA_LEGAL] == on(26)
    enter(reference, (Happened.REQUIRED_BY, on(20)))  # the one entered last stands
    assert dues(reference)[Kind.LA_LEGAL] == on(20)
    assert_derived(reference)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (way.ORDER, "is recorded with its terms"),
        (way.SAR, r"UK GDPR Art 12A\(1\)"),
        (way.FOI, r"FOIA 2000 s\.10\(1\)"),
    ],
    ids=["order", "sar", "foi"],
)
def test_a_wish_moves_no_date_of_the_law(home: Path, text: str, says: str) -> None:
    """UK GDPR Art 12A(1), FOIA 2000 s.10(1): who asks sets no date; that of an order comes with its terms."""
    reference = received(text, "bathnes", on(2))
    with pytest.raises(ClockRefused, match=says):
        enter(reference, (Happened.REQUIRED_BY, on(20)))


def test_a_recorded_deadline_is_not_lost_by_an_omission(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): that an order gives no day is said, where one was recorded before."""
    order = received(way.ORDER, "cumbria", on(2))
    record_order(order, **TERMS, deadline=on(20), sealed=False, by="o.officer", at=TODAY)
    with pytest.raises(OrderRefused, match="2026-11-20 is on record"):
        record_order(order, **TERMS, deadline=None, sealed=True, by="o.officer", at=TODAY)
    assert the_part(order).due == on(20)
    record_order(order, **TERMS, deadline=None, none_stated=True, sealed=True, by="o.officer", at=TODAY)
    assert (the_part(order).due, the_part(order).working["stated"]) == (on(3), False)


def test_what_runs_is_not_hidden_by_what_waits(home: Path) -> None:
    """Design, dashboard: of a hybrid with one clock paused, the part that runs is still to be answered."""
    from models import answering
    from rules.outstanding import waits_for
    from tasks import policies

    reference = hybrid("derby")
    enter(reference, (Happened.CLARIFICATION_ASKED, on(9)), kind=Kind.SAR)

    def waiting() -> str:
        with reading() as session:
            facts = answering.facts(session, queries.request(session, reference))
        return waits_for(facts, policies.of("derby"), on(10))

    assert "the requester's answer (subject access request)" in waiting()
    assert waiting() != "the requester's answer"
    enter(reference, (Happened.CLARIFICATION_ASKED, on(9)), kind=Kind.FOI)
    assert waiting() == "the requester's answer"


def test_an_acknowledgement_that_has_not_gone_is_written_again(installation: Path) -> None:
    """UK GDPR Art 12(3): the letter that goes gives the date that stands, and says what we wait for."""
    from rules.occasions import OccasionRefused
    from tasks import dispatch, letter_by_hand
    from tasks.drafts import LetterRefused

    reference = way.opened(Kind.SAR, "bathnes")
    enter(reference, (Happened.IDENTITY_ASKED, on(9)))
    letter_by_hand.write(reference, "acknowledgement.sar", by="o.officer", at=TODAY)
    written = words_of(reference, "acknowledgement.sar")
    assert "evidence of who you are that we asked for on Monday 9 November 2026" in written
    dispatch.note_sent(reference, "acknowledgement.sar", SentBy.TRACKED_POST, on=on(18, 12), by="o.officer", at=TODAY)
    with pytest.raises(LetterRefused, match="was sent already"):
        letter_by_hand.write(reference, "acknowledgement.sar", by="o.officer", at=at(on(19, 12)))
    with pytest.raises(OccasionRefused, match="the acknowledgement once more"):
        letter_by_hand.write(reference, "answer.sar", by="o.officer", at=TODAY)
