"""What was missed, by how much and where it stood: always as the rule of being in time says it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.follow_ups import Followed, Outcome
from rules.in_time import in_time
from rules.kinds import FollowUp, Kind
from rules.late import (
    Item,
    LateRefused,
    check_days,
    check_note,
    chosen,
    late,
    of_follow_up,
    stood_at,
    word_of,
)
from rules.lifecycle import State
from rules.step_times import Step
from rules.typed import TypedRefused
from tests.rules.calendars import RELEASE

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(date(2025, 11, 1), date(2027, 1, 31))
MAYBE = st.none() | DAYS
DUE = date(2026, 11, 12)  # a Thursday
EARLY, AFTER = date(2026, 11, 2), date(2026, 11, 20)


def item(**changed: Any) -> Item:
    return Item(**({"what": Kind.FOI, "received": date(2026, 10, 15), "law": DUE} | changed))


@given(DAYS, MAYBE, MAYBE, MAYBE, st.booleans())
def test_it_agrees_with_the_rule_of_being_in_time(
    received: date, answered: date | None, law: date | None, target: date | None, withdrawn: bool
) -> None:
    """FOIA 2000 s.10(1), UK GDPR Art 12A: late is what `in_time` calls late, and what is open after its date."""
    one = Item(Kind.FOI, received, None if withdrawn else answered, answered, law, target)
    found = late(one, FIRST, LAST)
    for due, missed in ((law, found and found.law), (target, found and found.target)):
        if one.answered and FIRST <= one.answered <= LAST and received <= LAST:
            assert (missed is not None) == (in_time(one.answered, due) is False)
        elif received <= LAST and (one.ended is None or one.ended > LAST):
            assert (missed is not None) == (due is not None and due < LAST)
        else:
            assert missed is None
        assert missed in {None, due}
    if found:
        assert found.until == (found.answered or LAST)
        days = [found.by(due, RELEASE.united_kingdom) for due in (found.law, found.target)]
        assert all((one is None) == (due is None) for one, due in zip(days, (found.law, found.target), strict=True))
        assert all(one >= 0 for one in days if one is not None)


@pytest.mark.parametrize(
    ("answered", "days"),
    [(DUE, None), (date(2026, 11, 13), 1), (date(2026, 11, 14), 1), (date(2026, 11, 16), 2), (date(2026, 12, 1), 12)],
)
def test_the_working_days_after_the_date_are_counted(answered: date, days: int | None) -> None:
    """FOIA 2000 s.10(6): a Saturday adds none, nor does St Andrew's Day; the day itself is in time."""
    found = late(item(answered=answered, ended=answered), FIRST, LAST)
    assert (found and found.by(found.law, RELEASE.united_kingdom)) == days


def test_what_is_open_is_late_as_of_the_day_from_the_day_after_on() -> None:
    """As on the board and in the statistics."""
    assert late(item(), FIRST, DUE) is None
    found = late(item(), FIRST, DUE + timedelta(days=1))
    assert found is not None
    assert found.is_open
    later = late(item(answered=date(2026, 12, 1), ended=date(2026, 12, 1)), FIRST, DUE + timedelta(days=1))
    assert later is not None
    assert later.is_open, "on that day nobody had answered it yet"


def test_a_complaint_is_due_to_be_acknowledged_and_a_review_to_end() -> None:
    """DPA 2018 s.164A(3); FOIA 2000 s.45 Code: what was withdrawn is neither in time nor late."""
    due, after = date(2026, 11, 12), date(2026, 11, 20)
    complaint = Followed(FollowUp.COMPLAINT, 1, date(2026, 10, 13), due, acknowledged=date(2026, 11, 2))
    assert late(of_follow_up(complaint, due), FIRST, LAST) is None
    silent = Followed(FollowUp.COMPLAINT, 2, date(2026, 10, 13), due, ended=after, outcome=Outcome.UPHELD)
    found = late(of_follow_up(silent, due), FIRST, LAST)
    assert found is not None
    assert (found.law, found.target, found.answered, found.item.name) == (due, None, after, "complaint number 2")
    review = Followed(FollowUp.INTERNAL_REVIEW, 1, date(2026, 10, 15), due, ended=after, outcome=Outcome.UPHELD)
    reviewed = late(of_follow_up(review, None), FIRST, LAST)
    assert reviewed is not None
    assert (reviewed.law, reviewed.target) == (None, due), "the Code is good practice: a target"
    gone = Followed(FollowUp.INTERNAL_REVIEW, 1, date(2026, 10, 15), due, ended=after, outcome=Outcome.WITHDRAWN)
    assert late(of_follow_up(gone, None), FIRST, LAST) is None


@pytest.mark.parametrize(
    ("ended", "state", "unanswered", "step"),
    [
        ({Step.KIND: EARLY, Step.PREPARED: date(2026, 11, 16), Step.SENT: AFTER}, None, False, Step.PREPARED),
        ({Step.PREPARED: DUE, Step.APPROVED: AFTER, Step.SENT: AFTER}, None, False, Step.APPROVED),
        ({Step.KIND: EARLY}, State.OPEN, False, Step.PREPARED),
        ({Step.KIND: EARLY}, State.OPEN, True, Step.CONSENTS),
        ({Step.PREPARED: EARLY}, State.PREPARED, False, Step.APPROVED),
        ({}, State.LOGGED, False, Step.READ),
        ({}, State.IN_DOUBT, False, Step.KIND),
        ({}, None, False, None),
    ],
)
def test_where_it_stood_is_the_step_that_had_not_ended_when_the_date_passed(
    ended: dict[Step, date], state: State | None, unanswered: bool, step: Step | None
) -> None:
    """What is told of the way of a request follows from its log: nobody types it."""
    assert stood_at(ended, DUE, state, unanswered=unanswered) is step


def test_which_date_is_meant_is_said_where_there_are_several() -> None:
    """A note is never put on another date than the one that was meant."""
    one, other = item(), Item(FollowUp.COMPLAINT, date(2026, 10, 15), number=2)
    assert chosen([one], None) is one
    assert chosen([one, other], "complaint-2") is other
    for found, of in (([one, other], None), ([one], "sar"), ([], None), ([], "foi")):
        with pytest.raises(LateRefused):
            chosen(found, of)
    assert [word_of(one), word_of(other)] == ["foi", "complaint-2"]


def test_a_note_says_something_and_names_nobody() -> None:
    """UK GDPR Art 5(1)(c): the register goes to the regulator, too."""
    assert check_note(" The officer was ill. ", []) == "The officer was ill."
    with pytest.raises(TypedRefused):
        check_note(" ", [])
    with pytest.raises(LateRefused, match="note holds a name"):
        check_note("Linden wrote three times.", [("Linden Marshgrove", None)])


def test_how_late_is_said_in_words() -> None:
    """One day is one day; a date on a Friday that is answered on Saturday is late by no working day."""
    found = late(item(law=date(2026, 11, 13), answered=date(2026, 11, 14)), FIRST, LAST)
    assert found is not None
    assert found.words(found.law, RELEASE.united_kingdom) == "late, with no working day between"
    found = late(item(answered=date(2026, 11, 13)), FIRST, LAST)
    assert found is not None
    assert found.words(found.law, RELEASE.united_kingdom) == "1 working day late"
    assert found.words(found.target, RELEASE.united_kingdom) == ""


def test_days_the_wrong_way_round_are_refused() -> None:
    """A period that holds no day would say that nothing was late."""
    with pytest.raises(LateRefused, match="lies after the last"):
        check_days(date(2026, 12, 1), date(2026, 11, 1))
