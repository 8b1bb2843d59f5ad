"""The clocks a second time, day by day and from the gov.uk list: slow, and written from the law alone."""

from collections.abc import Sequence
from datetime import date, timedelta

from rules.clock import Wait
from tests.rules.gov_uk_list import ENGLAND_AND_WALES, UNITED_KINGDOM, is_working

ONE_DAY = timedelta(days=1)


def foi(received: date, clarifications: Sequence[Wait] = (), fee: Wait | None = None, count: int = 20) -> date:
    """FOIA 2000 s.10(1), (2) and (6) with s.1(3): the `count`th working day that is not disregarded."""
    day = max([received, *(wait.answered for wait in clarifications if wait.answered)])
    counted = 0
    while counted < count:
        day += ONE_DAY
        counted += is_working(day, UNITED_KINGDOM) and not (fee and _within(day, fee))
    return day


def sar(
    received: date,
    clarifications: Sequence[Wait] = (),
    identity: Wait | None = None,
    fee: Wait | None = None,
    months: int = 1,
) -> date:
    """UK GDPR Art 12A: months from the relevant time, the days of questions added, rolled once."""
    starts = relevant_time(received, identity, fee)
    year, month, last = starts.year, starts.month, starts.day
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while not _is_date(year, month, last):
        last -= 1
    day = date(year, month, last)
    asked = starts
    while any(asked <= (wait.answered or asked) for wait in clarifications):
        day += ONE_DAY * any(_within(asked, wait) for wait in clarifications)
        asked += ONE_DAY
    while not is_working(day, ENGLAND_AND_WALES):
        day += ONE_DAY
    return day


def target(starts: date, count: int, waits: Sequence[Wait] = ()) -> date:
    """A service's own working days, those on which it waited left out."""
    day, counted = starts, 0
    while counted < count:
        day += ONE_DAY
        counted += is_working(day, UNITED_KINGDOM) and not any(_within(day, wait) for wait in waits)
    return day


def relevant_time(received: date, identity: Wait | None, fee: Wait | None) -> date:
    """UK GDPR Art 12A(2): the latest of the request, the identity evidence and the fee."""
    return max([received, *(wait.answered for wait in (identity, fee) if wait and wait.answered)])


def _within(day: date, wait: Wait) -> bool:
    return wait.asked <= day <= (wait.answered or day)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
