"""E-mails that wait for somebody to decide what they are: from the working day after they came on, every day."""

from collections.abc import Iterator
from datetime import date

from rules.reminders.awaited import OFFICER
from rules.reminders.reminder import Reminder
from rules.working_days import Calendar, written


def of_incoming(count: int, since: date | None, today: date, calendar: Calendar) -> Iterator[Reminder]:
    """One reminder of all of them: a request may be among them, and its time runs from the day on which it came.

    Args:
        since: the day on which the first of those that wait came.
    """
    if count and since and calendar.between(since, today) >= 1:
        mails = "1 e-mail waits" if count == 1 else f"{count} e-mails wait"
        says = f"{mails} for somebody to decide, the first since {written(since)}: a request may be among them."
        yield Reminder(None, OFFICER, f"incoming:{today.isoformat()}", says)
