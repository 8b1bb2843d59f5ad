"""A letter as a Word file on a letterhead, with real headings, lists and tables."""

from collections.abc import Iterable

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from letters.blocks import Block, Heading, Listing, NewSheet, Paragraph, Runs, Table
from letters.letter import Letter
from letters.letterhead import own, plain_document
from letters.lists import Numbering, enter
from letters.package import describe, packed

_DEEPEST = 2


def word(letter: Letter, letterhead: bytes | None = None) -> bytes:
    """The letter on `letterhead` (a .docx file), or on a plain one made from the service's facts.

    Raises:
        LettersError: the letterhead is no Word file.
    """
    document = plain_document(letter.service) if letterhead is None else own(letterhead)
    describe(document, letter.title, letter.written_on)
    sheet = _Sheet(document)
    sheet.lines(letter.address)
    sheet.lines(line for line in (letter.date_line, letter.reference_line) if line)
    sheet.lines([f"{letter.greeting},"])
    sheet.text(letter.title, "Title")
    sheet.blocks(letter.blocks)
    sheet.sign(letter.close, [letter.signatory, letter.service["name"]])
    if letter.enclosures:
        sheet.keep_last_with_next()
        sheet.text("Enclosed:").paragraph_format.keep_with_next = True
        sheet.bullets(letter.enclosures)
    if letter.slip:
        sheet.blocks((NewSheet(), *letter.slip))
    return packed(document)


def _fill(paragraph: WordParagraph, runs: Runs, *, bold: bool = False) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold = bold or run.bold or None
        made.italic = run.italic or None


class _Sheet:
    """The page being written, top to bottom."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(document)
        self._new_sheet = False

    def text(self, text: str, style: str | None = None) -> WordParagraph:
        paragraph = self._document.add_paragraph(text, style)
        paragraph.paragraph_format.page_break_before = self._new_sheet or None
        self._new_sheet = False
        return paragraph

    def lines(self, lines: Iterable[str]) -> None:
        """Lines that stand close together as one paragraph, as in an address."""
        paragraph = None
        for line in lines:
            if paragraph is None:
                paragraph = self.text("")
                paragraph.paragraph_format.space_after = Pt(14)
            else:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            paragraph.add_run(line)

    def keep_last_with_next(self) -> None:
        """Let no page end between what was written last and what comes."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def sign(self, close: str, lines: list[str]) -> None:
        """The end of the letter, kept on one page with room for a signature."""
        self.keep_last_with_next()  # a signature alone on a page looks like a mistake
        farewell = self.text(close)
        farewell.paragraph_format.space_before = Pt(10)
        farewell.paragraph_format.space_after = Pt(34)
        farewell.paragraph_format.keep_with_next = True
        self.lines(lines)

    def bullets(self, lines: Iterable[str]) -> None:
        number = self._numbering.begin(ordered=False)
        for line in lines:
            enter(self.text(line), number, 0)

    def blocks(self, blocks: Iterable[Block], listing: int | None = None, level: int = 0) -> None:
        """Write blocks; with `listing` they are items of that list."""
        for block in blocks:
            match block:
                case Paragraph(runs):
                    paragraph = self.text("")
                    _fill(paragraph, runs)
                    if listing is not None:
                        enter(paragraph, listing, level)
                        paragraph.paragraph_format.space_after = Pt(4)
                case Heading(depth, runs):
                    # The letter's own title is the Title, so a second-level heading is Word's first.
                    _fill(self.text("", f"Heading {min(depth - 1, 2)}"), runs)
                case Listing(ordered, items):
                    number = self._numbering.begin(ordered=ordered)
                    inner = min(level + 1, _DEEPEST) if listing is not None else 0
                    for item in items:
                        self.blocks(item, number, inner)
                    self._document.paragraphs[-1].paragraph_format.space_after = Pt(8)
                case Table():
                    self._table(block)
                case NewSheet():
                    self._new_sheet = True

    def _table(self, table: Table) -> None:
        made = self._document.add_table(rows=0, cols=len(table.head))
        _rule(made)
        head = made.add_row()
        _row(head, table.head, bold=True)
        _property(head, "w:tblHeader")  # repeated on each page, and named as a heading to a screen reader
        for row in table.rows:
            line = made.add_row()
            _row(line, row)
            if not all(row):
                line.height = Cm(1)  # room to write by hand
        section = self._document.sections[-1]
        margins = (section.left_margin or Cm(2.5)) + (section.right_margin or Cm(2.5))
        _widths(made, table, (section.page_width or Cm(21)) - margins)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)


def _property(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _row(row: _Row, cells: Iterable[Runs], *, bold: bool = False) -> None:
    _property(row, "w:cantSplit")
    for cell, runs in zip(row.cells, cells, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.space_before = Pt(3)
        _fill(paragraph, runs, bold=bold)


def _rule(table: WordTable) -> None:
    """Thin lines round each cell, set here since a letterhead may have no style for tables."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "6F777B")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    look = properties.find(qn("w:tblLook"))
    following = layout if layout is not None else look
    if following is None:
        properties.append(borders)
    else:
        following.addprevious(borders)


def _widths(table: WordTable, content: Table, across: int) -> None:
    """Columns as wide as their words ask for, `across` in all; a column to be filled in is a wide one."""
    longest = [
        max(len("".join(run.text for run in row[column])) for row in (content.head, *content.rows))
        for column in range(len(content.head))
    ]
    filled = [any(row[column] for row in content.rows) for column in range(len(content.head))]
    weights = [
        min(max(length, 9), 48) if has_words else 48 for length, has_words in zip(longest, filled, strict=True)
    ]
    table.autofit = False
    for column, weight in enumerate(weights):
        width = Length(across * weight // sum(weights))
        table.columns[column].width = width
        cells: list[_Cell] = list(table.columns[column].cells)
        for cell in cells:
            cell.width = width
