"""What is hidden of a table, against somebody who tries every table that looks so: a search that knows no network."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.suppression import Cell, Table, hidden, interval

SMALL_ONES = range(1, 5)
TOP = 12  # of what is tried for a number that nothing bounds
Shown = Sequence[Sequence[int | None]]


def tables(*numbers: int, rows: int, columns: int) -> st.SearchStrategy[Table]:
    """Tables of these numbers, up to a size."""
    sizes = st.tuples(st.integers(1, rows), st.integers(2, columns))
    number = st.sampled_from(numbers)
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(number, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        ).map(Table.of)
    )


def has_small_rows(table: Table) -> bool:
    """Whether the total of a row is small: such rows are put together before the rows are known elsewhere."""
    return any(0 < row[-1] < 5 for row in table.counts)


def published(table: Table, *, rows_known: bool = False) -> Shown:
    """The table as it is printed."""
    found = hidden(table, rows_known=rows_known)
    return [
        [None if (row, column) in found else number for column, number in enumerate(numbers)]
        for row, numbers in enumerate(table.counts)
    ]


def can_be(seen: Shown, cell: Cell, wanted: int, *, rows_known: bool) -> bool:
    """Whether some table looks so and has this number there.

    Whoever tries knows the rule: what is hidden is not zero, unless all of its row is and its total is shown.
    """
    last_row, last = len(seen) - 1, len(seen[0]) - 1
    no_totals = set(seen[-1][:-1]) == {None}

    def fits(row: int, column: int, number: int) -> bool:
        return seen[row][column] in (None, number) and ((row, column) != cell or number == wanted)

    def choices(row: int, column: int) -> Sequence[int]:
        if (row, column) == cell:
            return [wanted]
        number = seen[row][column]
        whole = rows_known and set(seen[row][:-1]) == {None}
        return [number] if number is not None else range(0 if whole else 1, TOP)

    @cache
    def found(row: int, column: int, so_far: int, sums: tuple[int, ...]) -> bool:
        if row == last_row:
            whole = all(sums) or no_totals or 0 in seen[-1]
            return whole and all(fits(row, at, number) for at, number in enumerate((*sums, sum(sums))))
        if column == last:
            return fits(row, last, so_far) and found(row + 1, 0, 0, sums)
        for number in choices(row, column):
            total, whole, of_column = seen[row][last], seen[last_row][column], sums[column] + number
            if (total is None or so_far + number <= total) and (whole is None or of_column <= whole):
                after = (*sums[:column], of_column, *sums[column + 1 :])
                if found(row, column + 1, so_far + number, after):
                    return True
        return False

    return found(0, 0, 0, (0,) * last)


@settings(max_examples=40, deadline=None)
@given(tables(0, 0, 1, 2, 3, 4, 5, 6, rows=3, columns=3), st.booleans())
def test_whoever_tries_every_table_learns_no_small_number(table: Table, rows_known: bool) -> None:
    """UK GDPR recital 26: by the totals, what is shown and the rule, a small number can still be any small one."""
    rows_known = rows_known and not has_small_rows(table)
    seen = published(table, rows_known=rows_known)
    for cell, number in table.cells():
        if number in SMALL_ONES:
            assert seen[cell[0]][cell[1]] is None
            if not table.is_total(cell):
                told = {one for one in SMALL_ONES if not can_be(seen, cell, one, rows_known=rows_known)}
                assert not told, (seen, cell, told)


@settings(max_examples=25, deadline=None)
@given(tables(0, 1, 3, 4, 5, rows=3, columns=3))
def test_the_interval_is_exact(table: Table) -> None:
    """What the flow gives is what a search finds: both ends can be, and nothing beyond them."""
    found, seen = hidden(table), published(table)
    for cell in sorted(found):
        if table.is_total(cell):
            continue
        least, greatest = interval(table, found, cell)
        most = min(6, greatest or 6)
        assert all(can_be(seen, cell, one, rows_known=False) for one in {least, most})
        outside = [one for one in (least - 1, greatest and greatest + 1) if one]
        assert not any(can_be(seen, cell, one, rows_known=False) for one in outside)


@settings(max_examples=30, deadline=None)
@given(tables(0, 5, 6, 8, 20, 400, rows=6, columns=6), st.booleans())
def test_nothing_is_hidden_where_nothing_is_small(table: Table, rows_known: bool) -> None:
    """UK GDPR recital 26: what cannot identify anybody is published whole."""
    assert not hidden(table, rows_known=rows_known)


@settings(max_examples=25, deadline=None)
@given(tables(0, 1, 2, 3, 4, 8, 30, rows=7, columns=6))
def test_rows_that_are_known_elsewhere_are_never_hidden(table: Table) -> None:
    """Where other tables have the totals of the rows too, hiding them in one would hide nothing; nor is the whole."""
    if not has_small_rows(table):
        found = hidden(table, rows_known=True)
        assert not [cell for cell in found if cell[1] == table.last[1]]
        assert {cell for cell, number in table.cells() if number in SMALL_ONES} <= found


@pytest.mark.parametrize(
    ("counts", "also"),
    [
        ([[3, 40, 50], [60, 70, 80]], {(0, 1), (1, 0), (1, 1)}),  # the cheapest square around it
        ([[3, 4, 50], [60, 70, 80]], {(0, 1), (1, 0), (1, 1)}),  # two small ones protect each other in their row
        ([[3, 30], [4, 80]], {(0, 1), (1, 1)}),
        ([[5, 0], [0, 7]], set()),
    ],
)
def test_little_is_lost(counts: list[list[int]], also: set[Cell]) -> None:
    """What is hidden with a small number is the least that protects it; no total where others do."""
    small = {(row, at) for row, line in enumerate(counts) for at, number in enumerate(line) if 0 < number < 5}
    assert hidden(Table.of(counts), rows_known=True) == small | also


def test_a_row_of_many_small_numbers_is_hidden_whole() -> None:
    """Four numbers that are not zero and five in all: one would be two at most, were the zero shown."""
    seen = published(Table.of([[1, 2, 1, 1, 0], [5, 5, 5, 5, 5]]), rows_known=True)
    assert list(seen[0]) == [None] * 5 + [5]
    assert list(seen[2]) == [6, 7, 6, 6, 5, 30]
    assert all(can_be(seen, (0, 0), one, rows_known=True) for one in SMALL_ONES)


def test_totals_are_hidden_with_such_a_row_where_they_would_tell_it() -> None:
    """Nothing else is in two of its columns: what is hidden could be no other number, were their totals not none."""
    seen = published(Table.of([[1, 1, 3], [0, 0, 6]]), rows_known=True)
    assert list(seen[0]) == [None] * 3 + [5]
    assert list(seen[2]) == [None] * 3 + [11]
    assert all(can_be(seen, (0, column), one, rows_known=True) for column in range(3) for one in SMALL_ONES)
