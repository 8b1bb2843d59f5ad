"""The spread of the working days of a step: the usual parts, and of how many they may be published."""

import pytest

from rules.step_spread import spreads
from rules.step_times import Step


def test_half_and_the_quarters_are_days_that_were_taken() -> None:
    """The smallest number of days that so many did not exceed, in the order of the steps."""
    found = spreads({Step.SENT: [1], Step.READ: [3, 1, 2, 8]})
    assert [(one.step, one.cases, one.days) for one in found] == [
        (Step.READ, 4, (1, 2, 3)),
        (Step.SENT, 1, (1, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("cases", "days"),
    [(0, None), (4, (None,) * 3), (9, (None,) * 3), (10, (None, 2, None)), (19, (None, 2, None)), (20, (2, 2, 2))],
)
def test_what_is_published_rests_on_enough(cases: int, days: tuple[int | None, ...] | None) -> None:
    """DER-6: five requests at least lie on either side of a number of days, or it would be somebody's own."""
    found = spreads({Step.PREPARED: [2] * cases}, published=True)
    assert [one.days for one in found] == ([] if days is None else [days])
