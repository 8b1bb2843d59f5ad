"""What the tests of the clock on record share: entering events, and a look at all that is stored."""

from datetime import date, datetime
from typing import Any

from sqlmodel import SQLModel, col, select

from models import queries
from models.audit_event import AuditEvent
from models.db import reading
from rules import clock as rule
from rules.clock.entry import Entry
from rules.clock.events import Happened, recorded
from rules.kinds import Kind
from tasks import classification, holidays, policies
from tasks import reading as read_stage
from tasks.clock import record_events
from tasks.clock_entry import Changed
from tests import way
from tests.conftest import at

ASKED, ANSWERED = Happened.CLARIFICATION_ASKED, Happened.CLARIFICATION_ANSWERED
TODAY = at(date(2026, 12, 18))


def on(day: int, month: int = 11) -> date:
    """A day of the year in which these tests play."""
    return date(2026, month, day)


def enter(reference: str, *given: tuple[Happened, date], kind: Kind | None = None, now: datetime = TODAY) -> Changed:
    """An officer enters some events at once."""
    return record_events(reference, [Entry(*one) for one in given], kind=kind, by="o.officer", at=now)


def hybrid(service: str = "derby", logged: datetime | None = None) -> str:
    """A request of two parts, as a manager decided it."""
    reference = way.log(way.SAR, service, again=True, moment=logged)
    read_stage.read_original(reference, at(way.RECEIVED))
    classification.propose_kind(reference, at(way.RECEIVED))
    classification.decide_kind(reference, [Kind.SAR, Kind.FOI], "m.manager", at(way.RECEIVED))
    return reference


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with reading() as session:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: sorted(map(tuple, session.execute(select(table))), key=repr) for table in tables}


def dues(reference: str) -> dict[Kind, date | None]:
    """The date to keep of each part."""
    with reading() as session:
        return {part.kind: part.due for part in queries.parts(session, queries.request(session, reference))}


def asked(reference: str) -> set[str]:
    """Whom the answer waits for."""
    with reading() as session:
        rows = queries.consents(session, queries.request(session, reference))
        return {row.whom for row in rows if row.needed}


def audited(reference: str, *names: str) -> list[tuple[str, dict[str, Any]]]:
    """The audit events of those names, in order."""
    with reading() as session:
        query = select(AuditEvent).where(AuditEvent.reference == reference, col(AuditEvent.event).in_(names))
        return [(row.event, row.what) for row in session.exec(query.order_by(col(AuditEvent.number))).all()]


def assert_derived(reference: str) -> None:
    """Each stored date is what the clock rule answers on the events that are stored."""
    with reading() as session:
        request = queries.request(session, reference)
        events = queries.clock_events(session, request)
        policy = policies.of(request.service)
        receipts = [event.on for event in events if event.what is Happened.RECEIVED]
        assert receipts[-1] == request.received_on
        for part in queries.parts(session, request):
            found = rule.due(
                recorded(part.kind, request.received_on, events),
                policies.promise(part.kind, policy),
                holidays.in_force(),
            )
            assert (part.statutory_due, part.target_due, part.due, part.running) == (
                found.statutory,
                found.target,
                found.due,
                found.running,
            )
            assert part.working["because"] == list(found.because)
            assert part.data_version == found.data_version
