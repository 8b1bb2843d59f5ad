"""What moves a clock. The dates of a part are derived from these events and from nothing else (`rules.clock.events`).

Events are only ever added, never changed: what was entered wrongly is taken back by an event of its own.
"""

from datetime import date, datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from rules.clock.events import Happened
from rules.kinds import Kind


class ClockEvent(SQLModel, table=True):
    """One event on one calendar date. `at` is when it was written down, which decides nothing."""

    __tablename__ = "clock_event"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    what: Happened = Field(sa_column=Column(Word(Happened), nullable=False))
    on: date
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: str = Field(max_length=80)
    kind: Kind | None = Field(default=None, sa_column=Column(Word(Kind), nullable=True))  # one part of a hybrid
    takes_back: int | None = Field(default=None, foreign_key="clock_event.id")
