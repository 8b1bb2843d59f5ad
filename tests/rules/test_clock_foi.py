"""The clock of freedom of information, for an authority and for a service hosted by a charity."""

from datetime import date, timedelta
from typing import Any

import pytest

from rules.clock import ClockRefused, Promise, Recorded, Wait
from rules.kinds import Kind
from tests.rules.calendars import due

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


# --- A question, a fee or an extension that comes too late --------------------------------------------------------


@pytest.mark.parametrize("answered", [None, date(2026, 11, 5)])
def test_a_question_after_the_twenty_days_is_refused(answered: date | None) -> None:
    """FOIA 2000 s.1(3) and s.10(1): the answer was due before it was asked, so it starts nothing afresh."""

    def asked(on: date) -> Recorded:
        return Recorded(Kind.FOI, RECEIVED, clarifications=(Wait(on, answered),))

    in_time = due(asked(date(2026, 10, 29)), NONE)
    assert (in_time.running, in_time.due) == ((True, date(2026, 12, 4)) if answered else (False, None))
    with pytest.raises(ClockRefused, match=r"2026-10-30, after .* ended on 2026-10-29; .*s\.1\(3\)"):
        due(asked(date(2026, 10, 30)), NONE)


def test_a_second_question_is_measured_by_the_days_that_started_afresh() -> None:
    """FOIA 2000 s.10(6): after the first answer twenty new days run, and within them another may be asked."""
    first = Wait(date(2026, 10, 5), date(2026, 11, 20))
    within, beyond = Wait(date(2026, 12, 18), date(2026, 12, 18)), Wait(date(2026, 12, 22), date(2026, 12, 22))
    overlapping = Wait(date(2026, 11, 10), date(2026, 11, 12))  # the first was open still
    assert due(Recorded(Kind.FOI, RECEIVED, clarifications=(first, within)), NONE).due == date(2027, 1, 21)
    assert due(Recorded(Kind.FOI, RECEIVED, clarifications=(overlapping, first)), NONE).due == date(2026, 12, 21)
    with pytest.raises(ClockRefused, match="ended on 2026-12-21"):
        due(Recorded(Kind.FOI, RECEIVED, clarifications=(first, beyond)), NONE)


@pytest.mark.parametrize(
    ("paid", "asked", "running"),
    [
        (None, date(2026, 12, 1), False),  # the clock waits for the fee: a question may be asked meanwhile
        (date(2026, 12, 1), date(2026, 12, 1), True),
        (date(2026, 12, 1), date(2026, 12, 23), True),  # the twenty days, the fee's left out, end on 23 December
    ],
)
def test_a_question_while_or_after_a_fee_is_waited_for(paid: date | None, asked: date, running: bool) -> None:
    """FOIA 2000 s.10(2): days disregarded for a fee are not among the twenty within which a question is asked."""
    fee = Wait(date(2026, 10, 8), paid)
    found = due(Recorded(Kind.FOI, RECEIVED, clarifications=(Wait(asked, asked),), fee=fee), NONE)
    assert found.running is running


def test_a_question_is_in_time_while_a_fee_asked_on_the_last_day_is_open() -> None:
    """FOIA 2000 s.9(1) and s.10(2): a fees notice on working day 20 itself still stops the clock for what follows."""
    question = Wait(date(2026, 11, 2), date(2026, 11, 2))
    found = due(Recorded(Kind.FOI, RECEIVED, clarifications=(question,), fee=Wait(date(2026, 10, 29))), NONE)
    assert not found.running


def test_a_question_after_the_days_that_a_fee_moved_is_refused() -> None:
    """FOIA 2000 s.10(2): the fee moves working day 20, and no further than by its own days."""
    late = Wait(date(2026, 12, 24), date(2026, 12, 24))
    recorded = Recorded(Kind.FOI, RECEIVED, clarifications=(late,), fee=Wait(date(2026, 10, 8), date(2026, 12, 1)))
    with pytest.raises(ClockRefused, match="ended on 2026-12-23"):
        due(recorded, NONE)


def test_a_fee_that_comes_after_its_three_months_is_refused() -> None:
    """FOIA 2000 s.9(2): notice on 8 October, last day 7 January; paid later, the request had lapsed."""

    def paid(on: date) -> Recorded:
        return Recorded(Kind.FOI, RECEIVED, fee=Wait(date(2026, 10, 8), on))

    assert due(paid(date(2027, 1, 7)), NONE).running
    with pytest.raises(ClockRefused, match=r"2027-01-08, after .* ended on 2027-01-07: .*s\.9\(2\).*new request"):
        due(paid(date(2027, 1, 8)), NONE)


@pytest.mark.parametrize(
    ("fee", "last"), [(None, date(2026, 10, 29)), (Wait(date(2026, 10, 8), date(2026, 10, 20)), date(2026, 11, 11))]
)
def test_an_extension_is_notified_by_working_day_20(fee: Wait | None, last: date) -> None:
    """FOIA 2000 s.10(3) and s.17(1): more time for the public interest does not move the notice that says so."""

    def told(on: date) -> Recorded:
        return Recorded(Kind.FOI, RECEIVED, fee=fee, extended=True, extended_on=on)

    in_time = due(told(last), NONE)
    assert (in_time.due, in_time.alerts) == (due(Recorded(Kind.FOI, RECEIVED, fee=fee, extended=True), NONE).due, ())
    with pytest.raises(ClockRefused, match=rf"after the notice was due on {last.isoformat()}.*s\.17\(1\)"):
        due(told(last + timedelta(days=1)), NONE)


def test_the_last_day_to_pay_is_watched() -> None:
    """FOIA 2000 s.9(2): the day after which the request lapses stands beside the clock that waits."""
    found = due(Recorded(Kind.FOI, RECEIVED, fee=Wait(date(2026, 10, 8))), NONE)
    assert [(alert.on, alert.cite) for alert in found.alerts] == [(date(2027, 1, 7), "FOIA 2000 s.9(2)")]


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
