"""The answer as prepared, part by part: outcome, ground, recipient, schedule; and its release."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedJson, SealedText
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Decision, Health, Held, Others
from rules.sending import SentBy


class Disclosure(SQLModel, table=True):
    """What is to go in answer to one part of a request. `version` counts how often it was prepared."""

    __table_args__ = (UniqueConstraint("request_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    kind: Kind = Field(sa_column=Column(Word(Kind), nullable=False))
    outcome: Outcome = Field(sa_column=Column(Word(Outcome), nullable=False))
    ground: Ground | None = Field(default=None, sa_column=Column(Word(Ground), nullable=True))
    purpose: str | None = Field(default=None, sa_column=Column(SealedText("disclosure.purpose")))
    # the law that the requester relies on, as their letter says
    power: str | None = Field(default=None, sa_column=Column(SealedText("disclosure.power")))
    # the case for which they want it
    proceedings: str | None = Field(default=None, sa_column=Column(SealedText("disclosure.proceedings")))
    recipient_role: str | None = Field(default=None, max_length=80)
    searched: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # electronic, paper
    # What its letter says that is on no other record, by the fields of `letters.facts.Said`.
    said: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(SealedJson("disclosure.said"), nullable=False)
    )
    not_held: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # pieces of an order
    told_on: date | None = None
    not_told_because: str | None = Field(default=None, sa_column=Column(SealedText("disclosure.not_told_because")))
    prepared_by: str = Field(max_length=80)
    prepared_on: date
    version: int = 1


class Release(SQLModel, table=True):
    """A person's decision that the answer goes, and how. It holds for one digest: what changes voids it."""

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    of: str = Field(max_length=64)
    by: str = Field(max_length=80)
    send_by: SentBy = Field(sa_column=Column(Word(SentBy), nullable=False))


class ScheduleItem(SQLModel, table=True):
    """One document on the schedule: disclose, redact or withhold, and under which exemption."""

    __tablename__ = "schedule_item"
    __table_args__ = (UniqueConstraint("disclosure_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    disclosure_id: int = Field(foreign_key="disclosure.id", index=True)
    number: int
    description: str = Field(sa_column=Column(SealedText("schedule_item.description"), nullable=False))
    dated: date | None = None
    decision: Decision = Field(sa_column=Column(Word(Decision), nullable=False))
    exemption: str | None = None
    reason: str | None = Field(default=None, sa_column=Column(SealedText("schedule_item.reason")))
    held: Held | None = Field(default=None, sa_column=Column(Word(Held), nullable=True))
    others: Others | None = Field(default=None, sa_column=Column(Word(Others), nullable=True))
    health: Health | None = Field(default=None, sa_column=Column(Word(Health), nullable=True))
    ordered: int | None = None
    file: str | None = Field(default=None, max_length=20)
    weighed: list[str] = Field(
        default_factory=list, sa_column=Column(SealedJson("schedule_item.weighed"), nullable=False)
    )
    opinion_on: date | None = None
    opinion_of: str | None = Field(default=None, sa_column=Column(SealedText("schedule_item.opinion_of")))
    opinion_of_harm: bool | None = None
