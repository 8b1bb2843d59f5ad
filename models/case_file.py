"""A case file: one person's, with a reference of its own, and the requests that it is linked to."""

from datetime import date, datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from models.sealed_columns import SealedDate, SealedText
from rules.case_files import Opened, Owner


class CaseFile(SQLModel, table=True):
    """One person's file. A child and a parent have two, which nothing joins, least of all a name (BWD-2)."""

    __tablename__ = "case_file"

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, max_length=20)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    owner: Owner = Field(sa_column=Column(Word(Owner), nullable=False))
    name: str = Field(sa_column=Column(SealedText("case_file.name"), nullable=False))
    date_of_birth: date | None = Field(default=None, sa_column=Column(SealedDate("case_file.date_of_birth")))
    how: Opened = Field(sa_column=Column(Word(Opened), nullable=False))
    referrer_role: str | None = Field(default=None, max_length=80)
    agreed_on: date | None = None  # to the referral, before it (CUM-2.1)
    # what the referrer showed of that, where no paper is kept
    shown: str | None = Field(default=None, sa_column=Column(SealedText("case_file.shown")))
    opened_on: date
    closed_on: date | None = None
    logged_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    logged_by: str = Field(max_length=80)


class FileCounter(SQLModel, table=True):
    """The last number given to a file of a service, raised in the transaction that opens it."""

    __tablename__ = "file_counter"

    service: str = Field(primary_key=True, foreign_key="service.slug", max_length=40)
    last: int


class RequestFile(SQLModel, table=True):
    """A request is about this file: as a person decided, and nothing else."""

    __tablename__ = "request_file"

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    case_file_id: int = Field(primary_key=True, foreign_key="case_file.id", index=True)
    linked_on: date
    linked_by: str = Field(max_length=80)
