"""The people of a request: who writes, whom it is about, who acts for them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedDate, SealedText
from rules.role import Role


class Standing(StrEnum):
    """What a person is to the request."""

    REQUESTER = "requester"
    DATA_SUBJECT = "data_subject"
    REPRESENTATIVE = "representative"


class Person(SQLModel, table=True):
    """One person of one request. A person in two requests is two rows: files are never joined by name (BWD-2)."""

    __table_args__ = (UniqueConstraint("request_id", "is_the"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    is_the: Standing = Field(sa_column=Column(Word(Standing), nullable=False))
    role: Role | None = Field(default=None, sa_column=Column(Word(Role), nullable=True))
    name: str | None = Field(default=None, sa_column=Column(SealedText("person.name")))
    date_of_birth: date | None = Field(default=None, sa_column=Column(SealedDate("person.date_of_birth")))
    stated_age: int | None = None  # in years, as the letter says it
    reply_to: str | None = Field(default=None, sa_column=Column(SealedText("person.reply_to")))
    own: bool | None = None  # a requester who asks for their own records, as a person read it
    parental_responsibility: bool | None = None  # of a parent who asks; None: nobody has looked yet
    # what shows it: a birth certificate, an order
    shown_by: str | None = Field(default=None, sa_column=Column(SealedText("person.shown_by")))
