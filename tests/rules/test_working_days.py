"""Working days against the list of gov.uk, and against counting on fingers."""

from datetime import date, timedelta
from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.bank_holidays import BankHolidays, Nation
from rules.working_days import Calendar, NoHolidays, calendars, written
from tests.rules import gov_uk_list
from tests.rules.calendars import RELEASE
from tests.rules.gov_uk_list import ENGLAND_AND_WALES, FIRST, LAST, UNITED_KINGDOM, every_day, is_working, on_weekdays

DAYS = st.dates(FIRST, date(2027, 12, 31))
REGIMES = [
    pytest.param(RELEASE.united_kingdom, UNITED_KINGDOM, id="united kingdom"),
    pytest.param(RELEASE.england_and_wales, ENGLAND_AND_WALES, id="england and wales"),
]


@pytest.mark.parametrize("nation", Nation)
def test_each_nation_has_the_bank_holidays_of_gov_uk(nation: Nation) -> None:
    """FOIA 2000 s.10(6): the bank holidays on weekdays, 2012 to 2028, are those that gov.uk lists."""
    ours = on_weekdays(set(Calendar(nation.words, (nation,), BankHolidays()).holidays))
    listed = on_weekdays(set(gov_uk_list.TITLES[nation]))
    assert ours - listed == set(), "closed for us only: a working day too few"
    assert listed - ours == set(), "closed on gov.uk only: a working day too many"
    assert len(listed) >= 17 * 8


@pytest.mark.parametrize("nation", Nation)
def test_each_day_has_the_title_of_gov_uk(nation: Nation) -> None:
    """A title may stand in a letter: it is the one that the list of gov.uk has, bar its typography."""
    ours = Calendar(nation.words, (nation,), BankHolidays()).holidays
    titles = {day: skipped.title.removesuffix(" (substitute day)") for day, skipped in ours.items()}
    listed = {
        day: title.replace("\u2019", "'") for day, title in gov_uk_list.TITLES[nation].items() if day.weekday() < 5
    }
    known_otherwise = {
        date(2020, 5, 8),  # VE day, which gov.uk adds in brackets
        # Scotland's two days of January, where a substitute falls between them: the release has one name for both.
        *(day for day in listed if nation is Nation.SCOTLAND and day.month == 1),
    }
    assert {day: titles[day] for day in listed if day not in known_otherwise} == {
        day: title for day, title in listed.items() if day not in known_otherwise
    }


@pytest.mark.parametrize(("calendar", "closed"), REGIMES)
def test_each_regime_works_on_the_days_of_gov_uk(calendar: Calendar, closed: frozenset[date]) -> None:
    """FOIA 2000 s.10(6) takes every part of the UK together; a subject access date takes England and Wales alone."""
    wrong = [day for day in every_day(FIRST, LAST) if calendar.is_working(day) != is_working(day, closed)]
    assert wrong == []


@pytest.mark.parametrize(
    ("day", "in_england", "in_the_union"),
    [
        (date(2026, 6, 15), True, False),  # Scotland only, proclaimed in February 2026
        (date(2026, 3, 17), True, False),  # Northern Ireland only
        (date(2026, 7, 13), True, False),  # Northern Ireland only, a substitute
        (date(2026, 8, 3), True, False),  # Scotland only
        (date(2026, 11, 30), True, False),  # Scotland only
        (date(2027, 1, 4), True, False),  # Scotland only, a substitute
        (date(2026, 8, 31), False, False),  # the summer holiday of England, Wales and Northern Ireland
        (date(2022, 9, 19), False, False),  # proclaimed once, for the whole of the UK
        (date(2026, 12, 28), False, False),  # the substitute for Boxing Day
        (date(2026, 12, 26), False, False),  # a Saturday
        (date(2026, 12, 24), True, True),  # offices close early; the law does not
        (date(2026, 12, 29), True, True),  # a council's own closure is a working day
    ],
)
def test_a_holiday_of_one_nation_counts_for_foi_only(day: date, in_england: bool, in_the_union: bool) -> None:
    """FOIA 2000 s.10(6): a bank holiday "in any part of the United Kingdom"; an office closure is none."""
    assert RELEASE.england_and_wales.is_working(day) is in_england
    assert RELEASE.united_kingdom.is_working(day) is in_the_union


@pytest.mark.parametrize(("calendar", "closed"), REGIMES)
@settings(max_examples=800, deadline=None)
@given(start=DAYS, count=st.integers(1, 45))
def test_the_nth_working_day_is_the_one_found_by_walking(
    calendar: Calendar, closed: frozenset[date], start: date, count: int
) -> None:
    """FOIA 2000 s.10(1): day 1 is the first working day after the date; the date itself never counts."""
    day, counted = start, 0
    while counted < count:
        day += timedelta(days=1)
        counted += is_working(day, closed)
    assert calendar.nth_after(start, count) == day


