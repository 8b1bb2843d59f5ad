"""Tables that services keep: CSV of every usual sort, workbooks in a confined child, and hostile ones."""

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from reading.limits import LIMITS, MEGABYTE, Limits
from reading.result import Unreadable
from reading.table import read_table
from reading.workbook import MERGED, NO_VALUE
from tests.reading.workbook_file import SHEET, with_piece, workbook

ROWS = [("Ref", "Received"), ("1", "2026-10-01")]
TABLE = tuple((number, row) for number, row in enumerate(ROWS, 1))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
AT = datetime(2026, 10, 1, 9, 30)  # noqa: DTZ001 - Excel knows no zone
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "content",
    [
        b"Ref,Received\r\n1,2026-10-01\r\n",
        b"\xef\xbb\xbfRef,Received\n1,2026-10-01",
        "Ref\tReceived\n1\t2026-10-01\n".encode("utf-16"),
        b"Ref;Received\n1;2026-10-01\n",
        b"Ref|Received\n1|2026-10-01\n",
        b'"Ref" , "Received"\n1, 2026-10-01 ,,\n'.replace(b'" , "', b'","'),
    ],
)
def test_a_csv_is_read_whatever_stands_between_its_cells(content: bytes) -> None:
    """With or without a mark of its encoding, with commas, semicolons or tabs."""
    found = [(number, tuple(cell for cell in cells if cell)) for number, cells in read_table(content).lines]
    assert tuple(found) == TABLE


def test_rows_bear_the_numbers_that_a_spreadsheet_shows() -> None:
    """A blank line counts, a line break within a cell does not; Excel's own line for the separator is passed over."""
    text = 'sep=;\nRef;Note\n\n1;"two\nlines, and ; more"\n2;\n'
    assert read_table(text.encode()).lines == (
        (2, ("Ref", "Note")), (4, ("1", "two\nlines, and ; more")), (5, ("2", ""))
    )  # fmt: skip


