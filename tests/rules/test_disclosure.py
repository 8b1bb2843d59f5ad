"""The schedule of documents: refused by line, and fixed by a digest."""

from datetime import date

import pytest

from rules.schedule import COLUMNS, Decision, Item, ScheduleRefused, items

Row = dict[str, str | None]
WHOLE: Row = {"document": "Case notes", "dated": "2026-03-04", "decision": "disclose"}
REDACTED: Row = {
    "document": "Telephone record",
    "dated": "",
    "decision": "redact",
    "exemption": "DPA 2018 Sch 2 para 16",
    "reason": "It names others.",
}


def test_rows_become_items() -> None:
    """BWD-10: what goes is an extract listed in a schedule: whole, redacted or withheld, with the exemption."""
    withheld: Row = {**REDACTED, "decision": " Withhold ", "document": "  Advice of a solicitor "}
    assert items([WHOLE, REDACTED, withheld]) == (
        Item("Case notes", date(2026, 3, 4), Decision.DISCLOSE),
        Item("Telephone record", None, Decision.REDACT, "DPA 2018 Sch 2 para 16", "It names others."),
        Item("Advice of a solicitor", None, Decision.WITHHOLD, "DPA 2018 Sch 2 para 16", "It names others."),
    )


def test_empty_cells_are_no_values() -> None:
    """A cell of blanks, an empty one and a missing column are the same: nothing is said."""
    bare = {"document": "Case notes", "dated": " ", "decision": "DISCLOSE", "exemption": "  ", "reason": None}
    assert items([bare]) == (Item("Case notes", None, Decision.DISCLOSE),)


WRONG: list[tuple[Row, str]] = [
    ({**WHOLE, "document": " "}, "say which document it is"),
    ({"dated": "2026-03-04", "decision": "disclose"}, "say which document it is"),
    ({**WHOLE, "decision": ""}, "decision must be disclose, redact or withhold"),
    ({**WHOLE, "decision": "send"}, "decision must be disclose, redact or withhold"),
    ({**WHOLE, "dated": "4 March 2026"}, "dated must be a date such as 2026-11-22"),
    ({**WHOLE, "dated": "2026-02-30"}, "dated must be a date"),
    ({**REDACTED, "exemption": ""}, "name the exemption"),
    ({**REDACTED, "reason": ""}, "say why the exemption applies"),
    ({**REDACTED, "decision": "withhold", "exemption": None}, "name the exemption"),
    ({**REDACTED, "decision": "withhold", "reason": None}, "say why the exemption applies"),
]


@pytest.mark.parametrize(("row", "says"), WRONG, ids=[says for _, says in WRONG])
@pytest.mark.parametrize("before", [0, 1, 4])
def test_a_wrong_line_is_refused_with_its_number(row: Row, says: str, before: int) -> None:
    """UK GDPR Art 12(4), FOIA 2000 s.17(1): each line stands by itself; the number is the one in the spreadsheet."""
    with pytest.raises(ScheduleRefused, match=rf"^Schedule line {before + 2}: .*{says}"):
        items([*[WHOLE] * before, row, WHOLE])


def test_a_refusal_does_not_quote_the_schedule() -> None:
    """No exception carries what a document is called: a description can name a person."""
    with pytest.raises(ScheduleRefused) as refused:
        items([{**REDACTED, "document": "Letter of Clover Fernwhistle", "exemption": ""}])
    assert "Fernwhistle" not in str(refused.value)


def test_a_schedule_lists_something() -> None:
    """BWD-10: an empty schedule is none."""
    with pytest.raises(ScheduleRefused, match="lists no document"):
        items([])


def test_the_columns_are_those_of_an_item() -> None:
    """A spreadsheet has one column for each thing that an item says."""
    assert COLUMNS == ("document", "dated", "decision", "exemption", "reason")
