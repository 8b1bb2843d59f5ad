"""One thing of which one role is reminded."""

from dataclasses import dataclass

NAMED = "those named on it"  # who is reminded of a restricted request


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to remind one role of. `occasion` is what makes it unique for that role."""

    reference: str | None  # None: about the service itself
    whom: str
    occasion: str
    says: str
