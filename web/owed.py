"""Open reviews and complaints as lines beside those of the open requests: on the board, on the wall, for programs.

Nobody is told of one who is not told of its request (CUM-3.4, BNS-5, DER-1).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from models import follow_ups
from models.access import Sight
from models.board_line import NO_DATE
from models.follow_ups import Open
from rules.kinds import FollowUp, Kind
from rules.lifecycle import Owner, State
from rules.refusal import Refusal
from rules.working_days import Calendar
from tasks import policies
from web.group import Group, group_of, left_words

Place = tuple[date, str, str]  # in a list of both: the day or `NO_DATE`, the reference, and what of the request


@dataclass(frozen=True, slots=True)
class Owed:
    """One open review or complaint. No person."""

    reference: str  # of the request that it follows
    state: State  # of that request
    what: FollowUp
    number: int  # among those of its kind
    name: str
    received: date
    due: date | None
    statutory: date | None
    left: int | None  # working days
    group: Group
    waits_for: str
    waits_on: str

    @property
    def place(self) -> Place:
        """Where it stands in a list, soonest first; that of its request has no third word, and comes before it."""
        return self.due or NO_DATE, self.reference, f"{self.what}.{self.number}"


def owed(session: Session, sight: Sight, today: date, calendar: Calendar) -> list[Owed]:
    """All that somebody sees, soonest first."""
    found = (_owed(one, today, calendar) for one in follow_ups.open_ones(session, sight))
    return sorted(found, key=lambda one: one.place)


def asked_for(
    every: Iterable[Owed],
    *,
    group: Group | None = None,
    kind: Kind | None = None,
    on: str | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
) -> Iterator[Owed]:
    """Those of a group that wait on a role and are due between two days; none, where a kind of request is meant."""
    for one in every:
        after = due_from is None or (one.due is not None and one.due >= due_from)
        before = due_to is None or (one.due is not None and one.due <= due_to)
        if kind is None and after and before and group in {None, one.group} and (not on or one.waits_on == on):
            yield one


def drawn(one: Owed, today: date) -> dict[str, Any]:
    """A line as the board and its copy have it, by the words of a request's line (`web.board.line`)."""
    return {
        "reference": one.reference,
        "kinds": one.name,
        "received": one.received,
        "due": one.due,
        "stated": True,
        "late": one.group is Group.LATE,
        "left": left_words(one.due, one.left, today) if one.due else "without undue delay",
        "waits_for": one.waits_for,
        "waits_on": one.waits_on,
    }


def _owed(found: Open, today: date, calendar: Calendar) -> Owed:
    due = found.one.keep_by
    left = calendar.between(today, due) if due else None
    return Owed(
        reference=found.reference,
        state=found.state,
        what=found.one.what,
        number=found.one.number,
        name=found.one.name,
        received=found.one.received,
        due=due,
        statutory=found.statutory if due else None,
        left=left,
        # One without a date waits for the service, not for the requester: it is owed without undue delay.
        group=group_of(due, left, today) if due else Group.LATER,
        waits_for=found.one.waits_for,
        waits_on=found.one.waits_on(_manager(found.service)),
    )


def _manager(service: str) -> str:
    """Who manages a service, as its policy calls them; in other words where the policy cannot be used."""
    try:
        return policies.of(service).service.manager_role
    except Refusal:
        return Owner.MANAGER
