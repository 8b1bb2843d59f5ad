"""The board: what is due, soonest first, what each waits for and on whom. References and dates, no name."""

from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlmodel import Session

from models import board as reads
from models import board_lines, board_page
from models.board_line import BoardLine
from models.board_page import PAGE, Wanted
from models.db import reading
from models.moment import day_of
from models.queries import request as request_of
from rules.kinds import Kind
from rules.lifecycle import State
from rules.working_days import Calendar
from tasks import access, holidays
from web.page import drawn
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)
SOON = 5  # working days


class Group(StrEnum):
    """What the board puts together."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"

    @property
    def words(self) -> str:
        """As a heading."""
        return {
            "late": "Late",
            "today": "Today",
            "soon": "In the next five working days",
            "later": "Later",
            "waiting": "Waiting for the requester",
        }[self]


@router.get("/")
def board(
    request: Request,
    who: Who,
    at: At,
    group: Group | None = None,
    kind: Kind | None = None,
    on: Annotated[str | None, Query(max_length=80)] = None,
    after: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """The page, of the whole service or of what was asked for."""
    today = day_of(at)
    sight = access.sight_of(None, by=who.login, at=at)
    calendar, wrong = holidays.to_show()
    with reading() as session:
        listed = board_page.lines(session, sight, _wanted(group, kind, on, today, calendar.united_kingdom),
                                  after=_after(after), limit=PAGE + 1)  # fmt: skip
        rows = [line(session, one, today, calendar.united_kingdom) for one in listed[:PAGE]]
        counts = [
            (one, board_page.count(session, sight, _wanted(one, kind, on, today, calendar.united_kingdom)))
            for one in Group
        ]
        restricted = [] if after or group or kind or on else reads.restricted(session, None, sight)
        people = board_page.waiting_on(session, sight)
    last = listed[PAGE - 1] if len(listed) > PAGE else None
    return drawn(
        request,
        "board.html",
        "Requests due",
        who=who,
        today=today,
        groups=[(Group(name), list(found)) for name, found in groupby(rows, key=lambda row: row["group"])],
        counts=counts,
        restricted=[reference for reference, _ in restricted],
        chosen={"group": group, "kind": kind, "on": on},
        kinds=list(Kind),
        people=people,
        more=f"{last.sorted_on.isoformat()}~{last.reference}" if last else None,
        wrong=wrong,
    )


def line(session: Session, one: BoardLine, today: date, calendar: Calendar) -> dict[str, Any]:
    """One line as it is drawn: its words as of today, and the working days that are left."""
    if not board_lines.fresh(one, today):
        one = board_lines.derived(session, request_of(session, one.reference), today)
    left = calendar.between(today, one.due) if one.due else None
    return {
        "reference": one.reference,
        "kinds": " and ".join(Kind(word).words for word in one.kinds.split()) or "not known yet",
        "doubt": one.state is State.IN_DOUBT,
        "received": one.received_on,
        "due": one.due,
        "stated": one.stated,
        "left": left_words(one.due, left, today),
        "group": group_of(one.due, left, today),
        "waits_for": one.waits_for,
        "waits_on": one.waits_on,
    }


def group_of(due: date | None, left: int | None, today: date) -> Group:
    """Where a line belongs."""
    if due is None or left is None:
        return Group.WAITING
    if due < today:
        return Group.LATE
    if due == today:
        return Group.TODAY
    return Group.SOON if left <= SOON else Group.LATER


def left_words(due: date | None, left: int | None, today: date) -> str:
    """How long there is."""
    if due is None or left is None:
        return "the clock waits"
    if due < today:
        late = max(1, -left)
        return f"{late} working day{'s' if late != 1 else ''} late"
    if due == today:
        return "today"
    return f"{left} working day{'s' if left != 1 else ''} left"


def _wanted(group: Group | None, kind: Kind | None, on: str | None, today: date, calendar: Calendar) -> Wanted:
    """The dates between which a group lies."""
    soon = calendar.nth_after(today, SOON)
    tomorrow, later = date.fromordinal(today.toordinal() + 1), date.fromordinal(soon.toordinal() + 1)
    due: tuple[date | None, date | None] = {
        None: (None, None),
        Group.LATE: (None, date.fromordinal(today.toordinal() - 1)),
        Group.TODAY: (today, today),
        Group.SOON: (tomorrow, soon),
        Group.LATER: (later, None),
        Group.WAITING: (None, None),
    }[group]
    return Wanted(kind, on or None, None, *due, undated=group is Group.WAITING)


def _after(word: str | None) -> tuple[date, str] | None:
    day, _, reference = (word or "").partition("~")
    try:
        return (date.fromisoformat(day), reference) if reference else None
    except ValueError:
        return None
