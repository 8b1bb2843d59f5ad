"""The line of the board of each open request, derived whenever what is on record changes: a list is read at once."""

from datetime import date

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from models.columns import Word
from rules.lifecycle import State

NO_DATE = date(9999, 12, 31)  # sorts after every date


class BoardLine(SQLModel, table=True):
    """What the board shows of one open request. No person. It can be derived anew at any time (`models.board`)."""

    __tablename__ = "board_line"
    __table_args__ = (
        Index("ix_board_line_service_sorted_on", "service", "sorted_on", "reference"),
        Index("ix_board_line_sorted_on", "sorted_on", "reference"),
    )

    request_id: int = Field(primary_key=True, foreign_key="request.id", sa_column_kwargs={"autoincrement": False})
    service: str = Field(max_length=40)
    reference: str = Field(max_length=20)
    state: State = Field(sa_column=Column(Word(State), nullable=False))
    kinds: str = Field(max_length=120)  # words with a blank between
    received_on: date
    due: date | None = None
    sorted_on: date  # `due`, or `NO_DATE`
    statutory_due: date | None = None
    stated: bool = True
    waits_for: str  # in a few words, `rules.outstanding.waits_for`
    waits_on: str = Field(max_length=80)  # who must act next
    as_of: date  # the day on which the words above were worked out
    policy: str = Field(max_length=64)  # the digest of the policy behind them


class PersonWord(SQLModel, table=True):
    """A word of the name of somebody in a request, folded: so that a search by a name reads an index."""

    __tablename__ = "person_word"

    word: str = Field(primary_key=True, max_length=80)
    request_id: int = Field(
        primary_key=True, foreign_key="request.id", index=True, sa_column_kwargs={"autoincrement": False}
    )
