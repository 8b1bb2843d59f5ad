"""The ledger of reminders: what, to whom, on which occasion, by which mail; and the runs that made them."""

from datetime import date, datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment


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
    unsent: str | None = Field(default=None, max_length=200)  # why nobody was written to; None where somebody was


class ReminderTo(SQLModel, table=True):
    """One person to whom a reminder went, and the mail that carries it: each reminder once to each person."""

    __tablename__ = "reminder_to"

    reminder_id: int = Field(primary_key=True, foreign_key="reminder.id")
    login: str = Field(primary_key=True, foreign_key="account.login", max_length=80)
    outgoing_id: int = Field(foreign_key="outgoing.id", index=True)


class ReminderRun(SQLModel, table=True):
    """One run of the reminders of a service, for the working day whose run it is: there is one for each."""

    __tablename__ = "reminder_run"

    service: str = Field(primary_key=True, foreign_key="service.slug", max_length=40)
    for_day: date = Field(primary_key=True)
    ran_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    count: int  # of the reminders that it noted
