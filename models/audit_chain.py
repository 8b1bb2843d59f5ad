"""Reading the whole audit chain, to verify it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel, col, func, select

from models.audit_event import AuditEvent, AuditHead
from models.db import audit_content
from rules import audit

_COLUMNS = tuple(SQLModel.metadata.tables["audit_event"].columns)


def verify(session: Session) -> tuple[audit.Break | None, int]:
    """The first break in the chain, if there is one, and how many events there are. Reads in batches."""
    head = session.exec(select(AuditHead)).first()
    count = session.exec(select(func.count()).select_from(AuditEvent)).one()
    # Columns, not objects: a log of a million events is read sooner.
    query = sa_select(*_COLUMNS).order_by(col(AuditEvent.number)).execution_options(yield_per=1000)
    rows: Iterable[Any] = session.execute(query)  # with the names of an event
    chain = (audit.Event(row.number, audit_content(row), row.previous, row.hash) for row in rows)
    if head is None:
        return audit.Break(0, "the head of the chain is missing"), count
    return audit.verify(chain, (head.number, head.hash)), count


def newest(session: Session) -> str:
    """The hash of the newest event, which stands for all before it; empty where the head is missing."""
    return session.exec(select(AuditHead.hash)).first() or ""
