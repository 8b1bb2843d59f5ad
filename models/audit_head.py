"""The read of the newest event's number: it is another as soon as anything is recorded."""

from sqlmodel import Session, select

from models.audit_event import AuditHead


def number(session: Session) -> int:
    """The number of the newest audit event; 0 before the first."""
    return session.exec(select(AuditHead.number)).first() or 0
