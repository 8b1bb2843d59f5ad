"""A written request, and the parts of a hybrid, each with a clock of its own."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from models.sealed_columns import SealedJson, SealedText
from rules.channel import Channel
from rules.classification import GoesTo
from rules.kinds import Kind
from rules.lifecycle import State
from rules.refusal import Refusal


class NoSuchRequest(Refusal):
    """No request bears that reference."""


class Request(SQLModel, table=True):
    """One request. `look_by` is the day by which a person must have seen it while its kind is open."""

    __table_args__ = (Index("ix_request_service_earlier_reference", "service", "earlier_reference", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, max_length=20)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    state: State = Field(sa_column=Column(Word(State), nullable=False, index=True))
    channel: Channel = Field(sa_column=Column(Word(Channel), nullable=False))
    received_on: date
    look_by: date
    logged_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    logged_by: str = Field(max_length=80)
    closed_on: date | None = None
    assigned_to: str | None = Field(default=None, max_length=80)  # the role whose it is (CUM-3.3)
    original_sha256: str = Field(max_length=64, index=True)
    # Of one that was taken over: what the earlier register called it (typed elsewhere: never in a log or an address),
    # and the day on which that says it was answered, as its letters are not here.
    earlier_reference: str | None = Field(default=None, max_length=40)
    earlier_answered_on: date | None = None


class Part(SQLModel, table=True):
    """One kind of request in the letter. The dates are a copy of what the clock rule answered."""

    __table_args__ = (UniqueConstraint("request_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    position: int
    kind: Kind = Field(sa_column=Column(Word(Kind), nullable=False))
    statutory_due: date | None = None
    target_due: date | None = None
    due: date | None = Field(default=None, index=True)
    running: bool = True
    working: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # `working`: because (list of sentences), cites (list), alerts (list of on, says, cite), stated
    data_version: str = Field(default="", max_length=120)  # the bank holidays behind the dates; empty: none yet


class Classification(SQLModel, table=True):
    """What the program proposed, with its reasons, and who confirmed or corrected it. One a request.

    The kinds as they stand now are the request's parts; `decided_by` is null until a manager has settled them.
    """

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    proposed: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # kinds; none: no idea
    confidence: float
    needs_manager: bool
    evidence: list[dict[str, str]] = Field(
        default_factory=list, sa_column=Column(SealedJson("classification.evidence"), nullable=False)
    )
    headed_foi: bool = False
    goes_to: GoesTo | None = Field(default=None, sa_column=Column(Word(GoesTo), nullable=True))  # an enquiry's
    # the letter's own words
    scope: list[str] = Field(
        default_factory=list, sa_column=Column(SealedJson("classification.scope"), nullable=False)
    )
    # the words by which an authority is said to be enclosed
    authority: str | None = Field(default=None, sa_column=Column(SealedText("classification.authority")))
    # the words by which it may speak of harm to somebody
    harm: str | None = Field(default=None, sa_column=Column(SealedText("classification.harm")))
    # the words by which somebody is not to be told, or parents are at odds
    conflict: str | None = Field(default=None, sa_column=Column(SealedText("classification.conflict")))
    # why a manager is asked
    doubts: list[str] = Field(
        default_factory=list, sa_column=Column(SealedJson("classification.doubts"), nullable=False)
    )
    letter_date: date | None = None
    required_by: date | None = None
    hearing_on: date | None = None
    decided_by: str | None = Field(default=None, max_length=80)
