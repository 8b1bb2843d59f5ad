"""An order on record: what it says, how its paper was checked, what exactly it requires, and nothing beyond that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import answering, powers, queries
from models.db import reading
from rules.advice import Adviser
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import TELL, Outcome
from rules.lifecycle import State
from rules.order_checks import Check, Found, asked_of
from rules.refusal import Refusal
from rules.schedule import Decision, Item
from tasks import advice, disclosure, letter_by_hand, orders, people
from tests import way
from tests.answer import DAY, NOON, again, assert_refused, ready, words_of
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
TERMS: dict[str, Any] = {
    "court": "the County Court at Exampleton",
    "case_number": "X00EX001",
    "dated": date(2026, 10, 30),
    "provision": "CPR 31.17",
    "deadline": date(2026, 11, 27),
    "sealed": True,
}
PIECES = ["Minutes of the panel about Bramble Oakenfold", "Letters to the school"]
WHOLE = Item("Minutes", None, Decision.DISCLOSE, ordered=1)


def opened() -> str:
    """An order that has come, of which nothing is recorded yet."""
    return way.opened(Kind.COURT_ORDER, "cumbria")


def recorded(**changed: Any) -> str:
    """An order of two pieces, its terms and whom it names recorded."""
    reference = opened()
    people.record(reference, people.Standing.DATA_SUBJECT, name="Bramble Oakenfold", **BY)
    orders.record(reference, **{**TERMS, **changed}, **BY)
    orders.set_pieces(reference, PIECES, **BY)
    return reference


def checked(reference: str) -> None:
    """Every question about the paper is answered with yes."""
    orders.answer_checks(reference, dict.fromkeys(asked_of(False), Found.YES), **BY)


def on_record(reference: str) -> tuple[list[str], dict[Check, Found]]:
    """The pieces of an order, and the answers to its checklist."""
    with reading() as session:
        request = queries.request(session, reference)
        answers = {row.asked: row.found for row in powers.checks(session, request)}
        return [f"{row.number} {row.text}" for row in powers.pieces(session, request)], answers


def digest(reference: str) -> str:
    """The digest of what would go, that approvals are of."""
    with reading() as session:
        return answering.digest(session, queries.request(session, reference))


def test_what_is_ordered_is_kept_piece_by_piece(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): numbered as read, added to or begun anew; the log holds their number alone."""
    reference = recorded()
    assert on_record(reference)[0] == [f"1 {PIECES[0]}", f"2 {PIECES[1]}"]
    assert orders.set_pieces(reference, ["  A   third "], **BY) == 3
    assert on_record(reference)[0][-1] == "3 A third"
    assert orders.set_pieces(reference, ["Only this"], anew=True, **BY) == 1
    assert on_record(reference)[0] == ["1 Only this"]
    noted = [what for event, _, what in events() if event == "order.pieces_recorded"]
    assert [(what["pieces"], what["anew"]) for what in noted] == [(2, False), (3, False), (1, True)]
    assert "Oakenfold" not in str(noted)


