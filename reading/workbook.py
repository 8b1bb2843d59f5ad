"""One sheet of an Excel workbook as lines of text: what its cells show, and no formula, link or picture.

openpyxl reads it row by row. What it passes over in silence is looked for beside it: cells that are merged over
several lines, and formulas whose value was never worked out.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from openpyxl import load_workbook

from reading.limits import Limits
from reading.result import Unreadable
from reading.table import MOST_COLUMNS, MOST_LINES, TOO_MANY, Fault, Table
from reading.zip_weight import weigh

_MOST_ROWS: Final = 1_048_576  # that a sheet can have, blank ones among them
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ />]")
MERGED: Final = "It is merged with the cell above it: undo the merging, and write in each row what holds for it."
NO_VALUE: Final = "It holds a formula whose value is not in the file: open it in Excel, and save it again."


def read(content: bytes, sheet: str | None, limits: Limits) -> Table:
    """One sheet of a workbook.

    Raises:
        Unreadable: too heavy, no such sheet, several or none with something in it.
        Exception: whatever openpyxl makes of a damaged one.
    """
    weigh(content, limits)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    if sheet is None:
        found = [(one, lines) for one in book.worksheets if one.sheet_state == "visible" and (lines := _lines(one))]
        if len(found) != 1:
            raise Unreadable(
                f"{len(found)} sheets of the workbook hold something: say which is the register, by its name."
                if found
                else "No sheet of the workbook holds anything: check that it is the right file."
            )
        chosen, lines = found[0]
    else:
        named = [one for one in book.worksheets if one.title.casefold() == sheet.casefold()]
        if not named:
            raise Unreadable("The workbook has no sheet of that name: check it.")
        chosen, lines = named[0], _lines(named[0])
        if not lines:
            raise Unreadable("That sheet of the workbook holds nothing: name another.")
    with ZipFile(BytesIO(content)) as archive:
        # openpyxl says nowhere else which piece of the file a sheet is.
        raw = archive.read(chosen._worksheet_path)  # type: ignore[attr-defined]
    faults = [*_merged(raw, {number for number, _ in lines})]
    if _FORMULA.search(raw):
        formulas = load_workbook(BytesIO(content), read_only=True, keep_links=False)[chosen.title]
        faults += _without_value(formulas, dict(lines))
    return Table(tuple(lines), tuple(faults))


def _lines(sheet: Any) -> list[tuple[int, tuple[str, ...]]]:
    """The lines that hold something, whatever the sheet says of its size."""
    sheet.reset_dimensions()
    found: list[tuple[int, tuple[str, ...]]] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _MOST_ROWS:
            raise Unreadable(TOO_MANY)
        cells = [as_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS or len(found) == MOST_LINES:
            raise Unreadable(TOO_MANY)
        found.append((number, tuple(cells)))
    return found


def as_text(value: Any) -> str:
    """What a cell holds, as text that says the same whoever reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.15g}"
        case _:
            return str(value).strip()


def _merged(raw: bytes, numbers: set[int]) -> Iterator[Fault]:
    """The cells that show nothing of their own, in lines that hold something else."""
    for left, top, right, bottom in _MERGED.findall(raw):
        first, last = int(top), int(bottom)
        for number in range(first + 1, min(last, _MOST_ROWS) + 1) if last > first else ():
            if number in numbers:
                for place in range(_place(left), min(_place(right), MOST_COLUMNS) + 1):
                    yield Fault(number, place, MERGED)


def _without_value(sheet: Any, lines: dict[int, tuple[str, ...]]) -> Iterator[Fault]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        shown = lines.get(number, ())
        for place, value in enumerate(row):
            # One formula over several cells is an object of its own.
            is_formula = value.startswith("=") if isinstance(value, str) else type(value).__name__.endswith("Formula")
            if is_formula and not "".join(shown[place : place + 1]):
                yield Fault(number, place, NO_VALUE)


def _place(letters: bytes) -> int:
    """The column of those letters, counted from 0."""
    found = 0
    for letter in letters:
        found = found * 26 + letter - ord("A") + 1
    return found - 1
