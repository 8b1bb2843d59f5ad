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
        self.fulfilled: set[str] = set()

    def fulfils(self, slug: str) -> Marked:
        """Mark the paragraph at hand. A shared paragraph may mark what this letter does not ask for."""
        slug = slug.removeprefix(f"{self._letter}.")
        if slug not in slugs():
            raise LettersError(f"The wording of {self._letter} marks '{slug}', which no letter requires.")
        self._set.append(f"{self._letter}.{slug}")
        return Marked(f"\ue000{len(self._set) - 1}\ue001")

    def note(self, text: str) -> None:
        """Count what the paragraph, heading or cell `text` fulfils.

        Raises:
            LettersError: a mark stands in a paragraph that says nothing.
        """
        for found in _MARK.finditer(text):
            item = self._set[int(found[1])]
            if not unmarked(text).strip():
                raise LettersError(f"The paragraph that should fulfil {item} is empty.")
            if item in self._own:
                self.fulfilled.add(item)


def unmarked(text: str) -> str:
    """`text` without its marks."""
    return _MARK.sub("", text)
