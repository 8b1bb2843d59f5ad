"""What the figures of a period are counted from: four queries, however many requests there are. No person."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from models import answers_sent
from models.access import Sight
from models.clock_event import ClockEvent
from models.disposal import Trace
from models.queries import event_of, id_of
from models.request import Part, Request
from rules.clock.events import Event, recorded
from rules.clock.record import Wait
from rules.figures import Counted
from rules.in_time import answered_on
from rules.kinds import Kind
from rules.refusal import Refusal


def counted(session: Session, sight: Sight, start: date, end: date) -> Iterator[Counted]:
    """The parts of the requests that were open, received or answered from `start` to `end`, and are seen in full.

    Of a request that was destroyed its trace is counted, by whoever sees all of the service's requests.
    """
    wanted = [*sight.seen(), col(Request.received_on) <= end]
    wanted.append(or_(col(Request.closed_on).is_(None), col(Request.closed_on) >= start))
    yield from _counted(session, wanted)
    if not sight.only_assigned:
        yield from traces(session, sight.service, start, end)


def of_request(session: Session, request: Request) -> list[Counted]:
    """The parts of one request, as they are counted."""
    return list(_counted(session, [col(Request.id) == id_of(request)]))


def _counted(session: Session, wanted: list[ColumnElement[bool]]) -> Iterator[Counted]:
    ids = select(Request.id).where(*wanted)
    parts: dict[int, list[Part]] = defaultdict(list)
    of_these = select(Part).where(col(Part.request_id).in_(ids))
    for part in session.exec(of_these.order_by(col(Part.request_id), col(Part.position))):
        parts[part.request_id].append(part)
    sent = answers_sent.last(session, ids)
    events: dict[int, list[Event]] = defaultdict(list)
    moved = select(ClockEvent).where(col(ClockEvent.request_id).in_(ids)).order_by(col(ClockEvent.id))
    for row in session.exec(moved):
        events[row.request_id].append(event_of(row))
    for request in session.exec(select(Request).where(*wanted).order_by(col(Request.id))):
        key = id_of(request)
        answered = answered_on(request.state, sent.get(key) or request.earlier_answered_on, request.closed_on)
        ended = answered or (None if request.state.is_open else request.closed_on)
        if not parts[key]:
            yield Counted(key, None, request.received_on, answered, ended, due=request.look_by)
        for part in parts[key]:
            yield Counted(
                key,
                part.kind,
                request.received_on,
                answered,
                ended,
                part.statutory_due,
                part.target_due,
                part.due,
                waits_of(part.kind, request.received_on, events[key]),
            )


def traces(session: Session, service: str | None, start: date, end: date) -> Iterator[Counted]:
    """What is kept of destroyed requests; their numbers lie below those of any request."""
    wanted = [col(Trace.received_on) <= end, or_(col(Trace.ended_on).is_(None), col(Trace.ended_on) >= start)]
    if service is not None:
        wanted.append(col(Trace.service) == service)
    numbers: dict[str, int] = {}
    for row in session.exec(select(Trace).where(*wanted).order_by(col(Trace.id))):
        number = numbers.setdefault(row.together, -1 - len(numbers))
        waits = tuple(Wait(date.fromisoformat(asked), date.fromisoformat(came)) for asked, came in row.waits if came)
        yield Counted(
            number, row.kind, row.received_on, row.answered_on, row.ended_on, row.statutory_due, row.target_due,
            row.due, waits,
        )  # fmt: skip


def waits_of(kind: Kind, received: date, events: list[Event]) -> tuple[Wait, ...]:
    """For how long the requester was waited for."""
    try:
        found = recorded(kind, received, events)
    except Refusal:  # its clock cannot be worked out either, and the page of the request says why
        return ()
    single = (found.identity, found.fee)
    return (*found.clarifications, *found.identity_before, *(wait for wait in single if wait))
