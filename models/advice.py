"""Advice that was taken. What it says stays with whoever gave it: legal advice is privileged."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.columns import Word
from rules.advice import Adviser


class Advice(SQLModel, table=True):
    """That somebody advised on a request, and on which day."""

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    of: Adviser = Field(sa_column=Column(Word(Adviser), nullable=False))
    on: date
    recorded_by: str = Field(max_length=80)
