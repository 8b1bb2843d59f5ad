"""Lists as files for a spreadsheet: what was text is text, what was a day is a day, and nothing is worked out."""

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.web.visits import NOON
from web.sheet import Cell, Form, Table

# Any text that a database can hold: no half of a surrogate pair, no NUL.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
# XML has no other signs of control: the rest is written as _xHHHH_, which openpyxl does not read back.
PLAIN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff"),
    max_size=60,
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://evil.example","x")')
DDE = "=cmd|'/C calc'!A0"


def from_csv(table: Table) -> list[list[str]]:
    """The cells of the CSV file below its heads."""
    text = table.file(Form.CSV, NOON).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]


def from_excel(table: Table) -> list[list[object]]:
    """The cells of the workbook below its heads, having seen that none is a formula."""
    book = load_workbook(io.BytesIO(table.file(Form.EXCEL, NOON)))
    (page,) = book.worksheets
    rows = list(page.iter_rows(min_row=2))
    assert [cell.coordinate for row in rows for cell in row if cell.data_type == "f"] == []
    assert [cell.coordinate for row in rows for cell in row if cell.hyperlink] == []
    return [[cell.value for cell in row] for row in rows]


@settings(deadline=None)
@given(TEXTS)
@example(DDE)
@example("=")
@example("'=1")
@example("")
@example("\ufeff=1")
def test_no_text_is_a_formula_in_a_csv_file(text: str) -> None:
    """CWE-1236: read back it is the very text, with a quote before it where a spreadsheet would work it out."""
    ((cell, after),) = from_csv(Table("List", ("A", "B"), [(text, "end")]))
    assert after == "end"
    assert cell == text or cell == f"'{text}"
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert (cell != text) is text.startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(deadline=None)
@given(PLAIN)
@example(DDE)
@example("https://evil.example/")
@example("{=1+1}")
@example("1e5")
@example("_x0041_")
@example("mailto:a@b.example")
@example("internal:Sheet1!A1")
def test_no_text_is_a_formula_or_a_link_in_a_workbook(text: str) -> None:
    """CWE-1236: a cell of text is one, to the letter, whatever it looks like."""
    ((cell, after),) = from_excel(Table("List", ("A", "B"), [(text, "end")]))
    assert after == "end"
    assert (cell or "") == text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_worked_out(text: str) -> None:
    """OWASP's list of beginnings, each by its own."""
    assert from_csv(Table("List", ("A",), [(text,)])) == [[f"'{text}"]]
    assert from_excel(Table("List", ("A", "B"), [(text, "end")]))[0][1] == "end"


def test_days_numbers_and_nothing() -> None:
    """A day is a day that Excel can sort and count with; yes and no are words; nothing is an empty cell."""
    row: tuple[Cell, ...] = (date(2026, 12, 1), NOON, 42, -1, 1.5, 2.0, True, False, None, "x")
    table = Table("List", tuple("ABCDEFGHIJ"), [row])
    text = ["2026-12-01", "2026-11-12 12:00+00:00", "42", "-1", "1.5", "2", "yes", "no", "", "x"]
    assert from_csv(table) == [text]
    days, rest = [datetime(2026, 12, 1), datetime(2026, 11, 12, 12)], [42, -1, 1.5, 2, "yes", "no", None, "x"]  # noqa: DTZ001 - as Excel has them
    assert from_excel(table)[0] == [*days, *rest]


def test_what_is_to_be_known_of_a_list_stands_beside_it() -> None:
    """In a workbook on a page of its own, each a text (CWE-1236); in a CSV file nothing stands below the last row."""
    table = Table("List", ("A",), [("x",)], ["=1+1", "Both days included."])
    book = load_workbook(io.BytesIO(table.file(Form.EXCEL, NOON)))
    assert book.sheetnames == ["List", "Notes"]
    cells = [row[0] for row in book["Notes"].iter_rows()]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("Both days included.", "s")]
    assert from_csv(table) == [["x"]]


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x1f", "\ufffe", "\uffff"])
def test_a_sign_that_xml_has_not_breaks_no_workbook(sign: str) -> None:
    """A paper may have held anything: the workbook opens, and the cells beside it are whole."""
    assert from_excel(Table("List", ("A", "B"), [(f"a{sign}b", "end")]))[0][1] == "end"


def test_a_long_text_is_cut_where_excel_ends() -> None:
    """A cell of Excel has 32,767 characters; what is longer does not lose the row."""
    assert from_excel(Table("List", ("A", "B"), [("x" * 40_000, "end")])) == [["x" * 32_767, "end"]]


def test_an_empty_list_is_a_list() -> None:
    """Its heads stand there alone."""
    table = Table("List", ("Reference", "Due"), [])
    assert table.file(Form.CSV, NOON).decode("utf-8-sig") == "Reference,Due\r\n"
    assert from_excel(table) in ([], [[None, None]])
