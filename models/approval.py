"""An approval of one exact answer, by one person in one role."""

from datetime import datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment


class Approval(SQLModel, table=True):
    """`of` is the digest of the answer that was approved; a changed answer has another digest."""

    __table_args__ = (UniqueConstraint("request_id", "role", "of"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    role: str = Field(max_length=80)
    by: str = Field(max_length=80)
    of: str = Field(max_length=64)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
