"""A letter that the program wrote: a draft until it is sent, then kept byte for byte."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedJson
from rules.sending import SentBy


class Letter(SQLModel, table=True):
    """One letter for one occasion (`acknowledgement.sar`, `answer.sar`, ...); an occasion has one letter."""

    __table_args__ = (UniqueConstraint("request_id", "occasion"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    name: str = Field(max_length=60)
    occasion: str = Field(max_length=60)
    document_id: int = Field(foreign_key="document.id")
    # The same letter as a page and as text. No constraint: SQLite cannot add one to a table that is there.
    page_document_id: int | None = None
    text_document_id: int | None = None
    # What a person typed for it, by the fields of `letters.facts.Said`.
    said: dict[str, Any] = Field(default_factory=dict, sa_column=Column(SealedJson("letter.said"), nullable=False))
    # Its checklist: the id of each item with the words that fulfil it.
    ticks: list[list[str]] = Field(default_factory=list, sa_column=Column(SealedJson("letter.ticks"), nullable=False))
    # The versions of the service's own wording that it was written with, by name; empty: the wording of the program.
    wording: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    of: str = Field(default="", max_length=64)  # the digest of what it was written about
    written_on: date
    sent_on: date | None = None
    sent_by: SentBy | None = Field(default=None, sa_column=Column(Word(SentBy), nullable=True))

    @property
    def is_answer(self) -> bool:
        """True for an answer to a part of the request, or the copy of it that the family gets."""
        return self.occasion.startswith(("answer.", "copy."))
