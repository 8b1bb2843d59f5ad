"""An earlier register's headings, cells and rows: what each means, and what is said of what is wrong."""

from datetime import date

import pytest

from rules.channel import Channel
from rules.clock.events import Happened
from rules.earlier_register import Column, Line, Problem, RegisterRefused, Row, Terms, find, read_line
from rules.earlier_register.columns import KNOWN
from rules.earlier_register.days import NoDay, day
from rules.earlier_register.folded import folded
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.role import Role

TERMS = Terms(date(2026, 11, 26), Channel.POST, ("Service Manager", "Officer"))
GOOD = {"Reference": "A1", "Received": "2/11/2026", "Kind": "SAR"}
NAME = "Marigold Fernwhistle"


def read(**cells: str) -> tuple[Row | None, list[Problem]]:
    """A row with these cells, by their headings with a low line for a blank, beside a good one's."""
    every = {**GOOD, **{heading.replace("_", " "): cell for heading, cell in cells.items()}}
    headings = find([tuple(every)])
    return read_line(Line(2, tuple(every.values())), headings, TERMS)


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("2026-10-01", date(2026, 10, 1)),
        ("2026-10-01 00:00:00", date(2026, 10, 1)),
        ("2026-10-01T09:30:00+01:00", date(2026, 10, 1)),
        ("1/10/2026", date(2026, 10, 1)),
        ("01.10.2026 14:30", date(2026, 10, 1)),
        ("1-10-2026", date(2026, 10, 1)),
        ("1 October 2026", date(2026, 10, 1)),
        ("1st of October, 2026", date(2026, 10, 1)),
        ("Thu 1 Oct 26", date(2026, 10, 1)),
        ("Thursday, 1-Sept-2026", date(2026, 9, 1)),
        ("1\u00a0May\u00a02026", date(2026, 5, 1)),
    ],
)
def test_a_day_is_read_as_the_united_kingdom_writes_it(written: str, on: date) -> None:
    """The day comes first, whatever stands between; ISO 8601 and what Excel writes are read too."""
    assert day(written) == on


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("10/25/2026", "10/25/2026 has no month 25: the day comes first"),
        ("31/02/2026", "31/02/2026 is a day that does not exist"),
        ("2026-13-01", "2026-13-01 is a day that does not exist"),
        ("1/10/26", "1/10/26 has two digits for the year, and could be read in two ways"),
        ("46296", "it is a number, as Excel counts days"),
        ("October 1, 2026", "it is no day that can be read: write it as 1 October 2026"),
        ("3 Ju 2026", "it is no day"),
        ("3 Ma 2026", "it is no day"),
        ("1 Mar 1820", "1 Mar 1820 cannot be right"),
        (f"ask {NAME}", "it is no day"),
        ("April", "it is no day"),
    ],
)
def test_what_is_no_day_for_sure_is_not_guessed(written: str, says: str) -> None:
    """Never American, never a century guessed from numbers alone; and a cell that may hold a name is not repeated."""
    with pytest.raises(NoDay) as refused:
        day(written)
    assert str(refused.value).startswith(says)
    assert "Marigold" not in str(refused.value)


def test_a_birth_date_is_not_repeated() -> None:
    """It is a person's: what is wrong with it is said without it, and two digits do not tell its century."""
    for written, says in (("1 Oct 26", "It has two digits"), ("31/02/2019", "It is a day that does not exist"),
                          ("1 May 2031", "It lies in the future"), ("5/11/2026", "It is after the day")):  # fmt: skip
        _, (problem,) = read(DOB=written)
        assert problem.says.startswith(says)
        assert written not in problem.says


@pytest.mark.parametrize("heading", sorted(KNOWN))
def test_a_heading_is_known_whatever_its_case_and_punctuation(heading: str) -> None:
    """'DATE RECEIVED', 'date_received' and 'Date received:' are one heading."""
    others = [] if KNOWN[heading] in (Column.REFERENCE, Column.RECEIVED) else [heading]
    reference = heading if KNOWN[heading] is Column.REFERENCE else "Ref"
    received = heading if KNOWN[heading] is Column.RECEIVED else "Received"
    line = [f" {one.upper().replace(' ', '_')}: " for one in (reference, received, *others)]
    assert KNOWN[heading] in find([line]).places


@pytest.mark.parametrize(
    ("lines", "mapped", "says"),
    [
        ([("A", "B")], {}, "No headings are found"),
        ([(NAME, "2/11/2026")], {}, "No headings are found"),
        ([("Ref", "Received", "ref")], {}, "The heading 'Ref' stands there 2 times"),
        ([("Ref", "Received", "Notes", "NOTES")], {}, "The heading 'Notes' stands there 2 times"),
        ([("Ref", "Case no", "Received")], {}, "'Ref' and 'Case no' both mean the column reference"),
        ([("Ref", "Received")], {"When": Column.CLOSED}, "1 of the headings that you map is not in the register"),
    ],
)
def test_a_register_without_clear_headings_is_refused(
    lines: list[tuple[str, ...]], mapped: dict[str, Column], says: str
) -> None:
    """Nothing is taken for a column by guess, and no line that may hold names is repeated."""
    with pytest.raises(RegisterRefused) as refused:
        find(lines, mapped)
    assert str(refused.value).startswith(says)
    assert NAME not in str(refused.value)


