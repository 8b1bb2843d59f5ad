"""The lines of the board: written in the transaction that changes a request, and anew where a day has passed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from sqlmodel import Session, col, delete, select

import settings
from models import board, queries
from models.board_line import NO_DATE, BoardLine
from models.request import Request
from rules import outstanding, policy
from rules.lifecycle import State
from rules.refusal import Refusal

_OPEN = [state for state in State if state.is_open]
BATCH = 200  # requests
UNUSABLE = "the service's policy file to be put right: it cannot be used as it is"


def write(session: Session, requests: Iterable[Request], today: date) -> None:
    """Derive the lines of these requests anew, as on a day; one that is no longer open has none."""
    for request in requests:
        key = queries.id_of(request)
        session.exec(delete(BoardLine).where(col(BoardLine.request_id) == key))
        if request.state.is_open:
            session.add(derived(session, request, today))
    session.flush()


def derived(session: Session, request: Request, today: date) -> BoardLine:
    """The line of one open request as on a day. Nothing is stored."""
    row = board.row(session, request, brief=True)
    try:
        folder = settings.load().policies
        in_force, digest = policy.load(request.service, folder), policy.digest(request.service, folder)
        waits_for = outstanding.waits_for(row.facts, in_force, today)
        waits_on = outstanding.waits_on(row.facts, in_force, today)
    except Refusal:
        waits_for, waits_on, digest = UNUSABLE, "a manager", ""
    return BoardLine(
        request_id=queries.id_of(request),
        service=request.service,
        reference=request.reference,
        state=request.state,
        kinds=" ".join(row.kinds),
        received_on=request.received_on,
        due=row.due,
        sorted_on=row.due or NO_DATE,
        statutory_due=row.statutory_due,
        stated=row.stated,
        waits_for=waits_for,
        waits_on=waits_on,
        as_of=today,
        policy=digest,
    )


def current(session: Session, lines: Iterable[BoardLine], today: date) -> Iterator[BoardLine]:
    """These lines as they are on a day: one whose words are of another day or policy is derived anew, not stored."""
    fresh = _fresh_on(today)
    for line in lines:
        yield line if fresh(line) else derived(session, queries.request(session, line.reference), today)


def _fresh_on(today: date) -> Callable[[BoardLine], bool]:
    """Whether the words of a line hold on a day, under the policy in force; each policy is looked at once."""
    digest = cache(_digest)
    return lambda line: line.as_of == today and line.policy == digest(line.service)


def _digest(service: str) -> str:
    try:
        return policy.digest(service, settings.load().policies)
    except Refusal:
        return ""


def missing(session: Session) -> list[int]:
    """The row numbers of some open requests that have no line, as those of an installation from before lines."""
    have = select(BoardLine.request_id)
    query = select(Request.id).where(col(Request.state).in_(_OPEN), col(Request.id).not_in(have))
    return [key for key in session.exec(query.order_by(col(Request.id)).limit(BATCH)) if key is not None]


def stale(session: Session, after: int, today: date) -> list[int]:
    """The row numbers, after one, of the next lines whose words are of another day or another policy."""
    query = select(BoardLine).where(col(BoardLine.request_id) > after).order_by(col(BoardLine.request_id))
    fresh = _fresh_on(today)
    found = (line.request_id for line in session.exec(query) if not fresh(line))
    return [key for _, key in zip(range(BATCH), found, strict=False)]
