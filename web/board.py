"""The board: what is due, soonest first, what each waits for and on whom. References and dates, no name."""

from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BeforeValidator

from models import board as reads
from models import board_lines, board_page, follow_ups
from models.board_line import BoardLine
from models.board_page import PAGE, Wanted
from models.db import reading
from models.follow_ups import Open
from models.moment import day_of
from rules.access import rights_of
from rules.kinds import Kind
from rules.lifecycle import State
from rules.rights import Right
from rules.working_days import Calendar
from tasks import access, holidays, policies
from web.copies import copies
from web.page import drawn
from web.tally import tally
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)
SOON = 5  # working days
# A list in which nothing was chosen sends an empty word.
ChosenKind = Annotated[Kind | None, BeforeValidator(lambda word: word or None)]


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
    kind: ChosenKind = None,
    on: Annotated[str | None, Query(max_length=80)] = None,
    after: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """The page, of the whole service or of what was asked for."""
    today = day_of(at)
    sight = access.sight_of(None, by=who.login, at=at)
    calendar, wrong = holidays.to_show()
    with reading() as session:
        listed = board_page.lines(session, sight, wanted(group, kind, on, today, calendar.united_kingdom),
                                  after=_after(after), limit=PAGE + 1)  # fmt: skip
        current = board_lines.current(session, listed[:PAGE], today)
        rows = [line(one, today, calendar.united_kingdom) for one in current]
        groups = [wanted(one, kind, on, today, calendar.united_kingdom) for one in Group]
        found = tally(session, sight, groups, at)
        filtered = after or group or kind or on
        followed = [] if filtered else follow_ups.open_ones(session, sight)
        restricted = [] if filtered else reads.restricted(session, None, sight)
    last = listed[PAGE - 1] if len(listed) > PAGE else None
    return drawn(
        request,
        "board.html",
        "Requests due",
        who=who,
        today=today,
        groups=[(Group(name), list(found)) for name, found in groupby(rows, key=lambda row: row["group"])],
        followed=[followed_line(one, today, calendar.united_kingdom) for one in followed],
        counts=list(zip(Group, found.counts, strict=True)),
        restricted=[reference for reference, _ in restricted],
        manages=Right.MANAGE in rights_of(who.role, policies.of(who.service)).may,
        chosen={"group": group, "kind": kind, "on": on},
        kinds=list(Kind),
        people=found.people,
        more=f"{last.sorted_on.isoformat()}~{last.reference}" if last else None,
        wrong=wrong,
        copies=copies(request, who, "board"),
    )


def line(one: BoardLine, today: date, calendar: Calendar) -> dict[str, Any]:
    """One line as it is drawn, with the working days that are left."""
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


def followed_line(found: Open, today: date, calendar: Calendar) -> dict[str, Any]:
    """An open review or complaint, which has a line of its own beside that of its request."""
    due = found.one.keep_by
    left = calendar.between(today, due) if due else None
    return {
        "reference": found.reference,
        "name": found.one.name,
        "received": found.one.received,
        "due": due,
        "late": due is not None and due < today,
        "left": left_words(due, left, today) if due else "without undue delay",
        "waits_for": found.one.waits_for,
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


def wanted(group: Group | None, kind: Kind | None, on: str | None, today: date, calendar: Calendar) -> Wanted:
    """What to look for: a group is what is due between two days."""
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
