"""The figures of a period: what came in, what was answered and how soon, and how often the proposals were right."""

from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models import register
from models.db import reading
from models.figures import counted
from models.moment import day_of
from models.proposals import proposals
from rules import figures
from rules.bank_holidays import FIRST_YEAR
from rules.classification.track_record import KindRecord
from rules.classification.track_record import by_kind as records
from rules.figures import Figures, Share
from rules.months import add_months
from tasks import access, holidays
from web.field import Field, Sent, read, starts_as, typed
from web.page import drawn
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)
_MONTHS = 12


@router.get("/statistics")
def statistics(request: Request, who: Who, at: At) -> Response:
    """The figures of the last twelve months, or of the days that are asked for."""
    today = day_of(at)
    first = add_months(today, -_MONTHS) + timedelta(days=1)
    fields = (Field("from", "From", "date", starts_as=first), Field("to", "To", "date", starts_as=today))
    start, end, values, errors = _period(request, fields, today)
    calendars, wrong = holidays.to_show()
    sight = access.sight_of(None, by=who.login, at=at)
    with reading() as session:
        found = list(counted(session, sight, start, end))
        made = proposals(session, sight.service, start, end, sight)
        kept = register.kept(session, sight)
    rows = figures.by_kind(found, start, end, calendars.united_kingdom)
    return drawn(
        request,
        "statistics.html",
        "Statistics",
        who=who,
        status=422 if errors else 200,
        fields=fields,
        values=values,
        errors=errors,
        start=start,
        end=end,
        wrong=wrong,
        received=len({one.number for one in found if start <= one.received <= end}),
        numbers=[_numbers(row) for row in rows],
        shares=[(_kind(row), row.in_time, row.on_target) for row in rows if row.answered],
        times=[_times(row) for row in rows if row.answered],
        small=figures.is_small(rows),
        least=figures.SMALL,
        restricted=len(kept),
        assigned=sight.only_assigned,
        settled=sum(one.settled is not None for one in made),
        right=sum(one.right for one in made),
        records=[_record(one) for one in records(made) if one.proposed or one.missed],
    )


def _period(
    request: Request, fields: tuple[Field, Field], today: date
) -> tuple[date, date, dict[str, Any], dict[str, str]]:
    """The days that are asked for; where they cannot be, the usual ones, and why."""
    first, last = (field.starts_as for field in fields)
    asked = Sent({name: request.query_params.getlist(name) for name in request.query_params}, {})
    if not asked.words:
        return first, last, starts_as(fields), {}
    found, errors = read(fields, asked)
    if not errors and found["from"] > found["to"]:
        errors["from"] = "From: the first day lies after the last."
    for name in ("from", "to"):
        if name not in errors and not FIRST_YEAR <= found[name].year <= today.year:
            errors[name] = f"{name.capitalize()}: choose a day from {FIRST_YEAR} to this year."
    start, end = (first, last) if errors else (found["from"], found["to"])
    return start, end, typed(fields, asked), errors


def _kind(row: Figures) -> str:
    return row.kind.words if row.kind else "not known yet"


def _numbers(row: Figures) -> tuple[Any, ...]:
    return _kind(row), row.received, row.answered, row.open, row.late


def _times(row: Figures) -> tuple[Any, ...]:
    middle = f"{row.median:g}" if row.median is not None else ""
    return _kind(row), row.answered, middle, row.nine_in_ten


def _record(one: KindRecord) -> tuple[Any, ...]:
    settled = one.right + one.wrong.total()
    return one.kind.words, one.proposed, _share(Share(one.right, settled)), one.missed, one.open


def _share(found: Share) -> str:
    """A share with the numbers behind it: 100% of one request says little."""
    return f"{found.part} of {found.whole} ({found.hundredths}%)" if found.whole else "none"
