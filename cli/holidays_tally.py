"""How many open requests, reviews and complaints the bank holidays move, in sentences."""

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
    followed: Counter[str] = field(default_factory=Counter)  # reviews and complaints by sort, each for itself

    def add(self, found: "Found") -> None:
        """Count one more. A request counts once of each sort, and as kept only where no part of it moved."""
        from rules.kinds import FollowUp
        from tasks.recompute import Kept, Moved

        if isinstance(found.kind, FollowUp):
            sort = "moved" if isinstance(found, Moved) else "kept" if isinstance(found, Kept) else "stuck"
            self.followed.update([sort, "earlier"] if isinstance(found, Moved) and found.earlier else [sort])
            return
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
        if self.followed["moved"]:
            print(self.followed_moved(applied=applied))
        if self.kept:
            rest = "rests on this data now" if self.kept == 1 else "rest on this data now"
            with_dates = f"{requests(self.kept)} with dates that stay"
            print(
                f"{with_dates} {rest}." if applied else f"{with_dates} would be noted as worked out with this data."
            )
        if self.followed["kept"]:
            rest = "rest on this data now" if applied else "would be noted as worked out with this data"
            print(f"Reviews and complaints with dates that stay and {rest}: {self.followed['kept']}.")
        if not applied and (self.moved or self.kept or self.followed["moved"] or self.followed["kept"]):
            print(f"Nothing was changed: run `{first}inforights holidays check --apply`.")
        if self.stuck:
            print(f"{requests(self.stuck)} could not be worked out and stayed as stored.", file=sys.stderr)
        if self.followed["stuck"]:
            stuck = _followed(self.followed["stuck"])
            print(f"{stuck} could not be worked out and stayed as stored.", file=sys.stderr)

    def followed_moved(self, *, applied: bool) -> str:
        """How many dates of reviews and complaints move."""
        moved, earlier = self.followed["moved"], self.followed["earlier"]
        how = f", {earlier} of them to an earlier date!" if earlier else "."
        has = "has" if moved == 1 else "have"
        return f"{_followed(moved)} {has} a date that {'moved' if applied else 'would move'}{how}"


def _followed(count: int) -> str:
    return "1 review or complaint" if count == 1 else f"{count} reviews and complaints"


def requests(count: int) -> str:
    """So many open requests, in words."""
    return "1 open request" if count == 1 else f"{count} open requests"
