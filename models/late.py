"""The reads of the register of dates that were missed: what is on it follows from the dates that are on record."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import figures, follow_ups, step_times
from models.access import Sight
from models.follow_up import FollowUpRow
from models.late_note import LateNote
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from models.step_times import Way
from rules import late as rule
from rules.figures import Counted
from rules.kinds import FollowUp, Kind
from rules.late import Item, Late

_AT_ONCE = 500  # requests in one query


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register. No person.

    Attributes:
        reference: None where the record was destroyed: days and a kind are all that is left of it.
        stood: what was being done when the date passed, where that is on record.
        note: the newest one; None while nobody has said why.
    """

    reference: str | None
    late: Late
    stood: str | None
    note: LateNote | None


@dataclass(frozen=True, slots=True)
class _Dated:
    """One late item with the numbers of its rows."""

    late: Late
    request: int | None
    follow_up: int | None = None

    @property
    def key(self) -> tuple[int | None, Kind | None, int | None]:
        """By what its notes are found."""
        what = self.late.item.what
        return self.request, what if isinstance(what, Kind) else None, self.follow_up


def lines(session: Session, sight: Sight, start: date, end: date) -> list[Line]:
    """What was answered too late from one day to another, and what is open and late on the last of them.

    Of the requests that are seen in full; what was missed last comes first. What was destroyed is counted as in the
    figures, for whoever sees all of the service's requests.
    """
    found = [*_of_parts(session, sight, start, end), *_of_follow_ups(session, sight, start, end)]
    keys = sorted({one.request for one in found if one.request is not None})
    ways: dict[int, Way] = {}
    logged: dict[int, date] = {}
    notes: dict[tuple[int | None, Kind | None, int | None], LateNote] = {}
    for at in range(0, len(keys), _AT_ONCE):
        these = keys[at : at + _AT_ONCE]
        ways |= step_times.of_requests(session, these)
        notes |= _notes(session, these)
        logged |= _logged(session, these)
    made = [_line(one, ways.get(one.request or 0), notes.get(one.key), logged.get(one.request or 0)) for one in found]
    return sorted(made, key=lambda one: (one.late.missed, one.reference or ""), reverse=True)


def of_request(session: Session, request: Request, today: date) -> list[tuple[Late, int | None]]:
    """What was ever missed of one request, each with the number of the review's or complaint's row."""
    items: list[tuple[Item, int | None]] = [
        (item, None) for one in figures.of_request(session, request) if (item := _item(one))
    ]
    items += [
        (rule.of_follow_up(one, follow_ups.statutory(row)), row.id)
        for one, row in follow_ups.numbered(follow_ups.rows(session, request))
    ]
    return [(found, key) for item, key in items if (found := rule.late(item, date.min, today))]


def notes_of(session: Session, request: Request) -> Sequence[LateNote]:
    """Every note that was ever made of a request, in its order."""
    query = select(LateNote).where(LateNote.request_id == id_of(request))
    return session.exec(query.order_by(col(LateNote.id))).all()


def _of_parts(session: Session, sight: Sight, start: date, end: date) -> Iterator[_Dated]:
    for one in figures.counted(session, sight, start, end):
        item = _item(one)
        if item and (found := rule.late(item, start, end)):
            yield _Dated(found, one.number if one.number > 0 else None)


def _item(one: Counted) -> Item | None:
    """A part as the register takes it; None while its kind is not settled: then it has neither date."""
    if one.kind is None:
        return None
    return Item(one.kind, one.received, one.answered, one.ended, one.statutory, one.target)


def _of_follow_ups(session: Session, sight: Sight, start: date, end: date) -> Iterator[_Dated]:
    query = select(FollowUpRow).join(Request, col(FollowUpRow.request_id) == Request.id).where(*sight.seen())
    by_request: dict[int, list[FollowUpRow]] = defaultdict(list)
    for row in session.exec(query.order_by(col(FollowUpRow.id))):
        by_request[row.request_id].append(row)
    for key, rows in by_request.items():
        for one, row in follow_ups.numbered(rows):
            found = rule.late(rule.of_follow_up(one, follow_ups.statutory(row)), start, end)
            if found:
                yield _Dated(found, key, row.id)


def _notes(session: Session, keys: Sequence[int]) -> dict[tuple[int | None, Kind | None, int | None], LateNote]:
    rows = session.exec(select(LateNote).where(col(LateNote.request_id).in_(keys)).order_by(col(LateNote.id)))
    return {(row.request_id, row.kind, row.follow_up_id): row for row in rows}  # the newest of each


def _logged(session: Session, keys: Sequence[int]) -> dict[int, date]:
    query = select(col(Request.id), Request.logged_at).where(col(Request.id).in_(keys))
    return {key: day_of(at) for key, at in session.exec(query) if key is not None}


def _line(one: _Dated, way: Way | None, note: LateNote | None, logged: date | None) -> Line:
    return Line(way.reference if way else None, one.late, _stood(one.late, way, logged), note)


def _stood(late: Late, way: Way | None, logged: date | None) -> str | None:
    if late.item.what is FollowUp.COMPLAINT:
        return "acknowledging it"
    if late.item.what is FollowUp.INTERNAL_REVIEW:
        return "reviewing the answer"
    if way is None:
        return None
    if logged and logged > late.missed:
        return "not logged yet"
    state = way.state if late.is_open else None
    step = rule.stood_at(way.days(), late.missed, state, unanswered=way.unanswered > 0)
    return step.words if step else None
