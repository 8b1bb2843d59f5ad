"""A table becomes lines of text: a CSV file as it is, a workbook in a confined child process."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from msgspec import MsgspecError, msgpack

from confined.ask import TookTooLong, ask
from reading.limits import LIMITS, MEGABYTE, Limits
from reading.plain import EMPTY, decode
from reading.result import Unreadable
from reading.signatures import is_locked_office, is_ole, is_open_document, is_pdf, is_zip

MOST_LINES: Final = 50_000
MOST_COLUMNS: Final = 200
TOO_SLOW: Final = "Reading the workbook takes far too long. Save the sheet alone as CSV, and use that."
TOO_HEAVY: Final = "Reading the workbook takes far too much memory. Save the sheet alone as CSV, and use that."
TOO_MANY: Final = f"It has more than {MOST_LINES:,} lines or {MOST_COLUMNS} columns: divide it into several files."
LOCKED: Final = "The workbook is protected by a password. Save a copy of it without one, and use that."
DAMAGED: Final = "The workbook is damaged or not complete. Open it in Excel, save it again, and use that."
_DELIMITERS: Final = ",;\t|"
_NEITHER: Final = "It is neither a CSV file nor an Excel workbook (.xlsx): save the sheet as one of the two."


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the cell of a line before anybody asks what it means. `place` counts columns from 0."""

    number: int
    place: int
    says: str


@dataclass(frozen=True, slots=True)
class Table:
    """The lines that hold something: the number under which a spreadsheet shows each, and its cells as text.

    A day is written as 2026-10-01, a number without marks, and a yes as `yes`.
    """

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookOrder:
    """Read one sheet of a workbook within these limits: that of a name, or the only one that holds something."""

    content: bytes
    sheet: str | None
    limits: Limits


@dataclass(frozen=True, slots=True)
class WorkbookAnswer:
    """The table, or the line that says why there is none."""

    table: Table | None = None
    refusal: str | None = None


def read_table(content: bytes, sheet: str | None = None, limits: Limits = LIMITS) -> Table:
    """The lines of a table that somebody keeps: CSV of any usual sort, or an Excel workbook.

    Args:
        sheet: the name of a workbook's sheet; None: the only one that holds something.

    Raises:
        Unreadable: empty, too large, of no known format, damaged, protected or hostile; says what to do.
    """
    if len(content) > limits.input_bytes:
        raise Unreadable(f"The file is larger than {limits.input_bytes / MEGABYTE:g} MB: divide it into several.")
    if not content.strip():
        raise Unreadable(EMPTY)
    if is_locked_office(content):
        raise Unreadable(LOCKED)
    if is_ole(content):
        raise Unreadable("It is an old workbook (.xls), or another old Office file: save it as .xlsx or CSV.")
    if is_open_document(content):
        raise Unreadable("It is an OpenDocument file. Save the sheet as .xlsx or CSV, and use that.")
    if is_zip(content):
        return _workbook(content, sheet, limits)
    if is_pdf(content) or (b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise Unreadable(_NEITHER)
    if sheet is not None:
        raise Unreadable("A CSV file has no sheets: name none.")
    return _csv(content)


def _workbook(content: bytes, sheet: str | None, limits: Limits) -> Table:
    order = msgpack.encode(WorkbookOrder(content, sheet, limits))
    try:
        said = ask("reading.workbook_child", order, seconds=limits.wall_seconds)
        answer = msgpack.decode(said, type=WorkbookAnswer)
    except TookTooLong:
        raise Unreadable(TOO_SLOW) from None
    except MsgspecError:
        # It died half-way: killed by the system, or a C library ran out of memory.
        raise Unreadable(TOO_HEAVY) from None
    if answer.table is None:
        raise Unreadable(answer.refusal or TOO_HEAVY)
    return answer.table


def _csv(content: bytes) -> Table:
    text, _, whole = decode(content)
    if not whole or "\x00" in text:
        raise Unreadable("Some signs of it cannot be read. Save it as 'CSV UTF-8', and use that.")
    first, _, rest = text.partition("\n")
    said = first.strip().casefold()
    skipped = 0
    if said.startswith("sep=") and len(said) == 5:  # Excel's own line, which is no line of the table
        delimiter, text, skipped = said[4], rest, 1
    else:
        delimiter = _delimiter(text)
    lines = tuple((number + skipped, cells) for number, cells in _records(text, delimiter) if any(cells))
    if not lines:
        raise Unreadable(EMPTY)
    if len(lines) > MOST_LINES or max(len(cells) for _, cells in lines) > MOST_COLUMNS:
        raise Unreadable(TOO_MANY)
    return Table(lines)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The records with their numbers, as a spreadsheet counts them: a line break within quotes begins none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, tuple(cell.strip() for cell in cells)
    except csv.Error:
        raise Unreadable(
            f"The line after row {number} cannot be read: a quotation mark is not closed, stands alone within a "
            "cell, or the cell is far too long. Put it right there."
        ) from None


def _delimiter(text: str) -> str:
    """What stands between the cells: whatever divides the first lines most, and evenly."""
    head = text[: 64 * 1024]

    def divides(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(cells) for _, (_, cells) in zip(range(20), _records(head, delimiter), strict=False)]
        except Unreadable:  # cut off within a quotation, or it is another sign
            widths = [len(line.split(delimiter)) for line in head.splitlines()[:20]]
        widest = max(widths, default=1)
        return (sum(width == widest for width in widths) if widest > 1 else 0), widest

    return max(_DELIMITERS, key=divides)
