"""On which working day the reminders are to run, which runs did not happen, and whether one is overdue.

The run is at half past seven on every working day in England, before anybody begins. There is one a day.
"""

from datetime import date, datetime, time, timedelta

from rules.working_days import Calendar

RUNS_AT = time(7, 30)  # on the clock of the United Kingdom
GRACE = timedelta(hours=1)  # after which a run that did not happen is told of
_MOST_MISSED = 30  # working days that are counted back


def run_day(day: date, calendar: Calendar) -> date:
    """The working day whose run it is that happens on a day: that day, or the last working day before it.

    Args:
        calendar: of England.
    """
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def missed(last: date | None, this: date, calendar: Calendar) -> tuple[date, ...]:
    """The working days between two runs on which there was none, the first of them first.

    Args:
        last: the day of the run before; None where there was none, and nothing was to be expected.
    """
    found: list[date] = []
    day = this - timedelta(days=1)
    while last and day > last and len(found) < _MOST_MISSED:
        if calendar.is_working(day):
            found.append(day)
        day -= timedelta(days=1)
    return tuple(reversed(found))


def is_to_make_good(last: date | None, at: datetime, calendar: Calendar) -> bool:
    """Whether the last run did not happen and is made good now: not in the hours before the run of a working day.

    Args:
        last: the day of the last run; None where there was none yet.
        at: in the time of the United Kingdom.
    """
    waits_for_next = calendar.is_working(at.date()) and at.time() < RUNS_AT
    return not waits_for_next and (last is None or last < _expected(at, calendar))


def overdue(last: date | None, at: datetime, calendar: Calendar) -> date | None:
    """The day of a run that should be over by now, and is not; None where all is well.

    Args:
        last, at: as of `is_to_make_good`.
    """
    expected = _expected(at - GRACE, calendar)
    return expected if last is None or last < expected else None


def _expected(at: datetime, calendar: Calendar) -> date:
    """The working day whose run is the last one that was to happen by a moment."""
    began = at.date() if at.time() >= RUNS_AT else at.date() - timedelta(days=1)
    return run_day(began, calendar)
