"""How many open requests the bank holidays move, in sentences."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.recompute import Found


@dataclass
class Tally:
    """Requests, counted as they come: all that is said of one comes together."""

    _now: str = ""
    _seen: set[str] = field(default_factory=set)  # what was said of the request `_now`
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, found: "Found") -> None:
        """Count one more. A request counts once of each sort, and as kept only where no part of it moved."""
        from tasks.recompute import Kept, Moved

        if found.reference != self._now:
            self._counts.update(self._sorts())
            self._now, self._seen = found.reference, set()
        if isinstance(found, Moved):
            self._seen |= {"moved", "earlier"} if found.earlier else {"moved"}
        else:
            self._seen.add("kept" if isinstance(found, Kept) else "stuck")

    def _sorts(self) -> set[str]:
        return self._seen - {"kept"} if "moved" in self._seen else self._seen

    def _count(self, sort: str) -> int:
        return self._counts[sort] + (sort in self._sorts())

    @property
    def moved(self) -> int:
        return self._count("moved")

    @property
    def earlier(self) -> int:
        return self._count("earlier")

    @property
    def kept(self) -> int:
        return self._count("kept")

    @property
    def stuck(self) -> int:
        return self._count("stuck")

    def tell(self, *, applied: bool, first: str) -> None:
        """The counts in sentences."""
        earlier = f", {self.earlier} of them to an earlier date!" if self.earlier else "."
        if self.moved:
            has = "has" if self.moved == 1 else "have"
            print(f"{requests(self.moved)} {has} a date that {'moved' if applied else 'would move'}{earlier}")
        else:
            print("No date of an open request moved." if applied else "No date of an open request would move.")
        if self.kept:
            rest = "rests on this data now" if self.kept == 1 else "rest on this data now"
            with_dates = f"{requests(self.kept)} with dates that stay"
            print(
                f"{with_dates} {rest}." if applied else f"{with_dates} would be noted as worked out with this data."
            )
        if not applied and (self.moved or self.kept):
            print(f"Nothing was changed: run `{first}inforights holidays check --apply`.")
        if self.stuck:
            print(f"{requests(self.stuck)} could not be worked out and stayed as stored.", file=sys.stderr)


def requests(count: int) -> str:
    """So many open requests, in words."""
    return "1 open request" if count == 1 else f"{count} open requests"
