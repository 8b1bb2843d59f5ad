"""Reviews and complaints on record, on both databases: dates, events, what is refused, recompute, reminders."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import follow_ups as on_record
from models import holds, queries
from models.access import EVERYTHING
from models.audit_chain import verify
from models.db import reading
from models.rehearsal import rehearsing
from rules.clock import ClockRefused
from rules.follow_ups import FollowUpRefused, Outcome
from rules.kinds import FollowUp, Kind
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.typed import TypedRefused
from tasks import follow_ups, holidays, policies, recompute, reminders
from tasks.moved import Because, Change, Kept, Moved, Which
from tests import staff, way
from tests.conftest import at
from tests.followed import ANSWERED, answered, rows
from tests.logged import events
from tests.tasks.on_record import everything
from tests.tasks.recomputed import SCOTLAND, apply, look, proclaim, row

REVIEW, COMPLAINT = FollowUp.INTERNAL_REVIEW, FollowUp.COMPLAINT
ON = date(2026, 11, 16)  # a Monday
BY: dict[str, Any] = {"by": "m.manager", "at": at(date(2026, 11, 20))}


def last(reference: str) -> tuple[str, dict[str, Any]]:
    """The newest event of a request."""
    event = events(reference)[-1]
    return event.event, event.what


def test_a_review_of_a_closed_request_has_its_own_date(installation: Path) -> None:
    """Code of Practice, 5: 20 working days, 40 where it is complex; with working, data version and event."""
    reference = answered(Kind.FOI)
    assert follow_ups.record(reference, REVIEW, ON, **BY) == 1
    (found,) = rows(reference)
    assert (found.due, found.data_version) == (date(2026, 12, 15), holidays.in_force().version)
    assert any("As good practice a review takes 20 working days" in line for line in found.working["because"])
    assert last(reference) == (
        "follow_up.recorded",
        {
            "follow_up": "internal_review",
            "on": "2026-11-16",
            "complex": False,
            "due": "2026-12-15",
            "cites": found.working["cites"],
            "data_version": found.data_version,
        },
    )
    follow_ups.lengthen(reference, 1, **BY)
    assert rows(reference)[0].due == date(2027, 1, 18)
    assert last(reference)[1]["before"] == "2026-12-15"
    with reading() as session:
        assert queries.request(session, reference).state is State.CLOSED
        assert verify(session)[0] is None


def test_a_complaint_is_acknowledged_then_decided(installation: Path) -> None:
    """DPA 2018 s.164A(3), (4): about a request that is open; once it has ended nothing keeps the record any more."""
    reference = way.opened(Kind.SAR, "bathnes")
    follow_ups.record(reference, COMPLAINT, ON, **BY)
    assert rows(reference)[0].due == date(2026, 12, 16)
    follow_ups.acknowledge(reference, COMPLAINT, 1, date(2026, 11, 17), **BY)
    with reading() as session:
        (found,) = on_record.open_ones(session, EVERYTHING)
        stops = [str(stop) for stop in holds.stops_disposal(session, queries.request(session, reference))]
    assert found.one.keep_by is None
    assert any("the complaint about BNS-2026-0001 is open" in stop for stop in stops)
    follow_ups.end(reference, COMPLAINT, 1, Outcome.NOT_UPHELD, date(2026, 11, 19), **BY)
    assert last(reference) == (
        "follow_up.ended",
        {
            "follow_up": "complaint",
            "number": 1,
            "outcome": "not_upheld",
            "on": "2026-11-19",
            "decided_by": "m.manager",
        },
    )
    with reading() as session:
        assert on_record.open_ones(session, EVERYTHING) == []
        stops = [str(stop) for stop in holds.stops_disposal(session, queries.request(session, reference))]
    assert not any("complaint" in stop for stop in stops)


def test_who_decided_first_reviews_only_with_a_reason(installation: Path) -> None:
    """Code of Practice, 5: another person where that is possible; why not, is on record, and names nobody."""
    reference = answered(Kind.FOI)
    follow_ups.record(reference, REVIEW, ON, **BY)
    end: dict[str, Any] = {"reference": reference, "what": REVIEW, "number": 1, "outcome": Outcome.UPHELD, "on": ON}
    for decided_by in ("o.officer", "approver.0", "M.Manager"):  # prepared, approved, released
        with pytest.raises(FollowUpRefused, match=r"did not decide the first answer.*Code of Practice, part 5"):
            follow_ups.end(**end, decided_by=decided_by, **BY)
    assert last(reference)[0] == "follow_up.refused"
    with pytest.raises(TypedRefused, match="names nobody"):
        follow_ups.end(**end, because="Marshgrove asked for me.", **BY)
    follow_ups.end(**end, because="There is no other manager.", **BY)
    assert rows(reference)[0].same_because == "There is no other manager."
    assert last(reference)[1]["because"] == "There is no other manager."


def test_somebody_else_reviews_without_more_words(installation: Path) -> None:
    """Code of Practice, 5: whoever reviewed is on record by their role, where they are of the council."""
    reference = answered(Kind.FOI)
    follow_ups.record(reference, REVIEW, ON, **BY)
    who = "the council's information officer"
    follow_ups.end(reference, REVIEW, 1, Outcome.OVERTURNED, ON, decided_by=who, **BY)
    (found,) = rows(reference)
    assert (found.outcome, found.decided_by, found.same_because) == (Outcome.OVERTURNED, who, None)


def test_a_day_that_was_written_down_wrongly_is_put_right(installation: Path) -> None:
    """Design, 5: the date follows, and both days stay on record with the reason; without one nothing changes."""
    reference = answered(Kind.SAR, "derby")
    follow_ups.record(reference, COMPLAINT, ON, **BY)
    before = everything()
    with pytest.raises(TypedRefused):
        follow_ups.correct(reference, COMPLAINT, 1, date(2026, 11, 13), " ", **BY)
    assert everything() == before
    follow_ups.correct(reference, COMPLAINT, 1, date(2026, 11, 13), "The stamp says so.", **BY)
    (found,) = rows(reference)
    assert (found.received_on, found.due) == (date(2026, 11, 13), date(2026, 12, 14))
    what = last(reference)[1]
    assert (what["before"], what["received"], what["because"]) == ("2026-11-16", "2026-11-13", "The stamp says so.")


def test_no_review_is_owed_by_a_charity(installation: Path) -> None:
    """FOIA 2000 s.3(1) and s.45: its answer was voluntary, and so is another look; a complaint it answers as any."""
    reference = answered(Kind.SAR, "blackburn")
    with pytest.raises(Refusal, match=r"s\.45"):
        follow_ups.record(reference, REVIEW, ON, **BY)
    follow_ups.record(reference, COMPLAINT, ON, **BY)
    with pytest.raises(ClockRefused, match="Nothing extends"):
        follow_ups.record(reference, COMPLAINT, ON, complex_=True, **BY)
    with pytest.raises(FollowUpRefused, match="No complaint number 2"):
        follow_ups.acknowledge(reference, COMPLAINT, 2, ON, **BY)


def test_another_services_request_is_not_found(installation: Path) -> None:
    """DER-1: whoever may not see a request records nothing of it, and is not told that it exists."""
    staff.of("derby")
    staff.of("bathnes")
    reference = staff.logged("bathnes", "officer.bathnes")
    with pytest.raises(Refusal, match=f"There is no request {reference}"):
        follow_ups.record(reference, COMPLAINT, ON, by="officer.derby", at=BY["at"])
    with pytest.raises(Refusal, match="may not"):
        follow_ups.end(reference, COMPLAINT, 1, Outcome.UPHELD, ON, by="officer.bathnes", at=BY["at"])


def test_a_rehearsal_keeps_nothing(home: Path) -> None:
    """Design, pages: what is shown before it is confirmed is taken back whole."""
    reference, seen = way.opened(Kind.SAR, "bathnes"), []
    before = everything()
    with rehearsing(lambda session: seen.extend(on_record.open_ones(session, EVERYTHING))):
        follow_ups.record(reference, COMPLAINT, ON, **BY)
    assert len(seen) == 1
    assert everything() == before


STEPS = st.tuples(
    st.sampled_from(["record", "acknowledge", "lengthen", "correct", "end"]),
    st.sampled_from(list(FollowUp)),
    st.integers(1, 2),
    st.integers(-4, 8).map(lambda days: ANSWERED + timedelta(days=days)),
    st.sampled_from(list(Outcome)),
    st.booleans(),
)


def take(reference: str, step: tuple[Any, ...]) -> None:
    """Take one step, whatever it is."""
    name, what, number, on, outcome, complex_ = step
    match name:
        case "record":
            follow_ups.record(reference, what, on, complex_=complex_, **BY)
        case "acknowledge":
            follow_ups.acknowledge(reference, what, number, on, **BY)
        case "lengthen":
            follow_ups.lengthen(reference, number, **BY)
        case "correct":
            follow_ups.correct(reference, what, number, on, "A slip.", **BY)
        case _:
            follow_ups.end(reference, what, number, outcome, on, decided_by="h.host", **BY)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=12))
def test_whatever_is_entered_the_dates_are_the_clocks(
    shared_request: str, installation: Path, steps: list[tuple[Any, ...]]
) -> None:
    """Design, 2 and 5: after any steps each stored date is the rule's, and a refusal changes nothing."""
    policy, calendars = policies.of("bathnes"), holidays.in_force()
    for step in steps:
        before = everything()
        try:
            take(shared_request, step)
        except Refusal:
            assert everything() == before
    for found in rows(shared_request):
        promise = policies.promise(found.what, policy)
        due = follow_ups.due(found.what, found.received_on, promise, calendars, complex_=found.complex)
        assert found.due == due.due
        assert (found.outcome is None) == (found.ended_on is None) == (found.decided_by is None)
        days = [day for day in (found.received_on, found.acknowledged_on, found.ended_on) if day]
        assert days == sorted(days)


