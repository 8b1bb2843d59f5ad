"""On which working day the reminders run, which runs are told of as missed, and from when on one is overdue."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.daily_run import GRACE, RUNS_AT, is_to_make_good, missed, overdue, run_day
from tests.rules.calendars import RELEASE
from tests.rules.gov_uk_list import every_day

CALENDAR = RELEASE.england_and_wales
LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(2026, 1, 5), date(2028, 12, 20))
MINUTES = st.integers(0, 24 * 60 - 1)
SOME = settings(max_examples=300, deadline=None)
BEFORE_CHRISTMAS = date(2026, 12, 24)  # a Thursday; the next working day is Tuesday 29 December


def moment(day: date, words: str) -> datetime:
    """A time of a day on the clock of the United Kingdom, as `7:30` or `7:30:01`."""
    hour, minute, *second = (int(number) for number in words.split(":"))
    return datetime.combine(day, time(hour, minute, *second), LONDON)


@pytest.mark.parametrize(
    ("day", "run"),
    [
        (date(2026, 11, 9), date(2026, 11, 9)),
        (date(2026, 11, 14), date(2026, 11, 13)),  # a Saturday is the Friday before it
        (date(2026, 11, 15), date(2026, 11, 13)),
        (date(2026, 11, 16), date(2026, 11, 16)),
        (date(2026, 11, 30), date(2026, 11, 30)),  # St Andrew's Day is a working day in England
        (BEFORE_CHRISTMAS, BEFORE_CHRISTMAS),
        (date(2026, 12, 25), BEFORE_CHRISTMAS),
        (date(2026, 12, 28), BEFORE_CHRISTMAS),  # Boxing Day is a Saturday, and taken on the Monday
        (date(2026, 12, 29), date(2026, 12, 29)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2027, 1, 4), date(2027, 1, 4)),
        (date(2027, 3, 29), date(2027, 3, 25)),  # Easter Monday is the Thursday before Good Friday
    ],
    ids=str,
)
def test_a_run_is_that_of_the_last_working_day(day: date, run: date) -> None:
    """Design, 3: it runs on the working days of England, and on another day for the last one before it."""
    assert run_day(day, CALENDAR) == run


@pytest.mark.parametrize(
    ("last", "this", "found"),
    [
        (date(2026, 11, 9), date(2026, 11, 10), []),
        (date(2026, 11, 13), date(2026, 11, 16), []),  # nothing was to run on the weekend
        (date(2026, 11, 12), date(2026, 11, 16), [date(2026, 11, 13)]),
        (date(2026, 11, 10), date(2026, 11, 13), [date(2026, 11, 11), date(2026, 11, 12)]),
        (BEFORE_CHRISTMAS, date(2026, 12, 29), []),
        (date(2026, 12, 23), date(2026, 12, 29), [BEFORE_CHRISTMAS]),
        (date(2026, 12, 31), date(2027, 1, 4), []),
        (date(2026, 11, 10), date(2026, 11, 10), []),
        (date(2026, 11, 11), date(2026, 11, 10), []),  # for a day that lies before the last one
        (None, date(2026, 11, 10), []),  # the first run of all
    ],
    ids=str,
)
def test_the_working_days_without_a_run_are_told(last: date | None, this: date, found: list[date]) -> None:
    """Design, 3: a run that is missing is noticed by the next one; a weekend or a holiday is none."""
    assert list(missed(last, this, CALENDAR)) == found


def test_after_a_long_time_thirty_days_are_told() -> None:
    """Design, 3: a service that was away for a year reads of the last thirty working days, and not of all."""
    found = missed(date(2025, 11, 10), date(2026, 11, 10), CALENDAR)
    assert len(found) == 30
    assert found[-1] == date(2026, 11, 9)
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("last", "day", "at", "good"),
    [
        # Half past seven of a working day is waited for, whatever was missed before it.
        (date(2026, 11, 12), date(2026, 11, 16), "0:00", False),
        (date(2026, 11, 12), date(2026, 11, 16), "6:30", False),
        (date(2026, 11, 12), date(2026, 11, 16), "7:29:59", False),
        (date(2026, 11, 12), date(2026, 11, 16), "7:30", True),
        (date(2026, 11, 13), date(2026, 11, 16), "7:29:59", False),
        (date(2026, 11, 13), date(2026, 11, 16), "7:30", True),
        (date(2026, 11, 16), date(2026, 11, 16), "7:30", False),
        (date(2026, 11, 16), date(2026, 11, 16), "23:59", False),
        # On a day that has no run of its own nothing is waited for.
        (date(2026, 11, 12), date(2026, 11, 14), "0:00", True),
        (date(2026, 11, 12), date(2026, 11, 15), "7:00", True),
        (date(2026, 11, 13), date(2026, 11, 15), "12:00", False),
        (date(2026, 12, 23), date(2026, 12, 25), "3:00", True),
        (BEFORE_CHRISTMAS, date(2026, 12, 28), "23:59", False),
        (BEFORE_CHRISTMAS, date(2026, 12, 29), "7:29", False),
        (BEFORE_CHRISTMAS, date(2026, 12, 29), "7:30", True),
        # Where there was none yet, the first that can be is made.
        (None, date(2026, 11, 16), "7:29", False),
        (None, date(2026, 11, 16), "7:30", True),
        (None, date(2026, 11, 15), "1:00", True),
    ],
)
def test_a_run_that_did_not_happen_is_made_good(last: date | None, day: date, at: str, good: bool) -> None:
    """Design, 3: a missed run is caught up with, but never in the hours before the run of a working day."""
    assert is_to_make_good(last, moment(day, at), CALENDAR) is good


@pytest.mark.parametrize(
    ("last", "day", "at", "found"),
    [
        (date(2026, 11, 13), date(2026, 11, 16), "7:30", None),
        (date(2026, 11, 13), date(2026, 11, 16), "8:29:59", None),
        (date(2026, 11, 13), date(2026, 11, 16), "8:30", date(2026, 11, 16)),
        (date(2026, 11, 16), date(2026, 11, 16), "8:30", None),
        (date(2026, 11, 12), date(2026, 11, 16), "0:30", date(2026, 11, 13)),  # Friday's, in the night to Monday
        (date(2026, 11, 12), date(2026, 11, 16), "7:45", date(2026, 11, 13)),
        (date(2026, 11, 13), date(2026, 11, 14), "12:00", None),
        (BEFORE_CHRISTMAS, date(2026, 12, 28), "12:00", None),
        (BEFORE_CHRISTMAS, date(2026, 12, 29), "8:29", None),
        (BEFORE_CHRISTMAS, date(2026, 12, 29), "8:30", date(2026, 12, 29)),
        (date(2026, 12, 31), date(2027, 1, 1), "9:00", None),
        (date(2026, 12, 31), date(2027, 1, 4), "8:30", date(2027, 1, 4)),
        (None, date(2026, 11, 16), "8:29", date(2026, 11, 13)),
        (None, date(2026, 11, 16), "8:30", date(2026, 11, 16)),
    ],
)
def test_a_run_is_overdue_an_hour_after_its_time(last: date | None, day: date, at: str, found: date | None) -> None:
    """Design, 3: a missing run is shown from an hour after it was to begin on, until it is made."""
    assert overdue(last, moment(day, at), CALENDAR) == found


@pytest.mark.parametrize(
    ("day", "utc", "good", "is_overdue"),
    [
        # Monday 30 March 2026, the day after the clocks went forward: half past seven is 06:30 UTC.
        (date(2026, 3, 30), "6:29", False, False),
        (date(2026, 3, 30), "6:30", True, False),
        (date(2026, 3, 30), "7:30", True, True),
        # Monday 26 October 2026, the day after they went back: it is 07:30 UTC again.
        (date(2026, 10, 26), "6:30", False, False),
        (date(2026, 10, 26), "7:29", False, False),
        (date(2026, 10, 26), "7:30", True, False),
        (date(2026, 10, 26), "8:30", True, True),
    ],
)
def test_half_past_seven_is_that_of_the_people(day: date, utc: str, good: bool, is_overdue: bool) -> None:
    """Design, 3: half past seven on the clocks of the people, before and after they are changed."""
    at = moment(day, utc).replace(tzinfo=UTC).astimezone(LONDON)
    friday = day - timedelta(days=3)
    assert is_to_make_good(friday, at, CALENDAR) is good
    assert overdue(friday, at, CALENDAR) == (day if is_overdue else None)


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)], ids=str)
def test_the_night_of_a_change_of_the_clocks_has_no_run_of_its_own(sunday: date) -> None:
    """Design, 3: at every quarter of an hour of such a Sunday, the hour that comes twice included, Friday's holds."""
    friday, thursday = sunday - timedelta(days=2), sunday - timedelta(days=3)
    begins = moment(sunday, "0:00").astimezone(UTC)
    quarters = [(begins + timedelta(minutes=minutes)).astimezone(LONDON) for minutes in range(0, 25 * 60, 15)]
    found = [at for at in quarters if at.date() == sunday]
    assert len(found) == (92 if sunday.month == 3 else 100)  # a day of 23 hours, and one of 25
    for at in found:
        assert not is_to_make_good(friday, at, CALENDAR)
        assert overdue(friday, at, CALENDAR) is None
        assert is_to_make_good(thursday, at, CALENDAR)
        assert overdue(thursday, at, CALENDAR) == friday


