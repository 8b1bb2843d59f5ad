"""The reads of internal reviews and complaints: of one request, and all open ones that somebody sees."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from models import answers_sent, queries
from models.access import EVERYTHING, Sight
from models.approval import Approval
from models.follow_up import FollowUpRow
from models.look import once
from models.queries import id_of
from models.request import Request
from rules.follow_ups import Answered, Followed
from rules.kinds import FollowUp, Kind
from rules.lifecycle import State

PAGE = 500  # reviews and complaints


@dataclass(frozen=True, slots=True)
class Open:
    """An open review or complaint, with the request that it follows."""

    reference: str
    service: str
    state: State
    one: Followed
    statutory: date | None
    place: int  # among all that followed the request, counted from 1 in the order of entry


@once
def rows(session: Session, found: Request) -> Sequence[FollowUpRow]:
    """All that ever followed a request, in the order of entry."""
    query = select(FollowUpRow).where(FollowUpRow.request_id == found.id)
    return session.exec(query.order_by(col(FollowUpRow.id))).all()


def of_request(session: Session, found: Request) -> list[Followed]:
    """The same, as the rules take it: each counted among those of its kind."""
    return [one for one, _ in numbered(rows(session, found))]


def numbered(stored: Iterable[FollowUpRow]) -> Iterator[tuple[Followed, FollowUpRow]]:
    """The rows of one request as the rules take them, each with its row."""
    seen: Counter[FollowUp] = Counter()
    for row in stored:
        seen[row.what] += 1
        yield followed(row, seen[row.what]), row


def followed(row: FollowUpRow, number: int) -> Followed:
    """One row as the rules take it."""
    return Followed(
        row.what, number, row.received_on, row.due, row.acknowledged_on, row.ended_on, row.outcome, row.complex
    )


def statutory(row: FollowUpRow) -> date | None:
    """Its date in law, which the service's own target may come before; a review has none."""
    day = row.working.get("statutory")
    return date.fromisoformat(day) if day else None


def answered(session: Session, found: Request, *, is_public_authority: bool) -> Answered:
    """The request that is followed, as the rules take it."""
    return Answered(
        kinds=[part.kind for part in queries.parts(session, found)],
        state=found.state,
        received=found.received_on,
        answered=answers_sent.day(session, found),
        is_public_authority=is_public_authority,
    )


def who_decided(session: Session, found: Request) -> set[str]:
    """Whoever prepared, approved or released the answer under FOI, by the names of the log."""
    prepared = {row.prepared_by for row in queries.disclosures(session, found) if row.kind is Kind.FOI}
    approved = session.exec(select(Approval.by).where(Approval.request_id == found.id)).all()
    released = queries.release(session, found)
    return {*prepared, *approved, *([released.by] if released else [])}


def open_ones(session: Session, sight: Sight, service: str | None = None) -> list[Open]:
    """The open ones of the requests that are seen in full: soonest first, those without a date at the end."""
    mine = select(FollowUpRow.request_id).where(col(FollowUpRow.ended_on).is_(None))
    query = select(Request, FollowUpRow).join(FollowUpRow, col(FollowUpRow.request_id) == Request.id)
    query = query.where(col(Request.id).in_(mine), *sight.seen())
    if service:
        query = query.where(Request.service == service)
    by_request: dict[int, tuple[Request, list[FollowUpRow]]] = {}
    for request, row in session.exec(query.order_by(col(FollowUpRow.id))):  # the ended ones too: they are counted
        by_request.setdefault(id_of(request), (request, []))[1].append(row)
    found = [
        Open(request.reference, request.service, request.state, one, statutory(row), place)
        for request, its in by_request.values()
        for place, (one, row) in enumerate(numbered(its), 1)
        if one.ended is None
    ]
    return sorted(found, key=lambda it: (it.one.keep_by or date.max, it.one.received, it.reference))


def dated() -> ColumnElement[bool]:
    """The condition of those whose date still counts: open, and of a complaint not acknowledged yet."""
    waits = or_(FollowUpRow.what == FollowUp.INTERNAL_REVIEW, col(FollowUpRow.acknowledged_on).is_(None))
    return and_(col(FollowUpRow.ended_on).is_(None), waits)


def page(
    session: Session, after: int, size: int = PAGE, sight: Sight = EVERYTHING
) -> list[tuple[str, str, FollowUpRow]]:
    """The next ones whose date counts after a row number, with reference and service; empty at the end."""
    query = (
        select(Request.reference, Request.service, FollowUpRow)
        .join(FollowUpRow, col(FollowUpRow.request_id) == Request.id)
        .where(col(FollowUpRow.id) > after, dated(), *sight.seen())
        .order_by(col(FollowUpRow.id))
        .limit(size)
    )
    return list(session.exec(query).all())


def locked(session: Session, keys: Collection[int]) -> list[tuple[Request, FollowUpRow]]:
    """Those of the rows whose date still counts, with their requests, locked to be changed."""
    requests = select(Request).join(FollowUpRow, col(FollowUpRow.request_id) == Request.id)
    requests = requests.where(col(FollowUpRow.id).in_(keys)).order_by(col(Request.id)).with_for_update(of=Request)
    by_id = {id_of(request): request for request in session.exec(requests).all()}
    query = select(FollowUpRow).where(col(FollowUpRow.id).in_(keys), dated()).order_by(col(FollowUpRow.id))
    return [(by_id[row.request_id], row) for row in session.exec(query).all()]


def stale(session: Session, data_version: str) -> int:
    """How many have a date that rests on other bank-holiday data than that."""
    query = select(func.count()).select_from(FollowUpRow).where(dated(), FollowUpRow.data_version != data_version)
    return session.exec(query).one()
