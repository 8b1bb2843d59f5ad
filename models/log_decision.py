"""What was decided of an answer under FOI and the disclosure log, and what is left of it once its request is gone."""

from datetime import date

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.disclosure_log import Decision
from rules.letter import Outcome


class LogDecision(SQLModel, table=True):
    """One decision of a person. None is ever changed: the newest holds, and the others say what was held before."""

    __tablename__ = "log_decision"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    decision: Decision = Field(sa_column=Column(Word(Decision), nullable=False))
    # Sealed, as what was taken back may have said too much.
    title: str | None = Field(default=None, sa_column=Column(SealedText("log_decision.title")))
    summary: str | None = Field(default=None, sa_column=Column(SealedText("log_decision.summary")))
    because: str | None = Field(default=None, sa_column=Column(SealedText("log_decision.because")))
    decided_on: date
    decided_by: str = Field(max_length=80)


class PublishedAnswer(SQLModel, table=True):
    """A published answer whose request was destroyed: all that the log says of it, and nothing that leads back."""

    __tablename__ = "published_answer"

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    month: date  # its first day
    title: str = Field(max_length=160)
    summary: str = Field(max_length=2000)
    outcome: Outcome = Field(sa_column=Column(Word(Outcome), nullable=False))
    exemptions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
