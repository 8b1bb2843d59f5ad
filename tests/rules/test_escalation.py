"""To whom a date goes beside whoever must act: the manager before it, and whom the policy names once it is missed.

And what holds of all reminders, whatever steps a service chose.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.clock import Alert, Promise, Recorded
from rules.clock.events import Happened
from rules.consents import Asked
from rules.follow_ups import Followed
from rules.kinds import FollowUp, Kind
from rules.lifecycle import State
from rules.policy import Policy, Setting, load
from rules.reminders import (
    Approvals,
    OpenFollowUp,
    OpenRequest,
    Question,
    Unanswered,
    chased_from,
    due_before,
    due_today,
    of_follow_up,
    of_request,
)
from tests.rules.calendars import RELEASE, due
from tests.rules.gov_uk_list import every_day
from tests.rules.made_policies import changed, setting

CALENDAR = RELEASE.united_kingdom
BLACKBURN = load("blackburn")
MANAGER, OTHER = "SENDIASS Manager", "CVS Manager"
RECEIVED, DUE = date(2026, 11, 2), date(2026, 12, 1)  # twenty working days, St Andrew's Day left out
REQUEST = OpenRequest("BWD-2026-0001", State.OPEN, RECEIVED, DUE, "papers")
LATE_ONE = OpenFollowUp("BWD-2026-0001", Followed(FollowUp.COMPLAINT, 1, RECEIVED, DUE))
SOME = settings(max_examples=150, deadline=None)
STEPS = st.lists(st.integers(0, 12), min_size=1, max_size=4)


def told(day: date, policy: Policy, request: OpenRequest = REQUEST) -> list[str]:
    """Who hears of a request on a day."""
    return [one.whom for one in of_request(request, policy, day, CALENDAR)]


def first_day(whom: str, policy: Policy, request: OpenRequest = REQUEST) -> date | None:
    """The first day on which somebody hears of a request, where the run happens on every day."""
    return next((day for day in every_day(RECEIVED, date(2026, 12, 31)) if whom in told(day, policy, request)), None)


def choosing(steps: list[int], manager_from: int = 1, unanswered: int = 20) -> Policy:
    """A policy with reminders of its own choice."""

    def own(value: object) -> Setting[object]:
        return Setting(value, ("good practice: made for a test",))

    chosen = msgspec.structs.replace(
        BLACKBURN.settings,
        remind_working_days_before=own(tuple(steps)),
        remind_manager_from=own(manager_from),
        unanswered_working_days=own(unanswered),
    )
    return msgspec.structs.replace(BLACKBURN, settings=chosen)


@pytest.mark.parametrize(
    ("late", "first"),
    [(1, date(2026, 12, 2)), (3, date(2026, 12, 4)), (4, date(2026, 12, 7)), (10, date(2026, 12, 15))],
)
def test_a_missed_date_goes_to_whom_the_policy_names(late: int, first: date, tmp_path: Path) -> None:
    """Design, 7: from so many working days late on, each day beside the officer and the manager, not before."""
    escalation = setting({"role": OTHER, "working_days_late": late})
    policy = changed("blackburn", tmp_path, {"settings.escalation": escalation})
    assert first_day(OTHER, policy) == first
    for day in every_day(first, date(2026, 12, 31)):
        assert told(day, policy) == ["an officer", MANAGER, OTHER]
    followed = [one.whom for one in of_follow_up(LATE_ONE, policy, first, CALENDAR)]
    assert followed == ["an officer", MANAGER, OTHER]  # a complaint is as late as a request


def test_where_nobody_is_named_nobody_else_is_told() -> None:
    """Design, 7: a service names by itself who else hears of a missed date; by default it is nobody."""
    assert BLACKBURN.settings.escalation.value.role is None
    assert first_day(OTHER, BLACKBURN) is None
    assert told(date(2026, 12, 31), BLACKBURN) == ["an officer", MANAGER]


def test_a_manager_who_is_named_is_told_once(tmp_path: Path) -> None:
    """Design, 3: two reasons for telling one role of one date are one reminder."""
    escalation = setting({"role": MANAGER, "working_days_late": 1})
    policy = changed("blackburn", tmp_path, {"settings.escalation": escalation})
    assert told(date(2026, 12, 4), policy) == ["an officer", MANAGER]


@pytest.mark.parametrize(
    ("steps", "manager_from", "first"),
    [
        ([10, 5, 2, 1, 0], 0, DUE),
        ([10, 5, 2, 1, 0], 1, date(2026, 11, 27)),
        ([10, 5, 2, 1, 0], 3, date(2026, 11, 25)),
        ([10, 5, 2, 1, 0], 10, date(2026, 11, 16)),
        ([0], 4, date(2026, 11, 24)),  # sooner than whoever must act
        ([5], 1, date(2026, 11, 27)),
    ],
)
def test_the_manager_is_told_from_the_policys_day_on(
    steps: list[int], manager_from: int, first: date, tmp_path: Path
) -> None:
    """Design, 7: the manager knows before a date is missed, as many working days before it as the policy says."""
    policy = changed(
        "blackburn",
        tmp_path,
        {
            "settings.remind_working_days_before": setting(steps),
            "settings.remind_manager_from": setting(manager_from),
        },
    )
    assert first_day(MANAGER, policy) == first
    assert first_day(MANAGER, policy, replace(REQUEST, state=State.PREPARED)) == first
    assert due_before(policy, first, CALENDAR) > DUE


# --- Whatever a service chose -----------------------------------------------------------------------------------


@given(STEPS, st.integers(0, 12), st.dates(date(2026, 3, 2), date(2027, 12, 20)), st.integers(0, 40))
@SOME
def test_what_lies_beyond_the_horizon_asks_nothing(
    steps: list[int], manager_from: int, today: date, ahead: int
) -> None:
    """Design, 3: the run reads what is due before a day alone, and nothing is to be said of what is due after it."""
    policy = choosing(steps, manager_from)
    for back in range(35):  # one was received on each of the days before
        found = due(Recorded(Kind.SAR, today - timedelta(days=back)), Promise())
        assert found.due is not None
        request = OpenRequest("BWD-2026-0001", State.OPEN, today, found.due, "papers", alerts=found.alerts)
        said = of_request(request, policy, today, CALENDAR)
        assert found.due < due_before(policy, today, CALENDAR) or not list(said)
    beyond = due_before(policy, today, CALENDAR) + timedelta(days=ahead)
    complaint = replace(LATE_ONE, one=replace(LATE_ONE.one, due=beyond))
    assert not list(of_follow_up(complaint, policy, today, CALENDAR))


def test_a_notice_before_christmas_is_not_overlooked() -> None:
    """UK GDPR Art 12A(4): where the month ends on Christmas Day the date rolls on, and the notice does not."""
    policy, today = choosing([0], 0), date(2026, 12, 22)
    found = due(Recorded(Kind.SAR, date(2026, 11, 25)), Promise())
    assert (found.due, found.alerts[0].on) == (date(2026, 12, 29), date(2026, 12, 25))
    assert due_before(policy, today, CALENDAR) > found.due
    request = OpenRequest("BWD-2026-0001", State.OPEN, RECEIVED, found.due, "papers", alerts=found.alerts)
    assert told(today, policy, request) == ["an officer"]


@st.composite
def requests(draw: st.DrawFn) -> OpenRequest:
    """A request with whatever it may wait for."""
    days = st.dates(date(2026, 9, 1), date(2027, 2, 28))
    question = st.builds(Question, st.sampled_from([*_ASKED]), days, st.none() | days)
    return OpenRequest(
        reference="BWD-2026-0001",
        state=draw(st.sampled_from([state for state in State if state.is_open])),
        received=RECEIVED,
        due=draw(st.none() | days),
        waits_for="papers",
        unanswered=tuple(
            draw(
                st.lists(
                    st.builds(Unanswered, st.sampled_from(Asked), days), max_size=3, unique_by=lambda one: one.whom
                )
            )
        ),
        questions=tuple(dict.fromkeys(draw(st.lists(question, max_size=3)))),
        alerts=tuple(
            Alert(on, "the last day for telling", "UK GDPR Art 12A(3)") for on in draw(st.sets(days, max_size=2))
        ),
        approvals=draw(st.none() | st.builds(Approvals, st.just((MANAGER, OTHER)), days)),
        restricted=draw(st.booleans()),
    )


_ASKED = (Happened.CLARIFICATION_ASKED, Happened.IDENTITY_ASKED, Happened.FEE_NOTICE)


@given(requests(), STEPS, st.integers(0, 12), st.integers(1, 30), st.dates(date(2026, 9, 1), date(2027, 2, 28)))
@SOME
def test_every_reminder_can_be_noted_and_read(
    request: OpenRequest, steps: list[int], manager_from: int, unanswered: int, today: date
) -> None:
    """Design, 3 and 4: an occasion is one row of the ledger, and its sentence has the reference, and an end."""
    policy = choosing(steps, manager_from, unanswered)
    found = [one for one in due_today([request], policy, today, CALENDAR) if one.reference]
    for one in found:
        assert one.occasion.isascii()
        assert one.occasion.isprintable()
        assert len(one.occasion) <= 120
        assert len(one.whom) <= 80
        assert one.says.startswith("BWD-2026-0001")
        assert one.says.endswith(".")
        assert one.says.isprintable()
        assert "  " not in one.says
        assert ".." not in one.says
    assert len({(one.reference, one.whom, one.occasion) for one in found}) == len(found)


@given(st.dates(date(2026, 9, 1), date(2027, 12, 20)), st.integers(0, 60))
@SOME
def test_nothing_asked_after_the_day_of_chasers_is_chased(today: date, ago: int) -> None:
    """CUM-4.2: what was asked by that day is chased today, and what was asked after it is not yet."""
    asked = today - timedelta(days=ago)
    request = replace(REQUEST, due=None, unanswered=(Unanswered(Asked.PARENT, asked),))
    assert bool(told(today, BLACKBURN, request)) is (asked <= chased_from(today, CALENDAR))
