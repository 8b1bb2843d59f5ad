"""Which numbers of a table are not published, so that none from 1 to 4 can be read from it or worked out.

A table is printed with the totals of its rows and columns, so that hiding a small number alone hides nothing: the
rest of its row tells it. Others are hidden with it until whoever has the totals, what is shown and this rule can
think each small number to be any from 1 to 4 (UK GDPR recital 26). A zero is shown, and hidden only where a row has
so many small numbers that its total would tell them: then all of that row is hidden, so that any of it may be none.

The sums of a table are a network: a number flows from its row to its column, and a total back. How far a hidden one
can go up and down is the greatest flow around it through what else is hidden: that is exact, and in whole numbers.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from rules.figures import SMALL

Cell = tuple[int, int]  # a row and a column; the last of each are the totals
_WIDTH = SMALL - 2  # from the least small number to the greatest
_KEPT_TOTAL = 2  # a total is worth so many times a number within the table


@dataclass(frozen=True, slots=True)
class Table:
    """Counts with their totals: the last row is that of the columns, the last number of a row is the row's."""

    counts: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, inner: Sequence[Sequence[int]]) -> "Table":
        """A table of these counts, with its totals worked out."""
        rows = [(*row, sum(row)) for row in inner]
        return cls((*rows, tuple(map(sum, zip(*rows, strict=True)))))

    @property
    def last(self) -> Cell:
        """The row and the column of the totals."""
        return len(self.counts) - 1, len(self.counts[0]) - 1

    def is_total(self, cell: Cell) -> bool:
        """Whether a place is that of a total."""
        return cell[0] == self.last[0] or cell[1] == self.last[1]

    def cells(self) -> Iterator[tuple[Cell, int]]:
        """Each place with its number."""
        for row, numbers in enumerate(self.counts):
            for column, number in enumerate(numbers):
                yield (row, column), number


def hidden(table: Table, *, rows_known: bool = False) -> frozenset[Cell]:
    """The places whose numbers are not published: the small ones, and those by which one could be worked out.

    Args:
        rows_known: the totals of the rows stand in another table too, so that hiding them here would hide nothing.
            None of them may be small: such rows are put together first.
    """
    last_row, last_column = table.last
    small = {cell for cell, number in table.cells() if 0 < number < SMALL}
    kept = {cell for cell, _ in table.cells() if rows_known and cell[1] == last_column}
    assert not small & kept, "the total of a row that is known elsewhere is not small"
    zeros = {cell for cell, number in table.cells() if not number}
    found, opened = set(small), set[Cell]()
    for cell in sorted(small):
        protection = _protection(table, cell, found, kept | zeros - opened, opened)
        for row in (cell[0], last_row):
            if protection is None:  # so many small ones that the total of their row tells them
                opened |= {(row, column) for column in range(last_column)}
                found |= opened
                protection = _protection(table, cell, found, kept | zeros - opened, opened)
        assert protection is not None, "a row of which nothing is shown can be anything"
        found |= protection
    spare = found - small - opened
    for cell in sorted(spare, key=lambda place: (-_worth(table, place), place)):
        if all(_is_safe(table, one, found - {cell}, opened) for one in small):
            found -= {cell}
    return frozenset(found)


def interval(
    table: Table, found: Collection[Cell], cell: Cell, may_be_none: Collection[Cell] = ()
) -> tuple[int, int | None]:
    """The least and the greatest that a hidden number can be for whoever sees the others; None: without end.

    Args:
        found: what is hidden.
        may_be_none: those of them that can be zero. No other that is hidden is.
    """
    number, price = table.counts[cell[0]][cell[1]], dict.fromkeys(found, 0)
    down, _ = _pushed(table, price, cell, may_be_none, up=False, need=number - (cell not in may_be_none))
    up, _ = _pushed(table, price, cell, may_be_none, up=True, need=None)
    assert down is not None, "no number goes below none"
    return number - down, None if up is None else number + up


def _is_safe(table: Table, cell: Cell, found: Collection[Cell], opened: Collection[Cell]) -> bool:
    """Whether a small number that is hidden can be thought to be any small number; a total, any of as many.

    A total is no smaller than there are numbers behind it that are not zero, which is seen.
    """
    least, greatest = interval(table, found, cell, opened)
    if table.is_total(cell):
        return greatest is None or greatest - least >= _WIDTH
    return least <= 1 and (greatest is None or greatest >= 1 + _WIDTH)


