"""The outbox: every mail to somebody of the service, kept before it is sent and after."""

from datetime import datetime

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from rules.mail_state import MailState


class Outgoing(SQLModel, table=True):
    """One mail to one account on one occasion: there is never a second. It holds references and dates, no names.

    The address is the account's when it is sent. `message_id` never changes, so that a mail system that is given the
    same mail twice can tell.
    """

    __table_args__ = (
        UniqueConstraint("login", "occasion"),
        Index("ix_outgoing_state_next_at", "state", "next_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    login: str = Field(foreign_key="account.login", max_length=80)
    occasion: str = Field(max_length=120)  # such as `digest:2026-11-26`
    message_id: str = Field(unique=True, max_length=120)  # without the angle brackets
    subject: str = Field(max_length=120)
    text: str
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    state: MailState = Field(sa_column=Column(Word(MailState), nullable=False))
    attempts: int = 0
    next_at: datetime | None = Field(default=None, sa_column=Column(Moment))  # when it is tried (again)
    sent_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    because: str | None = Field(default=None, max_length=400)  # why it did not go; never a text of another's server
