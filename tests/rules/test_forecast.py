"""The forecast as a rule: what makes it worse and what must not, and how usual times come about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.clock import Wait
from rules.forecast import Ahead, Forecast, Outlook, ahead, foretell
from rules.lifecycle import MOVES, State
from rules.step_times import ASSUMED, ENDS, Rest, Step, Usual, share, took, usual, worked
from tests.rules.calendars import RELEASE

UK = RELEASE.united_kingdom
MONDAY = date(2026, 11, 2)
SOONER_IS_WORSE = [Outlook.LATE, Outlook.WILL_BREACH, Outlook.TIGHT, Outlook.SAFE]

days = st.integers(0, 30)
usuals = st.tuples(days, days).map(lambda two: Usual(min(two), max(two), 5, Rest.KIND))
times = st.fixed_dictionaries(dict.fromkeys(Step, usuals))
steps = st.sets(st.sampled_from([*Step]), min_size=1).map(lambda some: tuple(step for step in Step if step in some))
todays = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def told(of: Ahead, by: dict[Step, Usual], today: date = MONDAY) -> Forecast:
    """The forecast on the calendar of the release."""
    return foretell(of, by, today, UK)


def rank(found: Forecast) -> int:
    """The higher the better."""
    return SOONER_IS_WORSE.index(found.outlook)


@given(steps, days, times, todays, st.integers(-20, 60), st.integers(0, 40))
def test_more_days_left_never_make_it_worse(
    some: tuple[Step, ...], stood: int, by: dict[Step, Usual], today: date, due: int, later: int
) -> None:
    """A date that lies later is missed no sooner."""
    sooner = told(Ahead(some, stood, today + timedelta(due)), by, today)
    after = told(Ahead(some, stood, today + timedelta(due + later)), by, today)
    assert rank(after) >= rank(sooner)


@given(steps, days, times, todays, st.integers(0, 60), st.sampled_from([*Step]), st.integers(1, 20))
def test_a_slower_step_never_makes_it_better(
    some: tuple[Step, ...], stood: int, by: dict[Step, Usual], today: date, due: int, which: Step, more: int
) -> None:
    """What usually takes longer is ready no sooner."""
    of = Ahead(some, stood, today + timedelta(due))
    slower = {**by, which: Usual(by[which].median + more, by[which].slow + more, 5, Rest.KIND)}
    assert rank(told(of, slower, today)) <= rank(told(of, by, today))
    assert told(of, slower, today).ready >= told(of, by, today).ready


@given(steps, days, times, times, todays, st.integers(0, 60))
def test_a_step_that_is_finished_does_not_count(
    some: tuple[Step, ...], stood: int, by: dict[Step, Usual], other: dict[Step, Usual], today: date, due: int
) -> None:
    """How long a step takes that is behind a request changes nothing; and the same gives the same."""
    of = Ahead(some, stood, today + timedelta(due))
    assert told(of, {**other, **{step: by[step] for step in some}}, today) == told(of, by, today)


def test_a_clock_that_waits_cannot_be_missed() -> None:
    """While the requester is waited for there is no date, however slow everything is."""
    slow = dict.fromkeys(Step, Usual(30, 40, 5, Rest.KIND))
    found = told(Ahead((Step.PREPARED,), 0, MONDAY, waits=True), slow)
    assert (found.outlook, found.because) == (
        Outlook.NO_DATE,
        "The clock waits for the requester: meanwhile no date can be missed.",
    )


@pytest.mark.parametrize(
    ("due", "outlook", "because"),
    [
        (date(2026, 11, 6), Outlook.WILL_BREACH, "4 working days left; preparing usually takes 6 here (it has stood "
         "there for 2), approving 2."),
        (date(2026, 11, 10), Outlook.TIGHT, "6 working days left; preparing usually takes 6 here (it has stood there "
         "for 2), approving 2. Where it goes slowly, as one in five does, it takes 9 in all."),
        (date(2026, 11, 13), Outlook.SAFE, "9 working days left; preparing usually takes 6 here (it has stood there "
         "for 2), approving 2."),
        (date(2026, 10, 30), Outlook.LATE, "The date has passed; preparing usually takes 6 here (it has stood there "
         "for 2), approving 2."),
    ],
)  # fmt: skip
def test_each_outlook_has_its_reason(due: date, outlook: Outlook, because: str) -> None:
    """The numbers that decided stand in the sentence: 4 are left of preparing, 2 of approving, at most 6 and 3."""
    by = {**ASSUMED, Step.PREPARED: Usual(6, 8, 7, Rest.KIND), Step.APPROVED: Usual(2, 3, 7, Rest.KIND),
          Step.SENT: Usual(0, 0, 7, Rest.KIND)}  # fmt: skip
    found = told(Ahead((Step.PREPARED, Step.APPROVED, Step.SENT), 2, due), by)
    assert (found.outlook, found.because) == (outlook, because)
    assert (found.ready, found.slowly) == (date(2026, 11, 10), date(2026, 11, 13))


def test_what_stands_longer_than_is_usual_is_not_expected_today() -> None:
    """A step that has its usual time behind it still has to end: tomorrow at the earliest, and never in the past."""
    by = {**ASSUMED, Step.SENT: Usual(0, 1)}
    assert told(Ahead((Step.SENT,), 0, MONDAY), by).ready == MONDAY
    assert told(Ahead((Step.SENT,), 9, MONDAY), by).ready == date(2026, 11, 3)


def test_an_assumption_is_called_one() -> None:
    """Nobody takes a number for experience that is none."""
    assert "preparing is assumed to take 5" in told(Ahead((Step.PREPARED,), 0, MONDAY), ASSUMED).because
    by = {**ASSUMED, Step.PREPARED: Usual(5, 5, 5, Rest.KIND)}
    assert "approving 2 (assumed)" in told(Ahead((Step.PREPARED, Step.APPROVED), 0, MONDAY), by).because


@pytest.mark.parametrize(
    ("of_kind", "of_all", "expected"),
    [
        ((1, 2, 3, 4, 50), (9,) * 9, Usual(3, 4, 5, Rest.KIND)),
        ((1, 2, 3, 4), (9,) * 9, Usual(9, 9, 9, Rest.ALL)),
        ((1, 2, 3, 4), (1, 2, 3, 4), ASSUMED[Step.KIND]),
    ],
)
def test_few_cases_are_no_experience(of_kind: tuple[int, ...], of_all: tuple[int, ...], expected: Usual) -> None:
    """Five of the kind, else five of all kinds, else the assumption."""
    assert usual(Step.KIND, of_kind, of_all) == expected


@given(st.lists(days, min_size=1), st.sampled_from([0.5, 0.8]))
def test_a_share_is_the_least_that_so_many_did_not_exceed(some: list[int], part: float) -> None:
    """Against its definition, counted out."""
    enough = [each for each in some if sum(other <= each for other in some) >= part * len(some)]
    assert share(some, part) == min(enough)


def test_steps_side_by_side_take_what_the_request_took() -> None:
    """Each step counts from the end of the one before it, whichever that was (30 November: St Andrew's Day)."""
    ended = {
        Step.READ: MONDAY,
        Step.KIND: date(2026, 11, 3),
        Step.PREPARED: date(2026, 11, 6),
        Step.CONSENTS: date(2026, 11, 20),
        Step.APPROVED: date(2026, 12, 1),
        Step.SENT: date(2026, 12, 1),
    }
    found = took(MONDAY, ended, (), UK)
    assert found == {"read": 0, "kind": 1, "prepared": 3, "consents": 10, "approved": 6, "sent": 0}
    assert sum(found.values()) == UK.between(MONDAY, date(2026, 12, 1))


def test_days_on_which_the_requester_is_waited_for_are_nobodys() -> None:
    """Asked on Tuesday, answered on Thursday of the week after: seven working days that count for no step."""
    wait = Wait(date(2026, 11, 3), date(2026, 11, 12))
    assert worked(MONDAY, date(2026, 11, 13), (wait,), UK) == 9 - 7
    assert worked(MONDAY, date(2026, 11, 13), (wait, Wait(date(2026, 11, 10), None)), UK) == 1
    assert worked(date(2026, 11, 13), date(2026, 11, 16), (wait,), UK) == 1


@pytest.mark.parametrize(
    ("state", "consents", "approvals", "expected"),
    [
        (State.LOGGED, True, True, [*Step]),
        (State.IN_DOUBT, False, True, [Step.KIND, Step.PREPARED, Step.APPROVED, Step.SENT]),
        (State.OPEN, True, False, [Step.CONSENTS, Step.PREPARED, Step.SENT]),
        (State.PREPARED, True, True, [Step.CONSENTS, Step.APPROVED, Step.SENT]),
        (State.PREPARED, False, False, [Step.SENT]),
    ],
)
def test_the_steps_ahead_follow_from_the_state(
    state: State, consents: bool, approvals: bool, expected: list[Step]
) -> None:
    """What is behind a request, and what nobody is asked for, does not lie ahead of it."""
    assert [*ahead(state, consents=consents, approvals=approvals)] == expected


def test_every_open_state_has_a_step_ahead_and_every_step_an_event() -> None:
    """A state or an event of the lifecycle that is new cannot be forgotten here."""
    assert all(ahead(state, consents=False, approvals=False)[-1] is Step.SENT for state in State if state.is_open)
    assert {step for ended in ENDS.values() for step in ended} == {*Step}
    assert {event for (source, _), event in MOVES.items() if source is State.LOGGED} <= {*ENDS}
