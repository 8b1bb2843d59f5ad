"""What the daily run reminds of, day by day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rules.consents import Asked
from rules.lifecycle import State
from rules.policy import load
from rules.reminders import OpenRequest, Reminder, Unanswered, due_today, of_request, of_service
from tests.rules.calendars import RELEASE
from tests.rules.gov_uk_list import every_day
from tests.rules.made_policies import SERVICES, changed, setting

CALENDAR = RELEASE.united_kingdom
BATHNES = load("bathnes")
RECEIVED, DUE = date(2026, 11, 2), date(2026, 12, 1)  # twenty working days, St Andrew's Day left out
REQUEST = OpenRequest("BNS-2026-0001", State.OPEN, RECEIVED, DUE, "consent of the parent")


def found_on(day: date, request: OpenRequest = REQUEST) -> list[Reminder]:
    return list(of_request(request, BATHNES, day, CALENDAR))


def ledger(days: list[date], request: OpenRequest = REQUEST) -> list[tuple[date, Reminder]]:
    """What is really sent when the run happens on these days: an occasion once for each role."""
    sent: list[tuple[date, Reminder]] = []
    noted: set[tuple[str | None, str, str]] = set()
    for day in days:
        for reminder in due_today([request], BATHNES, day, CALENDAR):
            key = (reminder.reference, reminder.whom, reminder.occasion)
            if reminder.reference and key not in noted:
                noted.add(key)
                sent.append((day, reminder))
    return sent


@pytest.mark.parametrize(
    ("day", "step", "says"),
    [
        (date(2026, 11, 16), 10, "is due in 10 working days, on Tuesday 1 December 2026"),
        (date(2026, 11, 23), 5, "is due in 5 working days, on Tuesday 1 December 2026"),
        (date(2026, 11, 26), 2, "is due in 2 working days, on Tuesday 1 December 2026"),
        (date(2026, 11, 27), 1, "is due in 1 working day, on Tuesday 1 December 2026"),
        (DUE, 0, "is due today"),
    ],
)
def test_each_step_is_reminded_of(day: date, step: int, says: str) -> None:
    """Time to act before each date, 10, 5, 2, 1 and 0 working days; the manager hears of it from the last one on."""
    told = ["an officer"] if step > 1 else ["an officer", "Strategic Manager"]
    assert found_on(day) == [
        Reminder(
            "BNS-2026-0001",
            whom,
            f"deadline:2026-12-01:{step}",
            f"BNS-2026-0001 {says}; it waits for consent of the parent.",
        )
        for whom in told
    ]
    assert says == "is due today" or CALENDAR.between(day, DUE) == step


@pytest.mark.parametrize("day", every_day(RECEIVED, date(2026, 11, 13)), ids=str)
def test_before_the_first_step_nobody_is_disturbed(day: date) -> None:
    """More than ten working days before the date nothing is said of it."""
    assert found_on(day) == []


def test_a_run_on_every_day_reminds_of_each_step_once() -> None:
    """Each step is reminded of on the day that reaches it, and not again until the next."""
    sent = ledger(every_day(RECEIVED, DUE))
    to_officer = [(day, reminder) for day, reminder in sent if reminder.whom == "an officer"]
    assert [(day, reminder.occasion.rsplit(":", 1)[1]) for day, reminder in to_officer] == [
        (date(2026, 11, 16), "10"),
        (date(2026, 11, 23), "5"),
        (date(2026, 11, 26), "2"),
        (date(2026, 11, 27), "1"),
        (DUE, "0"),
    ]


def test_a_missed_run_is_made_up_for_by_the_next() -> None:
    """After days without a run the last step passed is still reminded of, and the ones before it are not."""
    sent = ledger([date(2026, 11, 13), date(2026, 11, 20), date(2026, 11, 25)])
    assert [(day, reminder.occasion) for day, reminder in sent] == [
        (date(2026, 11, 20), "deadline:2026-12-01:10"),
        (date(2026, 11, 25), "deadline:2026-12-01:5"),
    ]


def test_a_moved_date_is_a_new_occasion() -> None:
    """UK GDPR Art 12A(5): when the date moves on, its steps are reminded of again."""
    moved = replace(REQUEST, due=date(2026, 12, 8))
    assert found_on(date(2026, 11, 23))[0].occasion != found_on(date(2026, 11, 30), moved)[0].occasion


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 2), "1 working day"),
        (date(2026, 12, 4), "3 working days"),
        (date(2026, 12, 5), "3 working days"),  # a Saturday adds none
        (date(2026, 12, 7), "4 working days"),
    ],
)
def test_each_day_late_is_said_to_the_officer_and_the_manager(day: date, words: str) -> None:
    """UK GDPR Art 12A, FOIA 2000 s.10: a date that has passed goes to the manager too, every day until it is done."""
    found = found_on(day)
    assert [reminder.whom for reminder in found] == ["an officer", "Strategic Manager"]
    for reminder in found:
        assert reminder.says == f"BNS-2026-0001 is {words} late; it waits for consent of the parent."
        assert reminder.occasion == f"late:2026-12-01:{day.isoformat()}"


def test_a_date_that_passed_on_a_weekend_is_one_day_late() -> None:
    """DPA 2018 Sch 2 para 5(2): an order may name a Saturday; on Sunday it is late all the same."""
    order = replace(REQUEST, due=date(2026, 11, 28))
    assert all("1 working day late" in reminder.says for reminder in found_on(date(2026, 11, 29), order))


@pytest.mark.parametrize(
    ("state", "whom"),
    [
        (State.OPEN, "an officer"),
        (State.PREPARED, "the approvers"),
        (State.LOGGED, "an officer"),
        (State.CLASSIFIED, "an officer"),
    ],
)
def test_the_reminder_goes_to_whoever_acts_next(state: State, whom: str) -> None:
    """A prepared answer waits for its approvers; the program itself cannot be reminded."""
    assert [one.whom for one in found_on(DUE, replace(REQUEST, state=state))] == [whom, "Strategic Manager"]


@pytest.mark.parametrize("state", [State.UNREADABLE, State.IN_DOUBT])
def test_a_kind_in_doubt_is_on_the_managers_table_every_day(state: State) -> None:
    """A person decides, and the clock runs meanwhile: the manager hears of it daily."""
    request = replace(REQUEST, state=state, due=None)
    for day in (RECEIVED, RECEIVED + timedelta(days=1)):
        (reminder,) = found_on(day, request)
        assert (reminder.whom, reminder.occasion) == ("Strategic Manager", f"decide:{day.isoformat()}")


def test_a_manager_who_owns_a_late_request_is_told_of_it_once() -> None:
    """A late request in doubt is the manager's to decide and to answer for, and is not told to them twice."""
    found = found_on(date(2026, 12, 2), replace(REQUEST, state=State.IN_DOUBT))
    assert [one.occasion.partition(":")[0] for one in found] == ["late", "decide"]
    assert {one.whom for one in found} == {"Strategic Manager"}


