"""Calendar months, as the regulator counts them."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.months import add_months

DAYS = st.dates(date(2012, 1, 1), date(2033, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 1, 29), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),  # not 28 April by way of February
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 22), 1, date(2026, 12, 22)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
    ],
)
def test_a_month_ends_on_the_same_date_or_the_last_day(day: date, months: int, expected: date) -> None:
    """ICO guidance, right of access: the same date of a later month, or its last day where it has none."""
    assert add_months(day, months) == expected


@given(DAYS, st.integers(0, 48))
def test_the_date_never_leaves_its_month(day: date, months: int) -> None:
    """The later month is exactly so many months on, and its day is the same or the month's last."""
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and found.day == monthrange(found.year, found.month)[1])


@given(DAYS, DAYS, st.integers(0, 48))
def test_a_later_day_never_gives_an_earlier_month(first: date, second: date, months: int) -> None:
    """Counting months is monotone in the day from which they are counted."""
    early, late = sorted((first, second))
    assert add_months(early, months) <= add_months(late, months)
