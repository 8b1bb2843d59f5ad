"""The consent ledger: what was asked of whom, and the answer. Silence is never consent."""

from datetime import date

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.consents import Answer, Asked


class Consent(SQLModel, table=True):
    """One consent of one person, for one request. A restricted one names the roles that may have it."""

    __table_args__ = (UniqueConstraint("request_id", "whom"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    whom: Asked = Field(sa_column=Column(Word(Asked), nullable=False))
    why: str = Field(sa_column=Column(SealedText("consent.why"), nullable=False))
    cites: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    noted_on: date  # since when it must be asked
    asked_on: date | None = None  # when it was put to the person
    asked_of: str | None = Field(default=None, max_length=64)  # the scope that they were shown
    chased_on: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # each day, ISO
    answer: Answer | None = Field(default=None, sa_column=Column(Word(Answer), nullable=True))
    roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    answered_on: date | None = None
    signed_on: date | None = None  # the date on the paper, which may be older than the answer
    valid_until: date | None = None  # the last day for which it was given, where it says one
    recipient: str | None = Field(default=None, max_length=80)  # in what role whoever gets it stands
    # what it was given for
    purpose: str | None = Field(default=None, sa_column=Column(SealedText("consent.purpose")))
    review_on: date | None = None
    withdrawn_on: date | None = None
    waived_because: str | None = Field(default=None, sa_column=Column(SealedText("consent.waived_because")))
    of: str | None = Field(default=None, max_length=64)  # the scope to which the person agreed
    needed: bool = True  # False: kept for the record, but no longer asked for this request
    document_id: int | None = Field(default=None, foreign_key="document.id")
