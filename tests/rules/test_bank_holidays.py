"""What is known of bank holidays: the release, and what was proclaimed since, for one nation at a time."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.bank_holidays import FIRST_YEAR, PUBLISHED_TO, BankHolidays, Nation, Proclaimed, ProclaimedRefused
from rules.working_days import calendars
from tests.rules.calendars import RELEASE

SCOTLAND, ENGLAND = Nation.SCOTLAND, Nation.ENGLAND_AND_WALES
DAY = date(2026, 12, 3)  # a Thursday, and a holiday nowhere


def row(on: date = DAY, nation: Nation = SCOTLAND, *, closed: bool = True) -> Proclaimed:
    return Proclaimed(on, nation, "A day of thanks", "a proclamation", closed)


def known(*rows: Proclaimed) -> BankHolidays:
    return BankHolidays(rows)


def test_a_day_of_one_nation_closes_that_nation_alone() -> None:
    """Banking and Financial Dealings Act 1971 s.1(3): FOIA s.10(6) counts any part, a SAR rolls on England's."""
    assert known(row()).of(SCOTLAND)[DAY] == "A day of thanks"
    assert DAY not in known(row()).of(ENGLAND)
    found = calendars(known(row()))
    assert not found.united_kingdom.is_working(DAY)
    assert found.england_and_wales.is_working(DAY)
    found = calendars(known(row(nation=ENGLAND)))
    assert not found.united_kingdom.is_working(DAY)
    assert not found.england_and_wales.is_working(DAY)


def test_a_day_may_be_moved() -> None:
    """1971 Act s.1(2): Early May of 2027 on the Friday instead, as it was in 2020; the Monday is worked."""
    monday, friday = date(2027, 5, 3), date(2027, 5, 7)
    rows = [row(monday, nation, closed=False) for nation in Nation] + [row(friday, nation) for nation in Nation]
    found = calendars(known(*rows)).united_kingdom
    assert found.is_working(monday)
    assert not found.is_working(friday)
    assert not RELEASE.united_kingdom.is_working(monday)
    assert str(found.skipped(monday, friday)[0]).endswith("(A day of thanks, the whole of the United Kingdom)")


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2027, 3, 26), date(2026, 4, 3)])
def test_what_the_act_names_itself_is_never_worked(day: date) -> None:
    """FOIA 2000 s.10(6) names Christmas Day and Good Friday beside the bank holidays."""
    with pytest.raises(ProclaimedRefused, match=r"s\.10\(6\)"):
        known(row(day, closed=False)).of(SCOTLAND)


def test_the_substitute_for_christmas_may_be_moved() -> None:
    """The day in lieu of a Christmas Day on a weekend is a bank holiday like any other."""
    assert date(2027, 12, 27) not in known(row(date(2027, 12, 27), closed=False)).of(SCOTLAND)


@pytest.mark.parametrize("year", [1, FIRST_YEAR - 1, PUBLISHED_TO + 6, 2099])
def test_a_day_outside_the_data_is_refused(year: int) -> None:
    """A slip in the year is told, not lost: 2062 for 2026 would leave the day worked."""
    with pytest.raises(ProclaimedRefused, match="check its year"):
        known(row(date(year, 6, 1))).of(ENGLAND)


@pytest.mark.parametrize(
    ("rows", "idle"),
    [
        ([row()], []),
        ([row(date(2027, 5, 3), closed=False)], []),
        ([row(date(2026, 12, 5))], [0]),  # a Saturday
        ([row(date(2026, 11, 30)), row()], [0]),  # Saint Andrew's Day is known
        ([row(date(2026, 11, 30), ENGLAND)], []),
        ([row(closed=False)], [0]),  # a Thursday like any other
        ([row(date(2028, 1, 1), closed=False)], [0]),  # a Saturday: the Monday after is the day off
    ],
)
def test_a_row_without_effect_is_found(rows: list[Proclaimed], idle: list[int]) -> None:
    """A row may be wrong by a day, or overtaken by a newer release: it is told, and stops nothing."""
    found = known(*rows)
    assert found.without_effect == tuple(rows[number] for number in idle)
    calendar = calendars(found).united_kingdom
    for number in idle:
        assert calendar.is_working(rows[number].on) == RELEASE.united_kingdom.is_working(rows[number].on)


def test_the_version_names_every_difference() -> None:
    """Each stored date says on which data it rests: other days or years, another version; other words, the same."""
    different = [
        known(),
        known(row()),
        known(row(nation=ENGLAND)),
        known(row(date(2026, 12, 4))),
        known(row(date(2027, 5, 3))),
        known(row(date(2027, 5, 3), closed=False)),
        known(row(), row(nation=ENGLAND)),
        BankHolidays(published_to=PUBLISHED_TO + 1),
    ]
    assert len({one.version for one in different}) == len(different)
    assert known(Proclaimed(DAY, SCOTLAND, "Other words", "another paper")).version == known(row()).version
    assert known(row(), row(nation=ENGLAND)).version == known(row(nation=ENGLAND), row()).version
    longest = BankHolidays(tuple(row(date(2026, 1, day)) for day in range(1, 32)) * 40, PUBLISHED_TO + 10)
    assert len(longest.version) <= 120, "as long as the column that keeps it"


WORKED = st.dates(date(2012, 1, 1), date(2032, 12, 31)).filter(RELEASE.united_kingdom.is_working)


@settings(max_examples=25, deadline=None)
@given(days=st.lists(WORKED, max_size=4, unique=True), nation=st.sampled_from(Nation), starts=st.data())
def test_one_more_holiday_never_makes_a_date_earlier(days: list[date], nation: Nation, starts: st.DataObject) -> None:
    """FOIA 2000 s.10(1): a day that is no working day any more can only put the twentieth off."""
    more = calendars(known(*(row(day, nation) for day in days)))
    for start in starts.draw(st.lists(st.dates(date(2012, 1, 1), date(2031, 12, 31)), min_size=1, max_size=20)):
        for before, after in (
            (RELEASE.united_kingdom, more.united_kingdom),
            (RELEASE.england_and_wales, more.england_and_wales),
        ):
            assert after.nth_after(start, 20) >= before.nth_after(start, 20)
            assert after.roll(start) >= before.roll(start)
