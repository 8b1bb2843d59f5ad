"""Orders of courts and tribunals: what a person reads from the paper, how it was checked, what exactly is ordered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from models import powers, queries
from models.clock_event import ClockEvent
from models.court_order import CourtOrder, OrderCheck, OrderPiece
from models.db import Transaction, transaction
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import order_checks
from rules.clock.events import Happened
from rules.deed import Deed
from rules.lifecycle import State
from rules.order_checks import Check, Found
from rules.orders import OrderRefused, check_kind, check_terms
from rules.typed import needed, typed
from tasks.clock import set_dates

MOST_PIECES = 99


def record(
    reference: str,
    *,
    court: str,
    case_number: str,
    dated: date,
    provision: str,
    deadline: date | None,
    sealed: bool,
    by: str,
    at: datetime,
    none_stated: bool = False,
    witness_summons: bool = False,
    forbids_telling: bool = False,
) -> None:
    """Record what an order says, as a person read it; its deadline sets the clock.

    Where another paper is recorded than before, the checks of the old one say nothing of it and are removed.

    Args:
        none_stated: the order gives no day; needed where one was recorded, so that none is lost by an omission.
        witness_summons: more is asked of it (CPR Part 34).
        forbids_telling: the order itself forbids to tell the person of it (CUM-0).

    Raises:
        rules.orders.OrderRefused: the request is of another kind or ended, the order is dated after it was received
            or after its deadline, or a deadline is on record and none is given. The refusal is recorded.
        rules.typed.TypedRefused: the court, the case number or the provision is empty or too long.
    """
    with transaction(by, at, trying="order") as tx:
        request = _request(tx, reference)
        before = queries.court_order(tx.session, request)
        check_terms(
            dated=dated,
            received=request.received_on,
            deadline=deadline,
            before=before.deadline if before else None,
            none_stated=none_stated,
        )
        paper = _paper(before)
        found = tx.session.merge(
            CourtOrder(
                request_id=id_of(request),
                court=needed(court, "court", 200),
                case_number=needed(case_number, "case number", 80),
                dated=dated,
                provision=needed(provision, "provision"),
                deadline=deadline,
                sealed=sealed,
                witness_summons=witness_summons,
                forbids_telling=forbids_telling,
                recorded_by=by,
            )
        )
        unchecked = _remove_checks(tx, request) if before and paper != _paper(found) else 0
        tx.record(
            "order.recorded",
            request,
            deadline=deadline.isoformat() if deadline else None,
            sealed=sealed,
            witness_summons=witness_summons,
            forbids_telling=forbids_telling,
            checks_removed=unchecked,
        )
        what = Happened.REQUIRED_BY if deadline else Happened.NONE_STATED
        on = deadline or request.received_on
        tx.session.add(ClockEvent(request_id=id_of(request), what=what, on=on, at=at, by=by))
        tx.session.flush()
        set_dates(tx, request)


def set_pieces(reference: str, texts: Sequence[str], *, by: str, at: datetime, anew: bool = False) -> int:
    """Record what exactly is ordered, piece by piece, after those on record; returns how many there are now.

    The texts may name people: the audit log holds their number alone.

    Args:
        anew: take the place of those on record.

    Raises:
        rules.orders.OrderRefused: the request is of another kind or ended, there is nothing to record or too much, or
            an answer is prepared that names the pieces by their numbers. The refusal is recorded.
        rules.typed.TypedRefused: a piece is too long.
    """
    with transaction(by, at, trying="order") as tx:
        request = _request(tx, reference)
        if request.state is State.PREPARED:
            raise OrderRefused(
                "The answer is prepared, and names the pieces by their numbers: take it back first.",
                do=Deed.REOPEN,
            )
        wanted = [needed(text, f"piece {number} of the order") for number, text in enumerate(texts, 1)]
        if not wanted:
            raise OrderRefused("Nothing was typed: the pieces are as they were.")
        before = [] if anew else list(powers.pieces(tx.session, request))
        if anew:
            for row in powers.pieces(tx.session, request):
                tx.session.delete(row)
            tx.session.flush()
        if len(before) + len(wanted) > MOST_PIECES:
            raise OrderRefused(f"An order has at most {MOST_PIECES} pieces here: take some together.")
        for number, text in enumerate(wanted, len(before) + 1):
            tx.session.add(OrderPiece(request_id=id_of(request), number=number, text=text))
        tx.session.flush()
        count = len(before) + len(wanted)
        tx.record("order.pieces_recorded", request, pieces=count, anew=anew)
        return count


def answer_checks(
    reference: str, answers: Mapping[Check, Found], because: str | None = None, *, by: str, at: datetime
) -> None:
    """Answer questions of the checklist of the order's paper; a later answer takes the place of an earlier one.

    Args:
        because: why the paper may be relied on though one answer is no.

    Raises:
        rules.orders.OrderRefused: the request is of another kind or ended, or its order is not recorded.
        rules.order_checks.CheckRefused: the question cannot be answered so. Every refusal is recorded.
    """
    with transaction(by, at, trying="order") as tx:
        request = _request(tx, reference)
        order = queries.court_order(tx.session, request)
        if order is None:
            raise OrderRefused("Record first what the order says.", do=Deed.ORDER)
        reason = typed(because, "reason")
        order_checks.check_answers(answers, reason, sealed=order.sealed, witness_summons=order.witness_summons)
        for check, found in answers.items():
            tx.session.merge(
                OrderCheck(
                    request_id=id_of(request),
                    asked=check,
                    found=found,
                    because=reason if found is Found.NO else None,
                    by=by,
                    on=day_of(at),
                )
            )
        tx.record("order.checked", request, answers={check.value: found.value for check, found in answers.items()})


def _request(tx: Transaction, reference: str) -> Request:
    request = tx.request(reference)
    if not request.state.is_open:
        raise OrderRefused(f"{reference} is {request.state}: its order is no longer changed.")
    check_kind({part.kind for part in queries.parts(tx.session, request)})
    return request


def _paper(order: CourtOrder | None) -> tuple[object, ...]:
    """What makes one paper another than the one that was checked."""
    return (order.court, order.case_number, order.dated, order.sealed, order.witness_summons) if order else ()


def _remove_checks(tx: Transaction, request: Request) -> int:
    rows = powers.checks(tx.session, request)
    for row in rows:
        tx.session.delete(row)
    tx.session.flush()
    return len(rows)
