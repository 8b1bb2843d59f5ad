"""What the daily run reminds of where somebody was asked for something: answers, fees, approvals, and notices."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rules.clock import Alert, Wait
from rules.clock.events import Happened
from rules.clock.fee import last_day_to_pay
from rules.consents import Asked
from rules.lifecycle import State
from rules.policy import Policy, load
from rules.reminders import NAMED, Approvals, OpenRequest, Question, Reminder, Unanswered, due_today, of_request
from tests.rules.calendars import RELEASE
from tests.rules.gov_uk_list import every_day
from tests.rules.made_policies import changed, setting

CALENDAR = RELEASE.united_kingdom
BATHNES = load("bathnes")
OFFICER, MANAGER = "an officer", BATHNES.service.manager_role
ASKED = date(2026, 11, 2)  # a Monday; St Andrew's Day, the 30th, is no working day
OPEN = OpenRequest("BNS-2026-0001", State.OPEN, date(2026, 10, 26), None, "an answer of the requester")
QUESTIONS = [Happened.CLARIFICATION_ASKED, Happened.IDENTITY_ASKED, Happened.FEE_NOTICE]
NOTICE = Wait(date(2026, 10, 8))
LAPSES = last_day_to_pay(NOTICE, OPEN.received)  # Thursday 7 January 2027
FEE = Question(Happened.FEE_NOTICE, NOTICE.asked, LAPSES)
TOLD = "the last day for telling the requester of an extension, with the reasons"


def found_on(day: date, request: OpenRequest, policy: Policy = BATHNES) -> list[Reminder]:
    """All that is said of a request on a day."""
    return list(of_request(request, policy, day, CALENDAR))


def ledger(days: Iterable[date], request: OpenRequest, policy: Policy = BATHNES) -> list[tuple[date, str, str]]:
    """The day, whom and what of each occasion that is new when the run happens on these days."""
    noted: dict[tuple[str, str], tuple[date, str, str]] = {}
    for day in days:
        for one in found_on(day, request, policy):
            noted.setdefault((one.whom, one.occasion), (day, one.whom, one.occasion.partition(":")[0]))
    return list(noted.values())


def asked(what: Happened, since: date = ASKED) -> OpenRequest:
    """A request that waits for what its requester was asked for."""
    return replace(OPEN, questions=(Question(what, since),))


@pytest.mark.parametrize("what", QUESTIONS)
def test_what_the_requester_owes_is_asked_for_again(what: Happened) -> None:
    """UK GDPR Art 12A(5), Art 12(6): an officer every five working days; after twenty without an answer a manager."""
    sent = ledger(every_day(ASKED, date(2026, 12, 10)), asked(what))
    assert sent == [
        (date(2026, 11, 9), OFFICER, "ask-again"),
        (date(2026, 11, 16), OFFICER, "ask-again"),
        (date(2026, 11, 23), OFFICER, "ask-again"),
        (date(2026, 12, 1), OFFICER, "ask-again"),
        (date(2026, 12, 1), MANAGER, "unanswered"),
        (date(2026, 12, 8), OFFICER, "ask-again"),
        (date(2026, 12, 8), MANAGER, "unanswered"),
    ]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            Question(Happened.CLARIFICATION_ASKED, ASKED),
            "the clarification of what is meant, asked for on Monday 2 November 2026, has not come "
            "(UK GDPR Art 12A(5), FOIA 2000 s.1(3)): ask again.",
        ),
        (
            Question(Happened.IDENTITY_ASKED, ASKED),
            "the evidence of who the requester is, asked for on Monday 2 November 2026, has not come "
            "(UK GDPR Art 12(6)): ask again.",
        ),
        (
            Question(Happened.FEE_NOTICE, ASKED),
            "the fee, asked for on Monday 2 November 2026, has not come (UK GDPR Art 12(5)): ask again.",
        ),
        (
            FEE,
            "the fee, asked for on Thursday 8 October 2026, has not come, and can be paid until Thursday 7 January "
            "2027 (FOIA 2000 s.9(2)): ask again.",
        ),
    ],
)
def test_an_officer_reads_what_was_asked_and_when(question: Question, says: str) -> None:
    """UK GDPR Art 12A(5), Art 12(5) and (6), FOIA 2000 s.9(2): what has not come, since when, by which provision."""
    (found, *_) = found_on(date(2026, 11, 9), replace(OPEN, questions=(question,)))
    assert (found.whom, found.says) == (OFFICER, f"BNS-2026-0001: {says}")


def test_a_manager_decides_whether_it_goes_on() -> None:
    """UK GDPR Art 12A(5): no request stays open for ever; the manager reads for how long nothing came."""
    (found,) = [one for one in found_on(date(2026, 12, 3), asked(QUESTIONS[0])) if one.whom == MANAGER]
    assert found.says == (
        "BNS-2026-0001: the clarification of what is meant, asked for on Monday 2 November 2026, has not come for 22 "
        "working days: decide whether the request goes on, and tell the requester (good practice: no request stays "
        "open for ever)."
    )


@pytest.mark.parametrize(
    ("after", "first"), [(1, date(2026, 11, 3)), (3, date(2026, 11, 5)), (7, date(2026, 11, 11))]
)
def test_the_time_without_an_answer_is_the_services_own(after: int, first: date, tmp_path: Path) -> None:
    """UK GDPR Art 12A(5): a manager hears of it after the policy's time, also where nobody was to ask again yet."""
    policy = changed("bathnes", tmp_path, {"settings.unanswered_working_days": setting(after)})
    sent = ledger(every_day(ASKED, date(2026, 11, 20)), asked(QUESTIONS[0]), policy)
    assert next(day for day, whom, _ in sent if whom == MANAGER) == first
    assert next(day for day, whom, _ in sent if whom == OFFICER) == date(2026, 11, 9)


