"""What is said of a date that was worked out again: it moved, it stays, or it cannot be worked out."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rules.kinds import FollowUp, Kind


class Which(StrEnum):
    """Which date of a request."""

    STATUTORY = "statutory"
    TARGET = "target"
    DUE = "due"  # the one to keep, where it moves otherwise than the two
    LOOK_BY = "look_by"

    @property
    def words(self) -> str:
        """In words, in lower case."""
        return {"statutory": "statutory date", "target": "service target", "due": "due", "look_by": "look by"}[self]


class Because(StrEnum):
    """What moved a date."""

    HOLIDAYS = "bank holidays"
    OTHERWISE = "policy or rules"  # the bank-holiday data behind the stored date is the same


@dataclass(frozen=True, slots=True)
class Change:
    """One date that is another now. None: no date, the clock waits or there is none."""

    which: Which
    before: date | None
    after: date | None

    @property
    def earlier(self) -> bool:
        """True in the dangerous direction: less time is left than was said."""
        return self.after is not None and (self.before is None or self.after < self.before)


@dataclass(frozen=True, slots=True)
class Moved:
    """A part of an open request, the day to look by, or what followed a request, whose dates are others now."""

    reference: str
    service: str
    kind: Kind | FollowUp | None  # None: the kind is not settled, and it is the day to look by
    changes: tuple[Change, ...]
    because: Because
    # Letters not noted as sent that may give the old date, where the new one was stored.
    drafts: tuple[str, ...] = field(default=(), compare=False)

    @property
    def earlier(self) -> bool:
        """True where any of its dates is earlier than was said."""
        return any(change.earlier for change in self.changes)


@dataclass(frozen=True, slots=True)
class Kept:
    """A part whose dates stay, and rest on other data now."""

    reference: str
    service: str
    kind: Kind | FollowUp


@dataclass(frozen=True, slots=True)
class Stuck:
    """A part whose dates cannot be worked out; they stay as they are stored."""

    reference: str
    service: str
    kind: Kind | FollowUp | None
    says: str


Found = Moved | Kept | Stuck
