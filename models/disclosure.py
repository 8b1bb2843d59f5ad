"""The answer as prepared: outcome, ground, recipient, and the schedule of documents."""

from datetime import date

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from rules.disclosure import Decision
from rules.grounds import Ground
from rules.letter import Outcome


class Disclosure(SQLModel, table=True):
    """What is to go, for one request. `digest` covers all of it: an approval is of that digest."""

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", unique=True)
    outcome: Outcome = Field(sa_column=Column(Word(Outcome), nullable=False))
    ground: Ground | None = Field(default=None, sa_column=Column(Word(Ground), nullable=True))
    purpose: str | None = None
    recipient_role: str | None = Field(default=None, max_length=80)
    told_on: date | None = None
    not_told_because: str | None = None
    prepared_by: str = Field(max_length=80)
    prepared_on: date
    digest: str = Field(max_length=64)
    released_by: str | None = Field(default=None, max_length=80)
    send_by: str | None = Field(default=None, max_length=40)  # how it goes: post, e-mail, by hand


class ScheduleItem(SQLModel, table=True):
    """One document on the schedule: disclose, redact or withhold, and under which exemption."""

    __tablename__ = "schedule_item"
    __table_args__ = (UniqueConstraint("disclosure_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    disclosure_id: int = Field(foreign_key="disclosure.id", index=True)
    number: int
    description: str
    dated: date | None = None
    decision: Decision = Field(sa_column=Column(Word(Decision), nullable=False))
    exemption: str | None = None
    reason: str | None = None
