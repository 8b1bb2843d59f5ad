"""The words of a letter on which its reading rests, found in its text: what is marked, and by which quotes.

A quote may have other white space than the letter. Quotes may overlap: the text is cut where one begins or ends, so
that a mark never lies half in another. Put together again, the pieces are the text, sign by sign.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and the numbers of the quotes that cover it; none where nothing rests on it."""

    text: str
    of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A text in pieces, and the numbers of the quotes that do not stand in it."""

    pieces: tuple[Piece, ...]
    lost: tuple[int, ...] = ()

    @property
    def places(self) -> dict[int, int]:
        """The piece in which each quote begins, both by their numbers from 0."""
        found: dict[int, int] = {}
        for number, piece in enumerate(self.pieces):
            for quote in piece.of:
                found.setdefault(quote, number)
        return found


def highlight(text: str, quotes: Sequence[str]) -> Highlighted:
    """Cut a text where quotes of it begin and end; of each the first place counts."""
    spans = {number: span for number, quote in enumerate(quotes) if (span := _span(text, quote))}
    lost = tuple(number for number in range(len(quotes)) if number not in spans)
    return Highlighted(tuple(_pieces(text, spans)), lost)


def _span(text: str, quote: str) -> tuple[int, int] | None:
    words = quote.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else None


def _pieces(text: str, spans: dict[int, tuple[int, int]]) -> Iterator[Piece]:
    cuts = sorted({0, len(text), *(cut for span in spans.values() for cut in span)})
    for start, end in pairwise(cuts):
        covering = tuple(number for number, (first, last) in spans.items() if first <= start and end <= last)
        yield Piece(text[start:end], covering)
