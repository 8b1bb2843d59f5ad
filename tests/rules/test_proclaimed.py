"""The file of bank holidays that an installation keeps: what it may say, and what is told of one that is wrong."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.bank_holidays import PUBLISHED_TO, BankHolidays, Nation, Proclaimed, ProclaimedRefused
from rules.proclaimed import LATEST, LONGEST, read, write

ROW = "{date: 2026-12-03, nation: Scotland, title: A day, authority: a proclamation}"
ONE = Proclaimed(date(2026, 12, 3), Nation.SCOTLAND, "A day", "a proclamation")


def test_a_row_is_one_day_of_one_nation() -> None:
    """A person writes a date, a nation, a title and who says so."""
    assert read(f"days:\n- {ROW}\n") == BankHolidays((ONE,))


@pytest.mark.parametrize(
    "text",
    [
        f"days:\r\n- {ROW}\r\n",
        f"\ufeffdays:\n- {ROW}\n",
        "days:\n- {date: '2026-12-03', nation: Scotland, title: A day, authority: a proclamation}",
        "days:\n- date: 2026-12-03\n  nation: Scotland\n  title: >-\n    A\n    day\n  authority: a  proclamation",
        f"# a word\ndays: [{ROW}]\npublished_to: {PUBLISHED_TO}",
    ],
    ids=["Windows", "mark", "quoted date", "folded", "with a year"],
)
def test_the_same_row_may_be_written_in_other_ways(text: str) -> None:
    """Windows ends its lines otherwise and begins a file with a mark; YAML has more than one spelling."""
    assert read(text) == BankHolidays((ONE,))


def test_the_whole_kingdom_is_three_nations() -> None:
    """A proclamation for the United Kingdom is one row, and a day in each part of it."""
    text = f"days:\n- {ROW.replace('Scotland', 'United Kingdom')}\n"
    assert {found.nation for found in read(text).proclaimed} == set(Nation)
    assert write(read(text)).count("nation:") == 1


@pytest.mark.parametrize("text", ["", "\n", "# only words\n", "days:\n", "days: []\n", "{}"])
def test_an_empty_file_says_nothing(text: str) -> None:
    """A file that was emptied is as none."""
    assert read(text) == BankHolidays()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"days:\n- {ROW}\n- {ROW}\n", "two rows for 2026-12-03 in Scotland"),
        (f"days:\n- {ROW}\n- {ROW.replace('Scotland', 'United Kingdom')}\n", "two rows for 2026-12-03 in Scotland"),
        (f"days:\n- {ROW}\ndays: []\n", "line 3: this word stands twice"),
        (f"days:\n- {ROW.replace('title:', 'nation:')}\n", "line 2: this word stands twice"),
        (
            f"days:\n- {ROW.replace('Scotland', 'Wales')}\n",
            "row 1: nation must be one of England and Wales, Scotland",
        ),
        (f"days:\n- {ROW}\n- {ROW.replace('2026-12-03', '20261203')}\n", "row 2: give the date as 2026-11-22"),
        (f"days:\n- {ROW.replace('2026-12-03', '46359')}\n", "row 1: give the date"),
        (f"days:\n- {ROW.replace('2026-12-03', '3/12/2026')}\n", "row 1: give the date"),
        (f"days:\n- {ROW.replace('2026-12-03', '2026-12-03 10:00:00')}\n", "row 1: give the date"),
        (f"days:\n- {ROW.replace('2026-12-03', 'null')}\n", "row 1: give the date"),
        (f"days:\n- {ROW.replace('date:', 'on:')}\n", "row 1: "),
        (f"days:\n- {ROW.replace('2026-12-03', '2026-02-30')}\n", "a date or a number that does not exist"),
        (f"days:\n- {ROW.replace('2026-12-03', '!!timestamp x')}\n", "a date or a number that does not exist"),
        (f"days:\n- {ROW.replace('A day', '9' * 5000)}\n", "a date or a number that does not exist"),
        (f"days:\n- {ROW.replace('A day', '7')}\n", "row 1: 'title' is missing or no text"),
        (f"days:\n- {ROW.replace('A day', ' ' * 3)}\n", "row 1: 'title' is missing or no text"),
        (f"days:\n- {ROW.replace('A day', repr(' '))}\n", "row 1: say the title"),
        (f"days:\n- {ROW.replace('A day', 'x' * 201)}\n", "row 1: say the title in 1 to 200"),
        (f"days:\n- {ROW.replace('A day', chr(34) + chr(92) + 'e[31mred' + chr(34))}\n", "row 1: say the title"),
        (f"days:\n- {ROW.replace('a proclamation', repr(''))}\n", "row 1: say the authority"),
        (f"days:\n- {ROW.replace('}', ', closed: 0}')}\n", "row 1: closed must be true or false"),
        (f"days:\n- {ROW.replace('}', ', open: true}')}\n", "row 1: 'open' is no part of a row"),
        ("days:\n- 2026-12-03\n", "row 1: give date, nation, title and authority"),
        ("days: 2026-12-03\n", "a list of rows"),
        ("[]", "a list of rows"),
        ("2026-12-03", "a list of rows"),
        ("holidays: []", "a list of rows"),
        ("published_to: soon", "a list of rows"),
        ("published_to: 1999", f"a year up to {LATEST}"),
        (f"published_to: {LATEST + 1}", f"a year up to {LATEST}"),
        ("days: [", "not valid YAML"),
        ("\0", "not valid YAML"),
        ("a: 1\n---\na: 2\n", "not valid YAML in line 2"),
        ("days: !!python/object/apply:os.system [echo]", "not valid YAML in line 1"),
        ("days: &all [*all]", "without references"),
        ("days: [[[[1]]]]", "without lists in them"),
        ("[" * LONGEST, "without lists in them"),
        ("{a: " * 20_000, "without lists in them"),
        ("#" * (LONGEST + 1), "far too long"),
    ],
    ids=lambda value: re.sub(r"\W+", "-", value)[:40],
)
def test_a_file_that_cannot_be_is_told(text: str, says: str) -> None:
    """No date is given on a file that may be wrong: one line says which row, and what to write."""
    with pytest.raises(ProclaimedRefused, match=re.escape(says)) as refused:
        read(text)
    assert "\n" not in str(refused.value)


def test_a_newer_release_overtakes_the_year_of_the_file() -> None:
    """The file was written under an older release: what that published is no news, and no error."""
    assert read("published_to: 2027").published_to == PUBLISHED_TO
    assert read(f"published_to: {PUBLISHED_TO + 1}").published_to == PUBLISHED_TO + 1


WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40)
ROWS = st.builds(Proclaimed, st.dates(date(2012, 1, 1), date(2033, 12, 31)), st.sampled_from(Nation), WORDS, WORDS)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(ROWS, max_size=8, unique_by=lambda row: (row.on, row.nation)),
    reopened=st.booleans(),
    year=st.integers(PUBLISHED_TO, LATEST),
)
def test_what_is_written_is_read_back(rows: list[Proclaimed], reopened: bool, year: int) -> None:
    """The program's own file, whatever the titles hold."""
    if reopened and rows:
        rows[0] = Proclaimed(rows[0].on, rows[0].nation, rows[0].title, rows[0].authority, closed=False)
    known = BankHolidays(tuple(sorted(rows, key=lambda row: (row.on, row.nation))), year)
    assert read(write(known)) == known


def test_the_same_day_in_two_nations_can_be_read_again() -> None:
    """What is left of a row of all nations is written row by row: the file is never one that is refused."""
    on = date(2026, 12, 3)
    rows = tuple(Proclaimed(on, nation, "A day of thanks", "the Gazette") for nation in [*Nation][:2])
    assert read(write(BankHolidays(rows))) == BankHolidays(tuple(sorted(rows, key=lambda row: row.nation)))
