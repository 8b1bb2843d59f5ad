"""The days in the cells of a register: as ISO 8601 has them or day first, as the United Kingdom writes them."""

import re
import unicodedata
from datetime import date
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +"
_TIME: Final = r"(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_ISO: Final = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}")
_NUMBERS: Final = re.compile(
    rf"(?:{_WEEKDAY})?(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_NAMED: Final = re.compile(
    rf"(?:{_WEEKDAY})?(\d{{1,2}})(?:st|nd|rd|th)?[ .,/-]*(?:of +)?([a-z]{{3,9}})\.?[ .,/-]*(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
WRITE: Final = "write it as 1 October 2026 or 2026-10-01"


class NoDay(ValueError):
    """A cell holds no day that can be told for sure; says why, and what to do."""


def day(text: str, *, born: bool = False) -> date:
    """The day in a cell. What is wrong is said with the cell where that is written as a day, and else without it.

    Args:
        born: it is a birth date, of which two digits do not tell the century. It is a person's, and not repeated.

    Raises:
        NoDay
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    said = "it" if born else plain
    if found := _ISO.fullmatch(plain):
        return _made(said, *map(int, found.groups()))
    if found := _NUMBERS.fullmatch(plain):
        first, _, month, year = found.groups()
        if len(year) == 2:
            raise NoDay(f"{said} has two digits for the year, and could be read in two ways: {WRITE}")
        if int(month) > 12 >= int(first):
            raise NoDay(
                f"{said} has no month {int(month)}: the day comes first. Where the column is written month "
                "first, each of its cells is to be changed"
            )
        return _made(said, int(year), int(month), int(first))
    if (found := _NAMED.fullmatch(plain)) and (number := _month(found[2])):
        year = int(found[3])
        if year < 100 and born:
            raise NoDay(f"{said} has two digits for the year: write a birth date with four")
        return _made(said, year + 2000 if year < 100 else year, number, int(found[1]))
    if _SERIAL.fullmatch(plain):
        raise NoDay("it is a number, as Excel counts days: give the column the format of a date")
    raise NoDay(f"it is no day that can be read: {WRITE}")


def _month(word: str) -> int | None:
    """The number of a month by its name or the beginning of it."""
    sought = word.casefold()
    found = [
        number for number, name in enumerate(_MONTHS, 1) if name.startswith(sought) or sought == "sept" == name[:4]
    ]
    return found[0] if len(found) == 1 else None


def _made(said: str, year: int, month: int, number: int) -> date:
    try:
        found = date(year, month, number)
    except ValueError:
        raise NoDay(f"{said} is a day that does not exist: check it") from None
    if not 1900 <= year <= 2200:
        raise NoDay(f"{said} cannot be right: check the year")
    return found
