"""On which day the last letter of an answer went, for many requests in one query."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col, func, select

from models.letter import Letter
from models.queries import id_of
from models.request import Request
from rules.in_time import answered_on


def is_answer() -> ColumnElement[bool]:
    """That a letter is one of an answer."""
    return col(Letter.occasion).startswith("answer.")


def day(session: Session, found: Request) -> date | None:
    """The day on which one request was answered; None while it is not."""
    sent = last(session, [id_of(found)]).get(id_of(found))
    return answered_on(found.state, sent or found.earlier_answered_on, found.closed_on)


def last(session: Session, ids: "Select[tuple[int | None]] | Collection[int]") -> dict[int, date | None]:
    """The day by the number of the request, of those for which an answer was written; None: it has not gone yet."""
    query = select(Letter.request_id, func.max(Letter.sent_on)).where(col(Letter.request_id).in_(ids), is_answer())
    return dict(session.exec(query.group_by(col(Letter.request_id))).all())
