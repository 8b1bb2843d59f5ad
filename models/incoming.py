"""A message that came by e-mail, as it was taken from a mailbox; its bytes lie with the documents, by their hash."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, Word
from models.sealed_columns import SealedText
from rules.incoming import Outcome, Sort, Stage


class Incoming(SQLModel, table=True):
    """One message of one mailbox. It holds digests and dates: sender, subject and text are in the document alone.

    `account`, `restored`, `uidvalidity` and `uid` tell it from every other: it is taken once.
    """

    __table_args__ = (
        UniqueConstraint("account", "restored", "uidvalidity", "uid"),
        Index("ix_incoming_service_stage", "service", "stage"),
        Index("ix_incoming_service_sha256", "service", "sha256"),
        Index("ix_incoming_service_message_id", "service", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", max_length=40)
    mailbox: str = Field(max_length=40)  # as it was called when the message was taken
    account: str = Field(max_length=64)  # the digest of server, user and folder
    restored: int = 0  # how often the folder had been put back to an earlier state by then
    uidvalidity: int = Field(sa_column=Column(BigInteger, nullable=False))
    uid: int = Field(sa_column=Column(BigInteger, nullable=False))
    sha256: str | None = Field(default=None, max_length=64)  # the document; None: too large to keep
    body_sha256: str | None = Field(default=None, max_length=64)
    message_id: str | None = Field(default=None, max_length=64)  # its digest: it can hold a name
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    received_at: datetime = Field(sa_column=Column(Moment, nullable=False))  # the server's own time
    dated: bool = True  # False: the server gave no time, and it is that of the taking
    stored_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    stage: Stage = Field(sa_column=Column(Word(Stage), nullable=False))
    sort: Sort | None = Field(default=None, sa_column=Column(Word(Sort), nullable=True))
    because: str | None = Field(default=None, max_length=400)  # why it is taken for that
    cite: str | None = Field(default=None, max_length=80)
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    outcome: Outcome | None = Field(default=None, sa_column=Column(Word(Outcome), nullable=True))
    # why somebody decided so
    reason: str | None = Field(default=None, sa_column=Column(SealedText("incoming.reason")))
    decided_by: str | None = Field(default=None, max_length=80)
    decided_at: datetime | None = Field(default=None, sa_column=Column(Moment))