@pytest.mark.parametrize(("calendar", "closed"), REGIMES)
@settings(max_examples=400, deadline=None)
@given(start=DAYS, length=st.integers(0, 200))
def test_between_counts_the_working_days_after_the_start(
    calendar: Calendar, closed: frozenset[date], start: date, length: int
) -> None:
    """Days after the start up to and including the end; the other way round it is the same number, negative."""
    end = start + timedelta(days=length)
    counted = sum(is_working(day, closed) for day in every_day(start + timedelta(days=1), end))
    assert calendar.between(start, end) == counted
    assert calendar.between(end, start) == -counted


@pytest.mark.parametrize(("calendar", "closed"), REGIMES)
def test_rolling_moves_only_what_is_no_working_day(calendar: Calendar, closed: frozenset[date]) -> None:
    """A date on a weekend or a holiday becomes the end of the next working day; any other stays."""
    for day in every_day(FIRST, date(2028, 12, 20)):
        rolled = day
        while not is_working(rolled, closed):
            rolled += timedelta(days=1)
        assert calendar.roll(day) == rolled


@pytest.mark.parametrize(
    "calendar", [RELEASE.united_kingdom, RELEASE.england_and_wales], ids=lambda calendar: calendar.name
)
@settings(max_examples=400, deadline=None)
@given(
    start=st.dates(FIRST, date(2031, 12, 31)),
    count=st.integers(1, 60),
    more=st.integers(0, 60),
    later=st.integers(0, 60),
)
def test_more_days_or_a_later_start_never_give_an_earlier_date(
    calendar: Calendar, start: date, count: int, more: int, later: int
) -> None:
    """A due date is always a working day after its start, and counting is monotone in both."""
    found = calendar.nth_after(start, count)
    assert found > start
    assert calendar.is_working(found)
    assert found.weekday() < 5
    assert found not in calendar.holidays
    assert calendar.nth_after(start, count + more) >= found
    assert (calendar.nth_after(start, count + more) == found) is (more == 0)
    assert calendar.nth_after(start + timedelta(days=later), count) >= found
    assert calendar.between(start, found) == count


def test_skipped_days_carry_their_name_and_nation() -> None:
    """FOIA 2000 s.10(6): the working names each weekday left out and the part of the UK that closes."""
    skipped = list(RELEASE.united_kingdom.skipped(date(2026, 11, 23), date(2027, 1, 4)))
    assert [(one.on, one.nations) for one in skipped] == [
        (date(2026, 11, 30), (Nation.SCOTLAND,)),
        (date(2026, 12, 25), tuple(Nation)),
        (date(2026, 12, 28), tuple(Nation)),
        (date(2027, 1, 1), tuple(Nation)),
        (date(2027, 1, 4), (Nation.SCOTLAND,)),
    ]
    assert str(skipped[0]) == "Monday 30 November 2026 (St Andrew's Day, Scotland)"
    assert str(skipped[1]) == "Friday 25 December 2026 (Christmas Day, the whole of the United Kingdom)"
    summer = RELEASE.united_kingdom.skipped(date(2026, 8, 28), date(2026, 8, 31))[0]
    assert summer.nations == (Nation.ENGLAND_AND_WALES, Nation.NORTHERN_IRELAND)
    assert str(summer).endswith(", England and Wales and Northern Ireland)")


def test_skipped_leaves_out_weekends_and_both_sides_of_the_span() -> None:
    """A weekend needs no naming; the start is not counted and the end is."""
    uk = RELEASE.united_kingdom
    assert list(uk.skipped(date(2026, 12, 25), date(2026, 12, 27))) == []
    assert [one.on for one in uk.skipped(date(2026, 12, 24), date(2026, 12, 25))] == [date(2026, 12, 25)]


@pytest.mark.parametrize(("calendar", "closed"), REGIMES)
def test_every_weekday_left_out_is_named(calendar: Calendar, closed: frozenset[date]) -> None:
    """Over seventeen years the days named as skipped are all the bank holidays on weekdays, each once, in order."""
    named = [one.on for one in calendar.skipped(FIRST - timedelta(days=1), LAST)]
    assert named == sorted(on_weekdays(closed))


def test_the_union_gives_later_subject_access_dates_for_18_days_of_2026() -> None:
    """ICO guidance, right of access: the holidays of England and Wales alone give the earlier, cautious date."""
    later = [day for day in every_day(date(2026, 1, 1), date(2026, 12, 31)) if _roll_differs(_month_after(day))]
    assert len(later) == 18


def _month_after(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)  # neither year is a leap year
    return date(year, month, min(day.day, last))