def test_a_clock_that_waits_is_not_counted_down() -> None:
    """UK GDPR Art 12A(5): without a date there is nothing to count down to; only the question is chased."""
    assert found_on(DUE, replace(REQUEST, due=None)) == []


def test_an_unanswered_consent_is_chased_every_five_working_days() -> None:
    """UK GDPR Art 7(1): who was asked is asked again after five working days, and after each five more."""
    asked = date(2026, 11, 2)
    request = replace(REQUEST, due=None, unanswered=(Unanswered(Asked.PARENT, asked),))
    sent = ledger(every_day(asked, date(2026, 12, 4)), request)
    assert [day for day, _ in sent] == [
        date(2026, 11, 9),
        date(2026, 11, 16),
        date(2026, 11, 23),
        date(2026, 12, 1),  # 30 November is no working day
    ]
    assert all(CALENDAR.between(asked, day) % 5 == 0 for day, _ in sent)
    assert sent[0][1].says == (
        "BNS-2026-0001: consent of the parent has been outstanding since Monday 2 November 2026: ask again, "
        "silence is no consent (CUM-4.2)."
    )


def test_who_was_never_asked_is_not_said_to_be_silent() -> None:
    """CUM-4.2: that somebody must be asked is noted at once; until they are, the reminder is to ask them."""
    request = replace(REQUEST, due=None, unanswered=(Unanswered(Asked.PARENT, date(2026, 11, 2), was_asked=False),))
    (found,) = found_on(date(2026, 11, 9), request)
    assert found.says == (
        "BNS-2026-0001: consent of the parent has been needed since Monday 2 November 2026, and nobody was asked for "
        "it yet (CUM-4.2)."
    )


