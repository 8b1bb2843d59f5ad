"""The reads of the board: the open requests, soonest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models import answering, queries
from models.access import EVERYTHING, Sight
from models.look import once
from models.request import Request
from rules import outstanding
from rules.kinds import Kind
from rules.lifecycle import State


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board: references and dates, no person."""

    reference: str
    service: str
    state: State
    kinds: tuple[Kind, ...]
    received: date
    due: date | None
    statutory_due: date | None
    because: tuple[str, ...]
    facts: outstanding.Facts
    stated: bool = True  # False where an order names no date that is known, and `due` stands in for it


def rows(
    session: Session, service: str | None = None, *, closed: bool = False, sight: Sight = EVERYTHING
) -> list[Row]:
    """The requests to show in full, soonest first: those that are open, or all."""
    query = select(Request).where(*sight.seen())
    if service:
        query = query.where(Request.service == service)
    if not closed:
        query = query.where(col(Request.state).in_([state for state in State if state.is_open]))
    found_rows = [row(session, found) for found in session.exec(query).all()]
    return sorted(found_rows, key=lambda row: (row.due or date.max, row.reference))


def restricted(session: Session, service: str | None, sight: Sight) -> list[tuple[str, str]]:
    """The open requests that are kept from somebody: reference and service, and nothing else of them (CUM-3.4)."""
    query = select(Request.reference, Request.service).where(*sight.kept_from())
    if service:
        query = query.where(Request.service == service)
    query = query.where(col(Request.state).in_([state for state in State if state.is_open]))
    return list(session.exec(query.order_by(Request.reference)).all())


@once
def row(session: Session, found: Request, *, brief: bool = False) -> Row:
    """One request as a line of the board.

    Args:
        brief: read no more of the facts than say what an open request waits for.
    """
    its_parts = queries.parts(session, found)
    running = [part for part in its_parts if part.due]
    soonest = min(running, key=lambda part: part.due or date.max) if running else None
    statutory = [part.statutory_due for part in its_parts if part.statutory_due]
    because = tuple((soonest or its_parts[0]).working.get("because", ())) if its_parts else ()
    return Row(
        reference=found.reference,
        service=found.service,
        state=found.state,
        kinds=tuple(part.kind for part in its_parts),
        received=found.received_on,
        due=due_of(found, [part.due for part in running if part.due]),
        statutory_due=min(statutory) if statutory else None,
        because=because,
        facts=(answering.brief if brief else answering.facts)(session, found),
        stated=all(part.working.get("stated", True) for part in its_parts),
    )


def due_of(found: Request, dues: Iterable[date]) -> date | None:
    """By when something must be done of a request: the soonest date of its parts, or the day to look by."""
    looked_at = found.state not in {State.LOGGED, State.UNREADABLE, State.IN_DOUBT}
    return min([*dues, *(() if looked_at else (found.look_by,))], default=None)


def count(session: Session) -> int:
    """How many requests there are: the cheapest question that shows the database answers."""
    return session.exec(select(func.count()).select_from(Request)).one()
