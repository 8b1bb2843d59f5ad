"""A court's or tribunal's order: what is recorded of it, and what is missing before it is complied with.

Only what the order requires goes (DPA 2018 Sch 2 para 5(2)), piece by piece, and from a paper that was checked.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.advice import ADVISED_BY
from rules.deed import Deed
from rules.kinds import Kind
from rules.missing import Missing
from rules.order_checks import Check, asked_of
from rules.refusal import Refusal
from rules.schedule import Decision, Item

REQUIRED = "DPA 2018 Sch 2 para 5(2)"
TO_CHECK = "the order to be checked"


class OrderRefused(Refusal):
    """The order, or an answer to it, cannot be recorded so; says why."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is recorded of an order, as far as it decides what may go.

    Attributes:
        pieces: how many numbered pieces a person read in it.
        checked: the questions of the checklist that are answered.
        forbids_telling: the order itself forbids to tell the person of it.
    """

    pieces: int = 0
    checked: frozenset[Check] = frozenset()
    witness_summons: bool = False
    forbids_telling: bool = False


def check_terms(
    *, dated: date, received: date, deadline: date | None, before: date | None, none_stated: bool
) -> None:
    """Refuse dates of an order that cannot be.

    Args:
        before: the deadline on record.
        none_stated: the order gives no day; needed where one is on record, so that none is lost by an omission.

    Raises:
        OrderRefused: dated after receipt or after its deadline, or a deadline is on record and none is given.
    """
    if dated > received:
        raise OrderRefused("The order is dated after the day on which it was received; check both dates.")
    if deadline and deadline < dated:  # before receipt it may lie: an order can arrive late
        raise OrderRefused("The order's deadline lies before the date of the order; check both dates.")
    if before and deadline is None and not none_stated:
        raise OrderRefused(
            f"The deadline {before.isoformat()} is on record: give it again, or say that the order gives no day.",
            give=("deadline", "none_stated"),
        )


def check_kind(kinds: Collection[Kind]) -> None:
    """Refuse what is recorded or asked of an order, where the request is none.

    Args:
        kinds: those of its parts.

    Raises:
        OrderRefused
    """
    if Kind.COURT_ORDER not in kinds:
        raise OrderRefused(
            "The request is not recorded as a court or tribunal order: if it is one, say so.", do=Deed.KIND
        )


def check_schedule(kind: Kind, schedule: Sequence[Item], not_held: Collection[int], pieces: int) -> None:
    """Refuse a schedule that goes beyond the order, or that answers pieces of an order where there is none.

    Raises:
        OrderRefused: a document answers no piece, or one that there is not; or a piece is answered and said not held.
    """
    if kind is not Kind.COURT_ORDER:
        if not_held or any(item.ordered is not None for item in schedule):
            raise OrderRefused("This is no order, so nothing names a piece of one: leave the column 'ordered' empty.")
        return
    if not pieces:
        raise OrderRefused(
            f"Record first what exactly is ordered, piece by piece, because nothing beyond it goes ({REQUIRED}).",
            do=Deed.ORDERED,
        )
    beyond = _beyond(schedule, pieces)
    if beyond:
        raise OrderRefused(
            f"Nothing goes beyond the order ({REQUIRED}): {_documents(beyond)} of the schedule "
            f"{'names' if len(beyond) == 1 else 'name'} in the column 'ordered' no piece of it, from 1 to {pieces}."
        )
    wrong = sorted(number for number in not_held if not 1 <= number <= pieces)
    if wrong:
        raise OrderRefused(f"The order has no piece {wrong[0]}: its pieces are numbered from 1 to {pieces}.")
    twice = sorted({item.ordered for item in schedule if item.ordered is not None} & set(not_held))
    if twice:
        raise OrderRefused(f"Piece {twice[0]} of the order is said not to be held, and a document answers it.")


def missing(order: Order | None) -> Iterator[Missing]:
    """What is missing of the order itself, whatever the answer is."""
    if order is None:
        yield Missing("the terms of the order to be recorded", "an officer", (REQUIRED,))
        return
    for check, question in asked_of(order.witness_summons).items():
        if check not in order.checked:
            yield Missing(f"{TO_CHECK}: {question.about}", "an officer", question.cites)
    if not order.pieces:
        yield Missing("what exactly is ordered, piece by piece", "an officer", (REQUIRED, "UK GDPR Art 5(1)(c)"))


def unanswered(
    order: Order | None, schedule: Sequence[Item], not_held: Collection[int], advised: bool
) -> Iterator[Missing]:
    """What is missing of an answer that was prepared: nothing beyond the order, and no piece passed over."""
    if order is None or not order.pieces:
        return
    beyond = _beyond(schedule, order.pieces)
    if beyond:
        what = f"{_documents(beyond)} to be taken out: the order does not reach so far"
        yield Missing(what, "an officer", (REQUIRED,))
    answered = {item.ordered for item in schedule} | set(not_held)
    for number in range(1, order.pieces + 1):
        if number not in answered:
            what = f"piece {number} of the order: a document that answers it, or that it is not held"
            yield Missing(what, "an officer", (REQUIRED,))
    if not advised and any(item.decision is not Decision.DISCLOSE for item in schedule):
        what = f"advice of {ADVISED_BY} on what the order reaches and is kept back"
        yield Missing(what, "a manager", (REQUIRED, "CPR r.31.19"))


def _beyond(schedule: Sequence[Item], pieces: int) -> list[int]:
    """The documents that answer no piece of the order, by their numbers."""
    return [
        number for number, item in enumerate(schedule, 1) if item.ordered is None or not 1 <= item.ordered <= pieces
    ]


def _documents(numbers: Sequence[int]) -> str:
    return f"document{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
