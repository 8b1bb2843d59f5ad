"""The clock against a second implementation of the same law, on thousands of cases, and what always holds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.clock import Promise, Recorded, Wait
from rules.kinds import Kind
from tests.rules import naive_clock
from tests.rules.calendars import due

NONE = Promise()
FIRST_DAY = date(2026, 2, 5)
RECEIPTS = st.dates(FIRST_DAY, date(2028, 3, 31))
CASES = 4000
SOME = settings(max_examples=150, deadline=None)

Draw = Callable[[int, int], int]  # a whole number from the first to the second, both included


def wait(received: date, draw: Draw, within: int, longest: int) -> Wait:
    """Something asked within so many days of receipt, and answered."""
    asked = received + timedelta(days=draw(0, within))
    return Wait(asked, asked + timedelta(days=draw(0, longest)))


def access_request(draw: Draw) -> Recorded:
    """A subject access request with whatever can happen to it, each question asked inside the month."""
    received = FIRST_DAY + timedelta(days=draw(0, 780))
    return Recorded(
        Kind.SAR,
        received,
        clarifications=tuple(wait(received, draw, 27, 40) for _ in range(draw(0, 3))),
        identity=wait(received, draw, 20, 60) if draw(0, 2) == 2 else None,
        fee=wait(received, draw, 20, 60) if draw(0, 3) == 3 else None,
        extended=draw(0, 1) == 1,
    )


def information_request(draw: Draw) -> Recorded:
    """A freedom of information request with whatever can happen to it; a fees notice is given in time (s.9(1))."""
    received = FIRST_DAY + timedelta(days=draw(0, 780))
    clarifications = tuple(wait(received, draw, 20, 40) for _ in range(draw(0, 2)))
    last = naive_clock.foi(received, clarifications)
    return Recorded(
        Kind.FOI,
        received,
        clarifications=clarifications,
        fee=wait(received, draw, (last - received).days, 80) if draw(0, 1) == 1 else None,
        extended=draw(0, 1) == 1,
    )


def many(make: Callable[[Draw], Recorded]) -> Iterator[Recorded]:
    """Thousands of cases, the same in each run."""
    draw = Random(20260205).randint
    return (make(draw) for _ in range(CASES))


def test_subject_access_falls_due_as_counted_day_by_day() -> None:
    """UK GDPR Art 12A(1) to (5): relevant time, one month or three, the days of questions, one roll."""
    wrong = []
    for case in many(access_request):
        months = 3 if case.extended else 1
        expected = naive_clock.sar(case.received, case.clarifications, case.identity, case.fee, months)
        if due(case, NONE).statutory != expected:
            wrong.append((case, expected))
    assert wrong == []


def test_freedom_of_information_falls_due_as_counted_day_by_day() -> None:
    """FOIA 2000 s.1(3), s.10(1) to (3) and (6): a fresh start, days disregarded, twenty or forty."""
    wrong = []
    for case in many(information_request):
        expected = naive_clock.foi(case.received, case.clarifications, case.fee, 40 if case.extended else 20)
        if due(case, NONE).statutory != expected:
            wrong.append((case, expected))
    assert wrong == []


def test_a_services_target_falls_as_counted_day_by_day() -> None:
    """DER-5: working days from the relevant time; those on which the service waited are left out."""
    wrong = []
    for case in many(access_request):
        starts = naive_clock.relevant_time(case.received, case.identity, case.fee)
        expected = naive_clock.target(starts, 20, case.clarifications)
        if due(replace(case, extended=False), Promise(20, ("DER-5",))).target != expected:
            wrong.append((case, expected))
    assert wrong == []


def _drawn(make: Callable[[Draw], Recorded]) -> st.SearchStrategy[Recorded]:
    return st.randoms(use_true_random=False).map(lambda source: make(source.randint))


ANY_REQUEST = st.one_of(
    _drawn(access_request),
    _drawn(information_request),
    st.builds(
        lambda kind, received, days: Recorded(
            kind, received, required_by=None if days is None else received + timedelta(days=days)
        ),
        st.sampled_from([Kind.LA_LEGAL, Kind.COURT_ORDER, Kind.THIRD_PARTY, Kind.INSPECTION, Kind.ENQUIRY]),
        RECEIPTS,
        st.none() | st.integers(0, 60),
    ),
)
DRAWS: st.SearchStrategy[Draw] = st.randoms(use_true_random=False).map(lambda source: source.randint)
PROMISES = st.sampled_from([NONE, Promise(20, ("DER-5",)), Promise(5, ("good practice: inspectors work to days",))])


@SOME
@given(ANY_REQUEST, PROMISES)
def test_nothing_is_due_before_it_came(recorded: Recorded, promise: Promise) -> None:
    """No date lies before the receipt, and the date to keep is the earlier of those there are."""
    found = due(recorded, promise)
    dates = [day for day in (found.statutory, found.target) if day]
    assert all(day >= recorded.received for day in dates)
    assert found.due == (min(dates) if dates else None)
    assert found.running


@SOME
@given(ANY_REQUEST, PROMISES)
def test_the_same_events_give_the_same_date(recorded: Recorded, promise: Promise) -> None:
    """A stored date is a copy: computed anew, and with its questions in another order, it is the same."""
    found = due(recorded, promise)
    assert due(recorded, promise) == found
    turned = due(replace(recorded, clarifications=recorded.clarifications[::-1]), promise)
    assert (turned.statutory, turned.target, turned.due) == (found.statutory, found.target, found.due)


_WRITTEN = re.compile(r"[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4}")


@SOME
@given(ANY_REQUEST, PROMISES)
def test_the_working_ends_on_the_date_to_keep(recorded: Recorded, promise: Promise) -> None:
    """The last date named in the working is the date to keep, and the first is the day of receipt."""
    found = due(recorded, promise)
    named = [datetime.strptime(text, "%A %d %B %Y").date() for text in _WRITTEN.findall(" ".join(found.because))]  # noqa: DTZ007
    assert named[0] == recorded.received
    assert named[-1] == (found.due or recorded.received)
    assert all(reason.endswith(".") for reason in found.because)
    assert found.cites or (promise is NONE and found.statutory is None)


@SOME
@given(_drawn(access_request), st.data())
def test_a_pause_never_makes_subject_access_due_earlier(recorded: Recorded, data: st.DataObject) -> None:
    """UK GDPR Art 12A(5)(b): another question, or a later answer, leaves the date or moves it on."""
    before = due(recorded, NONE).statutory
    more = wait(recorded.received, data.draw(DRAWS), 27, 60)
    asked = due(replace(recorded, clarifications=(*recorded.clarifications, more)), NONE).statutory
    longer = replace(more, answered=(more.answered or more.asked) + timedelta(days=data.draw(st.integers(0, 9))))
    waited = due(replace(recorded, clarifications=(*recorded.clarifications, longer)), NONE).statutory
    assert before is not None
    assert asked is not None
    assert waited is not None
    assert before <= asked <= waited
    assert asked <= before + timedelta(days=((more.answered or more.asked) - more.asked).days + 1 + 5)


@SOME
@given(RECEIPTS, st.data())
def test_a_fee_or_a_clarification_never_makes_foi_due_earlier(received: date, data: st.DataObject) -> None:
    """FOIA 2000 s.1(3) and s.10(2): a fresh start and disregarded days only move the date on."""
    plain = due(Recorded(Kind.FOI, received), NONE).statutory
    clarified = due(
        Recorded(Kind.FOI, received, clarifications=(wait(received, data.draw(DRAWS), 20, 60),)), NONE
    ).statutory
    charged = due(Recorded(Kind.FOI, received, fee=wait(received, data.draw(DRAWS), 20, 60)), NONE).statutory
    extended = due(Recorded(Kind.FOI, received, extended=True), NONE).statutory
    assert plain is not None
    for moved in (clarified, charged, extended):
        assert moved is not None
        assert moved >= plain


@pytest.mark.parametrize("kind", [Kind.SAR, Kind.FOI])
@SOME
@given(received=RECEIPTS, later=st.integers(0, 40))
def test_a_later_receipt_is_never_due_earlier(kind: Kind, received: date, later: int) -> None:
    """Who asks later is not answered sooner: the statutory date is monotone in the day of receipt."""
    first = due(Recorded(kind, received), NONE).statutory
    second = due(Recorded(kind, received + timedelta(days=later)), NONE).statutory
    assert first is not None
    assert second is not None
    assert first <= second


@SOME
@given(_drawn(access_request))
def test_an_extension_is_three_months_at_once(recorded: Recorded) -> None:
    """UK GDPR Art 12A(3): counted from the relevant time directly, two months after the one."""
    month = due(replace(recorded, extended=False), NONE).statutory
    three = due(replace(recorded, extended=True), NONE).statutory
    assert month is not None
    assert three is not None
    assert timedelta(days=54) <= three - month <= timedelta(days=67)
