"""When a part is started again and when it is given up, by a clock that the test moves."""

from collections.abc import Sequence

import pytest

from cli.vigil import CALM, SILENT, STARTING, WAITS, Vigil


@pytest.mark.parametrize(
    ("well_for", "waits"),
    [
        ([0, 0, 0, 0, 0, 0, 0, 0], [1, 2, 5, 15, 30, 60, 60, 60]),
        ([10, 10, 10], [1, 2, 5]),
        ([CALM - 1, CALM - 1], [1, 2]),
        ([0, 0, 0, CALM, 0], [1, 2, 5, 1, 2]),
        ([0, 0, 0, 0, 0, 0, 10 * CALM, 0, 0], [1, 2, 5, 15, 30, 60, 1, 2, 5]),
    ],
)
def test_what_ends_again_and_again_waits_longer_each_time(well_for: Sequence[float], waits: Sequence[float]) -> None:
    """The waits grow to a minute; after five healthy minutes the next end is the first again."""
    vigil, at, found = Vigil(), 1000.0, []
    for seconds in well_for:
        vigil.started(at)
        vigil.answered(at)
        at += seconds
        vigil.answered(at)
        found.append(vigil.ended(at))
        assert not vigil.is_due(at + found[-1] - 0.1)
        at += found[-1]
        assert vigil.is_due(at)
    assert found == waits


@pytest.mark.parametrize(
    ("answers", "excuses", "lost_at"),
    [
        ([], [], STARTING),  # it never came up
        ([10], [], 10 + SILENT),
        ([10, 20, 65], [], 65 + SILENT),  # one answer is enough
        ([10], [60], 60 + SILENT),  # what it needs was away: that is counted from its return
        ([], [100], 100 + STARTING),
    ],
)
def test_what_says_nothing_is_given_up_after_a_time(
    answers: Sequence[float], excuses: Sequence[float], lost_at: float
) -> None:
    """Two minutes for the first answer, one minute for each later one, and none for the silence of others."""
    vigil = Vigil()
    vigil.started(0)
    for second in range(int(lost_at) + 1):
        if second in answers:
            vigil.answered(second)
        if second in excuses:
            vigil.excused(second)
        assert vigil.is_lost(second) == (second >= lost_at), second


def test_one_that_was_started_again_is_new() -> None:
    """It has as long as the first time for its first answer, and is not due any more."""
    vigil = Vigil()
    vigil.started(0)
    vigil.answered(5)
    assert vigil.is_well
    vigil.ended(50)
    vigil.started(51)
    assert (vigil.is_well, vigil.is_due(10_000)) == (False, False)
    assert not vigil.is_lost(51 + STARTING - 1)
    assert vigil.is_lost(51 + STARTING)


def test_the_waits_grow() -> None:
    """No wait is shorter than the one before it."""
    assert sorted(WAITS) == list(WAITS)
