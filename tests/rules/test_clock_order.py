"""The clock of an order, of a legal request, and of the kinds that no statute gives a date."""

from datetime import date

import pytest

from rules.clock import Promise, Recorded, look_by
from rules.kinds import Kind
from tests.rules.calendars import RELEASE, due

NONE = Promise()
TWENTY = Promise(20, ("DER-5",))
RECEIVED = date(2026, 10, 1)  # a Thursday


def test_an_order_is_due_on_its_own_date_alone() -> None:
    """DPA 2018 Sch 2 para 5(2): the order says when; no target and no weekend moves it."""
    saturday = date(2026, 11, 28)
    found = due(Recorded(Kind.COURT_ORDER, RECEIVED, required_by=saturday), TWENTY)
    assert (found.statutory, found.target, found.due) == (saturday, None, saturday)
    assert found.cites == ("DPA 2018 Sch 2 para 5(2)",)
    assert found.stated


def test_an_order_that_came_after_its_date_is_due_at_once() -> None:
    """DPA 2018 Sch 2 para 5(2): its date stands, so it is late from the first day, and not due on a later one."""
    found = due(Recorded(Kind.COURT_ORDER, RECEIVED, required_by=date(2026, 9, 28)), TWENTY)
    assert (found.statutory, found.target, found.due, found.stated) == (RECEIVED, None, RECEIVED, True)
    assert "by Monday 28 September 2026, before it reached us" in found.because[1]


@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_a_day_that_had_passed_when_the_letter_came_sets_no_date(kind: Kind) -> None:
    """DPA 2018 Sch 2 para 5(3): nothing compels an answer by it; the service's own target stands."""
    found = due(Recorded(kind, RECEIVED, required_by=date(2026, 9, 30)), TWENTY)
    assert (found.statutory, found.target, found.due) == (None, date(2026, 10, 29), date(2026, 10, 29))
    assert "Wednesday 30 September 2026, which had passed" in found.because[1]


def test_a_day_that_a_court_fixed_carries_no_warning() -> None:
    """DPA 2018 Sch 2 para 5(2): it rests on no bank holidays, so none that is proclaimed moves it."""
    found = due(Recorded(Kind.COURT_ORDER, RECEIVED, required_by=date(2029, 3, 1)), NONE)
    assert found.due == date(2029, 3, 1)
    assert not any("published" in reason for reason in found.because)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 11, 23), date(2026, 11, 24)),
        (date(2026, 11, 27), date(2026, 11, 30)),  # a Friday; Scotland's holiday closes no English court
        (date(2026, 12, 24), date(2026, 12, 29)),
    ],
)
def test_an_order_without_a_date_is_due_on_the_next_working_day(received: date, expected: date) -> None:
    """DPA 2018 Sch 2 para 5(2): until a manager sets the order's date nobody may rest on a later one."""
    found = due(Recorded(Kind.COURT_ORDER, received), TWENTY)
    assert (found.statutory, found.target, found.due) == (None, expected, expected)
    assert not found.stated
    assert "Until a manager sets the date" in found.because[-1]
    assert look_by(received, RELEASE) == expected


@pytest.mark.parametrize(
    ("required_by", "expected"),
    [
        (None, date(2026, 10, 29)),
        (date(2026, 10, 9), date(2026, 10, 9)),
        (date(2026, 12, 1), date(2026, 10, 29)),
        (date(2026, 10, 29), date(2026, 10, 29)),
    ],
)
@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
def test_a_legal_request_is_due_on_the_earlier_of_target_and_date_asked_for(
    kind: Kind, required_by: date | None, expected: date
) -> None:
    """DPA 2018 Sch 2 para 5(3) gives no power and sets no date: the service keeps the earlier of two days."""
    found = due(Recorded(kind, RECEIVED, required_by=required_by), TWENTY)
    assert (found.statutory, found.target, found.due) == (None, expected, expected)
    asked = [reason for reason in found.because if reason.startswith("The letter asks")]
    assert len(asked) == (required_by is not None)


@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.INSPECTION, Kind.ENQUIRY])
@pytest.mark.parametrize("promise", [NONE, TWENTY])
def test_a_kind_without_a_statute_has_no_statutory_date(kind: Kind, promise: Promise) -> None:
    """Only UK GDPR Art 12A, FOIA 2000 s.10 and an order set a date; without a promise there is none at all."""
    found = due(Recorded(kind, RECEIVED), promise)
    assert found.statutory is None
    assert found.due == found.target == (date(2026, 10, 29) if promise.working_days else None)
    assert found.running


def test_a_date_asked_for_does_not_shorten_a_statutory_clock() -> None:
    """UK GDPR Art 12A(1), FOIA 2000 s.10(1): the requester's own wish sets neither."""
    for kind, expected in ((Kind.SAR, date(2026, 11, 2)), (Kind.FOI, date(2026, 10, 29))):
        assert due(Recorded(kind, RECEIVED, required_by=date(2026, 10, 9)), NONE).due == expected
