"""The groups into which what is due is put, by the days that are left: on the board, on the wall and for programs."""

from datetime import date
from enum import StrEnum

from models.board_page import Wanted
from rules.kinds import Kind
from rules.working_days import Calendar

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


def group_of(due: date | None, left: int | None, today: date) -> Group:
    """Where a request belongs."""
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
