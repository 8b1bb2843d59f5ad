"""How far the mail of a mailbox was taken, when it was last reached, and what kept it from being reached."""

from datetime import datetime

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

from models.columns import Moment


class MailboxState(SQLModel, table=True):
    """One folder of one account. A failure stands until the mailbox is reached again."""

    __tablename__ = "mailbox_state"

    account: str = Field(primary_key=True, max_length=64)  # as of an incoming message
    name: str = Field(max_length=40)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    restored: int = 0
    uidvalidity: int | None = Field(default=None, sa_column=Column(BigInteger))
    taken_to: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))  # every message up to it is taken
    reached_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    failed_at: datetime | None = Field(default=None, sa_column=Column(Moment))  # the last time, where it still fails
    because: str | None = Field(default=None, max_length=400)  # never a text of the server's
