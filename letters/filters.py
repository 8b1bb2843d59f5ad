"""What wording can do to a fact when it inserts it: write a date out, join a list, end a sentence."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NoReturn

from letters.dates import written, written_in
from letters.errors import LettersError

_CLAUSE = re.compile(r"^[A-Z]{3}-[0-9.]+$")
_LONGEST = 20_000  # characters of one inserted text; wording could else join a list with itself


def refuse(reason: str) -> NoReturn:
    """Called by wording that must not be sent as things stand."""
    raise LettersError(reason)


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise LettersError("The wording inserts a text of more than 20,000 characters.")
    return text


def _date(value: object) -> str:
    if not isinstance(value, date):
        raise LettersError("The wording writes out a date that there is not: it lacks a condition.")
    return written(value)


def _join(values: Iterable[object], between: str = "") -> str:
    """Texts and whole numbers with something between them."""
    found = list(values)
    if any(isinstance(value, bool) or not isinstance(value, str | int) for value in found):
        raise LettersError("The wording joins something that is no text.")
    if sum(len(str(value)) + len(between) for value in found) > _LONGEST:
        raise LettersError("The wording inserts a text of more than 20,000 characters.")
    return between.join(map(str, found))


def _in_words(value: str | list[str]) -> str:
    """A list as "a, b and c"; a text stays as it is."""
    if isinstance(value, str):
        return _short(value)
    return _short(value[0] if len(value) == 1 else f"{_join(value[:-1], ', ')} and {value[-1]}")


def _ended(value: str | list[str]) -> str:
    """`value` in words, up to a full stop, from whatever letter it begins with."""
    words = written_in(_in_words(value))
    return words + ("" if words.endswith((".", "!", "?")) else ".")


def _sentence(value: str | list[str]) -> str:
    """`value` in words, from a capital to a full stop."""
    words = _ended(value)
    return words[:1].upper() + words[1:]


def _rules(cites: list[str]) -> str:
    """The sources of a date in words; the id of a policy's clause ("DER-5") says nothing to a reader."""
    return _in_words(list(dict.fromkeys(_CLAUSE.sub("this service's own policy", cite) for cite in cites)))


OWN: dict[str, Callable[..., Any]] = {
    "written": _date,
    "join": _join,
    "in_words": _in_words,
    "sentence": _sentence,
    "ended": _ended,
    "rules": _rules,
}
