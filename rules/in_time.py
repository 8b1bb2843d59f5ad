"""When a request was answered, and whether in time: one rule for the register, the statistics and what follows.

The register tells of a whole request, the statistics of each part: a request is in time where each of its parts is.
"""

from collections.abc import Iterable
from datetime import date

from rules.lifecycle import State

ANSWERED = (State.ANSWERED, State.CLOSED)


def answered_on(state: State, sent: date | None, closed: date | None) -> date | None:
    """The day on which it was answered; None while it is not, and where it was withdrawn.

    Args:
        sent: the day on which the last letter of the answer went. An answer without a letter of its own, as to an
            inspection, is as old as the closing.
    """
    return (sent or closed) if state in ANSWERED else None


def in_time(answered: date | None, due: date | None) -> bool | None:
    """Whether an answer came by a date, that day included; None while there is no answer, or where no date is."""
    return None if answered is None or due is None else answered <= due


def all_in_time(answered: date | None, dues: Iterable[date | None]) -> bool | None:
    """The same of a request whose parts are due on these days: it is late as soon as one of them is.

    A part without a date decides nothing.
    """
    return in_time(answered, soonest(dues))


def soonest(dues: Iterable[date | None]) -> date | None:
    """The day to keep of those of its parts; None where none has one."""
    return min((due for due in dues if due), default=None)