def test_headings_lie_under_a_title_and_can_be_mapped() -> None:
    """A title and blank lines stand above them; a mapped heading takes the place of one that is known."""
    lines = [("Requests of Derby",), (), ("Nr.", "Ref", "Arrived", "Notes", "", "")]
    found = find(lines, {"nr": Column.REFERENCE, "ARRIVED": Column.RECEIVED})
    assert (found.line, found.places) == (2, {Column.REFERENCE: 0, Column.RECEIVED: 2})
    assert found.unknown == ["Ref", "Notes"]
    assert find([("Ref", "Received", "Method")], {"method": None}).unknown == ["Method"]
    assert (found.of(Column.REFERENCE), found.of(Column.KIND), found.at(30)) == ("Nr.", "kind", "column AE")


BAD = [
    ({"Reference": ""}, "Reference", "It is empty: give the request a reference of its own."),
    ({"Reference": "x" * 41}, "Reference", "It has more than 40 characters"),
    ({"Reference": "A\u200b1"}, "Reference", "It holds a sign that cannot be printed"),
    ({"Reference": "Fernwhistle 2024", "Requester": NAME}, "Reference", "It holds a name of somebody in this row"),
    ({"Reference": "FERNWHISTLE/3", "Child": NAME}, "Reference", "It holds a name of somebody in this row"),
    ({"Received": ""}, "Received", "It is empty: write the day on which the request reached the service."),
    ({"Received": "27/11/2026"}, "Received", "Friday 27 November 2026 lies in the future: check it."),
    ({"Received": NAME}, "Received", "It is no day that can be read"),
    ({"Kind": NAME}, "Kind", "It is none that is known here: write sar, foi, la_legal"),
    ({"Kind": f"SAR; {NAME}"}, "Kind", "Word 2 of 2 in it is none that is known here"),
    ({"Kind": "", "Closed": "3/11/2026"}, "Kind", "A request that is closed needs its kind"),
    ({"Kind": "not known yet", "Closed": "3/11/2026"}, "Kind", "A request that is closed needs its kind"),
    ({"Status": "gone"}, "Status", "It is no word that is known here: write open, closed or withdrawn."),
    ({"Status": "open", "Closed": "3/11/2026"}, "Closed", "There is a day, and Status says open"),
    ({"Status": "closed"}, "closed", "It is empty: write the day on which the request was closed, or answered."),
    ({"Status": "withdrawn"}, "closed", "It is empty: write the day on which the request was withdrawn."),
    ({"Outcome": "withdrawn", "Answered": "3/11/2026", "Closed": "4/11/2026"}, "Answered", "A request that was"),
    ({"Closed": "1/11/2026"}, "Closed", "Sunday 1 November 2026 is before it was received on Monday 2 November"),
    ({"Answered": "5/11/2026", "Closed": "4/11/2026"}, "Closed", "Wednesday 4 November 2026 is before it was"),
    ({"Closed": "27/11/2026"}, "Closed", "Friday 27 November 2026 lies in the future"),
    ({"Channel": NAME}, "Channel", "It is no word that is known here: write email, post, form, phone, in-person."),
    ({"Requester role": NAME}, "Requester role", "It is no word that is known here: write parent, foster carer"),
    ({"Requester": "x" * 401}, "Requester", "It has more than 400 characters"),
    ({"Child": "Marigold\u202e"}, "Child", "It holds a sign that cannot be printed"),
    ({"Outcome": "disclosed"}, "Outcome", "The request is open and has an outcome"),
    ({"Outcome": NAME, "Closed": "3/11/2026"}, "Outcome", "It is none that is known here: write disclosed, not held"),
    ({"Outcome": "ncnd", "Closed": "3/11/2026"}, "Outcome", "A subject access request does not end so: write"),
    ({"Outcome": "disclosed; not held", "Closed": "3/11/2026"}, "Outcome", "There are 2 outcomes to 1 kinds"),
    ({"Clarification asked": "1/11/2026"}, "Clarification asked", "Sunday 1 November 2026 is before"),
    ({"Extended on": "27/11/2026"}, "Extended on", "Friday 27 November 2026 lies in the future"),
    ({"Assigned role": NAME}, "Assigned role", "It is no role of the service: write Service Manager, Officer."),
    ({"Restricted": NAME}, "Restricted", "It is no word that is known here: write yes or no."),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "says"), BAD)