@pytest.fixture
def shared_request(installation: Path) -> str:
    """One answered request for all examples: what came before is part of any sequence."""
    return answered(Kind.FOI)


def test_a_new_bank_holiday_moves_the_date_of_a_review(installation: Path) -> None:
    """FOIA 2000 s.10(6), Code of Practice 5: of a closed request too; looked at, then applied with its event."""
    reference = answered(Kind.FOI)
    follow_ups.record(reference, REVIEW, ON, **BY)
    follow_ups.record(reference, COMPLAINT, ON, **BY)
    follow_ups.record(reference, COMPLAINT, ON, **BY)
    follow_ups.acknowledge(reference, COMPLAINT, 2, ON, **BY)
    proclaim(installation, row(date(2026, 11, 24), SCOTLAND))
    moved = Change(Which.TARGET, date(2026, 12, 15), date(2026, 12, 16))
    expected = [
        Moved(reference, "bathnes", REVIEW, (moved,), Because.HOLIDAYS),
        Kept(reference, "bathnes", COMPLAINT),
    ]
    assert look() == expected
    assert rows(reference)[0].due == date(2026, 12, 15)
    assert recompute.stale_lines() == [
        "2 reviews and complaints rest on earlier bank-holiday data: run `inforights holidays check`."
    ]
    assert apply() == expected
    assert [one.due for one in rows(reference)] == [date(2026, 12, 16), date(2026, 12, 16), date(2026, 12, 16)]
    name, what = last(reference)
    assert (name, what["before"], what["due"]) == ("follow_up.moved", "2026-12-15", "2026-12-16")
    assert (look(), apply(), recompute.stale_lines()) == ([], [], [])


