"""What left the service locked: which letter, which papers, and the file itself, which its password alone opens."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, select

from models.columns import Moment
from models.request import Request


class BundleNote(SQLModel, table=True):
    """One bundle that was made. The recipient's password is kept nowhere (HIL-12)."""

    __tablename__ = "bundle_note"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    occasion: str = Field(max_length=60)  # of the letter in it
    document_id: int = Field(foreign_key="document.id")
    nonce: str = Field(max_length=32)  # from which the service's own password is derived
    form: str = Field(max_length=10)
    pages: int | None = None  # of a Word file they are not counted
    papers: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # `papers`: number on the schedule, sha256 of the file as it was given, pages
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    by: str = Field(max_length=80)


def bundles(session: Session, found: Request) -> list[BundleNote]:
    """The bundles of a request, oldest first."""
    query = select(BundleNote).where(BundleNote.request_id == found.id)
    return list(session.exec(query.order_by(col(BundleNote.id))).all())
