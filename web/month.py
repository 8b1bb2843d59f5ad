"""The months of a clock as a calendar: which day is what, in words as well as by its mark."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST = 6  # months that are drawn one after the other; of more, those alone in which something is


class Mark(StrEnum):
    """What a day is to a clock. Its letter stands in the day's cell, so that no colour is needed to tell it."""

    RECEIVED = "R"
    EVENT = "E"
    HOLIDAY = "H"
    TODAY = "T"
    DUE = "D"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month: its marks, the words of each, and whether it is worked on."""

    on: date
    marks: tuple[Mark, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def weekend(self) -> bool:
        """Saturday or Sunday."""
        return self.on.weekday() >= 5

    @property
    def off(self) -> bool:
        """No working day."""
        return self.weekend or Mark.HOLIDAY in self.marks

    @property
    def words(self) -> str:
        """What the cell says to whoever does not see it; nothing for a day like any other."""
        return "; ".join((*self.says, *(["weekend"] if self.weekend else [])))


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its weeks from Monday to Sunday, None where a day is of another month."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def title(self) -> str:
        """Such as `November 2026`."""
        return f"{self.first:%B %Y}"

    @property
    def marked(self) -> tuple[Day, ...]:
        """The days of which something is to be said, in order."""
        return tuple(day for week in self.weeks for day in week if day and day.marks)


Marks = Mapping[date, tuple[tuple[Mark, str], ...]]  # of a day, each mark with its words


def months(first: date, last: date, marks: Marks) -> list[Month]:
    """The months from one day to another, or to the first where the other lies before it.

    Where they are many, those in which nothing is marked are left out: a hearing next year is no long page.
    """
    found = [_month(one, marks) for one in _firsts(first, max(first, last))]
    return found if len(found) <= MOST else [one for one in found if one.marked]


def _firsts(first: date, last: date) -> Iterator[date]:
    one = first.replace(day=1)
    while one <= last:
        yield one
        one = (one + timedelta(days=31)).replace(day=1)


def _month(first: date, marks: Marks) -> Month:
    after = (first + timedelta(days=31)).replace(day=1)
    days: list[Day | None] = [None] * first.weekday()
    for number in range((after - first).days):
        on = first + timedelta(days=number)
        found = marks.get(on, ())
        days.append(Day(on, tuple(mark for mark, _ in found), tuple(says for _, says in found)))
    days += [None] * (-len(days) % 7)
    return Month(first, tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7)))
