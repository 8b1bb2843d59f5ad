"""Whether somebody can decide for themself, as a person assessed it: no program decides that, and no birthday."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.sealed_columns import SealedText


class Competence(SQLModel, table=True):
    """One assessment of whom a request is about (CUM-3.2). A later one takes its place; the audit log keeps both."""

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    understands: bool
    of_a_child: bool = True  # under 16: understanding; from 16 it is capacity (MCA 2005 s.2 and 3), another question
    assessed_by: str = Field(max_length=80)  # who assessed it: a member of staff, or the role of a professional
    assessed_on: date
    because: str = Field(sa_column=Column(SealedText("competence.because"), nullable=False))
    recorded_by: str = Field(max_length=80)
