"""One thing without which nothing may go."""

from dataclasses import dataclass, field

from rules.deed import Deed


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing without which nothing may go, who must act, and its source."""

    what: str
    who: str
    cites: tuple[str, ...] = field(default=())
    do: Deed | None = None  # with what it is done, where its words alone do not lead there
    give: tuple[str, ...] = ()  # the names of what is given with it

    def __str__(self) -> str:
        return f"{self.what} ({', '.join(self.cites)})" if self.cites else self.what
