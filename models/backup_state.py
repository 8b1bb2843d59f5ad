"""What the last look at the backups found, one row: when one was last seen to be good, and what is wrong since."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.columns import Moment


class BackupState(SQLModel, table=True):
    """A failure stands until a backup was tried out and found good."""

    __tablename__ = "backup_state"

    id: int = Field(default=1, primary_key=True)
    good_made_at: datetime | None = Field(default=None, sa_column=Column(Moment))  # when the newest good one was made
    checked_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    because: str | None = Field(default=None, max_length=500)  # what is wrong with the newest; names no person
