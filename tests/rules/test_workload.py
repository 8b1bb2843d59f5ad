"""How much work is to be expected, from what came before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.workload import WEEKS, YEAR, next_quarter, weeks

MANY = st.lists(st.integers(0, 3000), min_size=YEAR, max_size=40)


@pytest.mark.parametrize("counts", [[], [10], [10, 12, 9]])
def test_of_less_than_a_year_nothing_is_said(counts: list[int]) -> None:
    """A season that nobody has seen yet is not made up."""
    assert next_quarter(counts) is None


@pytest.mark.parametrize(
    ("counts", "likely"),
    [
        ([100] * 4, 100),
        ([80, 90, 110, 120], 100),
        ([100] * 12, 100),
        ([40, 80, 120, 160] * 2, 40),  # the next is the first quarter of a year again
        ([40, 80, 120, 160, 40], 100),  # no two whole years: the last four alone
        ([20, 40, 60, 80, 40, 80, 120, 160], 40),  # a service that grows, with the same seasons
        ([0] * 8, 0),
    ],
)
def test_the_last_year_and_the_season_say_how_many(counts: list[int], likely: int) -> None:
    """The level is that of the last four quarters; the same quarter of earlier years says how it differs."""
    found = next_quarter(counts)
    assert found is not None
    assert found.likely == likely
    assert found.seasonal == (len(counts) >= 8 and any(counts))


@given(MANY)
def test_the_range_holds_what_is_likely(counts: list[int]) -> None:
    """The range is never narrower than chance alone makes it, and never below nothing."""
    found = next_quarter(counts)
    assert found is not None
    assert 0 <= found.low <= found.likely <= found.high
    assert found.high - found.likely >= 1.28 * found.likely**0.5 - 1


@given(MANY, st.integers(2, 9))
def test_twice_the_requests_are_twice_as_many(counts: list[int], times: int) -> None:
    """What is expected grows with what came."""
    found, more = next_quarter(counts), next_quarter([count * times for count in counts])
    assert found is not None
    assert more is not None
    assert abs(more.likely - found.likely * times) <= times


@given(
    st.lists(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 6, 30)))),
    st.dates(date(2026, 6, 1), date(2026, 12, 31)),
)
def test_every_date_ahead_is_in_its_week(dues: list[date | None], today: date) -> None:
    """Each date from today on, for thirteen weeks, is counted once, in the week in which it lies."""
    found = weeks(dues, today)
    assert len(found) == WEEKS
    assert found[0][0] <= today < found[1][0]
    for monday, number in found:
        assert monday.weekday() == 0
        assert number == sum(
            due is not None and max(monday, today) <= due < monday + timedelta(weeks=1) for due in dues
        )
