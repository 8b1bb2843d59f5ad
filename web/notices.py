"""What the board says above everything else: that something which should have happened by itself did not."""

from collections.abc import Iterator
from datetime import datetime

from models.moment import day_of
from rules.rights import Right
from rules.working_days import written
from tasks import backups, mailboxes, outbox, policy_reviews, reminders
from web.visitor import Visitor, may


def notices(who: Visitor, at: datetime) -> Iterator[str]:
    """A sentence for each; of mails that did not go to whoever manages the service."""
    yield from missed_run(who, at)
    if may(who, Right.WORK):
        yield from mailboxes.troubles(who.service, at)
    if not may(who, Right.MANAGE):
        return
    if lost := outbox.given_up(who.service):
        mails = "1 mail to somebody of the service" if lost == 1 else f"{lost} mails to people of the service"
        yield f"{mails} could not be sent: the page of reminders says why."
    if wrong := backups.trouble(at):
        yield wrong
    if due := policy_reviews.overdue(who.service, day_of(at)):
        yield f"{due} Once it is reviewed, record it with the registers."


def missed_run(who: Visitor, at: datetime) -> Iterator[str]:
    """That the last run of the reminders has not happened, where it has not."""
    missing = reminders.overdue(who.service, at)
    if missing:
        yield (
            f"The reminder run of {written(missing)} has not happened. While the program runs it is made up for "
            "within a quarter of an hour; if it is not, see that the program runs."
        )
