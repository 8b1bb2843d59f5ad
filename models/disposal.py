"""Lists of records to be destroyed, what became of each, and what is kept of one that was: numbers and no person."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.disposal import ItemState, Paper
from rules.kinds import Kind


class DisposalList(SQLModel, table=True):
    """One list of a service: made, signed, the paper confirmed, carried out."""

    __tablename__ = "disposal_list"

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    made_on: date
    made_by: str = Field(max_length=80)
    signed_on: date | None = None
    signed_by: str | None = Field(default=None, max_length=80)
    paper: Paper | None = Field(default=None, sa_column=Column(Word(Paper), nullable=True))
    paper_on: date | None = None
    paper_by: str | None = Field(default=None, sa_column=Column(SealedText("disposal_list.paper_by")))
    paper_how: str | None = Field(default=None, sa_column=Column(SealedText("disposal_list.paper_how")))
    done_on: date | None = None
    done_by: str | None = Field(default=None, max_length=80)


class DisposalItem(SQLModel, table=True):
    """One record of a list, by its reference: a request or a case file. It names nobody."""

    __tablename__ = "disposal_item"
    __table_args__ = (UniqueConstraint("list_id", "reference"),)

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="disposal_list.id", index=True)
    reference: str = Field(max_length=20, index=True)
    due_on: date
    because: str = Field(max_length=300)
    state: ItemState = Field(sa_column=Column(Word(ItemState), nullable=False))
    # why it was struck or stopped
    why: str | None = Field(default=None, sa_column=Column(SealedText("disposal_item.why")))
    documents: int = 0  # files that were destroyed with it


class Trace(SQLModel, table=True):
    """What is kept of one part of a request that was destroyed, so that earlier years' figures stay right.

    Days and a kind: no reference, no number of a row that was, nothing of a person.
    """

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    kind: Kind | None = Field(default=None, sa_column=Column(Word(Kind), nullable=True))
    together: str = Field(max_length=36)  # the same for the parts of one request
    received_on: date
    answered_on: date | None = None
    ended_on: date | None = Field(default=None, index=True)
    statutory_due: date | None = None
    target_due: date | None = None
    due: date | None = None
    waits: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # [asked, answered] each


class DoomedFile(SQLModel, table=True):
    """A stored document that is to be deleted; noted in the transaction that destroys its record."""

    __tablename__ = "doomed_file"

    sha256: str = Field(primary_key=True, max_length=64)
