"""A list as a file for a spreadsheet: one table, as CSV or as an Excel workbook. No cell is ever a formula.

What is to be known about the list as a whole stands in a workbook on a page of its own; CSV has no place for it.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import xlsxwriter

Cell = str | int | float | date | datetime | bool | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # by what a spreadsheet takes a cell for one (CWE-1236)
_LONGEST = 32_767  # characters of a cell
_WIDEST = 60
_LOOKS = {date: "d mmm yyyy", datetime: "d mmm yyyy hh:mm"}


class Form(StrEnum):
    """The sorts of file."""

    CSV = "csv"
    EXCEL = "xlsx"

    @property
    def media_type(self) -> str:
        """As a browser is told."""
        excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return excel if self is Form.EXCEL else "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Table:
    """A list: its title, the heads of its columns, its rows; and what is to be known about it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    def file(self, form: Form, at: datetime) -> bytes:
        """The list as a file.

        Args:
            at: when it was made, as the workbook says.
        """
        return self._excel(at) if form is Form.EXCEL else self._csv()

    def _csv(self) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out)
        for row in (self.columns, *self.rows):
            writer.writerow([_text(cell) for cell in row])
        return out.getvalue().encode("utf-8-sig")  # the mark by which Excel knows that it is UTF-8

    def _excel(self, at: datetime) -> bytes:
        out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False}) as book:
            book.set_properties({"title": self.title, "created": at.replace(tzinfo=None)})
            page, head = book.add_worksheet(self.title[:31]), book.add_format({"bold": True})
            formats = {name: book.add_format({"num_format": looks}) for name, looks in _LOOKS.items()}
            for place, column in enumerate(self.columns):
                page.write_string(0, place, column, head)
                widths = [len(_words(row[place])) for row in self.rows]
                page.set_column(place, place, min(_WIDEST, max([len(column), *widths]) + 2))
            for line, row in enumerate(self.rows, 1):
                for place, cell in enumerate(row):
                    _write(page, line, place, cell, formats)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, len(self.rows), len(self.columns) - 1)
            if self.notes:
                beside = book.add_worksheet("Notes")
                beside.set_column(0, 0, _WIDEST * 2, book.add_format({"text_wrap": True}))
                for line, note in enumerate(self.notes):
                    beside.write_string(line, 0, note)
        return out.getvalue()


def _write(page: Any, line: int, place: int, cell: Cell, formats: Mapping[type[date], Any]) -> None:
    """One cell of a workbook, of the sort that it is: a text is always a text."""
    match cell:
        case None:
            return
        case datetime():
            page.write_datetime(line, place, cell.replace(tzinfo=None), formats[datetime])
        case date():
            page.write_datetime(line, place, cell, formats[date])
        case int() | float() if not isinstance(cell, bool):
            page.write_number(line, place, cell)
        case _:
            page.write_string(line, place, _words(cell)[:_LONGEST])


def _words(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:g}"
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _text(cell: Cell) -> str:
    """A cell of a CSV file; what a spreadsheet would work out is kept a text by a quote before it."""
    words = _words(cell)
    return f"'{words}" if isinstance(cell, str) and words.startswith(_FORMULA) else words
