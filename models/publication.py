"""What is counted for publication: days, kinds and other fixed words, from queries that read no text that was typed.

Of a request that was destroyed its trace is counted: when it came, was answered and was due, and how long its
requester was waited for. How it was answered, whether it was extended, and its exemptions, consents, reviews and
complaints are not kept.
"""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, func, or_, select

from models import answers_sent
from models.clock_event import ClockEvent
from models.consent import Consent
from models.disclosure import Disclosure, ScheduleItem
from models.disposal import Trace
from models.figures import traces, waits_of
from models.follow_up import FollowUpRow
from models.queries import event_of
from models.request import Part, Request
from models.step_times import history
from rules.clock.events import ANSWERS, Event, Happened
from rules.exemptions import ExemptionRefused, cited
from rules.in_time import answered_on
from rules.kinds import Kind
from rules.lifecycle import State
from rules.months import add_months
from rules.publication import Tally, Told
from rules.quarters import MONTHS, quarters, starts
from rules.working_days import Calendar


def tally(session: Session, service: str, start: date, end: date, calendar: Calendar) -> Tally:
    """Everything of a service in a period. What is kept to a few is counted with the rest, so that the same comes out
    for whoever asks: two figures that differ by one request would tell of it.

    Raises:
        rules.quarters.PeriodRefused
    """
    quarters(start, end)
    found = Tally(start, end)
    _add_parts(session, service, found)
    for one in traces(session, service, start, end):
        found.add(Told(one.kind, one.received, one.answered, one.statutory, waited=bool(one.waits)))
    for first in starts(start, end):  # a quarter at a time, as all of their steps are held together
        last = min(end, add_months(first, MONTHS) - timedelta(days=1))
        for _, times in history(session, service, first, calendar, last):
            for step, days in times.items():
                found.steps.setdefault(step, []).append(days)
    _add_consents(session, service, found)
    _add_follow_ups(session, service, found)
    found.withdrawn = _withdrawn(session, service, found)
    return found


def _add_parts(session: Session, service: str, found: Tally) -> None:
    """The parts of the requests that were open, received or answered in the period: columns, and no whole rows."""
    sent = answers_sent.last(session, select(Request.id).where(Request.service == service))
    extended = _extended(session, service)
    exemptions, waits = _exemptions(session, service), _waits(session, service)
    its_answer = (col(Disclosure.request_id) == col(Request.id)) & (col(Disclosure.kind) == col(Part.kind))
    columns = (
        Request.id, Request.state, Request.received_on, Request.earlier_answered_on, Request.closed_on,
        Part.kind, Part.statutory_due, Disclosure.outcome,
    )  # fmt: skip
    query = (
        sa_select(*map(col, columns))
        .select_from(Request)
        .outerjoin(Part, col(Part.request_id) == col(Request.id))
        .outerjoin(Disclosure, its_answer)
        .where(col(Request.service) == service, col(Request.received_on) <= found.end)
        .where(or_(col(Request.closed_on).is_(None), col(Request.closed_on) >= found.start))
    )
    for key, state, received, earlier, closed, kind, statutory, outcome in session.execute(query):
        asked = waits.get(key)
        found.add(
            Told(
                kind,
                received,
                answered_on(state, sent.get(key) or earlier, closed),
                statutory,
                outcome,
                bool({(key, kind), (key, None)} & extended) if extended else False,
                bool(asked and kind and waits_of(kind, received, asked)),
                exemptions.get((key, kind), frozenset()),
            )
        )


def _waits(session: Session, service: str) -> dict[int, list[Event]]:
    """The events of the clocks of those requests whose requesters were ever asked something."""
    of_service = select(Request.id).where(Request.service == service)
    asked = select(ClockEvent.request_id).where(col(ClockEvent.what).in_(ANSWERS))
    query = select(ClockEvent).where(
        col(ClockEvent.request_id).in_(of_service), col(ClockEvent.request_id).in_(asked)
    )
    found: dict[int, list[Event]] = defaultdict(list)
    for row in session.exec(query.order_by(col(ClockEvent.id))):
        found[row.request_id].append(event_of(row))
    return found


def _extended(session: Session, service: str) -> set[tuple[int, Kind | None]]:
    """The parts, or the requests, whose time was extended, and not taken back."""
    of_service = select(Request.id).where(Request.service == service)
    taken_back = select(ClockEvent.takes_back).where(col(ClockEvent.takes_back).is_not(None))
    query = select(ClockEvent.request_id, col(ClockEvent.kind)).where(
        ClockEvent.what == Happened.EXTENDED,
        col(ClockEvent.request_id).in_(of_service),
        col(ClockEvent.id).not_in(taken_back),
    )
    return {*session.exec(query)}


def _exemptions(session: Session, service: str) -> dict[tuple[int, Kind | None], frozenset[str]]:
    """The exemptions of the catalogue under which something of a part was kept back."""
    query = (
        select(Disclosure.request_id, col(Disclosure.kind), ScheduleItem.exemption)
        .join(ScheduleItem, col(ScheduleItem.disclosure_id) == col(Disclosure.id))
        .join(Request, col(Request.id) == col(Disclosure.request_id))
        .where(Request.service == service, col(ScheduleItem.exemption).is_not(None))
        .distinct()
    )
    found: dict[tuple[int, Kind | None], set[str]] = defaultdict(set)
    for key, kind, text in session.exec(query):
        found[key, kind].add(_of_catalogue(text or "", kind))
    return {part: frozenset(uses) for part, uses in found.items()}


def _of_catalogue(text: str, kind: Kind) -> str:
    """The catalogue's own citation, never what was typed."""
    try:
        return cited(text, kind)[1].cite
    except ExemptionRefused:  # from before there was a catalogue
        return "another"


def _add_consents(session: Session, service: str, found: Tally) -> None:
    query = (
        select(col(Consent.whom), col(Consent.answer), func.count())
        .join(Request)
        .where(Request.service == service, col(Consent.answered_on).between(found.start, found.end))
        .group_by(col(Consent.whom), col(Consent.answer))
    )
    for asked, answer, number in session.exec(query):
        if answer is not None:
            found.consents[asked, answer] += number


def _add_follow_ups(session: Session, service: str, found: Tally) -> None:
    query = (
        select(col(FollowUpRow.what), col(FollowUpRow.outcome), func.count())
        .join(Request)
        .where(Request.service == service, col(FollowUpRow.received_on).between(found.start, found.end))
        .group_by(col(FollowUpRow.what), col(FollowUpRow.outcome))
    )
    for what, ending, number in session.exec(query):
        found.followed[what, ending] += number


def _withdrawn(session: Session, service: str, found: Tally) -> int:
    query = select(func.count()).where(
        Request.service == service,
        Request.state == State.WITHDRAWN,
        col(Request.closed_on).between(found.start, found.end),
    )
    gone = select(func.count(func.distinct(col(Trace.together)))).where(
        Trace.service == service,
        col(Trace.answered_on).is_(None),
        col(Trace.ended_on).between(found.start, found.end),
    )
    return session.exec(query).one() + session.exec(gone).one()
