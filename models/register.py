"""The register: every request that was ever logged, open or closed, newest first, page by page. No person.

A page is three queries, however many requests there are: it is sought from the end of the page before it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models import answers_sent
from models.access import Sight
from models.letter import Letter
from models.queries import id_of
from models.request import Part, Request
from rules import in_time as rule
from rules.channel import Channel
from rules.kinds import Kind
from rules.lifecycle import State

PAGE = 50  # requests


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the register is asked for. The days are both included."""

    kind: Kind | None = None
    state: State | None = None
    reference: str | None = None  # its beginning
    open: bool | None = None
    received_from: date | None = None
    received_to: date | None = None
    in_time: bool | None = None  # of the answered ones with a date: those answered by it, or after it


@dataclass(frozen=True, slots=True)
class Entry:
    """One request as the register has it."""

    reference: str
    service: str
    state: State
    kinds: tuple[Kind, ...]
    channel: Channel
    received: date
    statutory_due: date | None  # the soonest of its parts
    due: date | None  # with the service's own target; the soonest of its parts
    answered: date | None
    closed: date | None
    in_time: bool | None  # answered by its date in law; None while it is not answered, or where it has no such date


def page(
    session: Session, sight: Sight, wanted: Wanted, *, after: str | None = None, limit: int = PAGE
) -> list[Entry]:
    """The next requests that are seen in full, the one that was logged last first.

    Args:
        after: the reference of the last one of the page before; an unknown one is followed by nothing.
    """
    query = select(Request).where(*_conditions(sight, wanted))
    if after:
        query = query.where(col(Request.id) < select(Request.id).where(Request.reference == after).scalar_subquery())
    return _entries(session, session.exec(query.order_by(col(Request.id).desc()).limit(limit)).all())


def count(session: Session, sight: Sight, wanted: Wanted) -> int:
    """How many requests there are of what is asked for."""
    return session.exec(select(func.count()).select_from(Request).where(*_conditions(sight, wanted))).one()


def kept(session: Session, sight: Sight) -> list[str]:
    """The references of those that are kept from somebody, newest first, and nothing else of them (CUM-3.4)."""
    query = select(Request.reference).where(*sight.kept_from()).order_by(col(Request.id).desc())
    return list(session.exec(query).all())


def _entries(session: Session, requests: Sequence[Request]) -> list[Entry]:
    ids = [id_of(request) for request in requests]
    parts: dict[int, list[tuple[Kind, date | None, date | None]]] = defaultdict(list)
    for row in session.exec(
        select(Part.request_id, col(Part.kind), col(Part.statutory_due), col(Part.due))
        .where(col(Part.request_id).in_(ids))
        .order_by(col(Part.request_id), col(Part.position))
    ):
        parts[row[0]].append(row[1:])
    sent = answers_sent.last(session, ids)
    return [
        _entry(request, parts[key], sent.get(key) or request.earlier_answered_on)
        for request, key in zip(requests, ids, strict=True)
    ]


def _entry(request: Request, parts: Sequence[tuple[Kind, date | None, date | None]], sent: date | None) -> Entry:
    """One request, with kind, date in law and date to keep of each of its parts."""
    in_law, kept = [day for _, day, _ in parts], [day for _, _, day in parts]
    answered = rule.answered_on(request.state, sent, request.closed_on)
    return Entry(
        reference=request.reference,
        service=request.service,
        state=request.state,
        kinds=tuple(kind for kind, _, _ in parts),
        channel=request.channel,
        received=request.received_on,
        statutory_due=rule.soonest(in_law),
        due=rule.soonest(kept),
        answered=answered,
        closed=request.closed_on,
        in_time=rule.all_in_time(answered, in_law),
    )


def _conditions(sight: Sight, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [*sight.seen()]
    if wanted.kind:
        parts = select(Part.request_id).where(Part.kind == wanted.kind)
        found.append(col(Request.id).in_(parts))
    if wanted.state:
        found.append(col(Request.state) == wanted.state)
    if wanted.reference:
        found.append(col(Request.reference).startswith(wanted.reference, autoescape=True))
    if wanted.open is not None:
        found.append(col(Request.state).in_([state for state in State if state.is_open is wanted.open]))
    if wanted.received_from:
        found.append(col(Request.received_on) >= wanted.received_from)
    if wanted.received_to:
        found.append(col(Request.received_on) <= wanted.received_to)
    if wanted.in_time is not None:
        found += _answered_in_time(wanted.in_time)
    return found


def _answered_in_time(in_time: bool) -> list[ColumnElement[bool]]:
    """The same as `rules.in_time` says, as the database is asked for it."""
    sent = (
        select(func.max(Letter.sent_on))
        .where(Letter.request_id == Request.id, answers_sent.is_answer())
        .scalar_subquery()
    )
    due = select(func.min(Part.statutory_due)).where(Part.request_id == Request.id).scalar_subquery()
    answered = func.coalesce(sent, Request.earlier_answered_on, Request.closed_on)
    return [col(Request.state).in_(rule.ANSWERED), answered <= due if in_time else answered > due]
