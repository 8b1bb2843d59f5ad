"""Reading the whole audit chain, to verify it."""

from collections.abc import Iterable, Sequence
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


def head(session: Session) -> tuple[int, str]:
    """The number and the hash of the newest event, which stands for all before it; nothing where it is missing."""
    found = session.exec(select(AuditHead)).first()
    return (found.number, found.hash) if found else (0, "")


def loose(session: Session, events: Sequence[AuditEvent], newest: tuple[int, str]) -> list[int]:
    """Those of some events that are not as they were hashed, or whose hash the next event of the log does not have.

    One question, however long the log is; `verify` reads all of it.

    Args:
        newest: what `head` gave, read after the events and before this: what is written meanwhile is not looked at,
            as on PostgreSQL each question of a session sees what others have written by then.
    """
    last, its_hash = newest
    following = [event.number + 1 for event in events if event.number < last]
    query = select(AuditEvent.number, AuditEvent.previous).where(col(AuditEvent.number).in_(following))
    behind = dict(session.exec(query).all()) | {last + 1: its_hash}
    return [
        event.number
        for event in events
        if audit.chain_hash(event.number, audit_content(event), event.previous) != event.hash
        or behind.get(event.number + 1) != event.hash
    ]
