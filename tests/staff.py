"""The people of a service as accounts: its manager, an officer and a volunteer, opened by the manager."""

from datetime import date

from sqlmodel import col, select

from models.audit_event import AuditEvent
from models.db import reading
from rules.channel import Channel
from tasks import accounts, intake, policies
from tasks.accounts import Opening
from tests import way
from tests.conftest import at

TRAINED = date(2026, 10, 1)
OPENED = at(date(2026, 10, 5))


def of(service: str) -> tuple[str, str, str]:
    """Open the three accounts of a service; gives the logins of its manager, its officer and its volunteer."""
    role = policies.of(service).service.manager_role
    manager, officer, volunteer = (f"{who}.{service}" for who in ("manager", "officer", "volunteer"))
    accounts.add(Opening(manager, service, role, "service", TRAINED), by=manager, at=OPENED)
    accounts.add(Opening(officer, service, "Officer", "service", TRAINED), by=manager, at=OPENED)
    accounts.add(Opening(volunteer, service, "Volunteer", "volunteer", TRAINED, TRAINED), by=manager, at=OPENED)
    return manager, officer, volunteer


def logged(service: str, by: str, text: str = way.SAR) -> str:
    """A letter that somebody of the service logged, received and acknowledged by the program; gives its reference."""
    moment = at(way.RECEIVED)
    found = intake.log(
        text.encode(), "letter.txt", service=service, received=way.RECEIVED, channel=Channel.POST, by=by, at=moment
    )
    way.receive(found.reference, moment)
    return found.reference


def newest() -> AuditEvent:
    """The newest audit event."""
    with reading() as session:
        return session.exec(select(AuditEvent).order_by(col(AuditEvent.number).desc()).limit(1)).one()
