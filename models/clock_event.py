"""What moves a clock. The dates of a part are derived from these events and from nothing else.

Events are only ever added: what is recorded later of the same matter takes the place of what was before.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word


class Happened(StrEnum):
    """An event of a clock."""

    RECEIVED = "received"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_ANSWERED = "clarification_answered"
    IDENTITY_ASKED = "identity_asked"
    IDENTITY_RECEIVED = "identity_received"
    FEE_NOTICE = "fee_notice"
    FEE_PAID = "fee_paid"
    EXTENDED = "extended"
    REQUIRED_BY = "required_by"  # `on` is the day that the letter or the order names
    NONE_STATED = "none_stated"  # a person read the paper and found no day in it


class ClockEvent(SQLModel, table=True):
    """One event on one calendar date. `at` is when it was written down, which decides nothing."""

    __tablename__ = "clock_event"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    what: Happened = Field(sa_column=Column(Word(Happened), nullable=False))
    on: date
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: str = Field(max_length=80)
