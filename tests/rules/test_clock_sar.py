"""The clock of subject access: what starts it, what pauses it, what prolongs it."""

from datetime import date

import pytest

from rules.clock import Promise, Recorded, Wait, due
from rules.kinds import Kind
from rules.law import BeforeTheLaw

NONE = Promise()
RECEIVED = date(2026, 10, 1)  # a Thursday


@pytest.mark.parametrize(
    ("received", "cite"),
    [(date(2026, 2, 4), "UK GDPR Art 12(3)"), (date(2026, 2, 5), "UK GDPR Art 12A(1)")],
)
def test_the_article_changes_on_5_february_2026(received: date, cite: str) -> None:
    """SI 2026/82 reg 4: Art 12A is not for requests received before 5 February 2026."""
    assert due(Recorded(Kind.SAR, received), NONE).cites == (cite,)


def test_a_pause_is_refused_for_a_request_from_before_article_12a() -> None:
    """SI 2026/82 reg 4: Art 12A(5)(b) is not applied to a request received before 5 February 2026."""
    waits = (Wait(date(2026, 2, 6), date(2026, 2, 9)),)
    assert due(Recorded(Kind.SAR, date(2026, 2, 5), clarifications=waits), NONE).due == date(2026, 3, 9)
    with pytest.raises(BeforeTheLaw, match=r"2026-02-04 is before 2026-02-05.*Art 12A\(5\)\(b\)"):
        due(Recorded(Kind.SAR, date(2026, 2, 4), clarifications=waits), NONE)


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
    words = "1 day does not count" if days == 1 else f"{days} days do not count"
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
        (False, "Counted one month from Thursday 1 October 2026, that is to Sunday 1 November 2026."),
        (True, "Counted three months from Thursday 1 October 2026, that is to Friday 1 January 2027."),
    ],
)
def test_the_working_says_how_many_months_were_counted(extended: bool, words: str) -> None:
    """UK GDPR Art 12A(1) and (3): the raw date stands in the working before it is rolled."""
    assert words in due(Recorded(Kind.SAR, RECEIVED, extended=extended), NONE).because
