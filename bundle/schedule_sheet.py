"""The sheet behind the letter that says what follows: each document, how much of it goes, and on which pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

DISCLOSE, REDACT, WITHHOLD = "disclose", "redact", "withhold"
_HOW_MUCH = {DISCLOSE: "All of it", REDACT: "Part of it", WITHHOLD: "Not sent"}
_WIDTHS = (1.2, 7.8, 2.8, 2.4, 2.4)  # centimetres
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the schedule. `decision` is disclose, redact or withhold; the description is personal data."""

    number: int
    description: str
    dated: date | None
    decision: str


def schedule_sheet(rows: Sequence[Row], pages: Mapping[int, tuple[int, int]] | None) -> bytes:
    """The sheet as a .docx. `pages`: from and to in the finished file for each paper; None in a Word file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name = "Arial"
    normal.font.size = Pt(11)
    heading = document.add_heading("Schedule of documents", 1)
    for run in heading.runs:
        run.font.name = "Arial"
        run.font.color.rgb = RGBColor(0, 0, 0)
    columns = ["No.", "Document", "Date", "How much", *(["Pages of this file"] if pages is not None else [])]
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=False):
        column.width = Cm(width)  # LibreOffice goes by the columns, Word by the cells
    _fill(table, 0, columns, bold=True)
    _mark(table, 0, "w:tblHeader")  # repeated on each page, and named as a heading to a screen reader
    for index, row in enumerate(rows, 1):
        table.add_row()
        _mark(table, index, "w:cantSplit")
        words = [str(row.number), row.description, _day(row.dated), _HOW_MUCH[row.decision]]
        if pages is not None:
            words.append(_pages(pages.get(row.number)))
        _fill(table, index, words)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _day(day: date | None) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "no date"


def _pages(pages: tuple[int, int] | None) -> str:
    if pages is None:
        return "–"
    return str(pages[0]) if pages[0] == pages[1] else f"{pages[0]} to {pages[1]}"


def _mark(table: Table, index: int, name: str) -> None:
    table.rows[index]._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(table: Table, index: int, words: Sequence[str], *, bold: bool = False) -> None:
    cells: list[_Cell] = list(table.rows[index].cells)
    for cell, text, width in zip(cells, words, _WIDTHS, strict=False):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        run = paragraph.add_run(text)
        run.bold = bold or None
        run.font.name = "Arial"  # in a Word bundle the styles are those of the letter
        run.font.size = Pt(10)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        run._r.get_or_add_rPr().append(language)
