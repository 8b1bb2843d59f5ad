"""The clock when a bank holiday is proclaimed, or taken away, after the data of the release."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import clock
from rules.bank_holidays import BankHolidays, Nation, Proclaimed, ProclaimedRefused
from rules.clock import Promise, Recorded, Wait
from rules.kinds import FollowUp, Kind
from rules.working_days import Calendars, calendars
from tests.rules.calendars import RELEASE, due
from tests.rules.test_clock_twice import ANY_REQUEST, PROMISES

SOME = settings(max_examples=200, deadline=None)
FOLLOW_UPS = st.builds(
    Recorded, st.sampled_from(FollowUp), st.dates(date(2026, 6, 19), date(2028, 3, 31)), extended=st.just(False)
)


def proclaimed(on: date, *nations: Nation, closed: bool = True) -> Calendars:
    """The calendars once a day was proclaimed."""
    rows = (Proclaimed(on, nation, "Day of thanksgiving", "Royal Proclamation", closed) for nation in nations)
    return calendars(BankHolidays(tuple(rows)))


def dates(found: clock.Due) -> tuple[date | None, date | None, date | None]:
    return found.statutory, found.target, found.due


@SOME
@given(ANY_REQUEST | FOLLOW_UPS, PROMISES, st.integers(-5, 120), st.sampled_from(Nation))
def test_another_holiday_never_makes_a_date_earlier(
    recorded: Recorded, promise: Promise, after: int, nation: Nation
) -> None:
    """FOIA 2000 s.10(6): a day that is proclaimed takes a working day away, so a date stays or moves on."""
    day = recorded.received + timedelta(days=after)
    before, later = due(recorded, promise), clock.due(recorded, promise, proclaimed(day, nation))
    for old, new in zip(dates(before), dates(later), strict=True):
        assert (old is None) == (new is None)
        assert old is None or new is None or new >= old
    assert later.data_version != before.data_version


def test_a_holiday_of_scotland_moves_foi_and_no_subject_access_request() -> None:
    """FOIA 2000 s.10(6) takes any part of the UK; a subject access date rolls on England and Wales."""
    day = date(2026, 11, 4)
    scottish = proclaimed(day, Nation.SCOTLAND)
    assert clock.due(Recorded(Kind.FOI, date(2026, 10, 7)), Promise(), RELEASE).due == day
    assert clock.due(Recorded(Kind.FOI, date(2026, 10, 7)), Promise(), scottish).due == date(2026, 11, 5)
    assert clock.due(Recorded(Kind.SAR, date(2026, 10, 4)), Promise(), scottish).due == day
    english = proclaimed(day, Nation.ENGLAND_AND_WALES)
    assert clock.due(Recorded(Kind.SAR, date(2026, 10, 4)), Promise(), english).due == date(2026, 11, 5)


def test_the_working_names_the_proclaimed_day() -> None:
    """FOIA 2000 s.10(6): the day left out stands in the working like any other, with its title and nation."""
    found = clock.due(
        Recorded(Kind.FOI, date(2026, 10, 7)), Promise(), proclaimed(date(2026, 11, 3), Nation.NORTHERN_IRELAND)
    )
    assert any("Tuesday 3 November 2026 (Day of thanksgiving, Northern Ireland)" in why for why in found.because)


def test_a_holiday_moved_away_gives_its_day_back() -> None:
    """Banking and Financial Dealings Act 1971 s.1(2): the day that is none this year is a working day again."""
    away, instead = date(2027, 5, 3), date(2027, 5, 7)
    rows = [Proclaimed(away, nation, "Early May bank holiday", "Proclamation", closed=False) for nation in Nation]
    rows += [Proclaimed(instead, nation, "Anniversary", "Proclamation") for nation in Nation]
    moved = calendars(BankHolidays(tuple(rows)))
    assert moved.united_kingdom.is_working(away)
    assert not moved.united_kingdom.is_working(instead)
    sar = Recorded(Kind.SAR, date(2027, 4, 3))
    assert (due(sar, Promise()).due, clock.due(sar, Promise(), moved).due) == (date(2027, 5, 4), away)
    foi = Recorded(Kind.FOI, date(2027, 4, 12))  # both days lie within its twenty
    assert due(foi, Promise()).due == clock.due(foi, Promise(), moved).due


def test_a_closure_within_a_pause_adds_nothing_to_it() -> None:
    """UK GDPR Art 12A(5)(b): a pause is counted in calendar days, whatever the offices do."""
    pause = (Wait(date(2026, 10, 5), date(2026, 10, 9)),)
    recorded = Recorded(Kind.SAR, date(2026, 10, 1), clarifications=pause)
    closed = proclaimed(date(2026, 10, 7), *Nation)
    assert clock.due(recorded, Promise(), closed).statutory == due(recorded, Promise()).statutory


def test_a_day_proclaimed_for_the_last_year_of_the_data_counts() -> None:
    """Banking and Financial Dealings Act 1971 s.1(3): the data's last year is known like the others."""
    day = date(2033, 11, 8)  # a Tuesday
    assert not proclaimed(day, Nation.SCOTLAND).united_kingdom.is_working(day)


def test_a_day_given_back_that_was_no_holiday_changes_nothing() -> None:
    """Banking and Financial Dealings Act 1971 s.1(2): a newer release may have learnt it before."""
    day = date(2026, 11, 4)
    assert proclaimed(day, *Nation, closed=False).united_kingdom.is_working(day)


def test_a_day_that_the_act_names_is_given_back_by_nobody() -> None:
    """FOIA 2000 s.10(6): Christmas Day and Good Friday are named beside the bank holidays."""
    with pytest.raises(ProclaimedRefused) as refused:
        proclaimed(date(2026, 12, 25), Nation.SCOTLAND, closed=False)
    assert str(refused.value) == (
        "2026-12-25 is Christmas Day, which is no working day whatever is proclaimed (FOIA 2000 s.10(6)); "
        "remove the row."
    )
