"""Dates as they are written in English letters: day before month, in figures or in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    r"|(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4}|\d\d)"
    rf"|(?P<d3>\d{{1,2}})\s*(?:st|nd|rd|th)?\s+(?:day\s+)?(?:of\s+)?(?P<m3>{_MONTH})\b\.?,?"
    rf"(?:\s+(?P<y3>{_YEAR}))?"
    rf"|(?P<m4>{_MONTH})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?:\s+(?P<y4>{_YEAR}))?)(?!\d)",
    re.I,
)
_CENTURY_TURNS = 40  # "14" is 2014, "85" is 1985
_MOST = 300  # more is a table, not a letter
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?"


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in the text; `day` is null when the year is left out."""

    start: int
    end: int
    month: int
    day_of_month: int
    day: date | None

    def on_or_after(self, letter_date: date | None) -> date | None:
        """The day; without a year, the next such day after the letter, if the letter has a date."""
        if self.day or letter_date is None:
            return self.day
        for year in range(letter_date.year, letter_date.year + 2):
            day = _day(year, self.month, self.day_of_month)
            if day and day >= letter_date:
                return day
        return None


def _day(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def dates_in(text: str) -> Iterator[Written]:
    """The dates in the text; impossible ones, such as 31/11/2026 or a month of 14, are left out."""
    for found in islice(_DATE.finditer(text), _MOST):
        part = {key[0]: value for key, value in found.groupdict().items() if value}
        month = int(part["m"]) if part["m"].isdigit() else _MONTHS.index(part["m"][:3].lower()) + 1
        number = int(part["d"])
        year = part.get("y")
        if year is None:
            if _day(2024, month, number):  # a leap year, so that 29 February may stand
                yield Written(found.start(), found.end(), month, number, None)
            continue
        full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) <= _CENTURY_TURNS else 1900)
        if day := _day(full, month, number):
            yield Written(found.start(), found.end(), month, number, day)
