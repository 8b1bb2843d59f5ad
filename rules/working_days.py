"""Working days, as the two regimes count them, with the name and nation of each day skipped.

FOIA 2000 s.10(6): a working day is any day other than a Saturday, a Sunday, Christmas Day, Good
Friday or a bank holiday in ANY part of the United Kingdom. A closure of the office, or a holiday
that only the council has, is still a working day.

A subject access request falls due on a calendar date that rolls forward from a weekend or a public
holiday. The ICO does not say of which nation; the holidays of England and Wales give the earlier,
cautious date for a service in England.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from rules.refusal import Refusal

FIRST_YEAR = 2012  # the first year of the gov.uk list against which the data is checked
LAST_PUBLISHED_YEAR = 2028  # after it nothing is proclaimed yet: dates carry a warning
_HORIZON = LAST_PUBLISHED_YEAR + 5


class NoHolidays(Refusal):
    """A date for which no bank holidays are known; nothing is guessed."""


class Nation(StrEnum):
    """A part of the United Kingdom with bank holidays of its own (code as `holidays` has it)."""

    ENGLAND_AND_WALES = "ENG"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"

    @property
    def words(self) -> str:
        return {"ENG": "England and Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}[self.value]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A weekday that is not a working day, and why."""

    on: date
    title: str
    nations: tuple[Nation, ...]

    def __str__(self) -> str:
        where = (
            "the whole of the United Kingdom"
            if len(self.nations) == len(Nation)
            else " and ".join(nation.words for nation in self.nations)
        )
        return f"{written(self.on)} ({self.title}, {where})"


def written(day: date) -> str:
    """A date as it stands in a letter: `Tuesday 22 December 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


class Calendar:
    """The working days of one regime: weekdays that are no bank holiday in any of its nations."""

    def __init__(self, name: str, nations: tuple[Nation, ...]) -> None:
        self.name = name
        self.nations = nations
        self.holidays = dict(_bank_holidays(nations))
        closed = frozenset(day.toordinal() for day in self.holidays)
        first, last = date(FIRST_YEAR, 1, 1).toordinal(), date(_HORIZON, 12, 31).toordinal()
        # Ordinals of every working day, in order: the nth after a date is one look-up away.
        # Ordinal 1 was a Monday, hence the weekday arithmetic.
        self._days = [
            ordinal for ordinal in range(first, last + 1) if (ordinal - 1) % 7 < 5 and ordinal not in closed
        ]

    def is_working(self, day: date) -> bool:
        """True for a working day."""
        self.check(day)
        return day.weekday() < 5 and day not in self.holidays

    def nth_after(self, start: date, count: int) -> date:
        """The `count`th working day after `start`; `start` itself is never counted (s.10(1))."""
        if count < 1:
            raise ValueError("count starts at 1: the first working day after the date")
        self.check(start)
        place = bisect_right(self._days, start.toordinal()) + count - 1
        if place >= len(self._days):
            raise self._unknown(start)
        return date.fromordinal(self._days[place])

    def roll(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.nth_after(day, 1)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        self.check(start)
        self.check(end)
        return bisect_right(self._days, end.toordinal()) - bisect_right(self._days, start.toordinal())

    def skipped(self, start: date, end: date) -> Iterator[Skipped]:
        """The bank holidays on weekdays after `start` up to and including `end`, in order."""
        return (skipped for day, skipped in self.holidays.items() if start < day <= end and day.weekday() < 5)

    def warning(self, day: date) -> str | None:
        """A plain warning for a date beyond the last published year, else None."""
        if day.year <= LAST_PUBLISHED_YEAR:
            return None
        return (
            f"Bank holidays are published up to {LAST_PUBLISHED_YEAR} only: this date rests on the usual "
            "pattern and may move when later years are proclaimed."
        )

    def check(self, day: date) -> None:
        """Refuse a day for which no bank holidays are known."""
        if not FIRST_YEAR <= day.year <= _HORIZON:
            raise self._unknown(day)

    def _unknown(self, day: date) -> NoHolidays:
        return NoHolidays(
            f"No bank holidays are known around {day.isoformat()} (data: {FIRST_YEAR} to {_HORIZON}); check the date."
        )


def _bank_holidays(nations: tuple[Nation, ...]) -> Iterator[tuple[date, Skipped]]:
    import holidays  # 0.1 s: not for commands that need no date

    years = range(FIRST_YEAR, _HORIZON + 1)
    # Without a subdivision the library gives only the days that all parts share.
    lists = {nation: holidays.country_holidays("GB", subdiv=nation.value, years=years) for nation in nations}
    for day in sorted(set().union(*lists.values())):
        closed = tuple(nation for nation in nations if day in lists[nation])
        yield day, Skipped(day, str(lists[closed[0]][day]), closed)


@cache
def united_kingdom() -> Calendar:
    """FOIA 2000 s.10(6): a bank holiday in any part of the United Kingdom counts for all of it."""
    return Calendar("United Kingdom, any part", tuple(Nation))


@cache
def england_and_wales() -> Calendar:
    """The calendar on which a subject access date rolls forward."""
    return Calendar("England and Wales", (Nation.ENGLAND_AND_WALES,))


def data_version() -> str:
    """Names the data behind each date: recorded with every date that is stored."""
    from importlib.metadata import version

    return f"holidays {version('holidays')}"
