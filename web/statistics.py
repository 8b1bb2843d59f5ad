"""The figures of a period: what came in, what was answered and how soon, and how often the proposals were right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models import register
from models.db import reading
from models.figures import counted
from models.moment import day_of
from models.proposals import proposals
from models.step_times import history
from rules import figures
from rules.bank_holidays import FIRST_YEAR
from rules.classification.track_record import KindRecord
from rules.classification.track_record import by_kind as records
from rules.figures import Figures, Share
from rules.kinds import Kind
from rules.months import add_months
from rules.rights import Right
from rules.step_spread import QUARTERS, Spread, spreads
from rules.step_times import Step
from tasks import access, holidays
from web.copied import words_of
from web.copies import copies
from web.field import Field, Sent, read, starts_as, typed
from web.page import drawn
from web.visitor import At, Visitor, Who

router = APIRouter(include_in_schema=False)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of a period, as somebody may see them."""

    start: date
    end: date
    rows: list[Figures]
    received: int  # requests; one of two kinds counts once
    restricted: int  # left out
    assigned: bool  # of the requests that are assigned to whoever looks alone
    records: list[KindRecord]
    settled: int
    right: int
    steps: list[Spread]  # of all of the service's requests that were closed

    @property
    def small(self) -> bool:
        """Whether a number among them may identify somebody."""
        return figures.is_small(self.rows)


@router.get("/statistics")
def statistics(request: Request, who: Who, at: At) -> Response:
    """The figures of the last twelve months, or of the days that are asked for."""
    fields = asked_of(day_of(at))
    start, end, values, errors = period(words_of(request), fields, day_of(at))
    found = figures_of(who, at, start, end)
    return drawn(
        request,
        "statistics.html",
        "Statistics",
        who=who,
        status=422 if errors else 200,
        fields=fields,
        values=values,
        errors=errors,
        found=found,
        wrong=holidays.to_show()[1],
        numbers=[_numbers(row) for row in found.rows],
        shares=[(kind_words(row.kind), row.in_time, row.on_target) for row in found.rows if row.answered],
        times=[_times(row) for row in found.rows if row.answered],
        steps=[(one.step.words, one.cases, *one.days) for one in found.steps],
        step_heads=("Step", "Requests", *QUARTERS.values()),
        least=figures.SMALL,
        manages=access.may(Right.MANAGE, by=who.login),
        records=[_record(one) for one in found.records],
        copies=[] if errors else copies(request, who, "statistics"),
    )


def figures_of(who: Visitor, at: datetime, start: date, end: date) -> Found:
    """Read and worked out, for whoever looks."""
    sight = access.sight_of(None, by=who.login, at=at)
    calendar = holidays.to_show()[0].united_kingdom
    with reading() as session:
        found = list(counted(session, sight, start, end))
        made = proposals(session, sight.service, start, end, sight)
        kept = register.kept(session, sight)
        steps: dict[Step, list[int]] = {}
        if not sight.only_assigned:
            for _, times in history(session, who.service, start, calendar, end):
                for step, days in times.items():
                    steps.setdefault(step, []).append(days)
    return Found(
        start=start,
        end=end,
        rows=figures.by_kind(found, start, end, calendar),
        received=len({one.number for one in found if start <= one.received <= end}),
        restricted=len(kept),
        assigned=sight.only_assigned,
        records=[one for one in records(made) if one.proposed or one.missed],
        settled=sum(one.settled is not None for one in made),
        right=sum(one.right for one in made),
        steps=spreads(steps),
    )


def asked_of(today: date) -> tuple[Field, Field]:
    """The days that a period is asked for by; the last twelve months unless it is said otherwise."""
    first = add_months(today, -_MONTHS) + timedelta(days=1)
    return Field("from", "From", "date", starts_as=first), Field("to", "To", "date", starts_as=today)


def period(
    asked: Sent, fields: tuple[Field, Field], today: date
) -> tuple[date, date, dict[str, Any], dict[str, str]]:
    """The days that are asked for; where they cannot be, the usual ones, and why."""
    first, last = (field.starts_as for field in fields)
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


def kind_words(kind: Kind | None) -> str:
    """The kind that a row is of."""
    return kind.words if kind else "not known yet"


def _numbers(row: Figures) -> tuple[Any, ...]:
    return kind_words(row.kind), row.received, row.answered, row.open, row.late


def _times(row: Figures) -> tuple[Any, ...]:
    middle = f"{row.median:g}" if row.median is not None else ""
    return kind_words(row.kind), row.answered, middle, row.nine_in_ten


def _record(one: KindRecord) -> tuple[Any, ...]:
    settled = one.right + one.wrong.total()
    return one.kind.words, one.proposed, _share(Share(one.right, settled)), one.missed, one.open


def _share(found: Share) -> str:
    """A share with the numbers behind it: 100% of one request says little."""
    return f"{found.part} of {found.whole} ({found.hundredths}%)" if found.whole else "none settled"
