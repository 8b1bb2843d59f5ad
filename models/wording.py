"""A service's own wording of a letter or of a shared paragraph. Versions are added and never changed."""

from datetime import datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from models.columns import Moment


class WordingVersion(SQLModel, table=True):
    """One version of one wording, from a moment on. The last counts; one without text is the program's again."""

    __tablename__ = "wording_version"
    __table_args__ = (UniqueConstraint("service", "name", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    name: str = Field(max_length=80)  # a letter, or "paragraphs/withdraw"
    number: int  # counted from 1 for each service and name
    text: str | None = None
    at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: str = Field(max_length=80)


def versions(session: Session, service: str, name: str | None = None) -> list[WordingVersion]:
    """Every version of a service's wordings, or of one of them, oldest first."""
    query = select(WordingVersion).where(WordingVersion.service == service)
    if name is not None:
        query = query.where(WordingVersion.name == name)
    return list(session.exec(query.order_by(col(WordingVersion.name), col(WordingVersion.number))).all())


def in_force(session: Session, service: str) -> dict[str, WordingVersion]:
    """The service's own wordings that count, by name."""
    last = {row.name: row for row in versions(session, service)}
    return {name: row for name, row in last.items() if row.text is not None}
