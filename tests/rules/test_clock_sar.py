"""The clock of subject access: what starts it, what pauses it, what prolongs it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.clock import ClockRefused, Promise, Recorded, Wait
from rules.kinds import Kind
from tests.rules.calendars import due

NONE = Promise()
TWENTY = Promise(20, ("DER-5",))
RECEIVED = date(2026, 10, 1)  # a Thursday


@pytest.mark.parametrize(
    ("received", "cite"),
    [(date(2026, 2, 4), "UK GDPR Art 12(3)"), (date(2026, 2, 5), "UK GDPR Art 12A(1)")],
)
def test_the_article_changes_on_5_february_2026(received: date, cite: str) -> None:
    """SI 2026/82 reg 4: Art 12A is not for requests received before 5 February 2026."""
    assert due(Recorded(Kind.SAR, received), NONE).cites == (cite,)


def test_a_question_pauses_nothing_for_a_request_from_before_article_12a() -> None:
    """SI 2026/82 reg 4: Art 12A(5)(b) is not applied to a request received before 5 February 2026."""
    waits = (Wait(date(2026, 2, 6), date(2026, 2, 9)),)
    assert due(Recorded(Kind.SAR, date(2026, 2, 5), clarifications=waits), NONE).due == date(2026, 3, 9)
    old = due(Recorded(Kind.SAR, date(2026, 2, 4), clarifications=waits), TWENTY)
    assert (old.statutory, old.target) == (date(2026, 3, 4), date(2026, 3, 4))
    assert "UK GDPR Art 12(3) with SI 2026/82 reg 4" in old.cites
    assert any("Friday 6 February 2026 and the answer came on Monday 9 February 2026" in why for why in old.because)
    waiting = due(Recorded(Kind.SAR, date(2026, 2, 4), clarifications=(Wait(date(2026, 2, 6)),)), NONE)
    assert (waiting.due, waiting.running) == (date(2026, 3, 4), True)


@pytest.mark.parametrize(
    ("received", "cites"),
    [
        (date(2026, 2, 4), {"UK GDPR Art 12(6) with ICO guidance", "UK GDPR Art 12(5) with ICO guidance"}),
        (date(2026, 2, 5), {"UK GDPR Art 12A(2)(b)", "UK GDPR Art 12A(2)(c)"}),
    ],
)
def test_identity_and_fee_start_the_month_under_both_laws(received: date, cites: set[str]) -> None:
    """UK GDPR Art 12A(2), and the regulator's guidance on Art 12(5) and (6) before it."""
    identity = Wait(date(2026, 2, 6), date(2026, 2, 12))
    found = due(Recorded(Kind.SAR, received, identity=identity, fee=Wait(date(2026, 2, 6), date(2026, 2, 10))), NONE)
    assert found.due == date(2026, 3, 12)
    assert cites <= set(found.cites)


# --- A question or an extension that comes too late --------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2026, 11, 1), date(2026, 11, 4)),  # the raw date, a Sunday: three days from it
        (date(2026, 11, 2), date(2026, 11, 4)),  # the Monday to which it rolls: no date before the answer
    ],
)
def test_a_question_on_the_last_day_still_pauses(asked: date, expected: date) -> None:
    """UK GDPR Art 12A(5)(b): while the time for the answer runs a question may be asked."""
    answered = asked + timedelta(days=2)
    found = due(Recorded(Kind.SAR, RECEIVED, clarifications=(Wait(asked, answered),)), NONE)
    assert found.due == expected


@pytest.mark.parametrize("answered", [None, date(2026, 11, 5)])
def test_a_question_after_the_month_is_refused(answered: date | None) -> None:
    """UK GDPR Art 12A(5)(b): days after the period are no days of it; the answer was due before they began."""
    late = Recorded(Kind.SAR, RECEIVED, clarifications=(Wait(date(2026, 11, 3), answered),))
    with pytest.raises(ClockRefused, match=r"2026-11-03 was asked after .* ended on 2026-11-02; .*12A\(5\)\(b\)"):
        due(late, NONE)


def test_a_question_may_come_after_the_month_where_a_pause_or_an_extension_moved_its_end() -> None:
    """UK GDPR Art 12A(3) and (5): what counts is the end as it then stood, pauses and extension included."""
    paused = (Wait(date(2026, 10, 5), date(2026, 11, 20)), Wait(date(2026, 12, 1), date(2026, 12, 1)))
    # 47 days from 1 November are 18 December; one more is Saturday 19, and so Monday 21.
    assert due(Recorded(Kind.SAR, RECEIVED, clarifications=paused), NONE).due == date(2026, 12, 21)
    assert due(Recorded(Kind.SAR, RECEIVED, clarifications=paused[::-1]), NONE).due == date(2026, 12, 21)
    extended = Recorded(
        Kind.SAR, RECEIVED, clarifications=(Wait(date(2026, 12, 1), date(2026, 12, 1)),), extended=True
    )
    assert due(extended, NONE).due == date(2027, 1, 4)
    with pytest.raises(ClockRefused, match="2026-12-22 was asked after"):
        due(Recorded(Kind.SAR, RECEIVED, clarifications=(*paused, Wait(date(2026, 12, 22)))), NONE)


