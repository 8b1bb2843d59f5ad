"""What the audit log holds of a request, of a file, or of what got no reference."""

from sqlmodel import select

from models.audit_event import AuditEvent
from models.db import reading


def events(reference: str | None) -> list[AuditEvent]:
    """The audit events of a reference in their order; those of none for None."""
    with reading() as session:
        found = session.exec(select(AuditEvent).where(AuditEvent.reference == reference)).all()
        return sorted(found, key=lambda event: event.number)
