"""The ledger of reminders: what, to whom, on which occasion. An occasion is noted once."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class ReminderNote(SQLModel, table=True):
    """One reminder as noted. `reference` is empty for a reminder about the service itself."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("service", "reference", "whom", "occasion"),)

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    reference: str = Field(default="", max_length=20)
    whom: str = Field(max_length=80)
    occasion: str = Field(max_length=120)
    says: str
    noted_on: date
