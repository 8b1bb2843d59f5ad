"""What in a text that is to be published or kept would say who somebody is: found by sort, never repeated.

It finds the names and birth dates of the people on record in a request, and what looks like an address of mail, a
telephone number, a postcode or a reference. It cannot find a story that only one family has: a person reads it.
"""

import re
from collections.abc import Sequence
from datetime import date

from rules.issue_reports import identifying
from rules.refusal import Refusal

Known = tuple[str | None, date | None]  # a name, and a birth date

_TELEPHONE = re.compile(r"(?<![\w£.,/-])(?:\+|\(?0)[\d(][\d\s().-]{6,}\d")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
_OF_A_REQUEST = re.compile(r"(?<![A-Z0-9])[A-Z]{2,8}-(?:F-\d{4}|\d{4}-\d{4})", re.IGNORECASE)
_TEN_DIGITS = re.compile(r"(?<![\w.,-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w.,-]*\d)")  # such as that of the NHS
_TOKEN = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*")
_YEARS = re.compile(r"(?:[A-Z]{1,2}\d?[/-]?)?(?:19|20)\d\d(?:[/-](?:\d\d|(?:19|20)\d\d))?", re.IGNORECASE)
_BORN = re.compile(r"\b(?:born|d\.?o\.?b\.?|date of birth|birth ?date|birthday)\b[^.\n]{0,20}\d", re.IGNORECASE)
_SHORTEST, _LONGEST = 9, 15  # digits of a telephone number
_DIGITS = 5  # with a letter: a number of a case, of insurance


def found_in(text: str, people: Sequence[Known]) -> tuple[str, ...]:
    """What would say who somebody is, by sort: `a name`, `a telephone number`, ...

    Args:
        people: everybody on record.
    """
    found = {*identifying(text, people)}
    if _BORN.search(text):
        found.add("a birth date")
    if any(_SHORTEST <= _digits(one) <= _LONGEST for one in _TELEPHONE.findall(text)):
        found.add("a telephone number")
    if _POSTCODE.search(text):
        found.add("a postcode")
    if _OF_A_REQUEST.search(text) or _TEN_DIGITS.search(text) or any(map(_is_reference, _TOKEN.findall(text))):
        found.add("a reference number")
    return tuple(sorted(found))


def check_names_nobody(text: str, what: str, people: Sequence[Known], refused: type[Refusal]) -> None:
    """Refuse a text that would say who somebody is, without repeating any of it.

    Args:
        what: the field, such as `reason`.
        refused: the error.
    """
    found = found_in(text, people)
    if found:
        raise refused(
            f"The {what} holds {' and '.join(found)}: nobody who asked, and nobody whom it is about, is to be known "
            "by it. Say it without (UK GDPR Art 5(1)(c))."
        )


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _is_reference(token: str) -> bool:
    """Letters and digits together, as references have them; `FY2024/25` and `s.40` are none."""
    return _digits(token) >= _DIGITS and any(sign.isalpha() for sign in token) and not _YEARS.fullmatch(token)
