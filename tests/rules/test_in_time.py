"""Whether an answer was in time: the last day is, and the register and the statistics say the same of a request."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.figures import Counted, Share, of
from rules.in_time import all_in_time, answered_on, in_time, soonest
from rules.kinds import Kind
from rules.lifecycle import State
from tests.rules.calendars import RELEASE

RECEIVED, SENT, CLOSED = date(2026, 11, 2), date(2026, 11, 12), date(2026, 11, 13)
DAYS = st.dates(RECEIVED, RECEIVED + timedelta(days=120))


@pytest.mark.parametrize("state", State)
def test_what_is_answered_has_the_day_of_its_last_letter(state: State) -> None:
    """What went without a letter is as old as the closing; what is open or withdrawn was not answered."""
    answered = state in {State.ANSWERED, State.CLOSED}
    assert answered_on(state, SENT, CLOSED) == (SENT if answered else None)
    assert answered_on(state, None, CLOSED) == (CLOSED if answered else None)
    assert answered_on(state, None, None) is None


@pytest.mark.parametrize(("days", "kept"), [(-1, False), (0, True), (1, True)])
def test_the_last_day_is_in_time(days: int, kept: bool) -> None:
    """FOIA 2000 s.10(1), UK GDPR Art 12A: not later than that day, so the day itself is in time."""
    assert in_time(SENT, SENT + timedelta(days=days)) is kept


def test_without_an_answer_or_a_date_nothing_is_said() -> None:
    """Neither in time nor late: not answered yet, or the law gives no date."""
    assert in_time(None, SENT) is in_time(SENT, None) is all_in_time(SENT, []) is all_in_time(SENT, [None]) is None


@given(answered=DAYS, dues=st.lists(st.none() | DAYS, min_size=1, max_size=4))
def test_the_register_and_the_statistics_agree(answered: date, dues: list[date | None]) -> None:
    """A request is in time in the register where each of its parts with a date is in time in the statistics."""
    parts = [Counted(1, Kind.SAR, RECEIVED, answered, answered, statutory=due) for due in dues]
    share = of(parts, None, RECEIVED, answered, RELEASE.united_kingdom).in_time
    assert share.whole == sum(due is not None for due in dues)
    told = all_in_time(answered, dues)
    assert told is (share.part == share.whole if share.whole else None)
    assert told == in_time(answered, soonest(dues))


@given(answered=DAYS, due=DAYS)
def test_a_request_of_one_part_is_counted_as_it_is_listed(answered: date, due: date) -> None:
    """One part: the one share is whole or nothing, as the register says of the request."""
    found = of([Counted(1, Kind.FOI, RECEIVED, answered, answered, due)], Kind.FOI, RECEIVED, answered,
               RELEASE.united_kingdom)  # fmt: skip
    assert found.in_time == Share(int(bool(all_in_time(answered, [due]))), 1)
