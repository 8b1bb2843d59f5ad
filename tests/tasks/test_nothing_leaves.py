"""What must never leave: an answer other than the approved one, a draft gone stale, a part under another's ground."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import queries
from models.db import reading
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.schedule import Decision, Held, Item
from rules.sending import SentBy
from tasks import approvals, classification, consents, disclosure, dispatch, letter, orders, people, weighing
from tasks.dispatch import NotYet
from tests import way
from tests.answer import DAY, MORE, NOON, again, assert_refused, ready, words_of
from tests.conftest import at


def test_a_draft_that_went_stale_is_never_sent(installation: Path) -> None:
    """Letters written for one answer do not go with another, however the run was interrupted."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)
    letter.write_answer(reference, NOON)
    assert "A further report" not in words_of(reference, "answer.la_legal")
    again(reference, schedule=MORE)
    with pytest.raises(NotYet):
        dispatch.mark_sent(reference, NOON)
    way.consented(reference, DAY)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    way.respond(reference)
    assert "A further report" in words_of(reference, "answer.la_legal")
    assert "A further report" in words_of(reference, "copy.la_legal")


def test_an_answer_that_neither_confirms_nor_denies_sends_no_draft(installation: Path) -> None:
    """HIL-6: drafts of a disclosure that was thought of first are gone when it is not made."""
    reference = ready(Kind.LA_LEGAL, "blackburn")
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)
    letter.write_answer(reference, NOON)
    disclosure.prepare(reference, Outcome.NEITHER_CONFIRMED_NOR_DENIED, by="o.officer", at=NOON)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    way.respond(reference)
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.CLOSED
        assert [row.occasion for row in queries.letters(session, request)] == ["holding_answer"]


def _other_court(reference: str) -> None:
    way.record_order(reference, DAY, "another court")


def _other_address(reference: str) -> None:
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, reply_to="9 Elsewhere Road")


def _not_told(reference: str) -> None:
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        by="o.officer",
        at=NOON,
        ground=Ground.COURT_ORDER,
        schedule=way.ORDER_SCHEDULE,
        purpose="the purpose that the letter names",
        recipient_role="court or tribunal",
        not_told_because="The order forbids it.",
    )


def _reopened(reference: str) -> None:
    disclosure.reopen(reference, "To see it again.", by="o.officer", at=NOON)
    again(reference, ground=Ground.COURT_ORDER, told_on=date(2026, 11, 9))


@pytest.mark.parametrize("change", [_other_court, _other_address, _not_told, _reopened])
def test_an_approval_is_of_everything_that_goes(installation: Path, change: Callable[[str], None]) -> None:
    """To whom, under which order, whether the person was told: what changes after approval voids it."""
    reference = ready(Kind.COURT_ORDER, "cumbria")
    change(reference)
    assert_refused(reference, "approval by the Service Manager")


def test_the_parts_of_a_hybrid_are_answered_each_on_its_own_ground(installation: Path) -> None:
    """What goes about a person stands in the letter about their records, and in no other."""
    reference = way.opened(Kind.SAR, "bathnes")
    classification.decide_kind(reference, [Kind.SAR, Kind.FOI], "m.manager", at(way.RECEIVED))
    way.receive(reference, at(way.RECEIVED))
    figures = (Item("Yearly figures", None, Decision.DISCLOSE),)
    own: dict[str, Any] = {
        "by": "o.officer",
        "at": NOON,
        "kind": Kind.SAR,
        "ground": Ground.OWN_RECORDS,
        "schedule": way.SCHEDULE,
        "searched": tuple(Held),
    }
    with pytest.raises(Refusal, match=r"Say which part is answered: sar, foi\."):
        disclosure.prepare(reference, Outcome.DISCLOSED, **{**own, "kind": None})
    with pytest.raises(Refusal, match="does not fit"):
        disclosure.prepare(reference, Outcome.DISCLOSED, **{**own, "kind": Kind.FOI})
    disclosure.prepare(reference, Outcome.DISCLOSED, **own)
    assert_refused(reference, "the answer to the freedom of information request to be prepared")
    public: dict[str, Any] = {"kind": Kind.FOI, "ground": Ground.PUBLIC_INFORMATION, "schedule": figures}
    disclosure.prepare(reference, Outcome.DISCLOSED, **{**own, **public})
    weighing.weigh(reference, 2, way.BALANCE, by="o.officer", at=NOON, kind=Kind.SAR)
    way.approved(reference, "bathnes", Kind.SAR)
    way.respond(reference)
    assert "Case notes" in words_of(reference, "answer.sar")
    assert "Yearly figures" not in words_of(reference, "answer.sar")
    assert "Yearly figures" in words_of(reference, "answer.foi")
    assert "Case notes" not in words_of(reference, "answer.foi")


