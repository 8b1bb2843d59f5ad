"""The register as it is copied out can be read in as an earlier one: every day, kind and state is what it was."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models.register import Entry
from reading.table import read_table
from rules import in_time
from rules.channel import Channel
from rules.clock import Promise, Recorded
from rules.earlier_register import Clocks, Dated, Line, Terms, dated, find, read_line
from rules.kinds import Kind
from rules.lifecycle import State
from tests.rules.calendars import RELEASE, due
from web.exports import register_table
from web.sheet import Form

TODAY = date(2026, 11, 26)
AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
PROMISE = Promise(20, ("DER-5",))
CLOCKS = Clocks(lambda _: PROMISE, RELEASE, is_public_authority=True, today=TODAY)
# A kind is open until a person has decided it, and what is over has one.
WITHOUT_KIND = [State.LOGGED, State.UNREADABLE, State.IN_DOUBT]
WITH_KIND = [state for state in State if state not in WITHOUT_KIND]


@some.composite
def entries(draw: some.DrawFn) -> Entry:
    """A request of the register whose clock nothing has moved."""
    received = draw(some.dates(date(2018, 5, 25), TODAY))
    state = draw(some.sampled_from(State))
    kinds = () if state in WITHOUT_KIND else tuple(draw(some.lists(some.sampled_from(Kind), min_size=1, unique=True)))
    found = [due(Recorded(kind, received), PROMISE) for kind in kinds]
    ended = received + timedelta(days=draw(some.integers(0, (TODAY - received).days)))
    sent = received + timedelta(days=draw(some.integers(0, (ended - received).days)))
    closed = ended if state in {State.CLOSED, State.WITHDRAWN} else None
    answered = in_time.answered_on(state, sent, closed)
    return Entry(
        reference=f"DER-2026-{draw(some.integers(1, 999_999)):04d}",
        service="derby",
        state=state,
        kinds=kinds,
        channel=draw(some.sampled_from(Channel)),
        received=received,
        statutory_due=in_time.soonest(one.statutory for one in found),
        due=in_time.soonest(one.due for one in found),
        answered=answered,
        closed=closed,
        in_time=in_time.all_in_time(answered, [one.statutory for one in found]),
    )


def read_back(kept: Sequence[Entry], form: Form) -> list[Dated]:
    """What the register says once it was copied out and read in."""
    table = read_table(register_table(kept).file(form, AT))
    headings = find([cells for _, cells in table.lines])
    assert headings.unknown == ["Due in law", "Due", "In time"]
    found = []
    for number, cells in table.lines[1:]:
        row, problems = read_line(Line(number, cells), headings, Terms(TODAY))
        assert problems == []
        assert row is not None
        one, problems = dated(row, headings, CLOCKS)
        assert problems == []
        assert one is not None
        found.append(one)
    return found


def said(one: Entry) -> tuple[object, ...]:
    """What is to come back of a request. One that is answered and not closed yet is closed with its answer."""
    state = State.OPEN if one.state.is_open else State.CLOSED if one.state is State.ANSWERED else one.state
    state = State.IN_DOUBT if one.state.is_open and not one.kinds else state
    days = (one.received, one.answered, one.closed or one.answered, one.statutory_due, one.due)
    return (one.reference, one.channel, one.kinds, state, *days)


def came_back(one: Dated) -> tuple[object, ...]:
    row = one.row
    statutory = in_time.soonest(found.statutory for found in one.dues)
    days = (row.received, row.answered, row.closed, statutory, in_time.soonest(found.due for found in one.dues))
    return (row.reference, row.channel, row.kinds, row.state, *days)


@settings(max_examples=60, deadline=None)
@given(some.lists(entries(), min_size=1, max_size=5))
def test_what_is_copied_out_is_read_in_with_the_same_days(kept: list[Entry]) -> None:
    """Issue 9: every date is worked out again to the day that it was, and in time stays in time."""
    assert [came_back(one) for one in read_back(kept, Form.CSV)] == [said(one) for one in kept]


@pytest.mark.parametrize("state", State)
def test_a_workbook_says_the_same(state: State) -> None:
    """Excel's days are days."""
    kinds = () if state in WITHOUT_KIND else (Kind.SAR, Kind.ENQUIRY)
    closed = date(2026, 10, 20) if state in {State.CLOSED, State.WITHDRAWN} else None
    received = date(2026, 10, 5)
    found = [due(Recorded(kind, received), PROMISE) for kind in kinds]
    kept = Entry(
        "DER-2026-0001", "derby", state, kinds, Channel.IN_PERSON, received,
        in_time.soonest(one.statutory for one in found), in_time.soonest(one.due for one in found),
        in_time.answered_on(state, date(2026, 10, 19), closed), closed, True,
    )  # fmt: skip
    assert [came_back(one) for one in read_back([kept], Form.EXCEL)] == [said(kept)]
