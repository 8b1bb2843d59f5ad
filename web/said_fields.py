"""What a person types for a letter, as fields of a form, and the answers as the task takes them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tasks import letter_said
from web.case import Values
from web.field import Field, Kind, Option

_SHORT = ("amount", "exemption")  # an answer of a few words


def fields(letter: str, said: Mapping[str, Any] | None) -> list[Field]:
    """The questions of a letter, filled in with what was typed for its draft."""
    asked, before = letter_said.asked(letter), said or {}
    return [_field(letter, name, question, before.get(name)) for name, question in asked.items()]


def _field(letter: str, name: str, question: str, before: Any) -> Field:
    kind: Kind = "text" if name in _SHORT else "long"
    hint, starts_as = "", before
    options = [Option(word, f"{word[0].upper()}{word[1:]}") for word in letter_said.choices(name)]
    if options:
        kind = "choice"
    elif letter_said.is_day(name):
        kind, starts_as = "date", date.fromisoformat(before) if before else None
    elif letter_said.takes_lines(name):
        hint, starts_as = "" if "a line" in question else "One a line.", "\n".join(before or ())
    elif letter_said.is_number(name):
        kind, starts_as = "number", str(before) if before else None
    needed = letter_said.must_be_said(letter, name)
    return Field(name, question, kind, hint, options, needed=needed, rows=3, starts_as=starts_as)


def answers(values: Values) -> dict[str, str | None]:
    """What was typed, as `tasks.letter_said` reads it."""
    return {name: _word(value) for name, value in values.items()}


def _word(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)
