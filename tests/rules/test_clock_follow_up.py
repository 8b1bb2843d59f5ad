"""The clocks of what may follow an answer: an internal review, and a complaint about personal data."""

from datetime import date
from typing import Any

import pytest

from rules.clock import ClockRefused, Promise, Recorded, Wait
from rules.kinds import FollowUp
from rules.law import BeforeTheLaw
from rules.policy import load
from tasks.policies import promise
from tests.rules.calendars import due
from tests.rules.gov_uk_list import ENGLAND_AND_WALES, every_day, is_working
from tests.rules.made_policies import SERVICES

NONE = Promise()


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 6, 19), date(2026, 7, 20)),  # the first day of the duty; 30 days end on a Sunday
        (date(2026, 11, 2), date(2026, 12, 2)),
        (date(2026, 11, 5), date(2026, 12, 7)),  # a Saturday
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas Day, a weekend, the substitute for Boxing Day
        (date(2026, 10, 31), date(2026, 11, 30)),  # Scotland's holiday does not roll it
    ],
)
def test_a_complaint_is_acknowledged_within_thirty_days(received: date, expected: date) -> None:
    """DPA 2018 s.164A(3) and s.205(2): counted from the day after receipt, and ended on a working day."""
    found = due(Recorded(FollowUp.COMPLAINT, received), NONE)
    assert (found.statutory, found.target, found.due) == (expected, None, expected)
    assert found.cites[0] == "DPA 2018 s.164A(3)"


def test_every_complaint_falls_on_the_first_working_day_from_the_thirtieth() -> None:
    """DPA 2018 s.205(2): no acknowledgement falls due on a weekend or a holiday of England and Wales."""
    for received in every_day(date(2026, 6, 19), date(2028, 11, 20)):
        found = due(Recorded(FollowUp.COMPLAINT, received), NONE).due
        assert found is not None
        assert is_working(found, ENGLAND_AND_WALES)
        skipped = every_day(received, found)[30:-1]
        assert not any(is_working(day, ENGLAND_AND_WALES) for day in skipped)


def test_a_complaint_from_before_the_duty_is_refused() -> None:
    """SI 2026/82 reg 7: the duty is for complaints received on or after 19 June 2026."""
    with pytest.raises(BeforeTheLaw, match=r"2026-06-18 is before 2026-06-19.*s\.164A\(3\)"):
        due(Recorded(FollowUp.COMPLAINT, date(2026, 6, 18)), NONE)


def test_a_services_sooner_acknowledgement_is_kept() -> None:
    """DPA 2018 s.164A: a policy may promise fewer days than thirty, in calendar days."""
    found = due(Recorded(FollowUp.COMPLAINT, date(2026, 11, 2)), Promise(days=10, cites=("BNS-9",)))
    assert (found.statutory, found.target, found.due) == (date(2026, 12, 2), date(2026, 11, 12), date(2026, 11, 12))
    assert found.because[-1] == "The earlier of the two dates counts: Thursday 12 November 2026."
    assert "BNS-9" in found.cites


@pytest.mark.parametrize("slug", SERVICES)
def test_no_service_rolls_its_thirty_days_away(slug: str) -> None:
    """DPA 2018 s.164A: a policy that repeats the law's thirty days has no other date than the law's."""
    found = due(Recorded(FollowUp.COMPLAINT, date(2026, 11, 5)), promise(FollowUp.COMPLAINT, load(slug)))
    assert (found.target, found.due) == (None, date(2026, 12, 7))


def test_a_review_is_good_practice_of_twenty_working_days_or_forty() -> None:
    """FOIA 2000 s.45 Code: twenty working days, forty where it is complex; the Code is no statute."""
    for extended, expected in ((False, date(2026, 12, 1)), (True, date(2026, 12, 31))):
        found = due(Recorded(FollowUp.INTERNAL_REVIEW, date(2026, 11, 2), extended=extended), NONE)
        assert (found.statutory, found.target, found.due) == (None, expected, expected)
        assert any("Monday 30 November 2026" in reason for reason in found.because)
        assert any(cite.startswith("FOIA 2000 s.45 Code") for cite in found.cites)


def test_a_services_sooner_review_is_kept() -> None:
    """FOIA 2000 s.45 Code: a policy may promise a review within fewer days; a complex one keeps the Code's."""
    ten = Promise(10, ("DER-8",))
    assert due(Recorded(FollowUp.INTERNAL_REVIEW, date(2026, 11, 2)), ten).due == date(2026, 11, 16)
    complex_one = due(Recorded(FollowUp.INTERNAL_REVIEW, date(2026, 11, 2), extended=True), ten)
    assert complex_one.due == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("what", "events", "says"),
    [
        (FollowUp.COMPLAINT, {"extended": True}, "Nothing extends the time for acknowledging"),
        (FollowUp.COMPLAINT, {"clarifications": (Wait(date(2026, 11, 5)),)}, "A complaint has no clock that"),
        (FollowUp.INTERNAL_REVIEW, {"fee": Wait(date(2026, 11, 5))}, "An internal review has no clock that"),
        (FollowUp.INTERNAL_REVIEW, {"identity": Wait(date(2026, 11, 5))}, "An internal review has no clock that"),
    ],
)
def test_nothing_else_moves_these_clocks(what: FollowUp, events: dict[str, Any], says: str) -> None:
    """DPA 2018 s.164A and the FOI Code know no question, fee or evidence that would stop them."""
    with pytest.raises(ClockRefused, match=says):
        due(Recorded(what, date(2026, 11, 2), **events), NONE)


def test_a_charity_has_no_review_under_the_code() -> None:
    """FOIA 2000 s.3(1) and s.45: the Code is for public authorities."""
    with pytest.raises(ClockRefused, match=r"FOIA 2000 s\.3\(1\) and s\.45"):
        due(Recorded(FollowUp.INTERNAL_REVIEW, date(2026, 11, 2)), Promise(is_public_authority=False))
