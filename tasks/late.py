"""Dates that were missed: what is on the register follows from the dates; why it came to be, a person notes."""

from datetime import date, datetime, timedelta

from models import disclosure_log, late
from models.db import reading, transaction
from models.late import Line
from models.late_note import LateNote
from models.moment import day_of
from models.queries import id_of
from rules import late as rule
from rules.kinds import Kind
from rules.late import Reason
from rules.months import add_months
from tasks import access

MONTHS = 12


def last_year(today: date) -> tuple[date, date]:
    """The days that are looked at unless others are named."""
    return add_months(today, -MONTHS) + timedelta(days=1), today


def register(service: str | None, start: date, end: date, *, by: str, at: datetime) -> list[Line]:
    """What was answered too late in a period, and what is open and late on its last day, as somebody may see it.

    Args:
        end: the last day; what is not over yet is looked at as of today.

    Raises:
        rules.late.LateRefused: the first day lies after the last.
        rules.access.AccessRefused
    """
    rule.check_days(start, end)
    sight = access.sight_of(service, by=by, at=at)
    with reading() as session:
        return late.lines(session, sight, start, min(end, day_of(at)))


def note(reference: str, reason: Reason, text: str, *, by: str, at: datetime, of: str | None = None) -> None:
    """Note why a date was missed, and what was done about it. A later note stands in place of an earlier one.

    Args:
        of: which date of the request is meant, such as `foi` or `complaint-2`; the only one unless it is said.

    Raises:
        rules.late.LateRefused: no such date was missed, or the words would say who somebody is.
        rules.typed.TypedRefused, models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with transaction(by, at, trying="late") as tx:
        request = tx.request(reference)
        missed = {one.item: key for one, key in late.of_request(tx.session, request, day_of(at))}
        item = rule.chosen([*missed], of)
        words = rule.check_note(text, disclosure_log.people_of(tx.session, request))
        row = LateNote(
            request_id=id_of(request),
            kind=item.what if isinstance(item.what, Kind) else None,
            follow_up_id=missed[item],
            reason=reason,
            text=words,
            noted_on=day_of(at),
            noted_by=by,
        )
        tx.session.add(row)
        tx.session.flush()
        tx.record("late.noted", request, of=rule.word_of(item), reason=reason.value)
