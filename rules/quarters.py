"""The quarters by which figures are published: whole ones that are over, and nothing between."""

from datetime import date, timedelta
from functools import cache

from rules.months import add_months
from rules.refusal import Refusal

MONTHS = 3  # of a quarter
_LONGEST = 40  # quarters


class PeriodRefused(Refusal):
    """The figures of that period are not published; says of which they are."""


@cache
def quarter(day: date) -> str:
    """The quarter of a day, in words."""
    first = day.month - (day.month - 1) % MONTHS
    last = date(day.year, first + MONTHS - 1, 1)
    return f"{date(day.year, first, 1):%b} to {last:%b} {day.year}"


def quarters(start: date, end: date) -> list[str]:
    """Those of a period, in their order.

    Raises:
        PeriodRefused: it is not of whole quarters, so that two periods might differ by one request.
    """
    days = starts(start, end)
    begins = start.day == 1 and (start.month - 1) % MONTHS == 0
    if not days or not begins or add_months(days[-1], MONTHS) != end + timedelta(days=1):
        raise PeriodRefused(
            "What is published is of whole quarters, at most ten years: from 1 January, April, July or October to "
            "the last day of March, June, September or December. Two periods that differ by a few days would tell of "
            "the requests of those days."
        )
    return [quarter(one) for one in days]


def starts(start: date, end: date) -> list[date]:
    """The first days of the quarters of a period, as far as there are not too many."""
    found, day = list[date](), start
    while day <= end and len(found) <= _LONGEST:
        found.append(day)
        day = add_months(day, MONTHS)
    return found


def check_over(end: date, today: date) -> None:
    """Refuse a period that is not over: published again at its end, it would tell of what came between.

    Raises:
        PeriodRefused
    """
    if end >= today:
        raise PeriodRefused("What is published is of quarters that are over, or it would be published twice.")


def last_year(today: date) -> tuple[date, date]:
    """The last four quarters that are over."""
    begun = date(today.year, today.month - (today.month - 1) % MONTHS, 1)
    return add_months(begun, -12), begun - timedelta(days=1)
