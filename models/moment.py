"""What time it is. Only the edges ask (flows, command line, pages); everything deeper is told."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in the United Kingdom."""
    return datetime.now(LONDON)


def from_then(at: datetime) -> Callable[[], datetime]:
    """A clock that goes on from a moment: a long run outlasts what it was told at its start."""
    began = time.monotonic()
    return lambda: at + timedelta(seconds=time.monotonic() - began)


def day_of(at: datetime) -> date:
    """The calendar day of a moment in the United Kingdom: days end at midnight there."""
    return at.astimezone(LONDON).date()
