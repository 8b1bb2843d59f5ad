"""The figures of a service for a period: what came, what was answered, and how soon.

A request of two kinds counts in each of them. What is open or late is so at the end of the period's last day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from rules.clock.record import Wait
from rules.in_time import in_time
from rules.kinds import Kind
from rules.working_days import Calendar

SMALL = 5  # a number under it may identify somebody, once it is published


@dataclass(frozen=True, slots=True)
class Counted:
    """One kind of one request, as far as it is counted. No person."""

    number: int  # of the request
    kind: Kind | None  # None: nobody has settled it yet
    received: date
    answered: date | None = None
    ended: date | None = None  # the day from which nothing more was owed: answered, or withdrawn
    statutory: date | None = None
    target: date | None = None
    due: date | None = None  # as the board has it: the sooner of the two
    waits: tuple[Wait, ...] = ()  # for the requester


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def hundredths(self) -> int | None:
        """Per cent, rounded half up; None of nothing."""
        return (200 * self.part + self.whole) // (2 * self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one kind, or of all."""

    kind: Kind | None
    received: int
    answered: int
    open: int
    late: int
    in_time: Share  # of those answered that had a date in law
    on_target: Share  # of those answered that had a target of the service's own
    median: float | None  # working days from receipt to answer
    nine_in_ten: int | None  # working days within which nine in ten were answered

    @property
    def numbers(self) -> tuple[int, ...]:
        """All that are counted, to see whether one is small."""
        return self.received, self.answered, self.open, self.late, self.in_time.part, self.on_target.part


def by_kind(counted: Iterable[Counted], start: date, end: date, calendar: Calendar) -> list[Figures]:
    """A row for each kind of which there is anything, in the order of `Kind`; those that are not settled last."""
    every = list(counted)
    rows = [of([one for one in every if one.kind is kind], kind, start, end, calendar) for kind in (*Kind, None)]
    return [row for row in rows if any((row.received, row.answered, row.open))]


def of(counted: Sequence[Counted], kind: Kind | None, start: date, end: date, calendar: Calendar) -> Figures:
    """The figures of these, from `start` to `end`, both included."""
    answered = [one for one in counted if one.answered and start <= one.answered <= end]
    still = [one for one in counted if one.received <= end and (one.ended is None or one.ended > end)]
    days = sorted(days_taken(one, calendar) for one in answered)
    return Figures(
        kind=kind,
        received=sum(start <= one.received <= end for one in counted),
        answered=len(answered),
        open=len(still),
        late=sum(one.due is not None and one.due < end for one in still),
        in_time=_kept([(one.answered, one.statutory) for one in answered]),
        on_target=_kept([(one.answered, one.target) for one in answered]),
        median=median(days) if days else None,
        nine_in_ten=days[-(-9 * len(days) // 10) - 1] if days else None,
    )


def days_taken(one: Counted, calendar: Calendar) -> int:
    """Working days after receipt up to and including the answer, without those on which the requester was waited for.

    As the clock leaves them out: both the day of the question and that of its answer. A question that nobody
    answered lasts until ours went.
    """
    assert one.answered is not None, "what was not answered took no time yet"
    waited = {
        wait.asked + timedelta(days=offset)
        for wait in one.waits
        for offset in range(((wait.answered or one.answered) - wait.asked).days + 1)
    }
    lost = sum(one.received < day <= one.answered and calendar.is_working(day) for day in waited)
    return max(0, calendar.between(one.received, one.answered) - lost)


def is_small(rows: Iterable[Figures]) -> bool:
    """Whether a number among them is so small that it may identify somebody."""
    return any(0 < number < SMALL for row in rows for number in row.numbers)


def _kept(found: Sequence[tuple[date | None, date | None]]) -> Share:
    dated = [kept for answered, by in found if (kept := in_time(answered, by)) is not None]
    return Share(sum(dated), len(dated))