def test_one_that_ended_keeps_its_date(home: Path) -> None:
    """Design, 2: what is over is not worked out again."""
    reference = answered(Kind.FOI)
    follow_ups.record(reference, REVIEW, ON, **BY)
    follow_ups.end(reference, REVIEW, 1, Outcome.WITHDRAWN, ON, **BY)
    proclaim(home, row(date(2026, 11, 24), SCOTLAND))
    assert (look(), apply(), recompute.stale_lines()) == ([], [], [])


def test_the_daily_run_reminds_once_of_each_occasion(installation: Path) -> None:
    """DPA 2018 s.164A(3): before the day, on it, and every day after it until it is acknowledged; each once."""
    reference = answered(Kind.SAR)
    follow_ups.record(reference, COMPLAINT, ON, **BY)

    def said(day: date) -> list[str]:
        return [line for line in reminders.note_due("bathnes", at(day, 7)).lines if reference in line]

    assert said(date(2026, 11, 20)) == []
    (warned,) = said(date(2026, 12, 9))
    assert warned.startswith(f"an officer: The complaint about {reference} is due in 5 working days")
    assert said(date(2026, 12, 9)) == []
    late = said(date(2026, 12, 17))
    assert len(late) == 2
    assert all("is 1 working day late" in line for line in late)
    assert said(date(2026, 12, 17)) == []
    follow_ups.acknowledge(reference, COMPLAINT, 1, date(2026, 12, 17), by="m.manager", at=at(date(2026, 12, 17)))
    assert said(date(2026, 12, 18)) == []