@pytest.mark.parametrize(
    ("clarifications", "last"),
    [
        ((), date(2026, 11, 2)),  # the first month ends on Sunday 1 November
        ((Wait(date(2026, 10, 5), date(2026, 10, 9)),), date(2026, 11, 6)),
        ((Wait(date(2026, 11, 20), date(2026, 11, 24)),), date(2026, 11, 2)),  # asked in the extension: no help
    ],
)
def test_an_extension_is_notified_within_the_first_month(clarifications: tuple[Wait, ...], last: date) -> None:
    """UK GDPR Art 12A(4)(a): before the first month, with its pauses, has ended; later it does not move the date."""

    def told(on: date) -> Recorded:
        return Recorded(Kind.SAR, RECEIVED, clarifications=clarifications, extended=True, extended_on=on)

    assert due(told(last), NONE).running
    assert due(told(RECEIVED), NONE).due == due(told(last), NONE).due
    with pytest.raises(ClockRefused, match=rf"after the month ended on {last.isoformat()}.*12A\(3\)"):
        due(told(last + timedelta(days=1)), NONE)


def test_a_late_extension_is_refused_although_a_question_is_open() -> None:
    """UK GDPR Art 12A(4)(a): a question in the extension does not hide that it was notified too late."""
    late = Wait(date(2026, 11, 20))
    recorded = Recorded(Kind.SAR, RECEIVED, clarifications=(late,), extended=True, extended_on=date(2026, 11, 10))
    with pytest.raises(ClockRefused, match="after the month ended on 2026-11-02"):
        due(recorded, NONE)


def test_an_extension_may_be_notified_while_a_question_is_open() -> None:
    """UK GDPR Art 12A(4)(a) and (5): the month does not end while its clock is paused."""
    asked = Wait(date(2026, 10, 20))
    recorded = Recorded(Kind.SAR, RECEIVED, clarifications=(asked,), extended=True, extended_on=date(2026, 11, 20))
    assert not due(recorded, NONE).running
    answered = replace(recorded, clarifications=(Wait(asked.asked, date(2026, 11, 25)),))
    assert due(answered, NONE).due == date(2027, 2, 8)  # 37 days after 1 January, a Sunday, and so Monday


@pytest.mark.parametrize("answered", [date(2026, 8, 5), date(2026, 8, 14)])
def test_no_date_lies_before_the_answer_to_a_question(answered: date) -> None:
    """UK GDPR Art 12A(5)(b): raw Saturday 1 August, asked on Monday 3: a paused clock does not run out."""
    question = Wait(date(2026, 8, 3), answered)
    recorded = Recorded(Kind.SAR, date(2026, 7, 1), clarifications=(question,))
    assert due(recorded, NONE).due == answered
    again = replace(recorded, clarifications=(question, Wait(answered)))
    assert not due(again, NONE).running
    told = replace(recorded, extended=True, extended_on=answered)
    assert due(told, NONE).running


@pytest.mark.parametrize("what", ["identity", "fee"])
@pytest.mark.parametrize("answered", [None, date(2026, 11, 20)])
def test_evidence_or_a_fee_asked_for_after_the_month_starts_no_other(what: str, answered: date | None) -> None:
    """UK GDPR Art 12A(1) and (2): on the last day it may still be asked for; after it the answer was due before."""

    def asked(on: date) -> Recorded:
        wait = Wait(on, answered)
        if what == "identity":
            return Recorded(Kind.SAR, RECEIVED, identity=wait)
        return Recorded(Kind.SAR, RECEIVED, fee=wait)

    in_time = asked(date(2026, 11, 2))
    assert due(in_time, NONE).due == (date(2026, 12, 21) if answered else None)
    late = asked(date(2026, 11, 3))
    with pytest.raises(ClockRefused, match=r"2026-11-03, after the month ended on 2026-11-02; .*12A\(2\)"):
        due(late, NONE)


def test_a_second_demand_for_evidence_is_measured_by_the_month_that_the_first_started() -> None:
    """UK GDPR Art 12A(2): each demand is looked at by itself, so a timely first one excuses no late second."""
    first = Wait(date(2026, 10, 5), date(2026, 10, 20))
    within = Recorded(Kind.SAR, RECEIVED, identity=Wait(date(2026, 11, 20)), identity_before=(first,))
    assert not due(within, NONE).running
    with pytest.raises(ClockRefused, match="2026-11-21, after the month ended on 2026-11-20"):
        due(replace(within, identity=Wait(date(2026, 11, 21), date(2026, 11, 22))), NONE)
    fee = replace(within, identity=first, identity_before=(), fee=Wait(date(2026, 11, 21)))
    with pytest.raises(ClockRefused, match="fee was asked for on 2026-11-21"):
        due(fee, NONE)


def test_evidence_may_be_asked_for_while_a_question_pauses_the_month() -> None:
    """UK GDPR Art 12A(2) and (5)(b): the month does not end while its clock is paused."""
    question = Wait(date(2026, 10, 20))
    recorded = Recorded(Kind.SAR, RECEIVED, clarifications=(question,), identity=Wait(date(2026, 11, 20)))
    assert not due(recorded, NONE).running


