"""What a person types for one letter: its questions, and the answers as the letter's facts take them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from letters import wording
from letters.errors import LettersError
from letters.facts import Said
from rules.typed import TypedRefused, typed

_LONGEST = 2_000  # characters of one answer, or of one line of a list
_MOST = 30  # lines of a list


@cache
def _types() -> dict[str, tuple[Any, ...]]:
    """The types of each field beside None: (list,), (str,), (int,), (date,), or the words that it may be."""
    found = {}
    for field, hint in get_type_hints(Said).items():
        inner = [one for one in get_args(hint) if one is not type(None)]
        found[field] = (
            tuple(get_args(inner[0]))
            if get_origin(inner[0]) is not list and get_args(inner[0])
            else (get_origin(inner[0]) or inner[0],)
        )
    return found


def questions(letter: str) -> dict[str, str]:
    """What is asked of whoever writes this letter: the question by its field, each with the form of its answer.

    Raises:
        TypedRefused: there is no such letter.
    """
    return {field: f"{question}{_form(field)}" for field, question in asked(letter).items()}


def asked(letter: str) -> Mapping[str, str]:
    """The same questions for a form, which shows by itself how each is answered (`choices`, `is_day`, `takes_lines`).

    Raises:
        TypedRefused: there is no such letter.
    """
    try:
        return wording.declaration(letter).asks
    except LettersError as error:
        raise TypedRefused(str(error)) from None


def must_be_said(letter: str, field: str) -> bool:
    """Whether a letter cannot be written without an answer."""
    return field in wording.declaration(letter).must_be_said


def is_optional(question: str) -> bool:
    """Whether a question may stay without an answer."""
    return "(if any)" in question


def takes_lines(field: str) -> bool:
    """Whether the answer is a list, one entry a line."""
    return _types()[field] == (list,)


def is_day(field: str) -> bool:
    """Whether the answer is a date."""
    return _types()[field] == (date,)


def is_number(field: str) -> bool:
    """Whether the answer is a whole number."""
    return _types()[field] == (int,)


def choices(field: str) -> Sequence[str]:
    """The words of which the answer is one; none where it is typed."""
    kind = _types()[field]
    return kind if all(isinstance(word, str) for word in kind) else ()


def _form(field: str) -> str:
    if is_day(field):
        return " [2026-11-26]"
    return f" [{', '.join(words)}]" if (words := choices(field)) else ""


def read(letter: str, answers: Mapping[str, str | Sequence[str] | None]) -> dict[str, Any]:
    """The answers as they are kept: texts, lists of texts, whole numbers, dates as 2026-11-26. None was not answered.

    Raises:
        TypedRefused: an answer that the letter does not ask for, one that is needed and missing, or of another form.
    """
    asked = questions(letter)
    if unknown := sorted(set(answers) - set(asked)):
        listed = ", ".join(asked) or "nothing"
        raise TypedRefused(f"The letter {letter} does not ask for {', '.join(unknown)}. It asks for: {listed}.")
    found = {field: _read(field, asked[field], answers.get(field)) for field in asked}
    for field in wording.declaration(letter).must_be_said:
        if found[field] in (None, []):
            raise TypedRefused(f"The letter {letter} needs an answer to: {asked[field]}")
    return {field: value for field, value in found.items() if value not in (None, [])}


def _read(field: str, question: str, answer: str | Sequence[str] | None) -> Any:
    kind = _types()[field]
    if kind == (list,):
        lines = answer.splitlines() if isinstance(answer, str) else list(answer or ())
        kept = [line for line in (typed(line, f"answer to '{question}'", _LONGEST) for line in lines) if line]
        if len(kept) > _MOST:
            raise TypedRefused(f"The answer to '{question}' has more than {_MOST} lines.")
        return kept
    if answer is not None and not isinstance(answer, str):
        raise TypedRefused(f"The answer to '{question}' is one text and no list.")
    text = typed(answer, f"answer to '{question}'", _LONGEST)
    if text is None or kind == (str,):
        return text
    if kind == (int,):
        if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 1_000_000):
            raise TypedRefused(f"The answer to '{question}' is a whole number.")
        return int(text)
    if kind == (date,):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise TypedRefused(f"The answer to '{question}' is a date such as 2026-11-26.") from None
    if text.lower() not in kind:
        raise TypedRefused(f"The answer to '{question}' is one of: {', '.join(kind)}.")
    return text.lower()


def facts(said: Mapping[str, Any]) -> dict[str, Any]:
    """Every field as a letter takes it; what was not said is None."""
    return {
        field: date.fromisoformat(said[field]) if kind == (date,) and said.get(field) else said.get(field)
        for field, kind in _types().items()
    }
