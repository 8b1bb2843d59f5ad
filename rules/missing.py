"""One thing without which nothing may go."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing without which nothing may go, who must act, and its source."""

    what: str
    who: str
    cites: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.what} ({', '.join(self.cites)})" if self.cites else self.what
