"""A request with the data protection team: who has it, since when, what they saw, and when it came back (BNS-12)."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.sealed_columns import SealedJson, SealedText


class HandOver(SQLModel, table=True):
    """One hand-over. It is out until `back_on` is set."""

    __tablename__ = "hand_over"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    team: str = Field(sa_column=Column(SealedText("hand_over.team"), nullable=False))
    saw: list[str] = Field(default_factory=list, sa_column=Column(SealedJson("hand_over.saw"), nullable=False))
    handed_on: date
    handed_by: str = Field(max_length=80)
    back_on: date | None = None
    back_by: str | None = Field(default=None, max_length=80)
