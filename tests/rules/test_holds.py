"""What stops the disposal of a record: an open request, an order, a legal request, somebody's hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.holds import AUTOMATIC, Because, DisposalRefused, Hold, refuse_disposal, stops_disposal
from rules.kinds import Kind

SINCE = date(2026, 11, 2)


def test_nothing_stops_what_nobody_asked_for() -> None:
    """UK GDPR Art 5(1)(e): without a request and without a hold the record may go when its time has come."""
    assert stops_disposal([], []) == ()
    refuse_disposal(())


def test_an_open_request_stops_disposal() -> None:
    """FOIA 2000 s.77, DPA 2018 s.173: what somebody has asked for is not destroyed; each request is named."""
    stops = stops_disposal(["DER-2026-0001", "DER-2026-0002"], [])
    assert [str(stop) for stop in stops] == [
        "the request DER-2026-0001 is open (FOIA 2000 s.77, DPA 2018 s.173)",
        "the request DER-2026-0002 is open (FOIA 2000 s.77, DPA 2018 s.173)",
    ]


@pytest.mark.parametrize("because", Because)
def test_a_hold_stops_disposal_until_it_is_lifted(because: Because) -> None:
    """DPA 2018 Sch 2 para 5, UK GDPR Art 17(3)(e): an order, a legal request, a hold that a person placed."""
    (stop,) = stops_disposal([], [Hold(because, SINCE)])
    assert stop.why == f"{because.words}, since Monday 2 November 2026"
    assert stop.cites
    assert stops_disposal([], [Hold(because, SINCE, lifted_on=SINCE)]) == ()


def test_a_refused_disposal_tells_every_reason() -> None:
    """FOIA 2000 s.77, DPA 2018 s.173: whoever disposes is told all that stops it, not the first alone."""
    stops = stops_disposal(["DER-2026-0001"], [Hold(Because.PLACED, SINCE), Hold(Because.COURT_ORDER, SINCE)])
    with pytest.raises(DisposalRefused) as told:
        refuse_disposal(stops)
    assert str(told.value).startswith("Nothing of it is destroyed: the request DER-2026-0001 is open")
    assert "a hold that a person placed" in str(told.value)
    assert "an order of a court or tribunal" in str(told.value)


def test_orders_and_legal_requests_hold_of_themselves() -> None:
    """DPA 2018 Sch 2 para 5(2) and 5(3): no other kind does."""
    assert AUTOMATIC == {Kind.COURT_ORDER: Because.COURT_ORDER, Kind.LA_LEGAL: Because.LA_LEGAL}


HOLDS = st.lists(st.builds(Hold, st.sampled_from(Because), st.just(SINCE), st.sampled_from([None, SINCE])))


@given(st.lists(st.sampled_from(["DER-2026-0001", "DER-2026-0002"])), HOLDS)
def test_it_is_stopped_exactly_while_something_stands(requests: list[str], holds: list[Hold]) -> None:
    """FOIA 2000 s.77, DPA 2018 s.173: one open request or one standing hold is enough, and nothing less."""
    stands = bool(requests) or any(hold.lifted_on is None for hold in holds)
    assert bool(stops_disposal(requests, holds)) is stands