def test_a_run_after_a_pause_asks_once() -> None:
    """Design, 3: what was to be said on the days without a run is said once, and not once a day."""
    sent = ledger([ASKED, date(2026, 11, 27)], asked(QUESTIONS[0]))
    assert sent == [(date(2026, 11, 27), OFFICER, "ask-again")]


def test_two_questions_are_asked_again_apart() -> None:
    """UK GDPR Art 12A(5): a second question has its own days, and hides neither the first nor one of another sort."""
    three = (
        Question(QUESTIONS[0], ASKED),
        Question(QUESTIONS[0], date(2026, 11, 6)),
        Question(QUESTIONS[1], ASKED),
    )
    found = found_on(date(2026, 11, 13), replace(OPEN, questions=three))
    assert len({one.occasion for one in found}) == 3


def test_a_fee_can_be_paid_until_its_last_day() -> None:
    """FOIA 2000 s.9(2): for three months an officer alone hears of it, and on the last day too."""
    sent = ledger(every_day(NOTICE.asked, LAPSES), replace(OPEN, questions=(FEE,)))
    assert {(whom, what) for _, whom, what in sent} == {(OFFICER, "ask-again")}
    assert [one.whom for one in found_on(LAPSES, replace(OPEN, questions=(FEE,)))] == [OFFICER]


@pytest.mark.parametrize("day", [date(2026, 10, 15), LAPSES, date(2027, 1, 8)], ids=str)
def test_two_fees_of_one_day_are_two_questions(day: date) -> None:
    """UK GDPR Art 12(5), FOIA 2000 s.9: a hybrid may owe one under each, each a row of the ledger."""
    request = replace(OPEN, questions=(replace(FEE, until=None), FEE))
    found = found_on(day, request)
    assert len({(one.whom, one.occasion) for one in found}) == len(found)
    assert len(found) >= 2


def test_after_its_last_day_a_manager_decides() -> None:
    """FOIA 2000 s.9(2): the fee is not asked for again; every five working days a manager hears that it lapsed."""
    request = replace(OPEN, questions=(FEE,))
    sent = ledger(every_day(LAPSES + timedelta(days=1), date(2027, 1, 22)), request)
    assert sent == [
        (date(2027, 1, 8), MANAGER, "lapsed"),
        (date(2027, 1, 14), MANAGER, "lapsed"),
        (date(2027, 1, 21), MANAGER, "lapsed"),
    ]
    (found,) = found_on(date(2027, 1, 8), request)
    assert found.says == (
        "BNS-2026-0001: the fee was not paid by Thursday 7 January 2027, so that what it was asked for need not be "
        "answered (FOIA 2000 s.9(2)). Where nothing else was asked for, record the request as withdrawn; or answer "
        "it all the same."
    )


