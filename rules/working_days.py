"""Working days, as the two regimes count them, with the name and nation of each day skipped.

FOIA 2000 s.10(6): a working day is any day other than a Saturday, a Sunday, Christmas Day, Good
Friday or a bank holiday in ANY part of the United Kingdom. A closure of the office, or a holiday
that only the council has, is still a working day.

A subject access request falls due on a calendar date that rolls forward from a weekend or a public
holiday. The ICO does not say of which nation; the holidays of England and Wales give the earlier,
cautious date for a service in England.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from rules.bank_holidays import FIRST_YEAR, BankHolidays, Nation
from rules.refusal import Refusal


class NoHolidays(Refusal):
    """A date for which no bank holidays are known; nothing is guessed."""


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


@lru_cache(maxsize=4096)  # the same few days are written again and again
def written(day: date) -> str:
    """A date as it stands in a letter: `Tuesday 22 December 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


class Calendar:
    """The working days of one regime: weekdays that are no bank holiday in any of its nations."""

    def __init__(self, name: str, nations: tuple[Nation, ...], known: BankHolidays) -> None:
        self.name = name
        self.nations = nations
        self.published_to = known.published_to
        self.last_year = known.last_year
        lists = {nation: known.of(nation) for nation in nations}
        self.holidays: dict[date, Skipped] = {}
        for day in sorted(set().union(*lists.values())):
            closed = tuple(nation for nation in nations if day in lists[nation])
            self.holidays[day] = Skipped(day, lists[closed[0]][day], closed)
        self._closed = [skipped for day, skipped in self.holidays.items() if day.weekday() < 5]
        self._closed_on = [skipped.on for skipped in self._closed]
        # Every working day in order, and for each day of the calendar how many of them lie up to it:
        # the nth after any date is two look-ups away.
        self._first = date(FIRST_YEAR, 1, 1).toordinal()
        self._days: list[date] = []
        self._up_to: list[int] = []
        for ordinal in range(self._first, date(self.last_year, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day.weekday() < 5 and day not in self.holidays:
                self._days.append(day)
            self._up_to.append(len(self._days))

    def is_working(self, day: date) -> bool:
        """True for a working day."""
        self.check(day)
        return day.weekday() < 5 and day not in self.holidays

    def nth_after(self, start: date, count: int) -> date:
        """The `count`th working day after `start`; `start` itself is never counted (s.10(1))."""
        place = start.toordinal() - self._first
        if count < 1:
            raise ValueError("count starts at 1: the first working day after the date")
        if place < 0:  # Python would count from the end
            raise self._unknown(start)
        try:
            return self._days[self._up_to[place] + count - 1]
        except IndexError:
            raise self._unknown(start) from None

    def nth_after_each(self, starts: Iterable[date], count: int) -> list[date]:
        """The same for many dates at once, in their order: one look-up a date."""
        if count < 1:
            raise ValueError("count starts at 1: the first working day after the date")
        nth = self._nth(count)
        try:
            return list(map(nth.__getitem__, starts))
        except KeyError as error:
            raise self._unknown(error.args[0]) from None

    def roll(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.nth_after(day, 1)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        self.check(start)
        self.check(end)
        return self._up_to[end.toordinal() - self._first] - self._up_to[start.toordinal() - self._first]

    def skipped(self, start: date, end: date) -> list[Skipped]:
        """The bank holidays on weekdays after `start` up to and including `end`, in order."""
        return self._closed[bisect_right(self._closed_on, start) : bisect_right(self._closed_on, end)]

    def warning(self, day: date) -> str | None:
        """A plain warning for a date beyond the last published year, else None."""
        if day.year <= self.published_to:
            return None
        return (
            f"Bank holidays are published up to {self.published_to} only: this date rests on the usual "
            "pattern and may move when later years are proclaimed."
        )

    def check(self, day: date) -> None:
        """Refuse a day for which no bank holidays are known."""
        if not FIRST_YEAR <= day.year <= self.last_year:
            raise self._unknown(day)

    @lru_cache(maxsize=8)  # noqa: B019 - a calendar lives as long as the program
    def _nth(self, count: int) -> dict[date, date]:
        reached = len(self._days) - count + 1
        first = date.fromordinal(self._first)
        return {
            first + timedelta(days=place): self._days[up_to + count - 1]
            for place, up_to in enumerate(self._up_to)
            if up_to < reached
        }

    def _unknown(self, day: date) -> NoHolidays:
        return NoHolidays(
            f"No bank holidays are known around {day.isoformat()} "
            f"(data: {FIRST_YEAR} to {self.last_year}), and without them no working day is counted "
            "(FOIA 2000 s.10(6)); check the date."
        )


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of the two regimes, made from the same data."""

    united_kingdom: Calendar  # FOIA 2000 s.10(6): a bank holiday in any part of the United Kingdom counts
    england_and_wales: Calendar  # on which a subject access date rolls forward
    version: str  # of the data, recorded with every date that is stored


@cache
def calendars(known: BankHolidays) -> Calendars:
    """The calendars that follow from what is known of bank holidays.

    Raises:
        rules.bank_holidays.ProclaimedRefused
    """
    return Calendars(
        united_kingdom=Calendar("United Kingdom, any part", tuple(Nation), known),
        england_and_wales=Calendar("England and Wales", (Nation.ENGLAND_AND_WALES,), known),
        version=known.version,
    )
