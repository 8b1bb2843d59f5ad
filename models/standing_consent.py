"""The standing consents of a case file, as they were answered: a new answer is a new row, so that nothing is lost."""

from datetime import date, datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from models.sealed_columns import SealedText
from rules.standing_consents import Purpose, Says


class StandingConsentRow(SQLModel, table=True):
    """One answer to one question. Its withdrawal, and the day of telling, are written once and stay."""

    __tablename__ = "standing_consent"

    id: int | None = Field(default=None, primary_key=True)
    case_file_id: int = Field(foreign_key="case_file.id", index=True)
    purpose: Purpose = Field(sa_column=Column(Word(Purpose), nullable=False))
    says: Says = Field(sa_column=Column(Word(Says), nullable=False))
    answered_on: date
    recipient_role: str | None = Field(default=None, max_length=80)  # of the third party that is named (BNS-9)
    organisation: str | None = Field(default=None, sa_column=Column(SealedText("standing_consent.organisation")))
    recipient_name: str | None = Field(default=None, sa_column=Column(SealedText("standing_consent.recipient_name")))
    roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    scope: str = Field(default="", sa_column=Column(SealedText("standing_consent.scope"), nullable=False))
    review_on: date | None = None
    confirms: int | None = Field(default=None, foreign_key="standing_consent.id")  # the answer that was confirmed
    withdrawn_on: date | None = None
    limits_told_on: date | None = None
    paper_id: int | None = Field(default=None, foreign_key="file_paper.id")
    recorded_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    recorded_by: str = Field(max_length=80)
