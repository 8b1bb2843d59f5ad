"""What a clock is given and what it answers."""

from dataclasses import dataclass
from datetime import date

from rules.kinds import FollowUp, Kind
from rules.refusal import Refusal


class ClockRefused(Refusal):
    """The recorded events cannot be true together, or no such clock exists; says which provision."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something asked of the requester: the day we asked and the day the answer came, if it has."""

    asked: date
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded about one request, as far as its clock is concerned. All dates are days."""

    kind: Kind | FollowUp
    received: date
    clarifications: tuple[Wait, ...] = ()
    identity: Wait | None = None
    identity_before: tuple[Wait, ...] = ()  # evidence asked for earlier, where it was asked for again
    fee: Wait | None = None  # notice given, fee received
    extended: bool = False
    extended_on: date | None = None  # the day on which the requester was told; None: taken to be in time
    required_by: date | None = None  # the date in the order, or the date that the letter asks for


@dataclass(frozen=True, slots=True)
class Promise:
    """What the service itself promises: days from the start of the clock, and its clause."""

    working_days: int | None = None
    cites: tuple[str, ...] = ()
    is_public_authority: bool = True  # False for a service hosted by a charity (FOIA s.3(1))
    days: int | None = None  # calendar days, for acknowledging a complaint


@dataclass(frozen=True, slots=True)
class Alert:
    """A day to keep an eye on beside the date due, what is to be done by it, and the provision."""

    on: date
    says: str
    cite: str


@dataclass(frozen=True, slots=True)
class Due:
    """When the answer is due. `due` is the earlier of the statutory date and the service's target.

    While the clock waits for the requester (`running` is False) the dates are None: a date that
    would hold only if the answer came today would be invented.
    """

    statutory: date | None
    target: date | None
    due: date | None
    running: bool
    because: tuple[str, ...]
    cites: tuple[str, ...]
    data_version: str
    alerts: tuple[Alert, ...] = ()
    stated: bool = True  # False for an order whose own date is not known yet


@dataclass(frozen=True, slots=True)
class Statutory:
    """One regime's answer: its date, where its counting starts, and the days that do not count."""

    on: date | None
    starts: date
    running: bool = True
    disregarded: tuple[Wait, ...] = ()
    alerts: tuple[Alert, ...] = ()