def test_an_order_speaks_only_in_letters_to_the_court(installation: Path) -> None:
    """A request that was thought an order and is none is not answered to the court."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    way.record_order(reference, date(2026, 11, 9))
    classification.decide_kind(reference, [Kind.SAR], "m.manager", NOON)
    way.receive(reference, NOON)
    assert "County Court" not in words_of(reference, "acknowledgement.sar")


@pytest.mark.parametrize("told", [date(2031, 1, 1), date(2001, 1, 1), date(2026, 11, 1)])
def test_the_person_was_told_between_receipt_and_today(installation: Path, told: date) -> None:
    """CUM-0: a day that cannot be is no telling; nor is a blank reason for not telling."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    way.record_order(reference, date(2026, 11, 9))
    with pytest.raises(Refusal, match="CUM-0"):
        again(reference, ground=Ground.COURT_ORDER, told_on=told)
    again(reference, ground=Ground.COURT_ORDER, not_told_because="  ")
    way.approved(reference, "cumbria", Kind.COURT_ORDER)
    assert_refused(reference, "told before compliance")


def test_a_decided_kind_leaves_no_trap(installation: Path) -> None:
    """The same kind on the same day, an outside part in either order, another kind's refused consent: all go on."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")
    no: dict[str, Any] = {"on": DAY, "by": "o.officer", "at": NOON}
    consents.answer(reference, Asked.PARENT, Answer.REFUSED, **no)
    for kinds in ([Kind.LA_LEGAL], [Kind.FOI, Kind.LA_LEGAL], [Kind.LA_LEGAL, Kind.FOI], [Kind.FOI]):
        classification.decide_kind(reference, kinds, "m.manager", at(way.RECEIVED))
        way.receive(reference, at(way.RECEIVED))
        with reading() as session:
            request = queries.request(session, reference)
            assert request.state is State.OPEN, kinds
            occasions = {row.occasion for row in queries.letters(session, request)}
        expected = {"holding_answer"} if Kind.LA_LEGAL in kinds else set()
        assert occasions == expected | ({"acknowledgement.foi"} if Kind.FOI in kinds else set())
    figures = (Item("Yearly figures", None, Decision.DISCLOSE),)
    public: dict[str, Any] = {"ground": Ground.PUBLIC_INFORMATION, "schedule": figures}
    disclosure.prepare(reference, Outcome.DISCLOSED, by="o.officer", at=NOON, **public)
    approvals.approve(reference, "SENDIASS Manager", by="a.one", at=NOON)
    way.respond(reference)


def test_a_person_entered_before_the_letter_is_read_stands(installation: Path) -> None:
    """What a manager entered is never overwritten by what the program reads, nor does it stop the reading."""
    reference = way.log(way.SAR, "derby")
    people.record(reference, people.Standing.REQUESTER, by="m.manager", at=NOON, name="Entered By Hand")
    way.receive(reference, NOON)
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.OPEN
        assert queries.people(session, request)[people.Standing.REQUESTER].name == "Entered By Hand"


def test_no_date_in_an_order_is_what_a_person_says(installation: Path) -> None:
    """A date that the program found falls away when a person reads the order and finds none."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    terms: dict[str, Any] = {
        "court": "C",
        "case_number": "1",
        "dated": date(2026, 10, 30),
        "provision": "CPR 31.17",
        "sealed": True,
    }
    for deadline, none_stated, due in (
        (None, False, date(2026, 11, 3)),
        (date(2026, 12, 4), False, date(2026, 12, 4)),
        (None, True, date(2026, 11, 3)),
    ):
        orders.record(reference, deadline=deadline, none_stated=none_stated, by="o.officer", at=NOON, **terms)
        with reading() as session:
            assert queries.parts(session, queries.request(session, reference))[0].due == due


def test_a_records_letter_does_not_go_by_open_mail(installation: Path) -> None:
    """UK GDPR Art 5(1)(f): what is about a person goes so that only its recipient can read it."""
    reference = ready(Kind.SAR, "derby")
    for way_of_sending in (SentBy.EMAIL, SentBy.POST):
        with pytest.raises(Refusal, match="HIL-12"):
            dispatch.release(reference, way_of_sending, by="m.manager", at=NOON)


def test_an_ended_request_is_not_changed_any_more(installation: Path) -> None:
    """What was answered stays as it was answered."""
    reference = ready(Kind.COURT_ORDER, "cumbria")
    way.respond(reference)
    with pytest.raises(Refusal, match="is closed"):
        way.record_order(reference, date(2026, 11, 13))
    with pytest.raises(NotYet, match="there is nothing more to send"):
        dispatch.release(reference, SentBy.BY_HAND, by="m.manager", at=NOON)
    with pytest.raises(Refusal):
        classification.decide_kind(reference, [Kind.SAR], "m.manager", NOON)
