"""The clock: dates are derived from the recorded events and stored as a copy, with their working."""

from datetime import date, datetime

from models import queries
from models.clock_event import ClockEvent, Happened
from models.court_order import CourtOrder
from models.db import Transaction, transaction
from models.queries import id_of
from models.request import Request
from rules import clock
from rules.kinds import Kind
from rules.refusal import Refusal
from rules.typed import needed
from tasks import policies


class NoOrder(Refusal):
    """The request is not an order of a court or tribunal."""


def set_dates(tx: Transaction, request: Request) -> None:
    """Derive the dates of every part and store what changed, with an audit event for each part that did."""
    policy = policies.of(request.service)
    for part in queries.parts(tx.session, request):
        found = clock.due(
            queries.recorded(tx.session, request, part.kind),
            policies.promise(part.kind, policy),
        )
        before = (part.statutory_due, part.target_due, part.due, part.running)
        after = (found.statutory, found.target, found.due, found.running)
        if part.working and before == after:
            continue
        first = not part.working
        part.statutory_due, part.target_due, part.due, part.running = after
        part.working = {
            "because": list(found.because),
            "cites": list(found.cites),
            "data_version": found.data_version,
        }
        tx.session.add(part)
        tx.record(
            "clock.started" if first else "clock.moved",
            request,
            kind=part.kind.value,
            before=None if first or not before[2] else before[2].isoformat(),
            due=found.due.isoformat() if found.due else None,
            running=found.running,
            cites=list(found.cites),
            data_version=found.data_version,
        )


def record_order(
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
) -> None:
    """Record what an order says, as a person read it; its deadline sets the clock.

    Raises:
        NoOrder: the request is of another kind or ended, or the order is dated after it was received.
        rules.typed.TypedRefused: the court, the case number or the provision is empty or too long.
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            raise NoOrder(f"{reference} is {request.state}: its order is no longer changed.")
        if Kind.COURT_ORDER not in {part.kind for part in queries.parts(tx.session, request)}:
            raise NoOrder(f"{reference} is not recorded as a court or tribunal order.")
        if dated > request.received_on:
            raise NoOrder("The order is dated after the day on which it was received; check both dates.")
        if deadline and deadline < request.received_on:
            raise NoOrder("The order's deadline lies before the day on which it was received; check both dates.")
        tx.session.merge(
            CourtOrder(
                request_id=id_of(request),
                court=needed(court, "court", 200),
                case_number=needed(case_number, "case number", 80),
                dated=dated,
                provision=needed(provision, "provision"),
                deadline=deadline,
                sealed=sealed,
                recorded_by=by,
            )
        )
        tx.record("order.recorded", request, deadline=deadline.isoformat() if deadline else None, sealed=sealed)
        what = Happened.REQUIRED_BY if deadline else Happened.NONE_STATED
        on = deadline or request.received_on
        tx.session.add(ClockEvent(request_id=id_of(request), what=what, on=on, at=at, by=by))
        tx.session.flush()
        set_dates(tx, request)
