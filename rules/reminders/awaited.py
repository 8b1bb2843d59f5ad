"""What somebody was asked for and has not given: consents, the requester's answer, evidence or fee, approvals."""

from collections.abc import Iterator
from datetime import date, timedelta

from rules.clock.events import Happened
from rules.policy import Policy
from rules.reminders.deadline import working_days
from rules.reminders.open_matter import Approvals, Question, Unanswered
from rules.reminders.reminder import Reminder
from rules.working_days import Calendar, written

CHASE_EVERY = 5  # working days between two chasers of the same question
APPROVE_EVERY = 2  # working days between two chasers of an approval: the answer is ready and waits
OFFICER = "an officer"

_ASKED_FOR = {
    Happened.CLARIFICATION_ASKED: ("the clarification of what is meant", "UK GDPR Art 12A(5), FOIA 2000 s.1(3)"),
    Happened.IDENTITY_ASKED: ("the evidence of who the requester is", "UK GDPR Art 12(6)"),
    Happened.FEE_NOTICE: ("the fee", "UK GDPR Art 12(5)"),
}


def of_consent(reference: str, consent: Unanswered, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """Whoever was asked is asked again after five working days, and after each five more (CUM-4.2)."""
    waited = calendar.between(consent.since, today)
    if waited < CHASE_EVERY:
        return
    what = consent.whom.words
    says = f"{what} has been outstanding since {written(consent.since)}: ask again, silence is no consent (CUM-4.2)."
    if not consent.was_asked:
        says = f"{what} has been needed since {written(consent.since)}, and nobody was asked for it yet (CUM-4.2)."
    occasion = f"chase:{consent.whom}:{consent.since.isoformat()}:{waited // CHASE_EVERY}"
    yield Reminder(reference, OFFICER, occasion, f"{reference}: {says}")


def of_question(
    reference: str, question: Question, policy: Policy, today: date, calendar: Calendar
) -> Iterator[Reminder]:
    """An officer asks again; after the policy's time, or once a fee can be paid no more, a manager decides."""
    waited = calendar.between(question.since, today)
    since = f"{question.asked}:{question.since.isoformat()}"
    if question.until:  # a fee under each Act, asked for on one day, is two questions
        since += f":{question.until.isoformat()}"
    if question.until and question.until < today:
        over = calendar.between(question.until, today)
        yield Reminder(
            reference,
            policy.service.manager_role,
            f"lapsed:{since}:{over // CHASE_EVERY}",
            # The request may ask for personal data too, which no fee of this Act holds up.
            f"{reference}: the fee was not paid by {written(question.until)}, so that what it was asked for need not "
            "be answered (FOIA 2000 s.9(2)). Where nothing else was asked for, record the request as withdrawn; or "
            "answer it all the same.",
        )
        return
    what, cite = _ASKED_FOR[question.asked]
    if waited >= CHASE_EVERY:
        until = f", and can be paid until {written(question.until)} (FOIA 2000 s.9(2))" if question.until else ""
        yield Reminder(
            reference,
            OFFICER,
            f"ask-again:{since}:{waited // CHASE_EVERY}",
            f"{reference}: {what}, asked for on {written(question.since)}, has not come"
            f"{until or f' ({cite})'}: ask again.",
        )
    setting = policy.settings.unanswered_working_days
    beyond = waited - setting.value
    if question.until is None and beyond >= 0:
        yield Reminder(
            reference,
            policy.service.manager_role,
            f"unanswered:{since}:{beyond // CHASE_EVERY}",
            f"{reference}: {what}, asked for on {written(question.since)}, has not come for {working_days(waited)}: "
            f"decide whether the request goes on, and tell the requester ({', '.join(setting.cites)}).",
        )


def of_approvals(reference: str, approvals: Approvals, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """Each role whose approval is missing, from the working day after the answer was prepared on."""
    waited = calendar.between(approvals.since, today)
    if waited < 1:
        return
    for role in approvals.roles:
        yield Reminder(
            reference,
            role,
            f"approve:{approvals.since.isoformat()}:{(waited - 1) // APPROVE_EVERY}",
            f"{reference} has waited for approval by the {role} since {written(approvals.since)}.",
        )


def chased_from(today: date, calendar: Calendar) -> date:
    """The last day on which something must have been asked for to be chased today."""
    day = today
    while calendar.between(day, today) < CHASE_EVERY:
        day -= timedelta(days=1)
    return day
