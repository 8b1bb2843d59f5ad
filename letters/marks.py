"""Invisible marks in the Markdown that say which requirement a paragraph fulfils."""

import re

from letters.errors import LettersError
from letters.escaping import Marked
from letters.requirements import checklist, slugs

_MARK = re.compile("\ue000(\\d+)\ue001")


class Marks:
    """The marks set in one letter. A template calls `fulfils`; the parser notes what it finds."""

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self._own = {item.id for item in checklist(letter)}
        self._set: list[str] = []
        self._open: list[str] = []
        self.said: dict[str, list[str]] = {}

    @property
    def fulfilled(self) -> frozenset[str]:
        """The items of this letter's checklist that a paragraph fulfils."""
        return frozenset(self.said)

    def fulfils(self, slug: str) -> Marked:
        """Mark the paragraph at hand. A shared paragraph may mark what this letter does not ask for."""
        slug = slug.removeprefix(f"{self._letter}.")
        if slug not in slugs():
            raise LettersError(f"The wording of {self._letter} marks '{slug}', which no letter requires.")
        self._set.append(f"{self._letter}.{slug}")
        return Marked(f"\ue000{len(self._set) - 1}\ue001")

    def note(self, text: str) -> None:
        """Count what the paragraph, heading or cell `text` fulfils.

        What follows it, up to the next mark, belongs to it: the list under "Please send us:" is part of what is said.

        Raises:
            LettersError: a mark stands in a paragraph that says nothing.
        """
        words = unmarked(text)
        found = [self._set[int(mark[1])] for mark in _MARK.finditer(text)]
        if found and not words.strip():
            raise LettersError(f"The paragraph that should fulfil {found[0]} is empty.")
        if found:
            self._open = [item for item in found if item in self._own]
        for item in self._open:
            self.said.setdefault(item, []).append(words)


def unmarked(text: str) -> str:
    """`text` without its marks."""
    return _MARK.sub("", text)
