"""The schedule of documents: refused by line, and fixed by a digest."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.disclosure import COLUMNS, Decision, Item, ScheduleRefused, digest, items
from rules.grounds import Ground
from rules.letter import Outcome

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


# --- The digest that approvals are of ---------------------------------------------------------------------------

SCHEDULE = items([WHOLE, REDACTED])
ANSWER = (Outcome.DISCLOSED, Ground.CONSENT, "local authority solicitor", "judicial review", SCHEDULE)


def _with(place: int, other: Item) -> tuple[Item, ...]:
    return (*SCHEDULE[:place], other, *SCHEDULE[place + 1 :])


OTHERS = {
    "outcome": (Outcome.NOT_HELD, *ANSWER[1:]),
    "ground": (ANSWER[0], Ground.REQUIRED_BY_LAW, *ANSWER[2:]),
    "no ground": (ANSWER[0], None, *ANSWER[2:]),
    "recipient": (*ANSWER[:2], "SEND officer", *ANSWER[3:]),
    "no recipient": (*ANSWER[:2], None, *ANSWER[3:]),
    "purpose": (*ANSWER[:3], "the tribunal", SCHEDULE),
    "no purpose": (*ANSWER[:3], None, SCHEDULE),
    "recipient as purpose": (*ANSWER[:2], "judicial review", "local authority solicitor", SCHEDULE),
    "one document fewer": (*ANSWER[:4], SCHEDULE[:1]),
    "one document more": (*ANSWER[:4], (*SCHEDULE, SCHEDULE[0])),
    "another order": (*ANSWER[:4], SCHEDULE[::-1]),
    "no document": (*ANSWER[:4], ()),
    "description": (*ANSWER[:4], _with(0, replace(SCHEDULE[0], description="Case note"))),
    "date": (*ANSWER[:4], _with(0, replace(SCHEDULE[0], dated=date(2026, 3, 5)))),
    "no date": (*ANSWER[:4], _with(0, replace(SCHEDULE[0], dated=None))),
    "decision": (*ANSWER[:4], _with(1, replace(SCHEDULE[1], decision=Decision.WITHHOLD))),
    "exemption": (*ANSWER[:4], _with(1, replace(SCHEDULE[1], exemption="DPA 2018 Sch 2 para 19"))),
    "reason": (*ANSWER[:4], _with(1, replace(SCHEDULE[1], reason="It names another."))),
    "exemption as reason": (
        *ANSWER[:4],
        _with(1, replace(SCHEDULE[1], exemption=SCHEDULE[1].reason, reason=SCHEDULE[1].exemption)),
    ),
}


@pytest.mark.parametrize("change", OTHERS)
def test_any_change_gives_another_digest(change: str) -> None:
    """BWD-10: an approval is of one exact answer; whatever is changed afterwards voids it."""
    assert digest(*OTHERS[change]) != digest(*ANSWER)


def test_no_two_of_the_changes_are_the_same_answer() -> None:
    """BWD-10: an approval of one changed answer does not pass for another."""
    assert len({digest(*other) for other in (*OTHERS.values(), ANSWER)}) == len(OTHERS) + 1


def test_the_same_answer_has_the_same_digest() -> None:
    """BWD-10: what is read back from the table is what was approved."""
    again = (Outcome("disclosed"), Ground("consent"), *ANSWER[2:4], list(SCHEDULE))
    assert digest(*again) == digest(*ANSWER)
    assert len(digest(*ANSWER)) == 64


ITEMS = st.builds(
    Item,
    st.text(min_size=1, max_size=6),
    st.none() | st.dates(),
    st.sampled_from(Decision),
    st.none() | st.text(min_size=1, max_size=4),
    st.none() | st.text(min_size=1, max_size=4),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ITEMS, max_size=3), st.lists(ITEMS, max_size=3))
def test_different_schedules_have_different_digests(one: list[Item], other: list[Item]) -> None:
    """BWD-10: whatever stands in them, two schedules share a digest only if they are the same."""
    assert (digest(*ANSWER[:4], one) == digest(*ANSWER[:4], other)) is (one == other)
