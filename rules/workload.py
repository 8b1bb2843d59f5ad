"""How much work is to be expected: how many requests in the next quarter, and which weeks have how many dates.

Reckoned from what came before, quarter by quarter, and from nothing about any one request. It decides nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, sqrt
from statistics import mean, pvariance

YEAR = 4  # quarters
_FOUR_IN_FIVE = 1.2816  # standard deviations on each side within which four of five lie
WEEKS = 13  # of a quarter


@dataclass(frozen=True, slots=True)
class Expected:
    """A number that is to be expected, and between which two it lies in four of five cases."""

    likely: int
    low: int
    high: int
    seasonal: bool  # that quarter of earlier years was looked at


def next_quarter(counts: Sequence[int]) -> Expected | None:
    """How many are to be expected in the quarter after these, the oldest first; None from less than a year.

    With two years or more the same quarter of the years before tells by how much it differs from the others. How wide
    the range is follows from how far the quarters lay from what was expected of them, and is never narrower than
    counts that come by chance are spread (Poisson).
    """
    if len(counts) < YEAR:
        return None
    of_year = counts[-YEAR:]
    level, seasonal = mean(of_year), len(counts) >= 2 * YEAR
    if not seasonal or not level:
        return _expected(level, [count - level for count in of_year], seasonal=False)
    shares = [_share(counts, quarter) for quarter in range(YEAR)]
    rest = [count - level * shares[place % YEAR] for place, count in enumerate(of_year, len(counts) - YEAR)]
    return _expected(level * shares[len(counts) % YEAR], rest, seasonal=True)


def _share(counts: Sequence[int], quarter: int) -> float:
    """By how much a quarter of the year, counted from the first there is, differs from the mean of its year."""
    years = [counts[first : first + YEAR] for first in range(len(counts) % YEAR, len(counts), YEAR)]
    place = (quarter - len(counts)) % YEAR
    found = [year[place] / mean(year) for year in years if mean(year)]
    return mean(found) if found else 1.0


def _expected(likely: float, rest: Sequence[float], *, seasonal: bool) -> Expected:
    spread = _FOUR_IN_FIVE * sqrt(max(likely, pvariance(rest, 0)))
    return Expected(round(likely), max(0, floor(likely - spread)), ceil(likely + spread), seasonal)


def weeks(dues: Iterable[date | None], today: date, number: int = WEEKS) -> list[tuple[date, int]]:
    """The Mondays of this week and of those after it, and how many dates lie in each; none before today counts."""
    first = today - timedelta(days=today.weekday())
    counts = Counter((due - first).days // 7 for due in dues if due and due >= today)
    return [(first + timedelta(weeks=week), counts[week]) for week in range(number)]
