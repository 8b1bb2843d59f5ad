"""A conflict between those behind a request, and what a manager decided."""

from datetime import date

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.conflicts import Conflict


class ConflictNote(SQLModel, table=True):
    """One conflict of one request (BWD-2). `decided_because` is a manager's reason for going on, and how."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("request_id", "what"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    what: Conflict = Field(sa_column=Column(Word(Conflict), nullable=False))
    noted_on: date
    noted_by: str = Field(max_length=80)
    decided_on: date | None = None
    decided_by: str | None = Field(default=None, max_length=80)
    decided_because: str | None = Field(default=None, sa_column=Column(SealedText("conflict.decided_because")))
    both_parents: bool = False  # both are asked
