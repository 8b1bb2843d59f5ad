"""What tesseract found on one page, and how far it can be trusted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, degrees
from statistics import median
from typing import NamedTuple

from reading.page_ink import Rows

# Measured on printed letters made worse step by step (blur, shadow, noise, few dots, strong packing): above these
# bounds nine words of ten and more were right.
_SURE = 85.0  # per cent
_UNSURE_WORD = 60.0
_MOST_UNSURE = 0.15
_MOST_PASSED_OVER = 0.4
_FEW_WORDS = 8
_COLUMNS = 12
_WORD_LEVEL = "5"
_FAR_ENOUGH = 40  # dots between the middles of two words that show which way a line runs
_FEWEST_SLOPES = 5

# In a type without serifs a capital I is one stroke, and the space behind it is narrow. No English word is spelt so.
_I_ALONE = re.compile(r"(?<!\S)[|l](?=\s|['\u2019](?:m|d|ve|ll)\b)")
_I_AND_VERB = re.compile(
    r"(?<!\S)[|lI1](am|have|had|would|want|wish|need|was|do|did|can|request|ask|enclose|attach|hope|believe|understand)\b"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of one page, a line each line, and how sure tesseract is of them, 0 to 100."""

    text: str
    words: int
    sure: float
    unsure: float  # share of the words that it doubts, 0 to 1
    skew: float = 0.0  # degrees by which the lines fall to the right
    empty: bool = False  # hardly a dot on the page, as on the backs of letters
    passed_over: float = 0.0  # share of the written rows in which it found no word, 0 to 1

    def on_page(self, *, empty: bool, passed_over: float) -> "Recognised":
        """Add what was seen of the page itself."""
        return replace(self, empty=empty and not self.words, passed_over=passed_over)

    def doubt(self) -> str | None:
        """Say why a person must look; None when the picture was clear."""
        if self.empty:
            return None
        if self.words < _FEW_WORDS:
            return "hardly a word was found in the picture; a person must read it"
        if self.sure < _SURE or self.unsure > _MOST_UNSURE:
            return f"the picture is hard to read (its words are {self.sure:.0f}% sure); a person must read it"
        if self.passed_over > _MOST_PASSED_OVER:
            return "a good part of the writing in the picture could not be read; a person must read it"
        return None


class _Word(NamedTuple):
    line: tuple[str, ...]  # block, paragraph, line
    left: int
    top: int
    width: int
    height: int
    sure: float
    said: str


def understood(table: str) -> tuple[Recognised, list[Rows]]:
    """Put the lines together from tesseract's table, and give the rows of the page that its words take up."""
    words = list(_words(table))
    lines: list[str] = []
    before: _Word | None = None
    for word in words:
        if before is None or word.line[:2] != before.line[:2]:
            lines += ["", word.said]
        elif word.line != before.line:
            lines.append(word.said)
        else:
            lines[-1] += f" {word.said}"
        before = word
    letters = sum(len(word.said) for word in words)
    found = Recognised(
        text=_I_AND_VERB.sub(r"I \1", _I_ALONE.sub("I", "\n".join(lines).strip("\n"))),
        words=len(words),
        sure=sum(len(word.said) * word.sure for word in words) / letters if letters else 0.0,
        unsure=sum(word.sure < _UNSURE_WORD for word in words) / len(words) if words else 0.0,
        skew=_skew(words),
    )
    return found, [(word.top, word.top + word.height) for word in words]


def _skew(words: list[_Word]) -> float:
    slopes = []
    for one, next_one in pairwise(words):
        across = next_one.left - one.left + (next_one.width - one.width) / 2
        down = next_one.top - one.top + (next_one.height - one.height) / 2
        if one.line == next_one.line and across > _FAR_ENOUGH:
            slopes.append(degrees(atan2(down, across)))
    return median(slopes) if len(slopes) >= _FEWEST_SLOPES else 0.0


def _words(table: str) -> Iterator[_Word]:
    """Read the rows: level, page, block, paragraph, line, word, left, top, width, height, sureness, what it says."""
    for row in table.split("\n"):
        cells = row.rstrip("\r").split("\t", _COLUMNS - 1)
        if len(cells) == _COLUMNS and cells[0] == _WORD_LEVEL and cells[11].strip():
            left, top, width, height = (int(cell) for cell in cells[6:10])
            yield _Word(tuple(cells[2:5]), left, top, width, height, float(cells[10]), cells[11].strip())