# --- Approvals --------------------------------------------------------------------------------------------------


def test_each_role_whose_approval_is_missing_is_asked() -> None:
    """BWD-10: from the working day after the answer was prepared on, and after each two more, each role by itself."""
    roles = ("CVS Manager", "SENDIASS Manager")
    waits = replace(OPEN, state=State.PREPARED, approvals=Approvals(roles, date(2026, 11, 12)))
    policy = load("blackburn")
    sent = ledger(every_day(date(2026, 11, 12), date(2026, 11, 18)), waits, policy)
    days = [date(2026, 11, 13), date(2026, 11, 17)]  # a Friday, and the Tuesday after the weekend
    assert sent == [(day, role, "approve") for day in days for role in roles]
    assert [one.says for one in found_on(days[0], waits, policy)] == [
        f"BNS-2026-0001 has waited for approval by the {role} since Thursday 12 November 2026." for role in roles
    ]


def test_an_answer_prepared_anew_is_asked_for_anew() -> None:
    """BWD-10: a change voids an approval, so that the next one is an occasion of its own."""
    waits = replace(OPEN, state=State.PREPARED)
    first, second = (
        replace(waits, approvals=Approvals((MANAGER,), since)) for since in (ASKED, ASKED + timedelta(days=1))
    )
    day = date(2026, 11, 4)
    assert {one.occasion for one in found_on(day, first)}.isdisjoint(one.occasion for one in found_on(day, second))


# --- Notices ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 25), False),
        (date(2026, 11, 26), True),  # two working days before; the 30th is none
        (date(2026, 11, 27), True),
        (date(2026, 11, 29), True),
        (date(2026, 12, 1), True),
        (date(2026, 12, 2), False),
    ],
    ids=str,
)
def test_the_notice_of_an_extension_is_reminded_of_in_time(day: date, told: bool) -> None:
    """UK GDPR Art 12A(4): two working days before its last day, once, and not when it is too late."""
    request = replace(OPEN, alerts=(Alert(date(2026, 12, 1), TOLD, "UK GDPR Art 12A(3)"),))
    expected = Reminder(
        "BNS-2026-0001",
        OFFICER,
        "notice:2026-12-01:UK GDPR Art 12A(3)",
        f"BNS-2026-0001: {TOLD}: Tuesday 1 December 2026 (UK GDPR Art 12A(3)).",
    )
    assert found_on(day, request) == ([expected] if told else [])
    assert len(ledger(every_day(ASKED, date(2026, 12, 31)), request)) == 1


def test_where_the_answer_is_prepared_no_extension_is_needed() -> None:
    """UK GDPR Art 12A(4): an answer that is ready goes, and takes no more time."""
    request = replace(OPEN, state=State.PREPARED, alerts=(Alert(date(2026, 12, 1), TOLD, "UK GDPR Art 12A(3)"),))
    assert found_on(date(2026, 12, 1), request) == []


# --- The veil ---------------------------------------------------------------------------------------------------


def test_of_a_restricted_request_nothing_is_told() -> None:
    """CUM-3.4: not that something was asked for, came late or waits for approval: that those named look at it."""
    request = replace(
        OPEN,
        state=State.PREPARED,
        due=ASKED,
        restricted=True,
        unanswered=(Unanswered(Asked.PARENT, ASKED),),
        questions=(Question(QUESTIONS[0], ASKED), FEE),
        approvals=Approvals((MANAGER,), ASKED),
    )
    day = date(2027, 1, 8)
    plain = due_today([replace(request, restricted=False)], BATHNES, day, CALENDAR)
    veiled = [one for one in due_today([request], BATHNES, day, CALENDAR) if one.reference]
    assert {one.whom for one in veiled} == {NAMED}
    assert {one.says for one in veiled} == {
        "BNS-2026-0001 is restricted: whoever is named on it looks at it (CUM-3.4)."
    }
    # Each occasion is noted once, however many roles would have heard of it.
    assert [one.occasion for one in veiled] == list(dict.fromkeys(one.occasion for one in plain if one.reference))
    assert len(veiled) >= 6
