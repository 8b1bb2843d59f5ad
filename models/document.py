"""A document of a request. Its bytes lie outside the database, by their hash, and are never changed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from models.sealed_columns import SealedText


class DocumentRole(StrEnum):
    """What a document is to the request."""

    ORIGINAL = "original"  # as it arrived, byte for byte
    READING = "reading"  # the text that was read from it
    CONSENT = "consent"  # the signed paper
    LETTER = "letter"  # written by us
    LETTER_FORM = "letter_form"  # the same letter as a page or as text
    BUNDLE = "bundle"  # what went locked, byte for byte
    CORRESPONDENCE = "correspondence"  # what was written to us about it later, byte for byte
    REGISTER_ROW = "register_row"  # its line of an earlier register, as it stood


class Document(SQLModel, table=True):
    """One stored file. `filename` may name a person: it is shown to staff and never written to a log."""

    __table_args__ = (UniqueConstraint("request_id", "role", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    role: DocumentRole = Field(sa_column=Column(Word(DocumentRole), nullable=False))
    sha256: str = Field(max_length=64, index=True)
    size: int
    filename: str = Field(sa_column=Column(SealedText("document.filename"), nullable=False))
    # for a reading: how the text was got, and why it is doubted
    how: str | None = Field(default=None, sa_column=Column(SealedText("document.how")))
    added_at: datetime = Field(sa_column=Column(Moment, nullable=False))
