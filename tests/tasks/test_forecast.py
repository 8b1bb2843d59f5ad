"""The forecast of a service from its own history, worked out by hand, on each database."""

from datetime import date
from pathlib import Path

import pytest

from models.access import EVERYTHING, Sight
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.forecast import Outlook
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Held
from rules.step_times import ASSUMED, Rest, Step, Usual
from tasks import clock, disclosure, forecast, people
from tests import way
from tests.conftest import at

# Received on Monday 2 November 2026, read at once; then prepared, approved and sent on these days of November.
HISTORY = ((4, 5, 9), (5, 6, 9), (6, 9, 9), (9, 10, 12), (10, 11, 12))
TODAY = date(2026, 11, 12)
PREPARED, APPROVED, SENT = (2, 3, 4, 5, 6), (1, 1, 1, 1, 1), (0, 1, 1, 2, 2)  # what follows, in working days


@pytest.fixture
def derby(installation: Path) -> None:
    """Five requests for information that Derby answered."""
    for november in HISTORY:
        prepared, approved, sent = (date(2026, 11, day) for day in november)
        reference = way.log(way.FOI, "derby", again=True)
        way.receive(reference, at(way.RECEIVED))
        _prepare(reference, prepared)
        way.approved(reference, "derby", Kind.FOI, approved)
        way.respond(reference, sent)


def _prepare(reference: str, on: date) -> None:
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        by="o.officer",
        at=at(on),
        ground=Ground.PUBLIC_INFORMATION,
        schedule=way.FOI_SCHEDULE,
        searched=tuple(Held),
    )


def usual(numbers: tuple[int, ...]) -> Usual:
    """The third of five, and the fourth."""
    return Usual(numbers[2], numbers[3], 5, Rest.KIND)


@pytest.mark.usefixtures("derby")
def test_a_history_worked_out_by_hand() -> None:
    """Usual times are those of this service; a kind with too few cases takes those of all, and says so."""
    found = forecast.usual_times("derby", TODAY)
    of_foi = found.of(Kind.FOI)
    assert (of_foi[Step.READ], of_foi[Step.KIND]) == (usual((0,) * 5), usual((0,) * 5))
    assert [of_foi[step] for step in (Step.PREPARED, Step.APPROVED, Step.SENT)] == [
        usual(PREPARED),
        usual(APPROVED),
        usual(SENT),
    ]
    assert of_foi[Step.CONSENTS] == ASSUMED[Step.CONSENTS]
    assert found.of(Kind.SAR)[Step.PREPARED] == Usual(4, 5, 5, Rest.ALL)
    assert forecast.usual_times("bathnes", TODAY).of(Kind.FOI) == ASSUMED  # another service's history is its own
    later = forecast.usual_times("derby", date(2028, 11, 13)).of(Kind.FOI)
    assert later == ASSUMED  # closed more than 24 months ago

    reference = way.log(way.FOI, "derby", again=True)  # due on 1 December; it is preparing since 2 November
    way.receive(reference, at(way.RECEIVED))
    for day, outlook, ready in (
        (24, Outlook.SAFE, date(2026, 11, 27)),
        (25, Outlook.TIGHT, date(2026, 12, 1)),  # 1 + 1 + 1 days, or slowly 1 + 1 + 2; three are left
        (26, Outlook.WILL_BREACH, date(2026, 12, 2)),
    ):
        [one] = forecast.open_requests(EVERYTHING, date(2026, 11, day))
        assert (one.reference, one.due, one.forecast.outlook) == (reference, date(2026, 12, 1), outlook)
        assert one.forecast.ready == ready
    [one] = forecast.open_requests(EVERYTHING, date(2026, 12, 2))
    assert one.forecast.outlook is Outlook.LATE
    assert forecast.open_requests(Sight("bathnes"), TODAY) == []


def test_a_request_moves_along_its_steps(installation: Path) -> None:
    """Each step that ends is behind it; an approval of something else than what is to go does not count (BWD-10)."""

    def stands(day: int) -> tuple[Step, int]:
        [one] = forecast.open_requests(EVERYTHING, date(2026, 11, day))
        return one.forecast.step, one.forecast.stood

    reference = way.log(way.LA_LEGAL, "blackburn")
    assert stands(3) == (Step.READ, 1)
    way.receive(reference, at(date(2026, 11, 3)))
    assert stands(5) == (Step.CONSENTS, 2)


@pytest.mark.usefixtures("installation")
def test_an_approval_of_another_answer_is_still_to_be_given() -> None:
    """What was approved is looked at, not that somebody approved: a changed answer is approved anew (BWD-10)."""
    reference = way.prepared(Kind.FOI, "derby", on=date(2026, 11, 9))
    way.approved(reference, "derby", Kind.FOI, date(2026, 11, 10))
    [one] = forecast.open_requests(EVERYTHING, TODAY)
    assert (one.forecast.step, one.forecast.stood) == (Step.SENT, 2)
    people.record(
        reference, people.Standing.REQUESTER, by="o.officer", at=at(date(2026, 11, 11)), name="Linden Marshgrave"
    )
    [one] = forecast.open_requests(EVERYTHING, TODAY)
    assert one.forecast.step is Step.APPROVED


@pytest.mark.usefixtures("installation")
def test_a_paused_clock_has_no_breach() -> None:
    """While the requester is asked what they mean there is no date, and the days count for no step (FOIA s.1(3))."""
    reference = way.opened(Kind.FOI, "derby")
    asked, answered = date(2026, 11, 5), date(2026, 11, 11)
    by = "o.officer"
    clock.record_events(reference, [Entry(Happened.CLARIFICATION_ASKED, asked)], by=by, at=at(asked))
    [one] = forecast.open_requests(EVERYTHING, date(2026, 11, 9))
    assert (one.forecast.outlook, one.due) == (Outlook.NO_DATE, None)
    clock.record_events(reference, [Entry(Happened.CLARIFICATION_ANSWERED, answered)], by=by, at=at(answered))
    [one] = forecast.open_requests(EVERYTHING, date(2026, 11, 12))
    assert (one.forecast.step, one.forecast.stood) == (
        Step.PREPARED,
        8 - 4,
    )  # the 6th, 9th, 10th and 11th are not ours
    assert one.due is not None
