"""One thing for a person to consider, with what can be done about it."""

from dataclasses import dataclass

from rules.deed import Deed


@dataclass(frozen=True, slots=True)
class Hint:
    """What to consider, in a sentence.

    Attributes:
        do: what is then done, where the program can do it.
        give: the names of what is given with it.
    """

    says: str
    do: Deed | None = None
    give: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.says
