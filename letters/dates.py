"""Dates as a letter writes them."""

import re
from datetime import date

# Not strftime: its names of days and months follow the machine's locale.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


def written(day: date) -> str:
    """`day` written out: "Tuesday 22 December 2026"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def written_in(text: str) -> str:
    """`text` with each date of the form 2026-12-22 in it written out; what is no date stays."""

    def write(found: re.Match[str]) -> str:
        try:
            return written(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return _ISO.sub(write, text)
