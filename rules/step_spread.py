"""How the working days of each step are spread over the requests that were closed: the middle, a quarter each way.

What is published of them rests on enough: at least as many requests lie on either side of a number as are not small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.figures import SMALL
from rules.step_times import Step, share

QUARTERS = {0.25: "a quarter took up to", 0.5: "half took up to", 0.75: "three quarters took up to"}


@dataclass(frozen=True, slots=True)
class Spread:
    """Of one step: how many requests went through it, and the working days that so much of them did not exceed."""

    step: Step
    cases: int
    days: tuple[int | None, ...]  # by `QUARTERS`; None: too few to say


def spreads(times: Mapping[Step, Sequence[int]], *, published: bool = False) -> list[Spread]:
    """The spread of each step that any request went through, in the order of the steps.

    Args:
        published: for everybody to read. Otherwise a single case is told.
    """
    return [
        Spread(step, len(times[step]), tuple(_days(times[step], part, published=published) for part in QUARTERS))
        for step in Step
        if times.get(step)
    ]


def _days(days: Sequence[int], part: float, *, published: bool) -> int | None:
    beyond = min(part, 1 - part) * len(days)  # how many lie on the side where fewer do
    return None if published and beyond < SMALL else share(days, part)
