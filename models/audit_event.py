"""The audit log: append-only and hash-chained. The database itself refuses a change or a deletion."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from models.columns import Moment

PROGRAM = "inforights"  # the actor of what the program does by itself


class AuditEvent(SQLModel, table=True):
    """Who did what to which request, and when. `what` holds no person's name and no letter text."""

    __tablename__ = "audit_event"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    actor: str = Field(max_length=80)
    event: str = Field(max_length=60)
    service: str | None = Field(default=None, max_length=40)
    reference: str | None = Field(default=None, index=True, max_length=20)
    what: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(SQLModel, table=True):
    """The number and hash of the newest event, one row: it queues the writers and shows a cut-off end."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    number: int
    hash: str = Field(max_length=64)
