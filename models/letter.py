"""A letter that the program wrote: a draft until it is sent, then kept byte for byte."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Letter(SQLModel, table=True):
    """One letter for one occasion (`acknowledgement`, `answer.sar`, ...); an occasion has one letter."""

    __table_args__ = (UniqueConstraint("request_id", "occasion"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    name: str = Field(max_length=60)
    occasion: str = Field(max_length=60)
    document_id: int = Field(foreign_key="document.id")
    written_on: date
    sent_on: date | None = None
    sent_by: str | None = Field(default=None, max_length=40)
