"""What happened, a line an event, in the time that the office's clock shows; for `show` and `file show`."""

from sqlmodel import Session, col, select

from models.audit_event import AuditEvent
from models.moment import LONDON


def event_lines(session: Session, reference: str) -> list[str]:
    """Everything that the audit log has of a request or a case file, in order."""
    query = select(AuditEvent).where(AuditEvent.reference == reference).order_by(col(AuditEvent.number))
    return [event_line(event) for event in session.exec(query).all()]


def event_line(event: AuditEvent) -> str:
    """One event: when, what, by whom, and why where a reason was given."""
    because = event.what.get("because")
    when = event.at.astimezone(LONDON)
    return f"{when:%Y-%m-%d %H:%M} {event.event} by {event.actor}" + (f": {because}" if because else "")
