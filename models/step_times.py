"""The reads of a forecast: when the steps of a service's requests ended, from the audit log, in few queries."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, func, select

from models import queries
from models.access import Sight
from models.approval import Approval
from models.audit_event import AuditEvent
from models.clock_event import ClockEvent
from models.consent import Consent
from models.moment import day_of
from models.request import Part, Request
from rules import step_times
from rules.clock import ClockRefused, Wait
from rules.clock.events import ANSWERS, Event, Happened, recorded
from rules.kinds import Kind
from rules.lifecycle import State
from rules.step_times import Step
from rules.working_days import Calendar

_WAITS = {Happened.TAKEN_BACK, *ANSWERS, *ANSWERS.values()}


@dataclass(slots=True)
class Way:
    """How far a request came: when each step of it ended, and while which days its requester was waited for."""

    id: int
    reference: str
    service: str
    state: State
    received: date
    kinds: list[Kind] = field(default_factory=list)
    due: date | None = None  # the soonest of its parts, and the part's kind
    of: Kind | None = None
    paused: bool = False  # all of it
    ended: dict[Step, datetime] = field(default_factory=dict)
    reopened: datetime | None = None
    events: list[Event] = field(default_factory=list)
    unanswered: int = 0  # consents
    approved: dict[str, datetime] = field(default_factory=dict)  # by role, the last of each

    def days(self) -> dict[Step, date]:
        """The day on which each step ended."""
        return {step: day_of(at) for step, at in self.ended.items()}

    def waits(self) -> tuple[Wait, ...]:
        """While which days the requester was waited for, where the events of its clock can be read."""
        if self.of is None or not self.events:
            return ()
        try:
            found = recorded(self.of, self.received, self.events)
        except ClockRefused:
            return ()
        return (*found.clarifications, *found.identity_before, *((found.identity,) if found.identity else ()))


def history(
    session: Session, service: str, since: date, calendar: Calendar, until: date = date.max
) -> Iterator[tuple[Sequence[Kind], Mapping[Step, int]]]:
    """The kinds of each request of a service that was closed from a day to another, and how long its steps took."""
    closed = (
        col(Request.service) == service,
        col(Request.state) == State.CLOSED,
        col(Request.closed_on).between(since, until),
    )
    for way in _ways(session, closed).values():
        yield way.kinds, step_times.took(way.received, way.days(), way.waits(), calendar)


def open_ways(session: Session, sight: Sight) -> list[Way]:
    """The open requests that are seen in full, with what was asked and approved."""
    seen = [*sight.seen(), col(Request.state).in_([state for state in State if state.is_open])]
    found = _ways(session, seen)
    _add_unheard(session, seen, found)
    for row in session.exec(select(Approval).join(Request).where(*seen)):
        if row.request_id in found:
            approved = found[row.request_id].approved
            approved[row.role] = max(approved.get(row.role, row.at), row.at)
    return list(found.values())


def of_requests(session: Session, keys: Collection[int]) -> dict[int, Way]:
    """Requests by their row numbers, open or not, with what was asked and is not answered."""
    which = [col(Request.id).in_(keys)]
    found = _ways(session, which)
    _add_unheard(session, which, found)
    return found


def _add_unheard(session: Session, which: Sequence[ColumnElement[bool]], found: Mapping[int, Way]) -> None:
    unheard = (col(Consent.needed), col(Consent.answer).is_(None), col(Consent.waived_because).is_(None))
    for key in session.exec(select(Consent.request_id).join(Request).where(*which, *unheard)):
        if key in found:
            found[key].unanswered += 1


def _ways(session: Session, which: Sequence[ColumnElement[bool]]) -> dict[int, Way]:
    """The requests of which these conditions hold, by row number: four queries, however many they are."""
    rows = session.execute(  # SQLModel's own `exec` knows no more than four columns
        sa_select(*map(col, (Request.id, Request.reference, Request.service, Request.state, Request.received_on)))
        .where(*which)
    )  # fmt: skip
    found = {row[0]: Way(*row) for row in rows}
    _add_parts(session, which, found)
    moved = select(ClockEvent).join(Request).where(*which, col(ClockEvent.what).in_(_WAITS))
    for event in session.exec(moved.order_by(col(ClockEvent.id))):
        if event.request_id in found:  # one that came since the first query is looked at the next time
            found[event.request_id].events.append(queries.event_of(event))
    _add_ends(session, which, found)
    return found


def _add_parts(session: Session, which: Sequence[ColumnElement[bool]], found: Mapping[int, Way]) -> None:
    parts = select(Part.request_id, col(Part.kind), col(Part.due), Part.running).join(Request).where(*which)
    for key, kind, due, running in session.exec(parts.order_by(col(Part.request_id), col(Part.position))):
        if way := found.get(key):
            way.paused = not running and (way.paused or not way.kinds)
            way.kinds.append(kind)
            if way.of is None or (due and (way.due is None or due < way.due)):
                way.of, way.due = kind, due


def _add_ends(session: Session, which: Sequence[ColumnElement[bool]], found: Mapping[int, Way]) -> None:
    ends = (
        select(col(Request.id), AuditEvent.event, func.max(AuditEvent.at))
        .join(AuditEvent, col(AuditEvent.reference) == col(Request.reference))
        .where(*which, col(AuditEvent.event).in_([*step_times.ENDS, step_times.REOPENED]))
        .group_by(col(Request.id), col(AuditEvent.event))
    )
    for key, event, at in session.exec(ends):
        way = found.get(key or 0)
        if way is None or at is None:
            continue
        if event == step_times.REOPENED:
            way.reopened = at
        for step in step_times.ENDS.get(event, ()):
            way.ended[step] = max(way.ended.get(step, at), at)
