"""The days that belong in a calendar: when an open request is due, and when its clock is to be looked at.

Also the day of an open review or complaint, whatever became of the request that it follows. It looks like any other.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import follow_ups
from models.access import Sight
from models.request import Part, Request
from rules.lifecycle import State

_UNREAD = (State.LOGGED, State.UNREADABLE, State.IN_DOUBT)
_OPEN = [state for state in State if state.is_open]


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day of one request.

    Attributes:
        name: tells the days of a request apart, and stays when the day moves. It says nothing of the kind.
    """

    reference: str
    name: str
    on: date
    due: bool  # False: a day to keep an eye on


def due_days(session: Session, sight: Sight) -> list[DueDay]:
    """The days of the requests that are seen in full, and of what follows them, in the order of their references."""
    seen = (*sight.seen(), col(Request.state).in_(_OPEN))
    requests = session.exec(
        select(Request.reference, col(Request.state), col(Request.look_by)).where(*seen).order_by(Request.reference)
    ).all()
    parts: dict[str, list[Part]] = {}
    query = select(Request.reference, Part).join(Part, col(Part.request_id) == col(Request.id)).where(*seen)
    for reference, part in session.exec(query.order_by(col(Part.request_id), col(Part.position))):
        parts.setdefault(reference, []).append(part)
    found: dict[str, list[DueDay]] = {}
    for reference, state, look_by in requests:
        days = [DueDay(reference, "look", look_by, due=True)] if state in _UNREAD else []
        for number, part in enumerate(parts.get(reference, ()), 1):
            days += _days(reference, number, part)
        found[reference] = days
    for one in follow_ups.open_ones(session, sight):
        if one.one.keep_by:
            day = DueDay(one.reference, f"after.{one.place}", one.one.keep_by, due=True)
            found.setdefault(one.reference, []).append(day)
    return [day for _, days in sorted(found.items()) for day in _once(days)]


def _days(reference: str, number: int, part: Part) -> list[DueDay]:
    days = [DueDay(reference, f"{number}.due", part.due, due=True)] if part.due else []
    for place, alert in enumerate(part.working.get("alerts", ()), 1):
        days.append(DueDay(reference, f"{number}.alert.{place}", date.fromisoformat(alert["on"]), due=False))
    return days


def _once(days: list[DueDay]) -> list[DueDay]:
    """Two things of a request that are due on one day are one day."""
    return list({(day.on, day.due): day for day in reversed(days)}.values())[::-1]
