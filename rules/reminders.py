"""What must be reminded on a day: a pure function of what is open, so that it can be shown beforehand.

Each reminder carries an occasion. The ledger notes an occasion once for a person, so that a second
run, or a run after a missed day, reminds of what is new and of nothing twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rules.consents import Asked
from rules.follow_ups import INFORM, Followed
from rules.kinds import FollowUp
from rules.lifecycle import OWNERS, Owner, State
from rules.policy import Policy
from rules.working_days import Calendar, written

CHASE_EVERY = 5  # working days between two chasers of the same consent
INFORM_EVERY = 10  # working days after which whoever complained is told how it goes; the law sets no number
NAMED = "those named on it"  # who is reminded of a restricted request


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that has no answer: whom, since when, and whether it was put to them at all (CUM-4.2)."""

    whom: Asked
    since: date  # when it was last put to them, else when it was noted that they must be asked
    was_asked: bool = True


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What the daily run knows of one open request: a reference and dates, nothing about people."""

    reference: str
    state: State
    received: date
    due: date | None
    waits_for: str
    unanswered: tuple[Unanswered, ...] = ()
    restricted: bool = False  # kept to those who are named on it (CUM-3.4)

    @property
    def called(self) -> str:
        """What it is called in a reminder."""
        return self.reference

    @property
    def occasion(self) -> str:
        """What the occasions of its reminders begin with."""
        return ""


@dataclass(frozen=True, slots=True)
class OpenFollowUp:
    """What the daily run knows of one open review or complaint."""

    reference: str  # of the request that it follows
    one: Followed
    restricted: bool = False  # as its request

    @property
    def due(self) -> date | None:
        """The day to keep."""
        return self.one.keep_by

    @property
    def waits_for(self) -> str:
        """What is owed next."""
        return self.one.waits_for

    @property
    def called(self) -> str:
        """What it is called in a reminder."""
        return f"The {self.one.name} about {self.reference}"

    @property
    def occasion(self) -> str:
        """What the occasions of its reminders begin with."""
        return f"{self.one.what}:{self.one.number}:"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to remind one role of. `occasion` is what makes it unique for that role."""

    reference: str | None  # None: about the service itself
    whom: str
    occasion: str
    says: str


def of_request(request: OpenRequest, policy: Policy, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """The reminders that one open request asks for on that day."""
    owner = OWNERS[request.state]
    if owner is Owner.MANAGER:
        whom: str = policy.service.manager_role
    else:
        whom = owner if owner not in {Owner.PROGRAM, Owner.NOBODY} else Owner.OFFICER
    if request.due:
        yield from _deadline(request, whom, policy, today, calendar)
    if request.state in {State.UNREADABLE, State.IN_DOUBT}:
        yield Reminder(
            request.reference,
            policy.service.manager_role,
            f"decide:{today.isoformat()}",
            f"{request.reference} waits for a decision on its kind; its clock runs meanwhile.",
        )
    for question in request.unanswered:
        yield from _chaser(request.reference, question, today, calendar)


def of_follow_up(found: OpenFollowUp, policy: Policy, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """The reminders that one open review or complaint asks for on that day: its date, then that somebody waits."""
    acknowledged = found.one.acknowledged
    is_complaint = found.one.what is FollowUp.COMPLAINT
    if found.due:
        yield from _deadline(found, found.one.waits_on(policy.service.manager_role), policy, today, calendar)
    elif is_complaint and acknowledged:
        waited = calendar.between(acknowledged, today)
        if waited >= INFORM_EVERY:
            yield Reminder(
                found.reference,
                found.one.waits_on(policy.service.manager_role),
                f"{found.occasion}inform:{acknowledged.isoformat()}:{waited // INFORM_EVERY}",
                f"{found.called} was acknowledged {waited} working days ago and is owed {found.waits_for}: "
                f"tell whoever complained how it goes ({INFORM}).",
            )


def _chaser(reference: str, question: Unanswered, today: date, calendar: Calendar) -> Iterator[Reminder]:
    waited = calendar.between(question.since, today)
    if waited < CHASE_EVERY:
        return
    what = question.whom.words
    says = f"{what} is outstanding since {written(question.since)}: ask again, silence is no consent (CUM-4.2)."
    if not question.was_asked:
        says = f"{what} has not been asked for yet, since {written(question.since)} (CUM-4.2)."
    occasion = f"chase:{question.whom}:{question.since.isoformat()}:{waited // CHASE_EVERY}"
    yield Reminder(reference, "an officer", occasion, f"{reference}: {says}")


def of_service(policy: Policy, today: date) -> Iterator[Reminder]:
    """The reminders about the service itself: its policy's own review (DER-9, BWD-13, CUM-5.3)."""
    review = policy.settings.policy_review
    cites = ", ".join(review.cites)
    if review.value.next_on is None:
        says = f"The confidentiality policy has no review date: set one ({cites})."
    elif review.value.next_on <= today:
        says = f"The confidentiality policy was to be reviewed by {written(review.value.next_on)} ({cites})."
    else:
        return
    yield Reminder(None, policy.service.manager_role, f"policy-review:{today:%Y-%m}", says)


def due_today(
    requests: Iterable[OpenRequest],
    policy: Policy,
    today: date,
    calendar: Calendar,
    follow_ups: Iterable[OpenFollowUp] = (),
) -> tuple[Reminder, ...]:
    """All reminders of one service for one day."""
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
    return (*found, *followed, *of_service(policy, today))


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


def _deadline(
    request: OpenRequest | OpenFollowUp, whom: str, policy: Policy, today: date, calendar: Calendar
) -> Iterator[Reminder]:
    due = request.due
    assert due is not None
    left = calendar.between(today, due)
    if due < today:
        late = max(1, calendar.between(due, today))
        days = "1 working day" if late == 1 else f"{late} working days"
        for person in dict.fromkeys((whom, policy.service.manager_role)):
            yield Reminder(
                request.reference,
                person,
                f"{request.occasion}late:{due.isoformat()}:{today.isoformat()}",
                f"{request.called} is {days} late; it waits for {request.waits_for}.",
            )
        return
    # The step that the day has reached: after a missed run the last one passed is still reminded of.
    steps = [step for step in policy.settings.remind_working_days_before.value if step >= left]
    if steps:
        days = f"in {left} working day{'s' if left != 1 else ''}, " if left else ""
        when = "today" if due == today else f"{days}on {written(due)}"
        yield Reminder(
            request.reference,
            whom,
            f"{request.occasion}deadline:{due.isoformat()}:{min(steps)}",
            f"{request.called} is due {when}; it waits for {request.waits_for}.",
        )
