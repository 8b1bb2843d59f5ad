"""Legal holds: while one stands, nothing of that request or file is disposed of."""

from datetime import date

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from models.columns import Word
from models.sealed_columns import SealedText
from rules.holds import Because


class LegalHold(SQLModel, table=True):
    """One hold, on a request or on a case file. It stands until it is lifted, and stays on record after that."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        CheckConstraint("(request_id IS NULL) <> (case_file_id IS NULL)", name="legal_hold_is_on_one_thing"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    case_file_id: int | None = Field(default=None, foreign_key="case_file.id", index=True)
    because: Because = Field(sa_column=Column(Word(Because), nullable=False))
    # as the person who placed it says
    reason: str | None = Field(default=None, sa_column=Column(SealedText("legal_hold.reason")))
    since: date
    by: str = Field(max_length=80)
    lifted_on: date | None = None
    lifted_by: str | None = Field(default=None, max_length=80)
    lifted_because: str | None = Field(default=None, sa_column=Column(SealedText("legal_hold.lifted_because")))
