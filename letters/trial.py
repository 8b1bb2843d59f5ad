"""A service's own wording on trial: what it touches is written in every specimen case before it may be used."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letters import wording
from letters.errors import LettersError
from letters.letter import Letter, compose, drafted
from letters.plain import plain
from letters.specimens import cases
from letters.wording import Own

# What is left where a template was not filled or Markdown not understood, and dates that are not written out.
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|Undefined|&#\d|[\ue000-\uf8ff]|\bTrue\b|\bFalse\b|\*\*|\\\\")
NOT_WRITTEN_OUT = re.compile(r"\d{4}-\d\d-\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}(st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one letter in one case; a specimen's people are made up, so it may be shown and logged."""

    letter: str
    case: str
    what: str


def touched(name: str, own: Own) -> tuple[str, ...]:
    """The letters that a wording is part of: itself, or all that take the paragraph in.

    Raises:
        LettersError: there is no wording of that name.
    """
    if name in wording.names():
        return (name,)
    wording.text(name)
    found = wording.wording_of(own)
    before = wording.wording_of(())
    return tuple(one for one in wording.names() if name in found.uses(one) | before.uses(one))


def problems(name: str, own: Own, service: Mapping[str, Any], regulator: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What speaks against using a service's own wording `name`, which is among `own`; empty: it may be used.

    Raises:
        LettersError: it is no wording at all (`letters.wording.Wording.check`).
    """
    wording.wording_of(own).check()
    return tuple(
        Problem(letter, case, what)
        for letter, case, facts in specimens(touched(name, own), service, regulator)
        for what in _wrong(letter, facts, own)
    )


def specimens(
    letters: tuple[str, ...], service: Mapping[str, Any], regulator: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each case of these letters with complete facts, as the service would write it."""
    for letter, case, changed in cases.of_service(service):
        if letter in letters:
            yield letter, case, cases.facts(service, regulator=dict(regulator), **changed)


def specimen(
    letter: str, own: Own, service: Mapping[str, Any], regulator: Mapping[str, Any], case: str | None = None
) -> Letter:
    """One letter of a made-up case, the first unless one is named: to be looked at, also where it may not be used.

    Raises:
        LettersError: there is no such letter, the service does not write it, or it cannot be filled at all.
    """
    wording.declaration(letter)
    for _, named, facts in specimens((letter,), service, regulator):
        if case in {None, named}:
            return drafted(letter, facts, own)
    raise LettersError(f"There is no such case of the letter {letter}, or this service does not write it.")


def _wrong(letter: str, facts: dict[str, Any], own: Own) -> Iterator[str]:
    try:
        text = plain(compose(letter, facts, own))
    except LettersError as error:
        yield str(error)
        return
    if found := LEFT_OVER.search(text):
        yield f"Something is left over that is no part of a letter: {found[0]!r}."
    if found := NOT_WRITTEN_OUT.search(text):
        yield f"A date is not written out: {found[0]!r}."
