"""When a policy is to be reviewed next, from its own date and from the reviews that were recorded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.policy import Review
from rules.policy_reviews import Recorded, ReviewRefused, check, due_on, latest_next, newest, usual_next

YEARLY = Review(12, date(2016, 9, 30))  # DER-9
TODAY = date(2026, 11, 26)
DAYS = st.dates(date(2010, 1, 1), TODAY)


def held(on: date, next_on: date) -> Recorded:
    return Recorded(on, "Steering Group", False, next_on)


@pytest.mark.parametrize(
    ("setting", "last", "due"),
    [
        (YEARLY, None, date(2016, 9, 30)),
        (Review(12), None, None),
        (Review(12), held(date(2026, 10, 1), date(2027, 10, 1)), date(2027, 10, 1)),
        (YEARLY, held(date(2026, 10, 1), date(2027, 9, 30)), date(2027, 9, 30)),
        (YEARLY, held(date(2016, 9, 5), date(2017, 9, 30)), date(2017, 9, 30)),
        # one of years before, that is only written down now
        (YEARLY, held(date(2014, 9, 5), date(2015, 9, 30)), date(2016, 9, 30)),
        # the board wants the next one sooner
        (Review(24, date(2028, 1, 31)), held(date(2026, 11, 2), date(2027, 2, 1)), date(2027, 2, 1)),
    ],
)
def test_the_review_that_was_held_last_moves_the_date(
    setting: Review, last: Recorded | None, due: date | None
) -> None:
    """DER-9, BWD-13: the date of the policy holds until a later review sets another."""
    assert due_on(setting, last) == due


@given(st.lists(DAYS, min_size=1))
def test_of_several_the_last_one_holds_in_whatever_order_they_were_recorded(days: list[date]) -> None:
    """What is written down late puts nothing back; of one day what was recorded last puts the other right."""
    recorded = [held(day, date(2030, 1, 1 + number % 28)) for number, day in enumerate(days)]
    found = newest(recorded)
    assert found is not None
    assert found.on == max(days)
    assert found is [one for one in recorded if one.on == max(days)][-1]
    assert newest([]) is None


@given(DAYS, st.integers(1, 36))
def test_the_next_review_is_never_put_off_for_longer_than_is_promised(on: date, months: int) -> None:
    """A policy is tightened and never loosened: up to the end of the month in which it is due, and no day more."""
    setting = Review(months)
    usual, latest = usual_next(setting, on), latest_next(setting, on)
    assert (usual.year, usual.month) == (latest.year, latest.month)
    assert on < usual <= latest
    assert (date.fromordinal(latest.toordinal() + 1)).day == 1
    check(setting, on, usual, TODAY)
    check(setting, on, latest, TODAY)
    with pytest.raises(ReviewRefused, match="at the latest"):
        check(setting, on, date.fromordinal(latest.toordinal() + 1), TODAY)


def test_days_that_cannot_be_are_refused() -> None:
    """A review that is to come is no review, and the next one comes after it."""
    with pytest.raises(ReviewRefused, match="future"):
        check(YEARLY, date(2026, 11, 27), date(2027, 9, 30), TODAY)
    with pytest.raises(ReviewRefused, match="comes after this one"):
        check(YEARLY, TODAY, TODAY, TODAY)
