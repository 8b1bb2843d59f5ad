"""Markdown becomes a few kinds of block, which Word, HTML and plain text then each set in their own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from letters.errors import LettersError
from letters.marks import Marks, unmarked


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line break in it is "\\n"."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the letter, level 2 or 3; level 1 is the letter's own title."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with bullets or with numbers from 1."""

    ordered: bool
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, whose first row is its heading."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class NewSheet:
    """The end of the letter proper: what follows is a reply slip, on a sheet of its own."""


Block: TypeAlias = Paragraph | Heading | Listing | Table | NewSheet


@cache
def _parser() -> MarkdownIt:
    # No HTML, no links, no pictures, no code: the wording needs none, so nothing can make them.
    allowed = ["heading", "list", "table", "hr", "emphasis", "balance_pairs", "entity", "escape", "newline"]
    return MarkdownIt("zero", {"html": False}).enable(allowed)


def parse(markdown: str, marks: Marks) -> tuple[Block, ...]:
    """The blocks of `markdown`, whose marks are noted in `marks` and taken out.

    Raises:
        LettersError: the wording uses Markdown that letters do not have.
    """
    tokens = iter(_parser().parse(markdown))
    return tuple(_blocks(tokens, None, marks))


def _blocks(tokens: Iterator[Token], closing: str | None, marks: Marks) -> Iterator[Block]:
    for token in tokens:
        if token.type == closing:
            return
        match token.type:
            case "paragraph_open":
                yield Paragraph(_line(tokens, marks))
            case "heading_open":
                yield Heading(int(token.tag[1:]), _line(tokens, marks))
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type == "ordered_list_open"
                yield Listing(ordered, tuple(_items(tokens, token.type.replace("open", "close"), marks)))
            case "table_open":
                rows = list(_rows(tokens, marks))
                yield Table(rows[0], tuple(rows[1:]))
            case "hr":
                yield NewSheet()
            case _:
                raise LettersError(f"The wording uses {token.type}, which letters do not have.")


def _items(tokens: Iterator[Token], closing: str, marks: Marks) -> Iterator[tuple[Block, ...]]:
    for token in tokens:
        if token.type == closing:
            return
        yield tuple(_blocks(tokens, "list_item_close", marks))


def _rows(tokens: Iterator[Token], marks: Marks) -> Iterator[tuple[Runs, ...]]:
    row: list[Runs] = []
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "inline":
            row.append(_runs(token, marks))
        elif token.type == "tr_close":
            yield tuple(row)
            row = []


def _line(tokens: Iterator[Token], marks: Marks) -> Runs:
    inline = next(tokens)
    next(tokens)
    return _runs(inline, marks)


def _runs(inline: Token, marks: Marks) -> Runs:
    runs: list[Run] = []
    bold = italic = 0
    for child in inline.children or []:
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "softbreak":
                runs.append(Run(" ", bold > 0, italic > 0))
            case "hardbreak":
                runs.append(Run("\n", bold > 0, italic > 0))
            case "text" | "text_special":
                runs.append(Run(child.content, bold > 0, italic > 0))
            case _:
                raise LettersError(f"The wording uses {child.type}, which letters do not have.")
    return _joined(runs, marks)


def _joined(runs: Sequence[Run], marks: Marks) -> Runs:
    """Neighbours of one style joined; the marks are noted for the line as a whole and taken out."""
    marks.note("".join(run.text for run in runs))
    joined: list[Run] = []
    for run in runs:
        text = unmarked(run.text)
        if text and joined and (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic):
            joined[-1] = Run(joined[-1].text + text, run.bold, run.italic)
        elif text:
            joined.append(Run(text, run.bold, run.italic))
    return tuple(joined)
