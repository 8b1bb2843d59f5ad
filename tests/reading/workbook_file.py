"""Workbooks for the tests: of rows of values, and with their pieces changed as Excel does not write them."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def workbook(
    rows: Iterable[Sequence[Any]], *more: Iterable[Sequence[Any]], change: Callable[[Workbook], None] | None = None
) -> bytes:
    """A workbook with a sheet for each of these."""
    book = Workbook()
    for number, each in enumerate((rows, *more)):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        for row in each:
            sheet.append(row)
    if change:
        change(book)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_piece(content: bytes, name: str, turn: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one piece of it changed, or added."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(kept, "w", ZIP_DEFLATED) as after:
        for one in before.namelist():
            after.writestr(one, turn(before.read(one)) if one == name else before.read(one))
        if name not in before.namelist():
            after.writestr(name, turn(b""))
    return kept.getvalue()
