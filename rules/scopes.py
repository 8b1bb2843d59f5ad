"""Keys for programs: what each may read, how long it holds, and which must not be mixed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from rules.refusal import Refusal

LONGEST_NAME = 80  # characters
LONGEST = 366  # days: a key that is forgotten ends by itself
USUAL = 90


class KeyRefused(Refusal):
    """A key cannot be made so, or there is none of that number; says why."""


class NotOpened(Refusal):
    """What was shown is no key, or not any more: nobody is told which."""


class OutOfScope(Refusal):
    """The key is a good one, and not for this."""


class Scope(StrEnum):
    """What a key opens. Values are stored and printed; they never change. None of them opens a name."""

    DEADLINES = "deadlines:read"
    REGISTER = "register:read"
    CALENDAR = "calendar"
    WALL = "wall"
    METRICS = "metrics"

    @property
    def words(self) -> str:
        """What it opens, in words for whoever makes one."""
        return _WORDS[self]

    @property
    def in_address(self) -> bool:
        """Whether the key is a part of an address, which calendars and screens cannot do without."""
        return self in {Scope.CALENDAR, Scope.WALL}


def check(name: str, scopes: Iterable[Scope], days: int) -> None:
    """Refuse a key that must not be.

    What stands in an address is written down by programs on its way: it opens that one thing, and nothing else.

    Raises:
        KeyRefused
    """
    wanted = {*scopes}
    if not name or len(name) > LONGEST_NAME:
        raise KeyRefused(f"Give the key a name of up to {LONGEST_NAME} characters, such as the program that has it.")
    if not wanted:
        raise KeyRefused("Say what the key is to open.")
    if len(wanted) > 1 and any(scope.in_address for scope in wanted):
        raise KeyRefused(
            "A calendar's or a screen's key stands in its address, which is easily seen: it opens that one thing "
            "alone. Make another key for the rest."
        )
    if not 1 <= days <= LONGEST:
        raise KeyRefused(f"A key holds for 1 to {LONGEST} days; make a new one when it ends.")


def ends_at(made: datetime, days: int) -> datetime:
    """When a key ends of itself."""
    return made + timedelta(days=days)


def holds(revoked_at: datetime | None, ends: datetime | None, at: datetime) -> bool:
    """Whether a key opens anything at a moment."""
    return (revoked_at is None or at < revoked_at) and (ends is None or at < ends)


_WORDS = {
    Scope.DEADLINES: "Dates: references, kinds, due dates with their working, what each waits for",
    Scope.REGISTER: "Register: references, kinds, dates and states of all requests, closed ones too",
    Scope.CALENDAR: "Calendar: an address to subscribe to, with a reference on each due date",
    Scope.WALL: "Screen on a wall: how many are late or due, with their references",
    Scope.METRICS: "Metrics: how many are open, late or due today, for whoever watches the server",
}
