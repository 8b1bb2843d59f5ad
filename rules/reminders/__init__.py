"""What must be reminded on a day: a pure function of what is open, so that it can be shown beforehand.

Each reminder carries an occasion. The ledger notes an occasion once for a role, so that a run after a missed day
reminds of what is new and of nothing twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from rules.follow_ups import INFORM
from rules.kinds import FollowUp
from rules.lifecycle import OWNERS, Owner, State
from rules.policy import Policy
from rules.policy_reviews import Recorded, due_on
from rules.reminders import awaited, notice
from rules.reminders.awaited import chased_from
from rules.reminders.deadline import of_deadline
from rules.reminders.open_matter import Approvals, OpenFollowUp, OpenRequest, Question, Unanswered
from rules.reminders.reminder import NAMED, Reminder
from rules.working_days import Calendar, written

__all__ = [
    "NAMED",
    "Approvals",
    "OpenFollowUp",
    "OpenRequest",
    "Question",
    "Reminder",
    "Unanswered",
    "chased_from",
    "due_before",
    "due_today",
    "of_follow_up",
    "of_request",
    "of_service",
]

INFORM_EVERY = 10  # working days after which whoever complained is told how it goes; the law sets no number


def due_before(policy: Policy, today: date, calendar: Calendar) -> date:
    """The first day of which no reminder is due yet: what is due from it on need not be looked at."""
    steps = (*policy.settings.remind_working_days_before.value, policy.settings.remind_manager_from.value)
    # A date rolls on from the day by which an extension is told of, and lies one working day after it at most.
    return calendar.nth_after(today, max((*steps, notice.TOLD_BEFORE + 1)) + 1)


def of_request(request: OpenRequest, policy: Policy, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """The reminders that one open request asks for on that day."""
    owner = OWNERS[request.state]
    if owner is Owner.MANAGER:
        whom: str = policy.service.manager_role
    else:
        whom = owner if owner not in {Owner.PROGRAM, Owner.NOBODY} else Owner.OFFICER
    if request.due:
        yield from of_deadline(request, request.due, whom, policy, today, calendar)
    if request.state in {State.UNREADABLE, State.IN_DOUBT}:
        yield Reminder(
            request.reference,
            policy.service.manager_role,
            f"decide:{today.isoformat()}",
            f"{request.reference} waits for a decision on its kind; its clock runs meanwhile.",
        )
    yield from notice.of_notices(request, today, calendar)
    for consent in request.unanswered:
        yield from awaited.of_consent(request.reference, consent, today, calendar)
    for question in request.questions:
        yield from awaited.of_question(request.reference, question, policy, today, calendar)
    if request.approvals:
        yield from awaited.of_approvals(request.reference, request.approvals, today, calendar)


def of_follow_up(found: OpenFollowUp, policy: Policy, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """The reminders that one open review or complaint asks for on that day: its date, then that somebody waits."""
    acknowledged = found.one.acknowledged
    is_complaint = found.one.what is FollowUp.COMPLAINT
    whom = found.one.waits_on(policy.service.manager_role)
    if found.due:
        yield from of_deadline(found, found.due, whom, policy, today, calendar)
    elif is_complaint and acknowledged:
        waited = calendar.between(acknowledged, today)
        if waited >= INFORM_EVERY:
            yield Reminder(
                found.reference,
                whom,
                f"{found.occasion}inform:{acknowledged.isoformat()}:{waited // INFORM_EVERY}",
                f"{found.called} was acknowledged {waited} working days ago and is owed {found.waits_for}: "
                f"tell whoever complained how it goes ({INFORM}).",
            )


def of_service(policy: Policy, today: date, last: Recorded | None = None) -> Iterator[Reminder]:
    """The reminders about the service itself: its policy's own review (DER-9, BWD-13, CUM-5.3).

    Args:
        last: the review that was held last, where one was recorded.
    """
    review = policy.settings.policy_review
    cites = ", ".join(review.cites)
    due = due_on(review.value, last)
    if due is None:
        says = f"The confidentiality policy has no review date: set one ({cites})."
    elif due <= today:
        says = f"The confidentiality policy was to be reviewed by {written(due)} ({cites})."
    else:
        return
    yield Reminder(None, policy.service.manager_role, f"policy-review:{today:%Y-%m}", says)


def due_today(
    requests: Iterable[OpenRequest],
    policy: Policy,
    today: date,
    calendar: Calendar,
    follow_ups: Iterable[OpenFollowUp] = (),
    last_review: Recorded | None = None,
) -> tuple[Reminder, ...]:
    """All reminders of one service for one day.

    Args:
        last_review: the review of its policy that was held last, where one was recorded.
    """
    found = [
        reminder
        for request in requests
        for reminder in _veiled(of_request(request, policy, today, calendar), restricted=request.restricted)
    ]
    followed = [
        reminder
        for one in follow_ups
        for reminder in _veiled(of_follow_up(one, policy, today, calendar), restricted=one.restricted)
    ]
    return (*found, *followed, *of_service(policy, today, last_review))


def _veiled(found: Iterable[Reminder], *, restricted: bool) -> Iterator[Reminder]:
    """What everybody may read of a restricted request: that those who are named on it look at it (CUM-3.4)."""
    occasions: set[str] = set()
    for reminder in found:
        if not restricted:
            yield reminder
        elif reminder.occasion not in occasions:
            occasions.add(reminder.occasion)
            says = f"{reminder.reference} is restricted: whoever is named on it looks at it (CUM-3.4)."
            yield replace(reminder, whom=NAMED, says=says)