@given(DAYS, MINUTES)
@SOME
def test_after_a_run_all_is_well_until_the_next(day: date, minutes: int) -> None:
    """Design, 3: the run of a day holds until 7:30 of the next working day, and with the grace until 8:30."""
    ran = run_day(day, CALENDAR)
    after = CALENDAR.nth_after(ran, 1)
    at = datetime.combine(day, time(minutes // 60, minutes % 60), LONDON)
    if at < datetime.combine(ran, RUNS_AT, LONDON):
        at += timedelta(days=1)
    next_run = datetime.combine(after, RUNS_AT, LONDON)
    assert is_to_make_good(ran, at, CALENDAR) is (at >= next_run)
    assert overdue(ran, at, CALENDAR) == (after if at >= next_run + GRACE else None)
    for last_moment, well in ((timedelta(microseconds=1), True), (timedelta(), False)):
        assert is_to_make_good(ran, next_run - last_moment, CALENDAR) is not well
        assert (overdue(ran, next_run + GRACE - last_moment, CALENDAR) is None) is well


@given(DAYS, st.lists(st.integers(1, 60), min_size=1, max_size=12))
@SOME
def test_every_working_day_is_run_or_told_of(first: date, gaps: list[int]) -> None:
    """Design, 3: whenever the program was off, each working day has its run or is told of as missed, once."""
    runs = [run_day(first, CALENDAR)]
    told: list[date] = []
    day = first
    for gap in gaps:
        day += timedelta(days=gap)
        this = run_day(day, CALENDAR)
        if this != runs[-1]:
            told += missed(runs[-1], this, CALENDAR)
            runs.append(this)
    working = [one for one in every_day(runs[0], runs[-1]) if CALENDAR.is_working(one)]
    found = sorted([*runs, *told])
    assert len(found) == len({*found})
    assert {*found} <= {*working}
    lost = [
        one
        for one in working
        if one not in found and CALENDAR.between(one, min(run for run in runs if run > one)) <= 30
    ]
    assert lost == []


@given(DAYS, MINUTES, st.integers(0, 40))
@SOME
def test_what_is_overdue_can_be_made_good(day: date, minutes: int, ago: int) -> None:
    """Design, 3: what is shown as missing is made good at once, or at half past seven where that is near."""
    at = datetime.combine(day, time(minutes // 60, minutes % 60), LONDON)
    last = day - timedelta(days=ago)
    found = overdue(last, at, CALENDAR)
    if found:
        before_the_run = CALENDAR.is_working(day) and at.time() < RUNS_AT
        assert is_to_make_good(last, at, CALENDAR) is not before_the_run
        assert last < found <= run_day(day, CALENDAR)