def test_two_questions_are_chased_apart() -> None:
    """UK GDPR Art 7(1): each question has its own date; one chaser does not stand for the other."""
    request = replace(
        REQUEST,
        due=None,
        unanswered=(Unanswered(Asked.PARENT, date(2026, 11, 2)), Unanswered(Asked.AUTHORITY, date(2026, 11, 6))),
    )
    assert [one.occasion for one in found_on(date(2026, 11, 13), request)] == [
        "chase:parent:2026-11-02:1",
        "chase:authority:2026-11-06:1",
    ]


# --- The service's own policy -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("derby", "was to be reviewed by Friday 30 September 2016 (DER-9)."),
        ("cumbria", "was to be reviewed by Sunday 31 January 2021 (CUM-5.3)."),
        ("blackburn", "has no review date: set one (BWD-13)."),
    ],
)
def test_an_overdue_review_of_the_policy_is_reminded_of(slug: str, says: str) -> None:
    """DER-9, CUM-5.3, BWD-13: a policy carries its review date; an overdue one is in the reminder run."""
    policy = load(slug)
    (reminder,) = of_service(policy, date(2026, 11, 23))
    assert reminder.reference is None
    assert reminder.whom == policy.service.manager_role
    assert reminder.says == f"The confidentiality policy {says}"


def test_a_policys_review_is_reminded_of_once_a_month() -> None:
    """DER-9: the same occasion within a month, another in the next."""
    occasions = [
        reminder.occasion
        for day in every_day(date(2026, 11, 1), date(2026, 12, 31))
        for reminder in of_service(load("derby"), day)
    ]
    assert len(occasions) == 61
    assert set(occasions) == {"policy-review:2026-11", "policy-review:2026-12"}


@pytest.mark.parametrize(("day", "reminded"), [(date(2027, 1, 30), False), (date(2027, 1, 31), True)])
def test_a_policy_whose_review_lies_ahead_is_left_alone(day: date, reminded: bool, tmp_path: Path) -> None:
    """CUM-5.3: from the review date on, not before."""
    review = setting({"every_months": 24, "next_on": date(2027, 1, 31)}, "CUM-5.3")
    policy = changed("cumbria", tmp_path, {"settings.policy_review": review})
    assert bool(list(of_service(policy, day))) is reminded


# --- The run as a whole -----------------------------------------------------------------------------------------

REQUESTS = [
    REQUEST,
    OpenRequest("BNS-2026-0002", State.IN_DOUBT, RECEIVED, date(2026, 11, 3), "a manager to decide its kind"),
    OpenRequest("BNS-2026-0003", State.OPEN, RECEIVED, None, "answer", (Unanswered(Asked.YOUNG_PERSON, RECEIVED),)),
    OpenRequest("BNS-2026-0004", State.PREPARED, RECEIVED, date(2026, 11, 20), "approval"),
]


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 21), DUE], ids=str)
def test_a_second_run_on_the_same_day_finds_the_same_occasions(slug: str, day: date) -> None:
    """Every step can be run twice: the same day gives the same occasions, each once for a role."""
    policy = load(slug)
    first, second = due_today(REQUESTS, policy, day, CALENDAR), due_today(REQUESTS, policy, day, CALENDAR)
    assert first == second
    keys = [(one.reference, one.whom, one.occasion) for one in first]
    assert len(keys) == len(set(keys))
    assert {one.reference for one in first} >= {"BNS-2026-0002", "BNS-2026-0003", "BNS-2026-0004"}


def test_a_service_may_choose_its_own_steps(tmp_path: Path) -> None:
    """The steps are a setting of the service, in any order."""
    policy = changed("bathnes", tmp_path, {"settings.remind_working_days_before": setting([3, 7])})
    steps = [one.occasion for day in every_day(RECEIVED, DUE) for one in of_request(REQUEST, policy, day, CALENDAR)]
    assert set(steps) == {"deadline:2026-12-01:7", "deadline:2026-12-01:3"}
    assert steps.index("deadline:2026-12-01:7") < steps.index("deadline:2026-12-01:3")
