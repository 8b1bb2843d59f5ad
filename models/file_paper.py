"""The papers of a case file. Their bytes lie with those of requests, by their hash, and are never changed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from models.sealed_columns import SealedText


class PaperRole(StrEnum):
    """What a paper is to the file."""

    REFERRAL = "referral"  # shows that the person agreed before a professional referred them
    CONSENT = "consent"  # a signed standing consent


class FilePaper(SQLModel, table=True):
    """One stored paper. `filename` may name a person: it is shown to staff and never written to a log."""

    __tablename__ = "file_paper"
    __table_args__ = (UniqueConstraint("case_file_id", "role", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    case_file_id: int = Field(foreign_key="case_file.id", index=True)
    role: PaperRole = Field(sa_column=Column(Word(PaperRole), nullable=False))
    sha256: str = Field(max_length=64, index=True)
    size: int
    filename: str = Field(sa_column=Column(SealedText("file_paper.filename"), nullable=False))
    added_at: datetime = Field(sa_column=Column(Moment, nullable=False))
