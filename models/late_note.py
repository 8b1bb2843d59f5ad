"""Why a date was missed, as somebody noted it. That it was missed is no row: it follows from the dates."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.kinds import Kind
from rules.late import Reason


class LateNote(SQLModel, table=True):
    """One note about a part of a request, or about a review or a complaint. The newest holds; none is changed."""

    __tablename__ = "late_note"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    kind: Kind | None = Field(default=None, sa_column=Column(Word(Kind), nullable=True))
    follow_up_id: int | None = Field(default=None, foreign_key="follow_up.id", index=True)
    reason: Reason = Field(sa_column=Column(Word(Reason), nullable=False))
    text: str = Field(sa_column=Column(SealedText("late_note.text"), nullable=False))
    noted_on: date
    noted_by: str = Field(max_length=80)