def test_the_checks_of_a_paper_are_of_that_paper(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): an answer can be put right; another paper is another order, and is checked anew."""
    reference = recorded()
    orders.answer_checks(reference, {Check.CONFIRMED: Found.NO}, "The office was closed.", **BY)
    orders.answer_checks(reference, {Check.CONFIRMED: Found.YES, Check.COURT: Found.YES}, **BY)
    assert on_record(reference)[1] == {Check.CONFIRMED: Found.YES, Check.COURT: Found.YES}
    orders.record(reference, **{**TERMS, "deadline": date(2026, 12, 4)}, **BY)  # the same paper, read again
    assert len(on_record(reference)[1]) == 2
    orders.record(reference, **{**TERMS, "case_number": "X00EX002"}, **BY)
    assert on_record(reference)[1] == {}
    assert [what["checks_removed"] for event, _, what in events() if event == "order.recorded"] == [0, 0, 2]
    assert "office was closed" not in str(events())


def _closed() -> str:
    reference = ready(Kind.COURT_ORDER, "cumbria")
    way.respond(reference)
    return reference


def _pieces(*texts: str) -> Callable[[str], object]:
    return lambda reference: orders.set_pieces(reference, texts, **BY)


REFUSED: dict[str, tuple[Callable[[], str], Callable[[str], object], str, str]] = {
    "the pieces of a records request": (
        lambda: way.opened(Kind.SAR, "derby"),
        _pieces("All"),
        "order.refused",
        "is not recorded as a court or tribunal order",
    ),
    "the pieces of an order that was answered": (_closed, _pieces("All"), "order.refused", "is closed"),
    "the pieces under an answer": (
        lambda: way.prepared(Kind.COURT_ORDER, "cumbria"),
        _pieces("More"),
        "order.refused",
        "take it back first",
    ),
    "no piece": (recorded, _pieces(), "order.refused", "Nothing was typed"),
    "too many pieces": (recorded, _pieces(*["x"] * 98), "order.refused", "at most 99 pieces"),
    "a check before the order is recorded": (opened, checked, "order.refused", "Record first what the order says"),
    "a no without a reason": (
        recorded,
        lambda reference: orders.answer_checks(reference, {Check.COURT: Found.NO}, "  ", **BY),
        "order.refused",
        "Say why the order may be relied on",
    ),
    "an answer before the pieces": (
        opened,
        lambda reference: again(reference, ground=Ground.COURT_ORDER),
        "disclosure.refused",
        "DPA 2018 Sch 2 para 5(2)",
    ),
    "a document beyond the order": (
        recorded,
        lambda reference: again(
            reference, ground=Ground.COURT_ORDER, schedule=(WHOLE, replace(WHOLE, ordered=3)), told_on=DAY
        ),
        "disclosure.refused",
        "DPA 2018 Sch 2 para 5(2)",
    ),
    "a document of no piece": (
        recorded,
        lambda reference: again(reference, ground=Ground.COURT_ORDER, schedule=(replace(WHOLE, ordered=None),)),
        "disclosure.refused",
        "document 1 of the schedule names in the column 'ordered' no piece",
    ),
}


@pytest.mark.parametrize(("state", "tried", "event", "says"), REFUSED.values(), ids=REFUSED)
def test_what_an_order_does_not_carry_is_refused_and_recorded(
    installation: Path, state: Callable[[], str], tried: Callable[[str], object], event: str, says: str
) -> None:
    """DPA 2018 Sch 2 para 5(2): nothing beyond the order; the attempt is on record, and all else stands as it was."""
    reference = state()
    before, told = everything(), len(events())
    with pytest.raises(Refusal) as refused:
        tried(reference)
    assert says in str(refused.value)
    assert everything() == before
    assert len(events()) == told + 1
    assert events()[-1][0] == event
    assert events()[-1][2] == {"because": str(refused.value)}


def test_an_order_is_complied_with_once_everything_is_there(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2), CUM-0: checks, pieces, what is not held, telling, advice: each is asked for."""
    reference = recorded()
    kept = Item("A note", None, Decision.WITHHOLD, "DPA 2018 Sch 2 para 19", "It is legal advice.", ordered=1)
    again(reference, ground=Ground.COURT_ORDER, schedule=(WHOLE, kept))
    for says in (
        r"the order to be checked: the seal \(CPR r\.40\.2",
        r"the order to be checked: the court's own word \(UK GDPR Art 5\(1\)\(f\)\)",
        r"piece 2 of the order: a document that answers it, or that it is not held \(DPA 2018 Sch 2 para 5\(2\)\)",
        r"advice of the data protection officer or an independent lawyer.*CPR r\.31\.19",
        r"the person to be told before compliance, or the reason why not \(CUM-0",
    ):
        assert_refused(reference, says)
    checked(reference)
    advice.record(reference, Adviser.INDEPENDENT_LAWYER, on=DAY, by="m.manager", at=NOON)
    again(reference, ground=Ground.COURT_ORDER, schedule=(WHOLE, kept), not_held=(2,), told_on=DAY)
    way.approved(reference, "cumbria", Kind.COURT_ORDER, DAY)
    way.respond(reference)
    said = words_of(reference, "answer.court_order")
    assert "The order also requires the following. We have searched for it, and hold nothing of it:" in said
    assert "Letters to the school" in said
    assert "Minutes of the panel" not in said


def test_an_order_of_which_nothing_is_held_is_answered(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): the court is told so, piece by piece, and the paper is checked before."""
    reference = recorded()
    disclosure.prepare(reference, Outcome.NOT_HELD, **BY)
    assert_refused(reference, "the order to be checked: the seal")
    checked(reference)
    way.approved(reference, "cumbria", Kind.COURT_ORDER, DAY)
    way.respond(reference)
    said = words_of(reference, "answer.court_order")
    assert "We produce no document with this letter." in said
    assert all(piece in said for piece in PIECES)


def test_a_changed_piece_voids_what_was_approved(installation: Path) -> None:
    """BWD-10, DPA 2018 Sch 2 para 5(2): an approval is of an answer to this order, and of no other words of it."""
    reference = ready(Kind.COURT_ORDER, "cumbria")
    before = digest(reference)
    disclosure.reopen(reference, "A page was missed.", **BY)
    orders.set_pieces(reference, ["Something else"], anew=True, **BY)
    again(reference, ground=Ground.COURT_ORDER, told_on=DAY)
    assert digest(reference) != before
    assert_refused(reference, "approval by the Service Manager")


def test_an_order_that_forbids_telling_tells_nobody(installation: Path) -> None:
    """CUM-0: the order itself is the reason; the person is not written to, and the answer goes without it."""
    reference = recorded(forbids_telling=True)
    checked(reference)
    again(reference, ground=Ground.COURT_ORDER, schedule=(WHOLE,), not_held=(2,))
    with pytest.raises(Refusal, match=r"The order forbids to tell the person of it.*CUM-0"):
        letter_by_hand.write(reference, TELL, **BY)
    way.approved(reference, "cumbria", Kind.COURT_ORDER, DAY)
    way.respond(reference)
    with reading() as session:
        request = queries.request(session, reference)
        assert request.state is State.CLOSED
        assert [row.occasion for row in queries.letters(session, request)] == [
            "acknowledgement.court_order",
            "answer.court_order",
        ]


def test_a_summons_is_not_complied_with_before_its_own_checks(installation: Path) -> None:
    """CPR r.34.5 to r.34.7, SI 2008/2699 r.16: service, conduct money, and the time to have it set aside."""
    reference = recorded(witness_summons=True)
    checked(reference)
    again(reference, ground=Ground.COURT_ORDER, schedule=(WHOLE,), not_held=(2,), told_on=DAY)
    way.approved(reference, "cumbria", Kind.COURT_ORDER, DAY)
    assert_refused(reference, r"how it was served .*the conduct money .*the time to have it set aside")
    summons = {Check.SERVED: Found.YES, Check.CONDUCT_MONEY: Found.NOT_APPLICABLE, Check.SET_ASIDE: Found.YES}
    orders.answer_checks(reference, summons, **BY)
    assert_refused(reference, "approval by the Service Manager")  # what was checked is approved with the answer
    way.approved(reference, "cumbria", Kind.COURT_ORDER, DAY)
    way.respond(reference)
