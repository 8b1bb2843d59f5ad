"""The figures of a period against a table that was worked by hand."""

from datetime import date

import pytest

from rules.clock.record import Wait
from rules.figures import Counted, Share, by_kind, days_taken, is_small
from rules.kinds import Kind
from tests.rules.calendars import RELEASE

UK = RELEASE.united_kingdom
START, END = date(2026, 11, 1), date(2026, 11, 30)  # the last day is a holiday in Scotland


def nov(day: int) -> date:
    return date(2026, 11, day)


def dec(day: int) -> date:
    return date(2026, 12, day)


QUESTION = Wait(nov(5), nov(10))
# By hand, working days of November 2026: 3-6, 9-13, 16-20, 23-27 (30 November is none: St Andrew's Day).
TABLE = (
    # received, answered in the period: eight days, in time and on target
    Counted(1, Kind.SAR, nov(2), nov(12), nov(12), dec(2), nov(30), nov(30)),
    # sixteen days, of which 5, 6, 9 and 10 November are left out; in time, after its target
    Counted(2, Kind.SAR, nov(2), nov(24), nov(24), dec(8), nov(20), nov(20), (QUESTION,)),
    # received before the period, answered a day late: 2, 5-9, 12-16, 19-23, 26-30 October, 2, 3 November
    Counted(3, Kind.SAR, date(2026, 10, 1), nov(3), nov(3), nov(2), None, nov(2)),
    Counted(4, Kind.SAR, nov(25), due=dec(24)),  # open
    Counted(5, Kind.SAR, date(2026, 10, 20), due=nov(27)),  # open and late
    Counted(6, Kind.SAR, nov(3), ended=nov(10)),  # withdrawn
    Counted(7, Kind.SAR, date(2026, 10, 30), dec(1), dec(1), nov(30), None, nov(30)),  # open, due on the last day
    Counted(8, Kind.FOI, nov(2), nov(30), nov(30), dec(1), None, dec(1)),  # nineteen days
    Counted(8, Kind.LA_LEGAL, nov(2), nov(30), nov(30), None, nov(30), nov(30)),  # the other part of it
    Counted(9, None, nov(27), due=nov(30)),  # nobody has settled what it is
    Counted(10, Kind.FOI, dec(2), due=dec(31)),  # received after the period
    Counted(11, Kind.FOI, date(2026, 10, 5), date(2026, 10, 30), date(2026, 10, 30)),  # answered before it
)


def test_the_figures_are_those_of_the_table() -> None:
    """Received, answered, open, late, in time, on target, median and nine in ten, for each kind."""
    found = {
        row.kind: (
            (row.received, row.answered, row.open, row.late),
            (row.in_time, row.on_target),
            (row.median, row.nine_in_ten),
        )
        for row in by_kind(TABLE, START, END, UK)
    }
    assert found == {
        Kind.SAR: ((4, 3, 3, 1), (Share(2, 3), Share(1, 2)), (12, 23)),
        Kind.FOI: ((1, 1, 0, 0), (Share(1, 1), Share(0, 0)), (19, 19)),
        Kind.LA_LEGAL: ((1, 1, 0, 0), (Share(0, 0), Share(1, 1)), (19, 19)),
        None: ((1, 0, 1, 0), (Share(0, 0), Share(0, 0)), (None, None)),
    }
    assert list(found) == [Kind.SAR, Kind.FOI, Kind.LA_LEGAL, None]


@pytest.mark.parametrize(
    ("waits", "days"),
    [
        ((), 16),
        ((QUESTION,), 12),
        ((QUESTION, Wait(nov(6), nov(11))), 11),  # a day in two waits is left out once
        ((Wait(nov(20), None),), 13),  # never answered: until ours went
        ((Wait(date(2026, 10, 30), nov(3)),), 15),  # days before the receipt are none of its days
        ((Wait(nov(7), nov(8)),), 16),  # a weekend
        ((Wait(nov(2), nov(24)),), 0),
    ],
)
def test_days_of_waiting_are_left_out(waits: tuple[Wait, ...], days: int) -> None:
    """The day of the question and that of its answer with them, as the clock leaves them out (FOIA 2000 s.10(2))."""
    assert days_taken(Counted(1, Kind.SAR, nov(2), nov(24), waits=waits), UK) == days


@pytest.mark.parametrize(
    ("days", "median", "nine_in_ten"),
    [([1], 1, 1), ([1, 2], 1.5, 2), (list(range(1, 11)), 5.5, 9), (list(range(1, 12)), 6, 10), ([2] * 9 + [8], 2, 2)],
)
def test_nine_in_ten_is_a_day_on_which_something_was_answered(
    days: list[int], median: float, nine_in_ten: int
) -> None:
    """The smallest number of days within which at least nine in ten were answered; never one in between."""
    answered = [UK.nth_after(START, number) for number in days]
    counted = [Counted(number, Kind.FOI, START, on, on) for number, on in enumerate(answered)]
    (row,) = by_kind(counted, START, END, UK)
    assert (row.median, row.nine_in_ten) == (median, nine_in_ten)


@pytest.mark.parametrize(
    ("part", "whole", "hundredths"), [(0, 0, None), (1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 5, 100)]
)
def test_a_share_is_rounded_half_up(part: int, whole: int, hundredths: int | None) -> None:
    """Of nothing there is no share."""
    assert Share(part, whole).hundredths == hundredths


def test_small_numbers_are_seen() -> None:
    """UK GDPR recital 26: a number from 1 to 4 may identify somebody once it is published; none, and five, do not."""
    five = [Counted(number, Kind.FOI, nov(2), nov(30), nov(30), nov(30), nov(30)) for number in range(5)]
    assert not is_small(by_kind(five, START, END, UK))
    assert is_small(by_kind(five[:4], START, END, UK))
    assert is_small(by_kind([*five, Counted(6, Kind.FOI, nov(25))], START, END, UK))
