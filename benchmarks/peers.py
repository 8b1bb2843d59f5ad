"""The same working days as other libraries count them, each in its best form.

Every calendar is prepared beforehand and each library takes and gives its own types; dates in and out are a way
of their own. workalendar's days are out of date, so it counts on ours.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import holidays
import numpy as np
from workalendar.core import Calendar

from rules.bank_holidays import BankHolidays, Nation
from rules.working_days import calendars

CALENDARS = calendars(BankHolidays())
COUNT = 20  # FOIA 2000 s.10(1)
OURS = CALENDARS.united_kingdom

_DAY = "datetime64[D]"
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Way:
    """One way to find the dates. Only `work` is timed; it is given anew what `given` makes."""

    work: Callable[[Any], Any]
    given: Callable[[], Any]
    as_dates: Callable[[Any], list[date]] = list


class OnOurDays(Calendar):
    """workalendar's own counting on our bank holidays, in a set made once instead of anew for each day."""

    WEEKEND_DAYS = (5, 6)
    closed = frozenset(OURS.holidays)

    def holidays_set(self, year: int | None = None) -> frozenset[date]:  # noqa: ARG002 - the library's signature
        """The days of all years."""
        return self.closed


def one_by_one(days: list[date]) -> dict[str, Way]:
    """A plain loop over the days, the same for all; ours comes first."""
    years = range(days[0].year, OURS.last_year + 1)
    england, scotland, ireland = (holidays.country_holidays("GB", nation.value, years=years) for nation in Nation)
    union = england + scotland + ireland
    union.expand = False  # every year is there
    workalendar = OnOurDays()
    closed, offset = _numpy()

    def own_types() -> list[np.datetime64]:
        return list(np.array(days, dtype=_DAY))

    def dates() -> list[date]:
        return days

    return {
        "inforights, nth_after": Way(lambda found: [OURS.nth_after(day, COUNT) for day in found], dates),
        "numpy.busday_offset, own types": Way(
            lambda found: [offset(day, COUNT, roll="backward", busdaycal=closed) for day in found],
            own_types,
            lambda found: [day.item() for day in found],
        ),
        "numpy.busday_offset, dates in and out": Way(
            lambda found: [offset(day, COUNT, roll="backward", busdaycal=closed).item() for day in found], dates
        ),
        "holidays.get_nth_working_day": Way(
            lambda found: [union.get_nth_working_day(day, COUNT) for day in found], dates
        ),
        "workalendar.add_working_days": Way(
            lambda found: [workalendar.add_working_days(day, COUNT) for day in found], dates
        ),
    }


def at_once(ordinals: list[int]) -> dict[str, Way]:
    """All dates in one call; ours comes first."""
    closed, offset = _numpy()

    def dates() -> list[date]:
        # New objects each time, as a database gives them: a date that was looked up before has its hash ready.
        return [date.fromordinal(n) for n in ordinals]

    def array() -> Any:
        return (np.array(ordinals) - _EPOCH).astype(_DAY)

    return {
        "inforights, nth_after_each": Way(lambda found: OURS.nth_after_each(found, COUNT), dates),
        "numpy.busday_offset, an array": Way(
            lambda found: offset(found, COUNT, roll="backward", busdaycal=closed), array, lambda found: found.tolist()
        ),
        "numpy.busday_offset, dates in and out": Way(
            lambda found: offset(np.array(found, dtype=_DAY), COUNT, roll="backward", busdaycal=closed).tolist(),
            dates,
        ),
    }


def check_same(ways: dict[str, Way]) -> None:
    """All give the same dates, or there is nothing to compare: ends the program if not."""
    found = {name: way.as_dates(way.work(way.given())) for name, way in ways.items()}
    first, *others = found
    for name in others:
        differing = sum(one != other for one, other in zip(found[first], found[name], strict=True))
        if differing:
            sys.exit(f"{name} gives another date than {first} for {differing} of {len(found[first])} days.")
    print(f"all {len(ways)} give the same {len(found[first]):,} dates")


def _numpy() -> tuple[Any, Callable[..., Any]]:
    # Rolled backward first, so that day 1 is the first working day after a weekend too.
    return np.busdaycalendar(holidays=list(OURS.holidays)), np.busday_offset
