"""A day beside the date due by which something must be told: after it an extension moves nothing any more."""

from collections.abc import Iterator
from datetime import date

from rules.lifecycle import State
from rules.reminders.awaited import OFFICER
from rules.reminders.open_matter import OpenRequest
from rules.reminders.reminder import Reminder
from rules.working_days import Calendar, written

TOLD_BEFORE = 2  # working days: a letter is still written, looked through and posted in that time


def of_notices(request: OpenRequest, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """What is to be told by a day that is near: nothing where the answer is prepared, and will go."""
    if request.state is State.PREPARED:
        return
    for alert in request.alerts:
        if today <= alert.on and calendar.between(today, alert.on) <= TOLD_BEFORE:
            yield Reminder(
                request.reference,
                OFFICER,
                f"notice:{alert.on.isoformat()}:{alert.cite}",
                f"{request.reference}: {alert.says}: {written(alert.on)} ({alert.cite}).",
            )
