"""Any sequence of entries on both databases: the stored dates are the rule's, and a refusal changes nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.audit_chain import verify
from models.db import reading
from rules.clock.entry import Entry
from rules.clock.events import ANSWERS, ENTERED, Happened
from rules.kinds import Kind
from rules.refusal import Refusal
from tasks.clock import change
from tasks.clock_entry import Change
from tests import way
from tests.tasks.clock_on_record import TODAY, assert_derived, everything, hybrid

DAYS = st.integers(-3, 50).map(lambda days: way.RECEIVED + timedelta(days=days))
PARTS = st.sampled_from([Kind.SAR, Kind.SAR, Kind.FOI, Kind.FOI, None])
REASON = "a slip"


def answered(question: Happened, asked: date, days: int) -> tuple[Entry, ...]:
    """A question and, some days later, its answer."""
    return Entry(question, asked), Entry(ANSWERS[question], asked + timedelta(days=days))


ENTRIES = st.one_of(
    st.builds(lambda what, on: (Entry(what, on),), st.sampled_from(sorted(ENTERED)), DAYS),
    st.builds(answered, st.sampled_from(sorted(ANSWERS)), DAYS, st.integers(0, 12)),
)
CHANGES = st.one_of(
    st.builds(Change, ENTRIES, PARTS),
    st.builds(Change, ENTRIES, PARTS),
    st.builds(lambda number: Change(take_back=(number,), because=REASON), st.integers(1, 9)),
    st.builds(lambda number: Change(take_back=(number + 1, number), because=REASON), st.integers(2, 8)),
    st.builds(lambda day: Change(received=day, because=REASON), DAYS),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(service=st.sampled_from(["derby", "blackburn"]), changes=st.lists(CHANGES, min_size=3, max_size=12))
def test_whatever_is_entered_the_dates_are_derived_and_a_refusal_changes_nothing(
    installation: Path, service: str, changes: list[Change]
) -> None:
    """Design, 2, 5 and 8: after any sequence the dates are the rule's, the chain holds, a refusal changes nothing."""
    reference = hybrid(service, logged=TODAY)  # so that the day of receipt can be corrected to a later one
    for wanted in changes:
        before = everything()
        try:
            tried = change(reference, wanted, by="o.officer", at=TODAY, dry_run=True)
        except Refusal as refused:
            assert everything() == before
            with pytest.raises(type(refused)):
                change(reference, wanted, by="o.officer", at=TODAY)
            assert everything() == before
        else:
            assert everything() == before
            assert change(reference, wanted, by="o.officer", at=TODAY) == tried
            assert_derived(reference)
    with reading() as session:
        assert verify(session)[0] is None
