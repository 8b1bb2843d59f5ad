"""Who may act for a service, which requests are theirs, and which are kept to a few.

A login is how the audit log calls somebody of the service's staff. No client ever has one.
"""

from datetime import date

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.access import Employed


class Account(SQLModel, table=True):
    """One person of one service, for ever: a login is never given to another service (DER-1, HIL-9).

    Accounts are in force in an installation from the first one on, also where it was closed since.
    """

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True, max_length=80)  # in lower case: one person is one login
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    role: str = Field(max_length=80)
    employed: Employed = Field(sa_column=Column(Word(Employed), nullable=False))
    trained_on: date | None = None
    agreement_on: date | None = None
    opened_on: date
    closed_on: date | None = None
    email: str | None = Field(default=None, max_length=254)  # where reminders go; a mailbox of the service's own


class Assignment(SQLModel, table=True):
    """A request that somebody is to work on; a volunteer sees no other (BNS-5)."""

    __table_args__ = (UniqueConstraint("request_id", "login"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    login: str = Field(foreign_key="account.login", index=True, max_length=80)
    assigned_on: date
    assigned_by: str = Field(max_length=80)


class Restriction(SQLModel, table=True):
    """A request kept to the people named on it (CUM-3.4). One stands at a time; a lifted one stays on record."""

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    because: str = Field(sa_column=Column(SealedText("restriction.because"), nullable=False))
    since: date
    by: str = Field(max_length=80)
    lifted_on: date | None = None


class RestrictedTo(SQLModel, table=True):
    """One of the people to whom a restricted request is kept."""

    __tablename__ = "restricted_to"

    restriction_id: int = Field(primary_key=True, foreign_key="restriction.id")
    login: str = Field(primary_key=True, foreign_key="account.login", max_length=80)
