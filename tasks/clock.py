"""The clock: dates are derived from the recorded events and stored as a copy, with their working."""

from datetime import date, datetime

from models import queries
from models.clock_event import ClockEvent
from models.court_order import CourtOrder
from models.db import Transaction, transaction
from models.queries import id_of
from models.request import Part, Request
from rules import clock
from rules.clock import Due
from rules.clock.events import Happened, recorded
from rules.kinds import Kind
from rules.refusal import Refusal
from rules.typed import needed
from tasks import holidays, policies


class NoOrder(Refusal):
    """The request is not an order of a court or tribunal."""


def set_dates(tx: Transaction, request: Request) -> None:
    """Derive the dates of every part and store what changed, with an audit event for each part that did."""
    policy = policies.of(request.service)
    calendars = holidays.in_force()
    events = queries.clock_events(tx.session, request)
    for part in queries.parts(tx.session, request):
        found = clock.due(
            recorded(part.kind, request.received_on, events), policies.promise(part.kind, policy), calendars
        )
        store(tx, request, part, found)


def store(tx: Transaction, request: Request, part: Part, found: Due, **why: str) -> bool:
    """Keep what the clock answered for one part. True where a date moved, which has an audit event."""
    first = not part.working
    before, due_before = dates(part), part.due
    part.statutory_due, part.target_due, part.due, part.running = (
        found.statutory,
        found.target,
        found.due,
        found.running,
    )
    part.data_version = found.data_version
    part.working = {
        "because": list(found.because),
        "cites": list(found.cites),
        "alerts": [{"on": alert.on.isoformat(), "says": alert.says, "cite": alert.cite} for alert in found.alerts],
        "stated": found.stated,
    }
    tx.session.add(part)
    if not first and before == dates(part):
        return False
    tx.record(
        "clock.started" if first else "clock.moved",
        request,
        kind=part.kind.value,
        before=due_before.isoformat() if due_before else None,
        due=found.due.isoformat() if found.due else None,
        running=found.running,
        cites=list(found.cites),
        data_version=found.data_version,
        **why,
    )
    return True


def dates(part: Part) -> tuple[date | None, date | None, date | None, bool]:
    """What is said of a part's clock in dates: the statutory one, the target, the one to keep, and if it runs."""
    return part.statutory_due, part.target_due, part.due, part.running


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