def _roll_differs(day: date) -> bool:
    return RELEASE.england_and_wales.roll(day) != RELEASE.united_kingdom.roll(day)


@pytest.mark.parametrize(
    ("day", "warned"),
    [(date(2026, 11, 22), False), (date(2028, 12, 31), False), (date(2029, 1, 1), True), (date(2033, 6, 1), True)],
)
def test_a_date_beyond_the_published_years_is_warned_of(day: date, warned: bool) -> None:
    """Nothing is proclaimed after 2028: a later date says that it may move."""
    warning = RELEASE.united_kingdom.warning(day)
    assert (warning is not None) is warned
    assert warning is None or "2028" in warning


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2005, 1, 1), date(2034, 1, 1), date(9999, 12, 31)])
def test_a_date_outside_the_data_is_refused(day: date) -> None:
    """A year without known bank holidays is refused with its date and the years of the data, not guessed."""
    uk = RELEASE.united_kingdom
    for ask in (
        lambda: uk.is_working(day),
        lambda: uk.nth_after(day, 20),
        lambda: uk.roll(day),
        lambda: uk.between(day, date(2026, 1, 2)),
        lambda: uk.between(date(2026, 1, 2), day),
        lambda: uk.check(day),
    ):
        with pytest.raises(NoHolidays, match=rf"{day.isoformat()} \(data: 2012 to 2033\)"):
            ask()


def test_counting_out_of_the_data_is_refused() -> None:
    """A count that starts inside the data and ends beyond it has no answer either."""
    with pytest.raises(NoHolidays, match="2033-12-20"):
        RELEASE.united_kingdom.nth_after(date(2033, 12, 20), 20)


def test_the_data_reaches_from_its_first_day_to_its_last() -> None:
    """The years 2012 to 2033 are known whole: the first and the last day of the data are days like any other."""
    uk = RELEASE.united_kingdom
    assert not uk.is_working(date(2012, 1, 1))
    assert uk.nth_after(date(2012, 1, 1), 1) == date(2012, 1, 4)  # 2 January for all, 3 January for Scotland
    assert not uk.is_working(date(2033, 12, 31))
    assert uk.nth_after(date(2033, 12, 29), 1) == date(2033, 12, 30)
    assert uk.nth_after(date(2033, 12, 24), 1) == date(2033, 12, 28)
    with pytest.raises(NoHolidays, match="2033-12-30"):
        uk.nth_after(date(2033, 12, 30), 1)


@pytest.mark.parametrize("count", [0, -1])
def test_counting_starts_at_one(count: int) -> None:
    """FOIA 2000 s.10(1): there is no working day nought."""
    with pytest.raises(ValueError, match=r"^count starts at 1: the first working day after the date$"):
        RELEASE.united_kingdom.nth_after(date(2026, 11, 23), count)


@pytest.mark.parametrize("year", [2012, 2017])
def test_a_day_that_is_two_holidays_has_one_title(year: int) -> None:
    """A title may stand in a letter: where two fall together, Scotland's 2 January is called as gov.uk calls it."""
    scotland = Calendar("Scotland", (Nation.SCOTLAND,), BankHolidays()).holidays
    assert scotland[date(year, 1, 2)].title == gov_uk_list.TITLES[Nation.SCOTLAND][date(year, 1, 2)] == "2nd January"


@pytest.mark.parametrize("published_to", range(2028, 2034))
def test_the_last_working_day_of_the_data_has_none_after_it(published_to: int) -> None:
    """New Year's Day of the year after is not known as a holiday: on whatever weekday it falls, it is no answer."""
    uk = calendars(BankHolidays(published_to=published_to)).united_kingdom
    last = date(published_to + 5, 12, 31)
    while not uk.is_working(last):
        last -= timedelta(days=1)
    assert uk.nth_after(last - timedelta(days=1), 1) == last
    with pytest.raises(NoHolidays):
        uk.nth_after(last, 1)


def test_each_regime_says_whose_holidays_it_counts_with() -> None:
    """FOIA 2000 s.10(6): any part of the United Kingdom; subject access rolls on England and Wales alone."""
    uk, england = RELEASE.united_kingdom, RELEASE.england_and_wales
    assert (uk.name, uk.nations) == ("United Kingdom, any part", tuple(Nation))
    assert (england.name, england.nations) == ("England and Wales", (Nation.ENGLAND_AND_WALES,))


def test_a_date_is_written_as_in_a_letter() -> None:
    """A date in a letter has its weekday and no leading nought."""
    assert written(date(2026, 12, 1)) == "Tuesday 1 December 2026"


def test_the_data_names_itself() -> None:
    """Days are proclaimed late: each date says on which data it rests."""
    assert RELEASE.version == f"holidays {version('holidays')}"
