"""What an order says and how its paper was checked, as a person read it: the program alone takes nothing here."""

from datetime import date

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.order_checks import Check, Found


class CourtOrder(SQLModel, table=True):
    """One order of a court or tribunal. Its deadline is a clock event, so that nothing else moves it."""

    __tablename__ = "court_order"

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    court: str = Field(sa_column=Column(SealedText("court_order.court"), nullable=False))
    case_number: str = Field(sa_column=Column(SealedText("court_order.case_number"), nullable=False))
    dated: date
    provision: str = Field(sa_column=Column(SealedText("court_order.provision"), nullable=False))
    sealed: bool
    deadline: date | None = None
    witness_summons: bool = False  # it calls somebody to give evidence or to bring papers: CPR Part 34
    forbids_telling: bool = False  # the order itself forbids to tell the person of it (CUM-0)
    recorded_by: str = Field(max_length=80)


class OrderCheck(SQLModel, table=True):
    """The answer to one question of the checklist about this paper. A `no` says why it is relied on all the same."""

    __tablename__ = "order_check"

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    asked: Check = Field(sa_column=Column(Word(Check), primary_key=True))
    found: Found = Field(sa_column=Column(Word(Found), nullable=False))
    because: str | None = Field(default=None, sa_column=Column(SealedText("order_check.because")))
    by: str = Field(max_length=80)
    on: date


class OrderPiece(SQLModel, table=True):
    """One numbered thing that the order requires, in its words or a person's. It may name people: never in a log."""

    __tablename__ = "order_piece"
    __table_args__ = (UniqueConstraint("request_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    number: int
    text: str = Field(sa_column=Column(SealedText("order_piece.text"), nullable=False))
