"""What was recorded by mistake of a review or a complaint is taken back; the log keeps both, on both databases."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.audit_chain import verify
from models.db import reading
from rules.access import AccessRefused
from rules.follow_ups import FollowUpRefused, Outcome, Step
from rules.kinds import FollowUp, Kind
from rules.typed import TypedRefused
from tasks import follow_ups
from tests import staff, way
from tests.conftest import at
from tests.followed import answered, rows
from tests.logged import events
from tests.tasks.on_record import everything

REVIEW, COMPLAINT = FollowUp.INTERNAL_REVIEW, FollowUp.COMPLAINT
ON = date(2026, 11, 16)  # a Monday
BY: dict[str, Any] = {"by": "m.manager", "at": at(date(2026, 11, 20))}
SLIP = "The day was read from the wrong letter."


def back(reference: str, what: FollowUp, step: Step, because: str = SLIP, number: int = 1) -> None:
    """Take a step back, for this reason."""
    follow_ups.take_back(reference, what, number, step, because, **BY)


def test_a_wrong_end_is_taken_back_and_recorded_anew(installation: Path) -> None:
    """Design, 5: it is open again with the date that it had; what was wrong, what is right and why stay on record."""
    reference = answered(Kind.FOI)
    follow_ups.record(reference, REVIEW, ON, **BY)
    follow_ups.end(reference, REVIEW, 1, Outcome.UPHELD, date(2026, 11, 18), decided_by="s.senior", **BY)
    back(reference, REVIEW, Step.ENDED)
    (row,) = rows(reference)
    assert (row.ended_on, row.outcome, row.decided_by, row.due) == (None, None, None, date(2026, 12, 15))
    event = events(reference)[-1]
    assert (event.event, event.what["outcome"], event.what["on"]) == ("follow_up.taken_back", "upheld", "2026-11-18")
    assert (event.what["decided_by"], event.what["because"]) == ("s.senior", SLIP)
    follow_ups.end(reference, REVIEW, 1, Outcome.OVERTURNED, date(2026, 11, 19), decided_by="s.senior", **BY)
    assert rows(reference)[0].outcome is Outcome.OVERTURNED
    with reading() as session:
        assert verify(session)[0] is None


def test_a_wrong_acknowledgement_is_taken_back(installation: Path) -> None:
    """DPA 2018 s.164A(3): the 30 days are owed again, until the right day is recorded."""
    reference = way.opened(Kind.SAR, "bathnes")
    follow_ups.record(reference, COMPLAINT, ON, **BY)
    follow_ups.acknowledge(reference, COMPLAINT, 1, date(2026, 11, 17), **BY)
    back(reference, COMPLAINT, Step.ACKNOWLEDGED)
    assert rows(reference)[0].acknowledged_on is None
    assert events(reference)[-1].what["on"] == "2026-11-17"
    follow_ups.acknowledge(reference, COMPLAINT, 1, date(2026, 11, 19), **BY)
    assert rows(reference)[0].acknowledged_on == date(2026, 11, 19)


def test_a_review_that_is_not_complex_has_twenty_days_again(installation: Path) -> None:
    """Code of Practice, part 5: the date comes back to where it was, and the event says from where."""
    reference = answered(Kind.FOI)
    follow_ups.record(reference, REVIEW, ON, complex_=True, **BY)
    back(reference, REVIEW, Step.COMPLEX)
    assert rows(reference)[0].due == date(2026, 12, 15)
    what = events(reference)[-1].what
    assert (what["before"], what["due"]) == ("2027-01-18", "2026-12-15")


def test_an_end_comes_first_and_nothing_is_invented(installation: Path) -> None:
    """What is not on record cannot be taken back, nor what came before the end while that stands; nothing changes."""
    reference = way.opened(Kind.SAR, "bathnes")
    follow_ups.record(reference, COMPLAINT, ON, **BY)
    follow_ups.acknowledge(reference, COMPLAINT, 1, ON, **BY)
    before = everything()
    for step in (Step.ENDED, Step.COMPLEX):
        with pytest.raises(FollowUpRefused, match="no such step is on record"):
            back(reference, COMPLAINT, step)
    with pytest.raises(FollowUpRefused, match="number 2 is on record"):
        back(reference, COMPLAINT, Step.ACKNOWLEDGED, number=2)
    with pytest.raises(TypedRefused):
        back(reference, COMPLAINT, Step.ACKNOWLEDGED, because=" ")
    assert rows(reference)[0].acknowledged_on == ON
    assert {*before} == {*everything()}
    follow_ups.end(reference, COMPLAINT, 1, Outcome.UPHELD, ON, **BY)
    with pytest.raises(FollowUpRefused, match="take that back first"):
        back(reference, COMPLAINT, Step.ACKNOWLEDGED)


def test_a_review_is_not_opened_again_beside_the_next(installation: Path) -> None:
    """Code of Practice, part 5: an answer is reviewed once at a time; complaints stand beside each other."""
    reference = answered(Kind.FOI)
    for what in (REVIEW, COMPLAINT):
        follow_ups.record(reference, what, ON, **BY)
        follow_ups.end(reference, what, 1, Outcome.WITHDRAWN, ON, **BY)
        follow_ups.record(reference, what, date(2026, 11, 17), **BY)
    with pytest.raises(FollowUpRefused, match="number 2 came after it"):
        back(reference, REVIEW, Step.ENDED)
    back(reference, COMPLAINT, Step.ENDED)
    assert [row.ended_on for row in rows(reference) if row.what is COMPLAINT] == [None, None]


def test_an_end_is_taken_back_by_whoever_may_decide_one(home: Path) -> None:
    """Roles (BNS-5): an officer takes back an acknowledgement, and no decision; that they tried is on record."""
    reference = answered(Kind.FOI)
    manager, officer, _volunteer = staff.of("bathnes")
    mine = {"by": manager, "at": BY["at"]}
    follow_ups.record(reference, COMPLAINT, ON, **mine)
    follow_ups.acknowledge(reference, COMPLAINT, 1, ON, **mine)
    follow_ups.take_back(reference, COMPLAINT, 1, Step.ACKNOWLEDGED, SLIP, by=officer, at=BY["at"])
    follow_ups.end(reference, COMPLAINT, 1, Outcome.UPHELD, ON, **mine)
    with pytest.raises(AccessRefused):
        follow_ups.take_back(reference, COMPLAINT, 1, Step.ENDED, SLIP, by=officer, at=BY["at"])
    assert events(reference)[-1].event == "access.refused"
    assert rows(reference)[0].outcome is Outcome.UPHELD
