"""What is due as one list, soonest first: the open requests, and the open reviews and complaints among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from models import board_lines, board_page
from models.access import Sight
from models.board_line import BoardLine
from rules.kinds import FollowUp, Kind
from rules.working_days import Calendar
from web import owed
from web.group import Group, wanted
from web.owed import Owed, Place


class What(StrEnum):
    """What a deadline is of."""

    REQUEST = "request"
    INTERNAL_REVIEW = FollowUp.INTERNAL_REVIEW
    COMPLAINT = FollowUp.COMPLAINT


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is asked for. The days are both included. A kind is one of requests."""

    what: What | None = None
    group: Group | None = None
    kind: Kind | None = None
    on: str | None = None
    due_from: date | None = None
    due_to: date | None = None


def listed(
    session: Session,
    sight: Sight,
    asked: Asked,
    today: date,
    calendar: Calendar,
    *,
    after: Place | None = None,
    limit: int,
) -> list[BoardLine | Owed]:
    """The next ones that are seen in full.

    Args:
        after: the place of the last one of the page before.
    """
    found: list[BoardLine | Owed] = []
    if asked.what in {None, What.REQUEST}:
        found += _requests(session, sight, asked, today, calendar, after, limit)
    if asked.what is not What.REQUEST:
        found += _owed(session, sight, asked, today, calendar, after)
    return sorted(found, key=place)[:limit]


def current(session: Session, found: Sequence[BoardLine | Owed], today: date) -> Iterator[BoardLine | Owed]:
    """The same as they are on a day: the words of a request's line may be of another (`models.board_lines`)."""
    fresh = board_lines.current(session, (one for one in found if isinstance(one, BoardLine)), today)
    for one in found:
        yield one if isinstance(one, Owed) else next(fresh)


def place(one: BoardLine | Owed) -> Place:
    """Where one stands in the list: a request before what is due on the same day and followed it."""
    return one.place if isinstance(one, Owed) else (one.sorted_on, one.reference, "")


def _requests(
    session: Session,
    sight: Sight,
    asked: Asked,
    today: date,
    calendar: Calendar,
    after: Place | None,
    limit: int,
) -> Iterator[BoardLine]:
    looked_for = wanted(asked.group, asked.kind, asked.on, today, calendar)
    days_from = [day for day in (looked_for.due_from, asked.due_from) if day]
    days_to = [day for day in (looked_for.due_to, asked.due_to) if day]
    looked_for = replace(looked_for, due_from=max(days_from, default=None), due_to=min(days_to, default=None))
    yield from board_page.lines(session, sight, looked_for, after=after and after[:2], limit=limit)


def _owed(
    session: Session, sight: Sight, asked: Asked, today: date, calendar: Calendar, after: Place | None
) -> Iterator[Owed]:
    every = owed.owed(session, sight, today, calendar)
    for one in owed.asked_for(
        every, group=asked.group, kind=asked.kind, on=asked.on, due_from=asked.due_from, due_to=asked.due_to
    ):
        if asked.what in {None, What(one.what)} and (after is None or one.place > after):
            yield one