def test_windows_1252_is_read() -> None:
    """Older Excel writes no UTF-8."""
    assert read_table("Ref,Note\n1,Café – “seen”".encode("cp1252")).lines[1] == (2, ("1", "Café – “seen”"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b" \n\n", "The file is empty"),
        (b",,\n,,\n", "The file is empty"),
        (b'a,b\n"x,1\n2,3', "The line after row 1 cannot be read: a quotation mark is not closed"),
        (b'a,b\n"x"y,1', "The line after row 1 cannot be read"),
        (b"a,b\n" + b"x" * 200_000, "The line after row 1 cannot be read"),
        (b"a,b\n\x81,1", "Some signs of it cannot be read. Save it as 'CSV UTF-8'"),
        (b"a,b\n\x00,1", "It is neither a CSV file nor an Excel workbook"),
        (b"%PDF-1.7\n", "It is neither a CSV file nor an Excel workbook"),
        (b"a,b\n" * 50_001, "It has more than 50,000 lines or 200 columns"),
        (b"a" + b",a" * 200, "It has more than 50,000 lines or 200 columns"),
        (OLE, "It is an old workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The workbook is protected by a password"),
        (workbook(ROWS)[:2000], "The workbook is damaged"),
        (with_piece(workbook(ROWS), SHEET, lambda xml: xml[:300]), "The workbook is damaged"),
        (with_piece(workbook(ROWS), SHEET, lambda _: ENTITIES), "The workbook is damaged"),
        (with_piece(workbook(ROWS), "xl/media/a.bin", lambda _: bytes(60 * MEGABYTE)), "packed more tightly"),
        (with_piece(workbook(ROWS), "xl/workbook.xml", lambda _: b"<x/>"), "No sheet of the workbook holds anything"),
        (workbook([]), "No sheet of the workbook holds anything"),
        (workbook([["a"] * 201]), "It has more than 50,000 lines or 200 columns"),
        (workbook(ROWS, ROWS), "2 sheets of the workbook hold something: say which"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    """Design, 8: empty, broken, locked, hostile or of another sort; no cell is repeated."""
    with pytest.raises(Unreadable) as refused:
        read_table(content)
    assert says in str(refused.value)


def test_a_workbook_shows_what_its_cells_show() -> None:
    """Days as ISO 8601, numbers without marks, yes and no; blank rows and cells are left out at the end."""
    rows: list[list[Any]] = [
        ["Ref", "Received", None], [], [7, date(2026, 10, 1)], [7.5, AT],
        ["007", "1/10/2026 "], [12345678901, True], [1e15, False, "", None],
    ]  # fmt: skip
    assert read_table(workbook(rows)).lines == (
        (1, ("Ref", "Received")), (3, ("7", "2026-10-01")), (4, ("7.5", "2026-10-01 09:30")),
        (5, ("007", "1/10/2026")), (6, ("12345678901", "yes")), (7, ("1000000000000000", "no")),
    )  # fmt: skip


def test_a_sheet_is_found_by_its_name_or_as_the_only_one() -> None:
    """Empty sheets and hidden ones are passed over; a hidden one can be named."""

    def hide(book: Workbook) -> None:
        book.worksheets[0].sheet_state = "hidden"
        book.worksheets[1].title = "Register"

    content = workbook([("secret",)], ROWS, [], change=hide)
    assert read_table(content).lines == read_table(content, "REGISTER").lines == TABLE
    assert read_table(content, "Sheet").lines == ((1, ("secret",)),)
    for name, says in (("Other", "no sheet of that name"), ("Sheet2", "That sheet of the workbook holds nothing")):
        with pytest.raises(Unreadable, match=says):
            read_table(content, name)
    with pytest.raises(Unreadable, match="A CSV file has no sheets"):
        read_table(b"a,b\n1,2", "Register")


def test_merged_cells_and_formulas_without_a_value_are_named() -> None:
    """A cell merged over two rows shows nothing in the second, and no formula is worked out: nothing is lost so."""

    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("B2:B4")
        book.worksheets[0].merge_cells("A1:B1")

    found = read_table(workbook([("Title",), ("a", "b"), ("c", None, "=1+1"), ("d",)], change=merge))
    assert {(one.number, one.place, one.says) for one in found.faults} == {
        (3, 1, MERGED), (4, 1, MERGED), (3, 2, NO_VALUE)
    }  # fmt: skip


def test_the_value_of_a_formula_counts_and_no_link_is_followed() -> None:
    """What Excel worked out is read; where it came from, another workbook perhaps, is not opened."""
    cell = b"<c r=\"B2\"><f>'[file:///other.xlsx]Sheet1'!A1</f><v>46296</v></c>"
    end = b"</row></sheetData>"
    content = with_piece(workbook([("a", "b"), ("c",)]), SHEET, lambda xml: xml.replace(end, cell + end))
    found = read_table(content)
    assert found.lines == ((1, ("a", "b")), (2, ("c", "46296")))
    assert found.faults == ()


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    """Other programs write a wrong size, or none; and rows that lie far down bear their numbers."""
    far = b'<row r="90000"><c r="A90000" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    content = with_piece(
        workbook(ROWS), SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"').replace(b"</sheetData>", far)
    )
    assert read_table(content).lines == (*TABLE, (90_000, ("far",)))


def test_a_workbook_that_takes_too_much_is_ended() -> None:
    """The child has its limits of time and memory, and the refusal says how to go on."""
    many = workbook([(f"{number}", "x" * 20) for number in range(3000)])
    for limits, says in (
        (Limits(cpu_seconds=30, wall_seconds=0.05), "takes far too long"),
        (Limits(memory_bytes=40 * MEGABYTE), "takes far too much memory"),
    ):
        with pytest.raises(Unreadable, match=says):
            read_table(many, limits=limits)
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        read_table(bytes(LIMITS.input_bytes + 1))
