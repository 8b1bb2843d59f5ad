"""Calendar months: the same date in a later month, or that month's last day where it has no such date."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """31 January and one month is 28 or 29 February; and three months is 30 April, counted at once."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
