"""Words, paragraphs and tables as WordprocessingML text.

Word takes the properties of a run, a paragraph or a table in one order only (ECMA-376, part 1, 17.3 and 17.4) and
calls a file damaged that has them in another; they are written in that order here and nowhere else.
Lengths are in twentieths of a point ("twips", 567 to the centimetre), as the format has them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from letters.blocks import Run, Runs, Table

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Hebrew, Arabic and their neighbours; a space, hyphen or apostrophe between two such words belongs to them.
_TURNED = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]+"
_RIGHT_TO_LEFT = re.compile(f"({_TURNED}(?:[ '’.-]+{_TURNED})*)")
_LANGUAGES = (
    (re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]"), "he-IL"),
    (re.compile("[\u0600-\u06ff\ufb50-\ufefc]"), "ar-SA"),
)
_HAND = 709  # a row to be filled in by hand is at least 1.25 cm high
_SIGN = 135  # the width of a letter of the alphabet, about, in bold
_BESIDE = 230  # what a cell has beside its words
_LONG_WORD = 24  # signs; a longer one is broken, and is no word but a number or an address
_FORM = 10  # rows to be filled in that stay on one page, so that nobody signs on another one
_RULE = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="6F777B"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_INSIDE = "".join(f'<w:{side} w:w="108" w:type="dxa"/>' for side in ("left", "right"))


def escaped(text: str) -> str:
    """`text` as it may stand in XML, between tags or in quotes; what XML cannot hold becomes U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", escape(text))


@cache
def _run_properties(bold: bool, italic: bool, looks: str, language: str | None) -> str:
    inside = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "") + looks
    if language is not None:
        inside += "<w:rtl/>" + (f'<w:lang w:bidi="{language}"/>' if language else "")
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _language(text: str) -> str:
    """Of right-to-left words; "" where the letters do not tell."""
    return next((language for letters, language in _LANGUAGES if letters.search(text)), "")


def _piece(text: str, properties: str) -> str:
    words = escaped(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def words(runs: Runs, *, bold: bool = False, looks: str = "") -> str:
    """The runs; right-to-left words get runs of their own, so that Word sets them by their script's rules.

    `looks` is the XML of colour and size, where they are not the paragraph's own.
    """
    written = []
    for run in runs:
        heavy = bold or run.bold
        if run.text.isascii():
            written.append(_piece(run.text, _run_properties(heavy, run.italic, looks, None)))
            continue
        for at, text in enumerate(_RIGHT_TO_LEFT.split(run.text)):
            if text:
                language = _language(text) if at % 2 else None
                written.append(_piece(text, _run_properties(heavy, run.italic, looks, language)))
    return "".join(written)


@dataclass(slots=True)
class Line:
    """A paragraph. It may be changed until it is written.

    `style` is the style's name; `item` the list and the level of which it is an item; `indent` how far it stands in.
    """

    runs: Runs = ()
    style: str | None = None
    item: tuple[int, int] | None = None
    indent: tuple[int, int] | None = None  # from the left; the first line hangs out by
    before: int | None = None
    after: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    new_sheet: bool = False
    bold: bool = False

    def xml(self, styles: Mapping[str, str]) -> str:
        """The paragraph; `styles` gives the id of each style's name."""
        properties = ""
        if self.style is not None:
            properties += f'<w:pStyle w:val="{styles[self.style]}"/>'
        if self.keep_next:
            properties += "<w:keepNext/>"
        if self.keep_lines:
            properties += "<w:keepLines/>"
        if self.new_sheet:
            properties += "<w:pageBreakBefore/>"
        if self.item is not None:
            number, level = self.item
            properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if self.before is not None or self.after is not None:
            before = "" if self.before is None else f' w:before="{self.before}"'
            after = "" if self.after is None else f' w:after="{self.after}"'
            properties += f"<w:spacing{before}{after}/>"
        if self.indent is not None:
            left, hanging = self.indent
            properties += f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        if properties:
            properties = f"<w:pPr>{properties}</w:pPr>"
        return f"<w:p>{properties}{words(self.runs, bold=self.bold)}</w:p>"


@dataclass(slots=True)
class Grid:
    """A table, as wide as `across`. `caption` says what it shows; a screen reader reads it out."""

    table: Table
    across: int
    caption: str
    keep_next: bool = False  # its last row with what comes

    def xml(self, styles: Mapping[str, str]) -> str:
        """The table, with thin lines round each cell, since a letterhead may have no style for tables."""
        columns = _widths(self.table, self.across)
        said = f"{len(self.table.rows)} rows under: {', '.join(_plain(cell) for cell in self.table.head)}"
        properties = (
            f'<w:tblPr><w:tblW w:w="{self.across}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
            f'<w:tblBorders>{_RULE}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{_INSIDE}</w:tblCellMar>'
            '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/><w:tblCaption w:val="{escaped(self.caption)}"/>'
            f'<w:tblDescription w:val="{escaped(said)}"/></w:tblPr>'
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        last = len(self.table.rows) - 1
        together = last < _FORM and not all(cell for row in self.table.rows for cell in row)
        rows = "".join(
            _row(row, columns, styles, keep_next=self.keep_next if at == last else together)
            for at, row in enumerate(self.table.rows)
        )
        head = _row(self.table.head, columns, styles, head=True, keep_next=True)
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _row(
    cells: Sequence[Runs],
    columns: Sequence[int],
    styles: Mapping[str, str],
    *,
    head: bool = False,
    keep_next: bool = False,
) -> str:
    properties = "<w:cantSplit/>"
    if not all(cells):
        properties += f'<w:trHeight w:val="{_HAND}"/>'
    if head:
        properties += "<w:tblHeader/>"  # repeated on each page, and named as a heading to a screen reader
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{Line(runs, before=60, after=60, bold=head, keep_next=keep_next).xml(styles)}</w:tc>"
        for width, runs in zip(columns, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


def _widths(content: Table, across: int) -> list[int]:
    """Columns as wide as their words ask for, `across` in all; a column to be filled in is a wide one.

    No word is broken for want of room, as long as there is room for all.
    """
    columns = [[_plain(row[at]) for row in (content.head, *content.rows)] for at in range(len(content.head))]
    weights = [min(max(max(map(len, texts)) + 3, 9), 48) if any(texts[1:]) else 48 for texts in columns]
    least = [_BESIDE + _SIGN * min(_longest_word(texts), _LONG_WORD) for texts in columns]
    left = max(0, across - sum(least))
    if not left:
        least = [across * width // sum(least) for width in least]
    wanted = [max(0, across * weight // sum(weights) - width) for weight, width in zip(weights, least, strict=True)]
    widths = [width + left * more // max(1, sum(wanted)) for width, more in zip(least, wanted, strict=True)]
    widths[-1] += across - sum(widths)
    return widths


def _longest_word(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in re.split(r"[\s-]", text)), default=0)


def plain_runs(lines: Iterable[str]) -> Runs:
    """Lines that stand close together as one paragraph, as in an address."""
    return (Run("\n".join(lines)),)