def test_each_bad_cell_is_named_with_what_to_do(cells: dict[str, str], column: str, says: str) -> None:
    """Design, 8 and 4: what is wrong, where, and what to do; never the value of a cell that can hold a person."""
    row, (problem,) = read(**cells)
    assert row is None
    assert (problem.row, problem.column) == (2, column)
    assert problem.says.startswith(says)
    assert not {"Marigold", "Fernwhistle", "FERNWHISTLE"} & set(problem.says.split())


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    """Whoever puts a register right does it once, and not problem by problem."""
    _, problems = read(Reference="", Received="x", Kind="x", Channel="x", DOB="x", Restricted="x")
    assert [one.column for one in problems] == ["Reference", "Received", "Kind", "Channel", "DOB", "Restricted"]


def test_a_row_that_does_not_say_how_it_came_is_asked() -> None:
    """A channel is not invented: the row says it, or somebody says it of all such rows."""
    headings = find([tuple(GOOD)])
    row, (problem,) = read_line(Line(2, tuple(GOOD.values())), headings, Terms(TERMS.today))
    assert (row, problem.column) == (None, "channel")
    assert problem.says.startswith("It does not say how the request came")


def test_a_cell_beyond_the_headings_is_refused() -> None:
    """A comma that was not put in quotes moves all cells after it: such a row is not taken as it stands."""
    headings = find([tuple(GOOD)])
    _, (problem,) = read_line(Line(2, (*GOOD.values(), "", "x")), headings, TERMS)
    assert (problem.column, problem.says.partition(":")[0]) == ("", "Column E has something in it and no heading")
    assert str(problem).startswith("Row 2: Column E")


def test_a_good_row_is_what_it_says() -> None:
    """Each word is understood as offices write it, and blanks are no answer."""
    row, problems = read(
        Reference="  A  1 ", Kind="Subject access + FOI", Channel="E-mail", Requester=f" {NAME} ",
        Relationship="Mother", Email="m@mail.example", Child="Rowan  Fernwhistle", DOB="1 May 2019",
        ID_requested="3/11/2026", ID_received="4 Nov 26", Response_sent="20/11/2026",
        Outcome="part disclosed; nothing held", Assigned_role="service manager", Restricted="Y",
        File_name="a/letter.pdf",
    )  # fmt: skip
    assert problems == []
    assert row is not None
    assert (row.reference, row.kinds, row.channel) == ("A 1", (Kind.SAR, Kind.FOI), Channel.EMAIL)
    assert (row.requester_name, row.requester_role, row.reply_to) == (NAME, Role.PARENT, "m@mail.example")
    assert (row.subject_name, row.subject_born) == ("Rowan Fernwhistle", date(2019, 5, 1))
    assert [(entry.what, entry.on.day) for _, entry in row.entries] == [
        (Happened.IDENTITY_ASKED, 3), (Happened.IDENTITY_RECEIVED, 4)
    ]  # fmt: skip
    assert (row.state, row.answered, row.closed) == (State.CLOSED, date(2026, 11, 20), date(2026, 11, 20))
    assert row.outcomes == ((Kind.SAR, Outcome.DISCLOSED), (Kind.FOI, Outcome.NOT_HELD))
    assert (row.assigned_role, row.restricted, row.letter_file) == ("Service Manager", True, "a/letter.pdf")


@pytest.mark.parametrize(
    ("cells", "state", "answered", "closed"),
    [
        ({}, State.OPEN, None, None),
        ({"Kind": ""}, State.IN_DOUBT, None, None),
        ({"Kind": "Not known yet", "State": "in doubt"}, State.IN_DOUBT, None, None),
        ({"Status": "In progress"}, State.OPEN, None, None),
        ({"Closed": "9/11/2026"}, State.CLOSED, 9, 9),
        ({"Answered": "9/11/2026"}, State.CLOSED, 9, 9),
        ({"Answered": "9/11/2026", "Closed": "12/11/2026"}, State.CLOSED, 9, 12),
        ({"Closed": "9/11/2026", "Outcome": "Withdrawn by requester"}, State.WITHDRAWN, None, 9),
        ({"Closed": "9/11/2026", "Status": "Withdrawn"}, State.WITHDRAWN, None, 9),
    ],
)
def test_where_a_request_stands(
    cells: dict[str, str], state: State, answered: int | None, closed: int | None
) -> None:
    """A day of closing or of the answer closes it; what was withdrawn has no answer (`rules.in_time`)."""
    row, problems = read(**cells)
    assert problems == []
    assert row is not None
    found = [None if on is None else on.day for on in (row.answered, row.closed)]
    assert (row.state, found) == (state, [answered, closed])


def test_no_word_means_two_things() -> None:
    """Each heading is one column's."""
    every = [folded(heading) for column in Column for heading in column.headings]
    assert len(every) == len(set(every))
