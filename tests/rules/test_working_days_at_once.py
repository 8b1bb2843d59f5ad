"""Working days after many dates in one call: the same as one by one."""

from datetime import date

import pytest

from rules.working_days import Calendar, NoHolidays
from tests.rules.calendars import RELEASE
from tests.rules.gov_uk_list import FIRST, LAST, every_day


@pytest.mark.parametrize(
    "calendar", [RELEASE.united_kingdom, RELEASE.england_and_wales], ids=lambda calendar: calendar.name
)
@pytest.mark.parametrize("count", [1, 2, 20, 40])
def test_many_dates_at_once_are_those_found_one_by_one(calendar: Calendar, count: int) -> None:
    """FOIA 2000 s.10(1): the same day for each, in the order of the days given, however often one is given."""
    days = every_day(FIRST, LAST)
    assert calendar.nth_after_each([*reversed(days), LAST], count) == [
        *(calendar.nth_after(day, count) for day in reversed(days)),
        calendar.nth_after(LAST, count),
    ]
    assert calendar.nth_after_each([], count) == []


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2033, 12, 20), date(2034, 1, 1)])
def test_one_date_outside_the_data_refuses_them_all(day: date) -> None:
    """A list in which one date is invented is worse than none: it is refused with that date."""
    with pytest.raises(NoHolidays, match=day.isoformat()):
        RELEASE.united_kingdom.nth_after_each([date(2026, 11, 23), day], 20)
    with pytest.raises(ValueError, match=r"^count starts at 1: the first working day after the date$"):
        RELEASE.united_kingdom.nth_after_each([date(2026, 11, 23)], 0)


def test_a_day_outside_the_data_is_refused_in_these_words() -> None:
    """FOIA 2000 s.10(6): the refusal names the day, the years known, the section, and what to do."""
    with pytest.raises(NoHolidays) as refused:
        RELEASE.united_kingdom.check(date(2034, 1, 1))
    assert str(refused.value) == (
        "No bank holidays are known around 2034-01-01 (data: 2012 to 2033), and without them no working day is "
        "counted (FOIA 2000 s.10(6)); check the date."
    )
