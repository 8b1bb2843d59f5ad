"""How every date of a request came about, also those that hold no more: each is worked out once more as it was."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models import queries
from models.audit_event import AuditEvent
from models.clock_event import ClockEvent
from models.moment import LONDON
from models.request import Request
from rules import clock
from rules.clock.events import Happened, recorded
from rules.kinds import Kind
from rules.policy import Policy
from rules.refusal import Refusal
from tasks import holidays, policies

_DATES = {"clock.started", "clock.moved"}


def history(session: Session, request: Request, events: Sequence[AuditEvent], policy: Policy) -> list[dict[str, Any]]:
    """Every date that a part of the request ever had, in the order in which they were stored.

    Each has the day on which it was stored, what was said of it then, and its working: from what was recorded of the
    clock until then. Where that gives another date today, the bank holidays or the policy were others, and
    `repeats` is false.
    """
    query = select(ClockEvent).where(ClockEvent.request_id == request.id).order_by(col(ClockEvent.id))
    rows = session.exec(query).all()
    return [_one(request, event, rows, policy) for event in events if event.event in _DATES]


def repeated(session: Session, request: Request, policy: Policy) -> list[str]:
    """The kinds of the parts whose stored dates are not what their recorded events give today."""
    events = queries.clock_events(session, request)
    found = []
    for part in queries.parts(session, request):
        dates = _worked_out(part.kind, request.received_on, events, policy)
        if dates is None or (dates.statutory, dates.target, dates.due) != (
            part.statutory_due, part.target_due, part.due,
        ):  # fmt: skip
            found.append(part.kind.words)
    return found


def _one(request: Request, event: AuditEvent, rows: Sequence[ClockEvent], policy: Policy) -> dict[str, Any]:
    what = event.what
    kind, due = Kind(what["kind"]), what.get("due")
    then = [row for row in rows if row.at <= event.at]
    found = _worked_out(kind, _received(request, then, rows), tuple(map(queries.event_of, then)), policy)
    statutory, target = (what.get(name, [None, None])[1] for name in ("statutory", "target"))
    repeats = found is not None and tuple(
        day.isoformat() if day else None for day in (found.statutory, found.target, found.due)
    ) == (statutory, target, due)
    return {
        "stored": event.at.astimezone(LONDON).isoformat(timespec="minutes"),
        "by": event.actor,
        "event": event.number,
        "kind": kind.value,
        "words": kind.words,
        "before": what.get("before"),
        "statutory": statutory,
        "target": target,
        "due": due,
        "because": list(found.because) if found and repeats else [],
        "cites": list(what.get("cites", ())),
        "data_version": what.get("data_version", ""),
        "why": what.get("because"),
        "repeats": repeats,
    }


def _received(request: Request, then: Sequence[ClockEvent], rows: Sequence[ClockEvent]) -> date:
    """The day of receipt as it stood then."""
    receipts = [row.on for row in then or rows if row.what is Happened.RECEIVED]
    return receipts[-1] if receipts else request.received_on


def _worked_out(kind: Kind, received: date, events: Sequence[Any], policy: Policy) -> clock.Due | None:
    try:
        return clock.due(recorded(kind, received, events), policies.promise(kind, policy), holidays.in_force())
    except Refusal:
        return None
