"""Facts are checked before a word is written: plain values, the right shape, none missing."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import get_type_hints

import msgspec

from letters.errors import LettersError
from letters.escaping import clean
from letters.facts import Facts

_DEEPEST = 6  # service.complaints.to is three deep


def plain(value: object, path: str, depth: int = 0) -> object:
    """A copy of `value` made of exact plain types, its texts cleaned; an empty text becomes None.

    Raises:
        LettersError: naming the fact, when it holds anything but str, int, bool, None, date, list or dict.
    """
    if depth > _DEEPEST:
        raise LettersError(f"The fact {path} is nested too deeply.")
    if type(value) is str:
        return clean(value) or None
    if value is None or type(value) in (int, bool, date):
        return value
    if type(value) is list:
        copies = [plain(entry, f"{path}[]", depth + 1) for entry in value]
        return [copy for copy in copies if copy is not None]
    if type(value) is dict:
        if not all(type(key) is str for key in value):
            raise LettersError(f"The fact {path} has a key that is no text.")
        return {key: plain(entry, f"{path}.{key}", depth + 1) for key, entry in value.items()}
    raise LettersError(
        f"The fact {path} is a {type(value).__name__}; a letter takes only text, whole numbers, true or false, "
        "dates, lists and dictionaries."
    )


@cache
def _types() -> dict[str, object]:
    return get_type_hints(Facts)


def _where(name: str, error: msgspec.ValidationError) -> str:
    """The path of the fact at fault. The library's own message is dropped, since it may quote the value."""
    message = str(error)
    found = re.search(r" - at `\$([^`]*)`$", message)
    path = name + (found[1].replace("[...]", "[]") if found else "")
    if field := re.search(r"missing required field `(\w+)`", message):
        path += f".{field[1]}"
    return path


def _shaped(name: str, value: object) -> object:
    try:
        kind = _types()[name]
    except KeyError:
        raise LettersError(f"No letter knows a fact called {name}.") from None
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        missing = "missing required" in str(error) or "got `null`" in str(error)
        problem = "is missing" if missing else "has the wrong shape"
        raise LettersError(f"The fact {_where(name, error)} {problem}.") from None


def shaped(facts: Mapping[str, object], needs: Iterable[str], may_lack: Iterable[str]) -> dict[str, object]:
    """The facts that a letter declares, checked and copied; whatever else was given does not come along.

    `needs` must be given and not be None or empty. `may_lack` must be given and may be either. A dotted name
    ("recipient.address") takes that one part of a fact and leaves the rest of it behind.

    Raises:
        LettersError: naming the fact, when one is missing, has the wrong shape or is no plain value.
    """
    copies = {name: plain(value, name) for name, value in facts.items()}
    result: dict[str, object] = {}
    required = set(needs)
    for path in [*required, *may_lack]:
        name, _, part = path.partition(".")
        if name not in copies:
            raise LettersError(f"The fact {path} is missing.")
        value = _shaped(name, copies[name])
        if part:
            value = {part: value[part]} if isinstance(value, dict) and part in value else None
        if path in required and (value is None or value == []):
            raise LettersError(f"The fact {path} is missing.")
        result[name] = value
    return result
