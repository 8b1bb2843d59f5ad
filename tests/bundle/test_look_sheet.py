"""The last look at Excel workbooks."""

import pytest

from bundle.finding import What
from bundle.look import look_here
from tests.bundle.sheet_file import CELL, sheet
from tests.bundle.word_file import with_part

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ROW = '<row r="1"{row}><c r="A1"{cell}><v>7</v></c></row>'
NAMES = '<definedNames><definedName name="{name}" hidden="1">S1!$A$1</definedName></definedNames>'
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode=";;;"/></numFmts>'
    '<fonts count="2"><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill></fills>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="164" fontId="0" fillId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0"/><xf numFmtId="0" fontId="1" fillId="1"/></cellXfs>'
)


def row(row: str = "", cell: str = "") -> str:
    """A sheet of one row."""
    return f"<sheetData>{ROW.format(row=row, cell=cell)}</sheetData>"


HIDDEN = {
    "a hidden sheet": (sheet(CELL, CELL, states={2: "hidden"}), What.HIDDEN_SHEET, "sheet 2"),
    "a very hidden sheet": (sheet(CELL, CELL, states={2: "veryHidden"}), What.HIDDEN_SHEET, "sheet 2"),
    "a hidden row": (sheet(row(' hidden="1"')), What.HIDDEN_ROWS, "sheet 1"),
    "a row without height": (sheet(CELL, row(' ht="0" customHeight="1"')), What.HIDDEN_ROWS, "sheet 2"),
    "a hidden column": (sheet(f'<cols><col min="1" max="1" hidden="1"/></cols>{CELL}'), What.HIDDEN_ROWS, "sheet 1"),
    "rows hidden unless said": (sheet(f'<sheetFormatPr zeroHeight="1"/>{CELL}'), What.HIDDEN_ROWS, "sheet 1"),
    "a hidden name": (
        sheet(book=NAMES.format(name="n")),
        What.HIDDEN_NAME,
        "the workbook",
    ),
    "a number that is not shown": (sheet(row(cell=' s="1"'), styles=STYLES), What.HIDDEN_TEXT, "sheet 1"),
    "white on white": (sheet(row(cell=' s="2"'), styles=STYLES), What.HIDDEN_TEXT, "sheet 1"),
    "the date of today": (
        sheet('<sheetData><row r="1"><c r="A1"><f>TODAY()</f><v>1</v></c></row></sheetData>'),
        What.CHANGING_FIELD,
        "sheet 1",
    ),
    "the date of today in the footer": (
        sheet(f"{CELL}<headerFooter><oddFooter>&amp;D</oddFooter></headerFooter>"),
        What.CHANGING_FIELD,
        "sheet 1",
    ),
    "macros": (
        with_part(sheet(), "xl/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject"),
        What.MACRO,
        "the file",
    ),
    **{
        kind: (with_part(sheet(), f"xl/part{n}.xml", "<x/>", kind), what, "the workbook")
        for n, (kind, what) in enumerate(
            (
                (f"{KIND}.comments+xml", What.COMMENT),
                ("application/vnd.ms-excel.threadedcomments+xml", What.COMMENT),
                (f"{KIND}.externalLink+xml", What.EXTERNAL_LINK),
                (f"{KIND}.connections+xml", What.EXTERNAL_LINK),
                (f"{KIND}.pivotCacheDefinition+xml", What.PIVOT_CACHE),
                (f"{KIND}.pivotCacheRecords+xml", What.PIVOT_CACHE),
                (f"{KIND}.revisionLog+xml", What.TRACKED_CHANGE),
            )
        )
    },
}


@pytest.mark.parametrize(("content", "what", "where"), HIDDEN.values(), ids=HIDDEN)
def test_what_the_eye_does_not_see_stops(content: bytes, what: What, where: str) -> None:
    """UK GDPR Art 5(1)(f): what a workbook hides is found, said by the sheet's number, and stops the bundle."""
    assert (what, where) in {(f.what, f.where) for f in look_here(content) if f.stops}


@pytest.mark.parametrize(
    "content",
    [
        sheet(),
        sheet(CELL, CELL),
        sheet(row(cell=' s="3"'), styles=STYLES),
        sheet(book=NAMES.format(name="_xlnm._FilterDatabase")),
        sheet('<sheetData><row r="1"><c r="A1" s="2"/></row></sheetData>', styles=STYLES),
    ],
    ids=["plain", "two sheets", "white on dark", "Excel's own name", "an empty white cell"],
)
def test_what_is_seen_is_no_finding(content: bytes) -> None:
    """A look that cries wolf is soon not heeded: an ordinary workbook finds nothing."""
    assert look_here(content) == ()


def test_who_made_it_is_listed_and_does_not_stop() -> None:
    """UK GDPR Art 5(1)(c): the author and the folder of a workbook are left out by the program."""
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Petra</dc:creator></c:coreProperties>'
    )
    path = (
        '<x:absPath xmlns:x="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\Users\\petra"/>'
    )
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    found = look_here(with_part(sheet(book=path), "docProps/core.xml", core, kind))
    assert {(f.what, f.stops) for f in found} == {(What.AUTHOR, False)}
    assert "etra" not in repr(found)
