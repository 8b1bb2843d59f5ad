"""How every date of a request came about, also those that hold no more: each is worked out once more as it was."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models import figures, late, queries
from models.audit_event import AuditEvent
from models.clock_event import ClockEvent
from models.moment import LONDON
from models.request import Request
from rules import clock
from rules.clock.events import Happened, recorded
from rules.figures import Counted
from rules.in_time import in_time
from rules.kinds import FollowUp, Kind
from rules.late import Late
from rules.policy import Policy
from rules.refusal import Refusal
from tasks import holidays, policies

LOOK_BY = "day to look by"
_DATES = {"clock.started", "clock.moved"}


def history(session: Session, request: Request, events: Sequence[AuditEvent], policy: Policy) -> list[dict[str, Any]]:
    """Every date that a part of the request ever had, in the order in which they were stored.

    Each has the moment at which it was stored, what was said of it then, and its working: from what was recorded of
    the clock until then. Where that gives another date today, the bank holidays or the policy were others, and
    `repeats` is false. The day by which a person had to look has no part; the first dates of a request that was taken
    over from an earlier register are those of its taking over.
    """
    query = select(ClockEvent).where(ClockEvent.request_id == request.id).order_by(col(ClockEvent.id))
    rows = session.exec(query).all()
    found: list[dict[str, Any]] = []
    for event in events:
        if event.event == "request.imported":
            found += [_one(request, event, what, rows, policy) for what in _taken_over(event)]
        elif event.event in _DATES and "kind" in event.what:
            found.append(_one(request, event, event.what, rows, policy))
        elif event.event in _DATES:
            found.append(_looked_by(request, event, rows))
    return found


def repeated(session: Session, request: Request, policy: Policy) -> list[str]:
    """The kinds of the parts whose stored dates are not what their recorded events give today.

    A date that was never stored and cannot be worked out is no difference.
    """
    events = queries.clock_events(session, request)
    found = []
    for part in queries.parts(session, request):
        dates = _worked_out(part.kind, request.received_on, events, policy)
        stored = part.statutory_due, part.target_due, part.due
        given = (dates.statutory, dates.target, dates.due) if dates else (None, None, None)
        if given != stored:
            found.append(part.kind.words)
    return found


def kept(session: Session, request: Request, today: date) -> list[dict[str, Any]]:
    """Of each part when it was answered and whether in time, and by how many working days a date was missed.

    A review or a complaint is told where a date of it was missed.
    """
    missed = [found for found, _ in late.of_request(session, request, today)]
    by_kind = {found.item.what: found for found in missed}
    parts = [one for one in figures.of_request(session, request) if one.kind]
    return [
        *(_in_time(one.kind.words, one.answered, by_kind.get(one.kind), one) for one in parts if one.kind),
        *(
            _in_time(found.item.name, found.answered, found)
            for found in missed
            if isinstance(found.item.what, FollowUp)
        ),
    ]


def _in_time(what: str, answered: date | None, missed: Late | None, of: Counted | None = None) -> dict[str, Any]:
    """One of them; how late it is is said as of its answer, or as of the day of the record while it is open."""
    law, target = (missed.law, missed.target) if missed else (None, None)  # what was missed
    return {
        "what": what,
        "done": "acknowledged" if missed and missed.item.what is FollowUp.COMPLAINT else "answered",
        "answered_on": answered,
        "in_time": in_time(answered, of.statutory if of else law),
        "on_target": in_time(answered, of.target if of else target),
        "late_by": _working_days(missed, law),
        "past_target_by": _working_days(missed, target),
    }


def _working_days(missed: Late | None, due: date | None) -> int | None:
    calendar = holidays.to_show()[0].england_and_wales
    try:
        return missed.by(due, calendar) if missed else None
    except Refusal:  # no bank holidays are known for these years
        return None


def _taken_over(event: AuditEvent) -> Iterator[dict[str, Any]]:
    """The dates of each part as it was taken over, in the form of the event that starts a clock."""
    dues = event.what["dues"] or [{} for _ in event.what["kinds"]]  # from before the law that is known here: none
    for kind, dates in zip(event.what["kinds"], dues, strict=True):
        pairs = {name: [None, dates.get(name)] for name in ("statutory", "target")}
        yield {**dates, "kind": kind, **pairs}


def _one(
    request: Request, event: AuditEvent, what: dict[str, Any], rows: Sequence[ClockEvent], policy: Policy
) -> dict[str, Any]:
    kind, due = Kind(what["kind"]), what.get("due")
    then = [row for row in rows if row.at <= event.at]
    found = _worked_out(kind, _received(request, then, rows), tuple(map(queries.event_of, then)), policy)
    statutory, target = (what.get(name, [None, None])[1] for name in ("statutory", "target"))
    stored = statutory, target, due
    given = (found.statutory, found.target, found.due) if found else (None, None, None)
    repeats = tuple(day.isoformat() if day else None for day in given) == stored
    return {
        **_said_of(event, what),
        "kind": kind.value,
        "words": kind.words,
        "statutory": _day(statutory),
        "target": _day(target),
        "because": list(found.because) if found and repeats else [],
        "cites": list(what.get("cites", ())),
        "repeats": repeats,
    }


def _looked_by(request: Request, event: AuditEvent, rows: Sequence[ClockEvent]) -> dict[str, Any]:
    """The day by which a person had to look, as it was moved while the kind was open."""
    received = _received(request, [row for row in rows if row.at <= event.at], rows)
    try:
        on = clock.look_by(received, holidays.in_force())
    except Refusal:
        on = None
    repeats = on is not None and on.isoformat() == event.what.get("due")
    working = f"Received {received}; a person looks on the next working day, as it may be an order that names no day"
    return {
        **_said_of(event, event.what),
        "kind": None,
        "words": LOOK_BY,
        "statutory": None,
        "target": None,
        "because": [working] if repeats else [],
        "cites": [],
        "repeats": repeats,
    }


def _said_of(event: AuditEvent, what: dict[str, Any]) -> dict[str, Any]:
    """What the log says of a date, whatever it is the date of."""
    return {
        "stored": event.at.astimezone(LONDON),
        "by": event.actor,
        "event": event.number,
        "before": _day(what.get("before")),
        "due": _day(what.get("due")),
        "data_version": what.get("data_version", ""),
        "why": what.get("because"),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _received(request: Request, then: Sequence[ClockEvent], rows: Sequence[ClockEvent]) -> date:
    """The day of receipt as it stood then."""
    receipts = [row.on for row in then or rows if row.what is Happened.RECEIVED]
    return receipts[-1] if receipts else request.received_on


def _worked_out(kind: Kind, received: date, events: Sequence[Any], policy: Policy) -> clock.Due | None:
    try:
        return clock.due(recorded(kind, received, events), policies.promise(kind, policy), holidays.in_force())
    except Refusal:
        return None
