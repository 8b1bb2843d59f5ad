"""What followed an answer: an internal review that was asked for, a complaint. Each has a clock of its own."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from models.sealed_columns import SealedText
from rules.follow_ups import Outcome
from rules.kinds import FollowUp


class FollowUpRow(SQLModel, table=True):
    """One internal review or complaint of one request."""

    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    what: FollowUp = Field(sa_column=Column(Word(FollowUp), nullable=False))
    received_on: date
    complex: bool = False  # a review that takes up to 40 working days
    due: date | None = None
    working: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))  # because, cites
    data_version: str = Field(default="", max_length=120)
    acknowledged_on: date | None = None
    ended_on: date | None = None
    outcome: Outcome | None = Field(default=None, sa_column=Column(Word(Outcome), nullable=True))
    decided_by: str | None = Field(default=None, max_length=80)  # who decided how it ends, by the name of the log
    # why a review was done by somebody who decided the first answer
    same_because: str | None = Field(default=None, sa_column=Column(SealedText("follow_up.same_because")))
    written_down_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: str = Field(max_length=80)
