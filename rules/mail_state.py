"""How it stands with a mail to somebody of the service, and when one that did not go is tried again."""

from datetime import datetime, timedelta
from enum import StrEnum

# Minutes until the next attempt: soon where a server is busy for a moment, later where it is away for a day.
WAITS = (1, 5, 15, 60, 180, 360, 720, 1440)
# A run that took a mail to send it, and of which nothing was heard for so long, has ended: another tries.
TAKEN_FOR = timedelta(minutes=10)


class MailState(StrEnum):
    """Values are stored and printed; they never change."""

    WAITING = "waiting"  # to be sent when its time comes
    SENDING = "sending"  # taken by a run, which gives it to the mail server
    SENT = "sent"  # the mail server took it
    FAILED = "failed"  # given up: a person looks
    RETURNED = "returned"  # taken, and sent back: the address is wrong, or the mailbox full


def next_attempt(attempts: int, at: datetime) -> datetime | None:
    """When a mail is tried again after so many attempts failed, the last of them now; None: given up.

    Args:
        attempts: from 1 on.
    """
    return at + timedelta(minutes=WAITS[attempts - 1]) if attempts <= len(WAITS) else None
