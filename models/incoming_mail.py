"""The reads of the mail that came: what waits for somebody, what was done, and one message, for whoever looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import Select

from models.access import Sight
from models.account import Assignment
from models.incoming import Incoming
from models.mailbox_state import MailboxState
from models.queries import id_of
from models.request import Request
from rules.incoming import Stage

PAGE = 50  # messages
_OPEN = (Stage.STORED, Stage.WAITING)


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a list, with the reference of the request that it is about."""

    row: Incoming
    reference: str | None

    @property
    def number(self) -> int:
        """The number under which people see it."""
        assert self.row.id is not None, "a message that was read has a number"
        return self.row.id


def waiting(session: Session, sight: Sight, *, after: int = 0, limit: int = PAGE) -> list[Entry]:
    """What waits for somebody to decide, and what the program could not take further yet; the newest last."""
    query = _seen(sight).where(col(Incoming.stage).in_(_OPEN), col(Incoming.id) > after)
    return _entries(session.exec(query.order_by(col(Incoming.id)).limit(limit)).all())


def count(session: Session, sight: Sight) -> int:
    """How many messages wait."""
    query = select(func.count()).select_from(Incoming).where(col(Incoming.stage).in_(_OPEN), *_conditions(sight))
    return session.exec(query).one()


def first_waiting(session: Session, sight: Sight) -> datetime | None:
    """When the first of those that wait came; None where none does."""
    query = select(func.min(Incoming.received_at)).where(col(Incoming.stage).in_(_OPEN), *_conditions(sight))
    return session.exec(query).one()


def done(session: Session, sight: Sight, *, before: int | None = None, limit: int = PAGE) -> list[Entry]:
    """What was done with those that wait no more, the newest first."""
    query = _seen(sight).where(Incoming.stage == Stage.DONE)
    if before is not None:
        query = query.where(col(Incoming.id) < before)
    return _entries(session.exec(query.order_by(col(Incoming.id).desc()).limit(limit)).all())


def one(session: Session, sight: Sight, number: int) -> Entry | None:
    """One message; None where there is none, or none that is seen."""
    found = session.exec(_seen(sight).where(Incoming.id == number)).first()
    return Entry(*found) if found else None


def of_request(session: Session, request: Request) -> Sequence[Incoming]:
    """The messages that are about a request, in the order in which they came."""
    query = select(Incoming).where(Incoming.request_id == id_of(request)).order_by(col(Incoming.id))
    return session.exec(query).all()


def same_as(row: Incoming) -> Iterable[ColumnElement[bool]]:
    """The conditions of what is the same message: the same bytes, or the same Message-ID and body."""
    same = col(Incoming.sha256) == row.sha256
    if row.message_id:
        same |= (col(Incoming.message_id) == row.message_id) & (col(Incoming.body_sha256) == row.body_sha256)
    yield col(Incoming.service) == row.service
    yield same


def mailboxes(session: Session, service: str | None) -> Sequence[MailboxState]:
    """How it stands with the mailboxes of a service, or of all."""
    query = select(MailboxState).order_by(MailboxState.name)
    return session.exec(query.where(MailboxState.service == service) if service else query).all()


def _seen(sight: Sight) -> "Select[Incoming, str]":  # the reference is None where it is about no request
    return (
        select(Incoming, Request.reference)
        .outerjoin(Request, col(Request.id) == col(Incoming.request_id))
        .where(*_conditions(sight))
    )


def _entries(rows: Iterable[tuple[Incoming, str | None]]) -> list[Entry]:
    return [Entry(row, reference) for row, reference in rows]


def _conditions(sight: Sight) -> Iterable[ColumnElement[bool]]:
    """What somebody sees: that of a restricted request its own people alone, a volunteer that of assigned ones.

    CUM-3.4, BNS-5.
    """
    about = col(Incoming.request_id)
    if sight.service is not None:
        yield col(Incoming.service) == sight.service
    if sight.only_assigned:
        yield about.in_(select(Assignment.request_id).where(Assignment.login == sight.login))
    if not sight.sees_all:
        yield or_(about.is_(None), about.not_in(sight.kept()))
