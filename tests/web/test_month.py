"""The months of a clock as a calendar, by properties: each day once, under its weekday, with what it is in words."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from web.month import MOST, Day, Mark, months

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
LENGTHS = st.integers(0, 800)


@given(DAYS, LENGTHS)
def test_every_day_stands_once_and_under_its_weekday(first: date, length: int) -> None:
    """A clock is read off it: no day may be missing, twice, or under another day's name."""
    last = first + timedelta(days=length)
    ends = {first: ((Mark.RECEIVED, "received"),), last: ((Mark.DUE, "due"),)}
    found = months(first, last, ends)
    for month in found:
        assert all(len(week) == 7 for week in month.weeks)
        days = [day for week in month.weeks for day in week]
        assert all(day is None or day.on.weekday() == at % 7 for at, day in enumerate(days))
        on = [day.on for day in days if day]
        assert on == [month.first + timedelta(days=number) for number in range(len(on))]
        assert (on[-1] + timedelta(days=1)).day == 1
    assert [month.first for month in found] == sorted({month.first for month in found})


@given(DAYS, LENGTHS)
def test_what_is_marked_is_drawn_with_its_words(first: date, length: int) -> None:
    """WCAG 1.4.1: what a day is stands there in words and by a letter, never by a colour alone."""
    last = first + timedelta(days=length)
    marks = {first: ((Mark.RECEIVED, "received"),), last: ((Mark.DUE, "due"),)}
    marked = [day for month in months(first, last, marks) for day in month.marked]
    assert {day.on for day in marked} == {first, last}
    assert marked[-1].says == ("due",)
    assert "due" in marked[-1].words


@given(DAYS, LENGTHS)
def test_a_long_clock_is_no_long_page(first: date, length: int) -> None:
    """Design, pages: months in which nothing is are left out where there are many."""
    last = first + timedelta(days=length)
    marks = {first: ((Mark.RECEIVED, "received"),), last: ((Mark.DUE, "due"),)}
    apart = (last.year - first.year) * 12 + last.month - first.month + 1
    assert len(months(first, last, marks)) == (apart if apart <= MOST else 2)


def test_a_due_day_before_receipt_draws_the_month_of_receipt() -> None:
    """A paper may name a day that has passed when it comes (BWD-10)."""
    assert [one.title for one in months(date(2026, 11, 2), date(2026, 10, 1), {})] == ["November 2026"]


def test_weekends_and_bank_holidays_are_told_apart_from_working_days() -> None:
    """FOIA 2000 s.10(6): which days were skipped, and why."""
    saint_andrew = date(2026, 11, 30)
    [month] = months(date(2026, 11, 2), date(2026, 11, 30), {saint_andrew: ((Mark.HOLIDAY, "St Andrew's Day"),)})
    off = [day for week in month.weeks for day in week if day and day.off]
    assert len(off) == 10
    assert off[-1] == Day(saint_andrew, (Mark.HOLIDAY,), ("St Andrew's Day",))
    assert {day.words for day in off} == {"weekend", "St Andrew's Day"}
