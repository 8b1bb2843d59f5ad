"""The clock of freedom of information, for an authority and for a service hosted by a charity."""

from datetime import date
from typing import Any

import pytest

from rules.clock import ClockRefused, Promise, Recorded, Wait, due
from rules.kinds import Kind

NONE = Promise()
TWENTY = Promise(20, ("DER-5",))
RECEIVED = date(2026, 10, 1)  # a Thursday
CHARITY = Promise(20, ("FOIA 2000 s.10(1)",), is_public_authority=False)


def test_a_clarified_request_starts_afresh_with_the_last_answer() -> None:
    """FOIA 2000 s.1(3) and s.10(6): the date of receipt is the day on which the last information came."""
    waits = (Wait(date(2026, 10, 8), date(2026, 10, 19)), Wait(date(2026, 10, 5), date(2026, 10, 6)))
    found = due(Recorded(Kind.FOI, RECEIVED, clarifications=waits), NONE)
    assert found.due == date(2026, 11, 16)
    assert "FOIA 2000 s.1(3)" in found.cites


@pytest.mark.parametrize(
    ("notice", "paid", "expected"),
    [
        (date(2026, 10, 8), date(2026, 10, 8), date(2026, 10, 30)),  # one working day
        (date(2026, 10, 10), date(2026, 10, 11), date(2026, 10, 29)),  # a weekend: none
        (date(2026, 10, 1), date(2026, 10, 1), date(2026, 10, 29)),  # the day of receipt is no day of the twenty
        (date(2026, 10, 29), date(2026, 10, 29), date(2026, 10, 30)),  # on the last of the twenty
        (date(2026, 10, 8), date(2026, 12, 1), date(2026, 12, 23)),  # four before it, sixteen after
    ],
)
def test_the_days_of_a_fees_notice_are_disregarded(notice: date, paid: date, expected: date) -> None:
    """FOIA 2000 s.10(2): working days from the notice to the fee, both included, are not among the twenty."""
    found = due(Recorded(Kind.FOI, RECEIVED, fee=Wait(notice, paid)), TWENTY)
    assert found.statutory == found.target == found.due == expected
    assert "FOIA 2000 s.10(2)" in found.cites


@pytest.mark.parametrize("paid", [date(2026, 10, 7), date(2026, 10, 16), date(2026, 10, 18), date(2026, 10, 19)])
def test_a_fee_paid_before_the_clarification_takes_no_day_of_the_fresh_twenty(paid: date) -> None:
    """FOIA 2000 s.1(3) and s.10(2): the twenty days that start afresh are untouched by what lies before them."""
    waits = (Wait(date(2026, 10, 8), date(2026, 10, 19)),)
    recorded = Recorded(Kind.FOI, RECEIVED, clarifications=waits, fee=Wait(date(2026, 10, 5), paid))
    assert due(recorded, TWENTY).due == date(2026, 11, 16)


@pytest.mark.parametrize("paid", [None, date(2026, 11, 12)])
@pytest.mark.parametrize("extended", [False, True])
def test_a_fees_notice_after_the_twenty_days_is_refused(paid: date | None, extended: bool) -> None:
    """FOIA 2000 s.9(1): it is given within the time for complying with s.1(1); later it stops no clock."""
    in_time = Recorded(Kind.FOI, RECEIVED, fee=Wait(date(2026, 10, 29), paid), extended=extended)
    assert due(in_time, NONE).running is (paid is not None)
    late = Recorded(Kind.FOI, RECEIVED, fee=Wait(date(2026, 10, 30), paid), extended=extended)
    with pytest.raises(ClockRefused, match=r"2026-10-30.*ended on 2026-10-29.*s\.9\(1\)"):
        due(late, NONE)


def test_a_fee_moves_the_notice_of_a_public_interest_extension() -> None:
    """FOIA 2000 s.10(2) and s.17(1): the fee moves working day 20, and the notice due by it, as well as day 40."""
    fee = Wait(date(2026, 10, 8), date(2026, 10, 20))  # nine working days
    found = due(Recorded(Kind.FOI, RECEIVED, fee=fee, extended=True), NONE)
    assert found.due == date(2026, 12, 10)
    assert any("still due on Wednesday 11 November 2026" in reason for reason in found.because)


def test_foi_has_no_identity_stage() -> None:
    """FOIA 2000 s.1(1) and s.8: anybody may ask; evidence of identity moves no clock."""
    recorded = Recorded(Kind.FOI, RECEIVED, identity=Wait(date(2026, 10, 5), date(2026, 10, 6)))
    with pytest.raises(ClockRefused, match="no identity stage"):
        due(recorded, NONE)


# --- A service hosted by a charity ------------------------------------------------------------------------------


def test_a_charity_has_no_statutory_date_for_foi() -> None:
    """BWD-14, FOIA 2000 s.3(1): a charity is no public authority; its own target stands alone."""
    found = due(Recorded(Kind.FOI, date(2026, 11, 23)), CHARITY)
    assert (found.statutory, found.target, found.due) == (None, date(2026, 12, 22), date(2026, 12, 22))
    assert found.running
    assert "FOIA 2000 s.3(1)" in found.cites
    assert not any("s.17" in reason for reason in found.because)


def test_a_charity_asked_without_a_target_has_no_date() -> None:
    """BWD-14: without a promise of its own nothing binds a charity to a day."""
    found = due(Recorded(Kind.FOI, RECEIVED), Promise(is_public_authority=False))
    assert (found.statutory, found.target, found.due, found.running) == (None, None, None, True)


def test_a_charitys_target_starts_afresh_with_a_clarification() -> None:
    """BWD-14: a voluntary answer follows the same pace; while the question is open there is no date."""
    answered = (Wait(date(2026, 10, 5), date(2026, 10, 19)),)
    assert due(Recorded(Kind.FOI, RECEIVED, clarifications=answered), CHARITY).due == date(2026, 11, 16)
    found = due(Recorded(Kind.FOI, RECEIVED, clarifications=(Wait(date(2026, 10, 5)),)), CHARITY)
    assert (found.target, found.due, found.running) == (None, None, False)


@pytest.mark.parametrize("events", [{"extended": True}, {"fee": Wait(date(2026, 10, 5), date(2026, 10, 6))}])
def test_a_charity_uses_no_power_of_the_act(events: dict[str, Any]) -> None:
    """FOIA 2000 s.3(1): no fees notice and no public-interest extension in a charity's name."""
    with pytest.raises(ClockRefused, match=r"FOIA 2000 s\.3\(1\)"):
        due(Recorded(Kind.FOI, RECEIVED, **events), CHARITY)


def test_a_charity_keeps_the_month_of_subject_access() -> None:
    """UK GDPR Art 12A(1): a charity is a controller of its own like any other."""
    assert due(Recorded(Kind.SAR, RECEIVED), CHARITY).statutory == date(2026, 11, 2)
