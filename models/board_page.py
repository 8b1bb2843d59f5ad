"""The reads of the board's lines: counts of its groups, and a page of one, from the index alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, func, or_, select

from models.access import Sight
from models.board_line import NO_DATE, BoardLine
from models.request import Request
from rules.kinds import Kind

PAGE = 50  # lines


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the board is asked for. The dates are both included."""

    kind: Kind | None = None
    waits_on: str | None = None
    reference: str | None = None  # its beginning
    due_from: date | None = None
    due_to: date | None = None
    undated: bool = False  # those whose clock waits


def lines(
    session: Session, sight: Sight, wanted: Wanted, *, after: tuple[date, str] | None = None, limit: int = PAGE
) -> Sequence[BoardLine]:
    """The next lines that are seen in full, soonest first.

    Args:
        after: `sorted_on` and reference of the last line of the page before.
    """
    query = select(BoardLine).where(*_conditions(sight, wanted))
    if after:
        on, reference = after
        later = or_(
            col(BoardLine.sorted_on) > on, (col(BoardLine.sorted_on) == on) & (col(BoardLine.reference) > reference)
        )
        query = query.where(later)
    return session.exec(query.order_by(col(BoardLine.sorted_on), col(BoardLine.reference)).limit(limit)).all()


def count(session: Session, sight: Sight, wanted: Wanted) -> int:
    """How many lines there are of what is asked for."""
    return session.exec(select(func.count()).select_from(BoardLine).where(*_conditions(sight, wanted))).one()


def counts(session: Session, sight: Sight, groups: Sequence[Wanted]) -> list[int]:
    """How many lines there are of each of some groups: all counted at one go."""
    columns = [func.count().filter(*_asked(one)) if _asked(one) else func.count() for one in groups]
    return list(session.execute(sa_select(*columns).select_from(BoardLine).where(*_seen(sight))).one())


def waiting_on(session: Session, sight: Sight) -> list[str]:
    """On whom the lines wait."""
    query = select(BoardLine.waits_on).where(*_conditions(sight, Wanted())).distinct().order_by(BoardLine.waits_on)
    return list(session.exec(query).all())


def _conditions(sight: Sight, wanted: Wanted) -> list[ColumnElement[bool]]:
    return [*_seen(sight), *_asked(wanted)]


def _seen(sight: Sight) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sight.service is not None:
        found.append(col(BoardLine.service) == sight.service)
    if not sight.sees_all:
        found.append(col(BoardLine.request_id).not_in(sight.kept()))
    if sight.only_assigned:
        found.append(col(BoardLine.request_id).in_(select(Request.id).where(*sight.seen())))
    return found


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind:
        found.append(col(BoardLine.kinds).contains(wanted.kind.value))
    if wanted.waits_on:
        found.append(col(BoardLine.waits_on) == wanted.waits_on)
    if wanted.reference:
        found.append(col(BoardLine.reference).startswith(wanted.reference, autoescape=True))
    if wanted.due_from:
        found.append(col(BoardLine.sorted_on) >= wanted.due_from)
    if wanted.due_to:
        found.append(col(BoardLine.sorted_on) <= wanted.due_to)
    if wanted.undated:
        found.append(col(BoardLine.sorted_on) == NO_DATE)
    elif wanted.due_from and not wanted.due_to:
        found.append(col(BoardLine.sorted_on) < NO_DATE)
    return found
