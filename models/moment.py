"""What time it is. Only the edges ask (flows, command line, pages); everything deeper is told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in the United Kingdom."""
    return datetime.now(LONDON)


def day_of(at: datetime) -> date:
    """The calendar day of a moment in the United Kingdom: days end at midnight there."""
    return at.astimezone(LONDON).date()
