"""The letterheads that a service took into use. Versions are added and never changed."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, Session, SQLModel, col, select

from models.columns import Moment


class LetterheadVersion(SQLModel, table=True):
    """One letterhead from a moment on. The last one counts; one without a file is the program's own again."""

    __tablename__ = "letterhead_version"

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    sha256: str | None = Field(default=None, max_length=64)  # of the Word file, in the document store
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: str = Field(max_length=80)


def letterheads(session: Session, service: str) -> list[LetterheadVersion]:
    """Every letterhead that a service took into use, oldest first."""
    query = select(LetterheadVersion).where(LetterheadVersion.service == service)
    return list(session.exec(query.order_by(col(LetterheadVersion.id))).all())
