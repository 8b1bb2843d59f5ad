"""On which day the last letter of an answer went, for many requests in one query."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, func, select

from models.letter import Letter


def is_answer() -> ColumnElement[bool]:
    """That a letter is one of an answer."""
    return col(Letter.occasion).startswith("answer.")


def last(session: Session, ids: "Select[tuple[int | None]] | Collection[int]") -> dict[int, date | None]:
    """The day by the number of the request, of those for which an answer was written; None: it has not gone yet."""
    query = select(Letter.request_id, func.max(Letter.sent_on)).where(col(Letter.request_id).in_(ids), is_answer())
    return dict(session.exec(query.group_by(col(Letter.request_id))).all())