# --- Days to keep an eye on ---------------------------------------------------------------------------------------


def test_the_last_day_for_an_extension_is_given_unrolled() -> None:
    """UK GDPR Art 12A(4): the corresponding date itself is the safe day for the notice, though the answer rolls."""
    found = due(Recorded(Kind.SAR, RECEIVED), NONE)
    assert [(alert.on, alert.cite) for alert in found.alerts] == [(date(2026, 11, 1), "UK GDPR Art 12A(3)")]
    extended = due(Recorded(Kind.SAR, RECEIVED, extended=True), NONE)
    assert [alert.on for alert in extended.alerts] == [date(2026, 11, 1)]
    assert due(Recorded(Kind.SAR, RECEIVED, extended=True, extended_on=date(2026, 10, 20)), NONE).alerts == ()


@pytest.mark.parametrize(
    ("answered", "early"),
    [
        (date(2026, 10, 7), date(2026, 11, 3)),  # due on Wednesday 4 November
        (date(2026, 10, 5), None),  # raw Monday 2, the day before is Sunday 1: the same Monday
    ],
)
def test_the_date_with_one_end_of_a_pause_left_out_is_watched(answered: date, early: date | None) -> None:
    """UK GDPR Art 12A(5)(b) includes both ends; who reads it otherwise would expect the answer a day sooner."""
    found = due(Recorded(Kind.SAR, RECEIVED, clarifications=(Wait(date(2026, 10, 5), answered),)), NONE)
    assert [alert.on for alert in found.alerts if "one end" in alert.says] == ([early] if early else [])


@pytest.mark.parametrize(
    ("clarifications", "expected", "days"),
    [
        (((5, 5),), date(2026, 11, 2), 1),  # asked and answered on one day: that day
        (((5, 7), (7, 8)), date(2026, 11, 5), 4),  # 7 October is in both
        (((5, 9), (6, 7)), date(2026, 11, 6), 5),  # one within the other
        (((5, 7), (12, 13)), date(2026, 11, 6), 5),
        (((1, 1),), date(2026, 11, 2), 1),  # asked on the day of receipt
    ],
)
def test_the_days_of_a_question_are_added_to_the_raw_date(
    clarifications: tuple[tuple[int, int], ...], expected: date, days: int
) -> None:
    """UK GDPR Art 12A(5)(b): both ends included, overlaps once, added to 1 November (a Sunday), rolled once."""
    waits = tuple(Wait(date(2026, 10, asked), date(2026, 10, answered)) for asked, answered in clarifications)
    found = due(Recorded(Kind.SAR, RECEIVED, clarifications=waits), NONE)
    assert found.due == expected
    assert "UK GDPR Art 12A(5)(b)" in found.cites
    words = "1 day of the period is" if days == 1 else f"In all {days} days of the period are"
    assert any(reason.startswith(words) for reason in found.because)


def test_a_question_before_the_relevant_time_takes_no_day() -> None:
    """UK GDPR Art 12A(2) and (5): days before the identity came are no days of the period."""
    identity = Wait(date(2026, 10, 2), date(2026, 10, 12))
    before = (Wait(date(2026, 10, 5), date(2026, 10, 11)),)
    across = (Wait(date(2026, 10, 5), date(2026, 10, 13)),)
    assert due(Recorded(Kind.SAR, RECEIVED, identity=identity, clarifications=before), NONE).due == date(2026, 11, 12)
    assert due(Recorded(Kind.SAR, RECEIVED, identity=identity, clarifications=across), NONE).due == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("identity", "fee", "expected"),
    [
        ((2, 12), None, date(2026, 11, 12)),
        (None, (2, 13), date(2026, 11, 13)),
        ((2, 12), (2, 9), date(2026, 11, 12)),
        ((2, 9), (2, 13), date(2026, 11, 13)),
        ((1, 1), None, date(2026, 11, 2)),
    ],
)
def test_the_month_starts_on_the_latest_of_request_identity_and_fee(
    identity: tuple[int, int] | None, fee: tuple[int, int] | None, expected: date
) -> None:
    """UK GDPR Art 12A(2): the relevant time is the latest of the three."""
    spans = [Wait(date(2026, 10, one[0]), date(2026, 10, one[1])) if one else None for one in (identity, fee)]
    assert due(Recorded(Kind.SAR, RECEIVED, identity=spans[0], fee=spans[1]), NONE).due == expected


@pytest.mark.parametrize(
    ("extended", "words"),
    [
        (
            False,
            "Counted one month from Thursday 1 October 2026, that is to Sunday 1 November 2026 (UK GDPR Art 12A(1)).",
        ),
        (
            True,
            "Counted three months from Thursday 1 October 2026, that is to Friday 1 January 2027 "
            "(UK GDPR Art 12A(3)).",
        ),
    ],
)
def test_the_working_says_how_many_months_were_counted(extended: bool, words: str) -> None:
    """UK GDPR Art 12A(1) and (3): the raw date stands in the working before it is rolled."""
    assert words in due(Recorded(Kind.SAR, RECEIVED, extended=extended), NONE).because
