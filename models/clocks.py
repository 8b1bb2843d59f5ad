"""The reads of the clocks of all open requests: page by page in the order of their row numbers, as plain rows.

A page is three queries however many requests it holds, and is forgotten before the next one is read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from models.access import EVERYTHING, Sight
from models.clock_event import ClockEvent
from models.request import Part, Request
from rules.clock.events import Event
from rules.kinds import Kind
from rules.lifecycle import State

PAGE = 500  # requests
_OPEN = [state for state in State if state.is_open]


@dataclass(frozen=True, slots=True)
class StoredPart:
    """The stored dates of one part."""

    kind: Kind
    statutory: date | None
    target: date | None
    due: date | None
    running: bool
    data_version: str


def stored(part: Part) -> StoredPart:
    """The dates that are stored of a part."""
    return StoredPart(part.kind, part.statutory_due, part.target_due, part.due, part.running, part.data_version)


@dataclass(frozen=True, slots=True)
class OpenClock:
    """All that the clock of one open request is worked out from, and the dates that are stored."""

    id: int
    reference: str
    service: str
    state: State
    received: date
    look_by: date
    parts: tuple[StoredPart, ...]
    events: tuple[Event, ...]


def pages(session: Session, size: int = PAGE, sight: Sight = EVERYTHING) -> Iterator[list[OpenClock]]:
    """The open requests, `size` at a time: those that are seen in full."""
    after = 0
    while found := page(session, after, size, sight):
        yield found
        after = found[-1].id


def locked(session: Session, ids: Sequence[int]) -> Iterator[tuple[Request, list[Part], tuple[Event, ...]]]:
    """Those of the requests that are still open, to be changed: locked in the order of their row numbers."""
    query = select(Request).where(col(Request.id).in_(ids), col(Request.state).in_(_OPEN))
    requests = session.exec(query.order_by(col(Request.id)).with_for_update()).all()
    parts = defaultdict(list)
    for part in session.exec(
        select(Part).where(col(Part.request_id).in_(ids)).order_by(col(Part.request_id), col(Part.position))
    ):
        parts[part.request_id].append(part)
    events = _events(session, ids)
    for request in requests:
        assert request.id is not None, "a request that was read has a row number"
        yield request, parts[request.id], tuple(events[request.id])


def stale(session: Session, data_version: str) -> int:
    """How many open requests have a date that rests on other bank-holiday data than that."""
    query = (
        select(func.count(func.distinct(Part.request_id)))
        .join(Request, col(Request.id) == Part.request_id)
        .where(col(Request.state).in_(_OPEN), Part.data_version != data_version)
    )
    return session.exec(query).one()


def page(session: Session, after: int, size: int = PAGE, sight: Sight = EVERYTHING) -> list[OpenClock]:
    """The next open requests after a row number; empty at the end."""
    query = (
        select(Request.id, Request.reference, Request.service, Request.state, Request.received_on, Request.look_by)  # type: ignore[call-overload] # the overloads end at four columns
        .where(col(Request.id) > after, col(Request.state).in_(_OPEN), *sight.seen())
        .order_by(col(Request.id))
        .limit(size)
    )
    rows: Sequence[Any] = session.exec(query).all()
    if not rows:
        return []
    ids = [row[0] for row in rows]
    parts, events = _parts(session, ids), _events(session, ids)
    return [
        OpenClock(key, reference, service, state, received, look_by, tuple(parts[key]), tuple(events[key]))
        for key, reference, service, state, received, look_by in rows
    ]


def _parts(session: Session, ids: Sequence[int]) -> dict[int, list[StoredPart]]:
    query = (
        select(
            Part.request_id,
            Part.kind,
            Part.statutory_due,
            Part.target_due,
            Part.due,
            Part.running,
            Part.data_version,
        )  # type: ignore[call-overload] # as above; the working is left out, the largest thing of a part
        .where(col(Part.request_id).in_(ids))
        .order_by(col(Part.request_id), col(Part.position))
    )
    found: dict[int, list[StoredPart]] = defaultdict(list)
    for request_id, *row in session.exec(query):
        found[request_id].append(StoredPart(*row))
    return found


def _events(session: Session, ids: Iterable[int]) -> dict[int, list[Event]]:
    query = (
        select(
            ClockEvent.request_id,
            ClockEvent.id,
            ClockEvent.what,
            ClockEvent.on,
            ClockEvent.kind,
            ClockEvent.takes_back,
        )  # type: ignore[call-overload] # as above
        .where(col(ClockEvent.request_id).in_(ids))
        .order_by(col(ClockEvent.id))
    )
    found: dict[int, list[Event]] = defaultdict(list)
    for request_id, *row in session.exec(query):
        found[request_id].append(Event(*row))
    return found
