"""What the figures of a period are counted from: four queries, however many requests there are. No person."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, func, or_, select

from models.access import Sight
from models.clock_event import ClockEvent
from models.letter import Letter
from models.queries import event_of, id_of
from models.request import Part, Request
from rules.clock.events import Event, recorded
from rules.clock.record import Wait
from rules.figures import Counted
from rules.in_time import answered_on
from rules.kinds import Kind
from rules.refusal import Refusal


def counted(session: Session, sight: Sight, start: date, end: date) -> Iterator[Counted]:
    """The parts of the requests that were open, received or answered from `start` to `end`, and are seen in full."""
    wanted = [*sight.seen(), col(Request.received_on) <= end]
    wanted.append(or_(col(Request.closed_on).is_(None), col(Request.closed_on) >= start))
    ids = select(Request.id).where(*wanted)
    parts: dict[int, list[Part]] = defaultdict(list)
    of_these = select(Part).where(col(Part.request_id).in_(ids))
    for part in session.exec(of_these.order_by(col(Part.request_id), col(Part.position))):
        parts[part.request_id].append(part)
    answers = select(Letter.request_id, func.max(Letter.sent_on)).where(col(Letter.request_id).in_(ids))
    answers = answers.where(col(Letter.occasion).startswith("answer.")).group_by(col(Letter.request_id))
    sent = dict(session.exec(answers).all())
    events: dict[int, list[Event]] = defaultdict(list)
    moved = select(ClockEvent).where(col(ClockEvent.request_id).in_(ids)).order_by(col(ClockEvent.id))
    for row in session.exec(moved):
        events[row.request_id].append(event_of(row))
    for request in session.exec(select(Request).where(*wanted).order_by(col(Request.id))):
        key = id_of(request)
        answered = answered_on(request.state, sent.get(key), request.closed_on)
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
                _waits(part.kind, request.received_on, events[key]),
            )


def _waits(kind: Kind, received: date, events: list[Event]) -> tuple[Wait, ...]:
    """For how long the requester was waited for."""
    try:
        found = recorded(kind, received, events)
    except Refusal:  # its clock cannot be worked out either, and the page of the request says why
        return ()
    single = (found.identity, found.fee)
    return (*found.clarifications, *found.identity_before, *(wait for wait in single if wait))
