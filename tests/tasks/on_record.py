"""All that an installation has on record, table by table: to see that something changed nothing."""

from typing import Any

from sqlmodel import SQLModel, select

from models.audit_event import AuditEvent, AuditHead
from models.db import reading

LOG = {AuditEvent.__tablename__, AuditHead.__tablename__}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the audit log's."""
    with reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.connection().execute(table.select())), key=repr)
            for table in SQLModel.metadata.sorted_tables
            if table.name not in LOG
        }


def events() -> list[tuple[str, str, dict[str, Any]]]:
    """The audit events in their order: event, who, what."""
    with reading() as session:
        rows = session.exec(select(AuditEvent).order_by(AuditEvent.number)).all()  # type: ignore[arg-type]
        return [(row.event, row.actor, row.what) for row in rows]
