"""Whether somebody can decide for themself, as a person assessed it: no program decides that, and no birthday."""

from datetime import date

from sqlmodel import Field, SQLModel


class Competence(SQLModel, table=True):
    """One assessment of whom a request is about (CUM-3.2). A later one takes its place; the audit log keeps both."""

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    understands: bool
    assessed_by: str = Field(max_length=80)  # who assessed it: a member of staff, or the role of a professional
    assessed_on: date
    because: str
    recorded_by: str = Field(max_length=80)