def _protection(
    table: Table, cell: Cell, found: Collection[Cell], never: Collection[Cell], opened: Collection[Cell]
) -> set[Cell] | None:
    """What else is to be hidden for one small number: the cheapest ways around it. None: nothing would do."""
    number = table.counts[cell[0]][cell[1]]
    up = _WIDTH if table.is_total(cell) else 1 + _WIDTH - number
    used, left = set[Cell](), _WIDTH
    for upwards, need in ((True, up), (False, _WIDTH)):
        price = {
            place: 0 if place in found or place in used else 1 + _worth(table, place)
            for place, _ in table.cells()
            if place not in never
        }
        pushed, ways = _pushed(table, price, cell, opened, up=upwards, need=min(need, left))
        used |= ways
        left -= left if pushed is None else pushed
        if left and (not upwards or (pushed != up and not table.is_total(cell))):
            return None
    return used - set(found)


def _worth(table: Table, cell: Cell) -> int:
    """How much is lost where a number is hidden."""
    number = table.counts[cell[0]][cell[1]]
    return number * (_KEPT_TOTAL if table.is_total(cell) else 1)


def _pushed(
    table: Table, price: Mapping[Cell, int], cell: Cell, may_be_none: Collection[Cell], *, up: bool, need: int | None
) -> tuple[int | None, set[Cell]]:
    """How far a number can go up or down through the cells that have a price, and through which; None: without end.

    Args:
        may_be_none: those of them that can go down to zero, the others to one.
        need: so far is enough.
    """
    # How far each can go down.
    flow = {(row, column): table.counts[row][column] - ((row, column) not in may_be_none) for row, column in price}
    price = {place: cost for place, cost in price.items() if place != cell}
    tail, head = _ends(table, cell)
    start, end = (head, tail) if up else (tail, head)
    pushed, used = 0, set[Cell]()
    while need is None or pushed < need:
        way = _cheapest(table, price, flow, start, end)
        if way is None:
            break
        room = [flow[place] for place, forward in way if not forward]
        if need is not None:
            room.append(need - pushed)
        if not room:  # round and round: nothing ends it
            return None, used
        for place, forward in way:
            flow[place] += min(room) if forward else -min(room)
            used.add(place)
            price[place] = 0
        pushed += min(room)
    return pushed, used


def _cheapest(
    table: Table, price: Mapping[Cell, int], flow: Mapping[Cell, int], start: int, end: int
) -> list[tuple[Cell, bool]] | None:
    """The cheapest way from one end to another: each cell on it, and whether its number goes up there (Dijkstra)."""
    steps: dict[int, list[tuple[int, int, Cell, bool]]] = {}
    for place, cost in price.items():
        tail, head = _ends(table, place)
        steps.setdefault(tail, []).append((head, cost, place, True))
        if flow[place] > 0:
            steps.setdefault(head, []).append((tail, cost, place, False))
    reached: dict[int, tuple[int, Cell, bool] | None] = {}
    queue: list[tuple[int, int, int, Cell, bool]] = [(0, start, start, (0, 0), True)]
    while queue:
        cost, node, before, place, forward = heappop(queue)
        if node in reached:
            continue
        reached[node] = (before, place, forward) if node != start else None
        if node == end:
            return _traced(reached, end)
        for following, more, by, ahead in steps.get(node, ()):
            if following not in reached:
                heappush(queue, (cost + more, following, node, by, ahead))
    return None


def _traced(reached: Mapping[int, tuple[int, Cell, bool] | None], end: int) -> list[tuple[Cell, bool]]:
    way = []
    while step := reached[end]:
        end, place, forward = step
        way.append((place, forward))
    return way


def _ends(table: Table, cell: Cell) -> tuple[int, int]:
    """The knots between which a number flows: from its row to its column, a total the other way."""
    rows, columns = table.last
    row, column = cell[0], rows + 1 + cell[1]
    return (row, column) if (cell[0] < rows) == (cell[1] < columns) else (column, row)
