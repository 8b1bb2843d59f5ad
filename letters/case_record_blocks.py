"""The lines of the record of a case: days of the program are written out, what somebody wrote stands as it is."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from letters.blocks import Block, Heading, Listing, Paragraph, Run, Runs, Table
from letters.dates import written, written_in


class Said(str):
    """Words of the program, in which its days are written out. Any other text is somebody's, and stays as it is."""

    __slots__ = ()


def told(value: Any) -> str:
    """A value in words: a day written out, a word of a list in words, a text as it is."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{written(value.date())} at {value:%H:%M}"
        case date():
            return written(value)
        case StrEnum():
            return str(getattr(value, "words", value.value.replace("_", " ")))
        case Said():
            return written_in(value)
        case _:
            return str(value)


def text(*pieces: Any) -> str:
    """Values one after the other, each in words."""
    return "".join(map(told, pieces))


def but(before: str, value: Any, after: str = "") -> str:
    """A value between its words; nothing where there is none."""
    return f"{before}{told(value)}{after}" if value not in (None, "", [], {}) else ""


def line(words: str) -> Paragraph:
    """One line."""
    return Paragraph((Run(words),))


def listing(lines: Sequence[str]) -> Listing:
    """A list of lines."""
    return Listing(False, tuple((line(one),) for one in lines))


def facts(pairs: Sequence[tuple[str, str]]) -> Paragraph:
    """What is known of one thing, a line for each, with what it is called before it."""
    runs: list[Run] = []
    for name, value in pairs:
        runs += [Run(f"{name}: ", bold=True), Run(f"{value}\n")]
    if runs:
        runs[-1] = Run(runs[-1].text.removesuffix("\n"))
    return Paragraph(tuple(runs))


def heading(title: str, level: int = 2) -> Heading:
    """The title of a chapter, or of a part of one."""
    return Heading(level, (Run(title),))


def chapter(title: str, lines: Sequence[str], level: int = 2) -> Iterator[Block]:
    """A list under its title; nothing where it is empty."""
    if lines:
        yield heading(title, level)
        yield listing(lines)


def verbatim(words: str) -> Iterator[Paragraph]:
    """A text as it stands, paragraph by paragraph."""
    for paragraph in re.split(r"\n\s*\n", words.replace("\r\n", "\n").strip()):
        yield Paragraph((Run(paragraph),))


def table(head: Sequence[str], rows: Sequence[Sequence[Runs | str]]) -> Table:
    """A table; a cell is a text, or runs of it."""
    return Table(_cells(head), tuple(map(_cells, rows)))


def _cells(cells: Sequence[Runs | str]) -> tuple[Runs, ...]:
    return tuple((Run(cell),) if isinstance(cell, str) else cell for cell in cells)
