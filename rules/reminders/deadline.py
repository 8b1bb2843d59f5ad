"""Before a date and after it: whoever must act, then the manager too, then whom the policy names (escalation)."""

from collections.abc import Iterator
from datetime import date

from rules.policy import Policy
from rules.reminders.open_matter import OpenFollowUp, OpenRequest
from rules.reminders.reminder import Reminder
from rules.working_days import Calendar, written


def of_deadline(
    matter: OpenRequest | OpenFollowUp, due: date, whom: str, policy: Policy, today: date, calendar: Calendar
) -> Iterator[Reminder]:
    """What is said of a date on a day: at each step before it, and on every day that it is late."""
    if due < today:
        yield from _late(matter, due, whom, policy, today, calendar)
        return
    left = calendar.between(today, due)
    days = f"in {working_days(left)}, " if left else ""
    when = "today" if due == today else f"{days}on {written(due)}"
    # The step that the day has reached: after a missed run the last one passed is still reminded of.
    step = min((step for step in policy.settings.remind_working_days_before.value if step >= left), default=None)
    reached = {} if step is None else {whom: step}
    first = policy.settings.remind_manager_from.value
    if left <= first:
        reached[policy.service.manager_role] = first if step is None else step
    for person, at in reached.items():
        yield Reminder(
            matter.reference,
            person,
            f"{matter.occasion}deadline:{due.isoformat()}:{at}",
            f"{matter.called} is due {when}; it waits for {matter.waits_for}.",
        )


def _late(
    matter: OpenRequest | OpenFollowUp, due: date, whom: str, policy: Policy, today: date, calendar: Calendar
) -> Iterator[Reminder]:
    late = max(1, calendar.between(due, today))
    escalation = policy.settings.escalation.value
    above = (escalation.role,) if escalation.role and late >= escalation.working_days_late else ()
    for person in dict.fromkeys((whom, policy.service.manager_role, *above)):
        yield Reminder(
            matter.reference,
            person,
            f"{matter.occasion}late:{due.isoformat()}:{today.isoformat()}",
            f"{matter.called} is {working_days(late)} late; it waits for {matter.waits_for}.",
        )


def working_days(count: int) -> str:
    """A number of working days, in words."""
    return "1 working day" if count == 1 else f"{count} working days"
