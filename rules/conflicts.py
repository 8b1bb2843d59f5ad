"""A conflict between those behind a request: who must not learn of whom. A manager decides, and no rule."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from rules.missing import Missing


class Conflict(StrEnum):
    """What those behind one request are at odds over. Values are stored; they never change."""

    CHILD_AND_PARENT = "child_and_parent"  # one must not learn what the other told us: BWD-2
    SEPARATED_PARENTS = "separated_parents"  # both may have parental responsibility: Children Act 1989 s.2(7)
    OTHER = "other"

    @property
    def words(self) -> str:
        """What it is, for a manager."""
        return _WORDS[self]

    @property
    def cites(self) -> tuple[str, ...]:
        """Where it is said that it matters."""
        return _CITES[self]


_WORDS = {
    Conflict.CHILD_AND_PARENT: "a child and a parent: what one told us in confidence is not told to the other",
    Conflict.SEPARATED_PARENTS: "parents who have separated: whether one may decide, or both are asked",
    Conflict.OTHER: "those behind the request are at odds",
}
_CITES = {
    Conflict.CHILD_AND_PARENT: ("BWD-2", "UK GDPR Art 5(1)(f)"),
    Conflict.SEPARATED_PARENTS: ("Children Act 1989 s.2(7)", "DPA 2018 Sch 2 para 16"),
    Conflict.OTHER: ("UK GDPR Art 5(1)(f)",),
}


def undecided(conflicts: Iterable[Conflict]) -> Iterator[Missing]:
    """What is missing while a manager has not decided on them."""
    for conflict in conflicts:
        yield Missing(f"a manager's decision on a conflict between {conflict.words}", "a manager", conflict.cites)
