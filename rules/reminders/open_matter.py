"""What the daily run knows of what is open: a reference and dates, nothing about people."""

from dataclasses import dataclass
from datetime import date

from rules.clock import Alert
from rules.clock.events import Happened
from rules.consents import Asked
from rules.follow_ups import Followed
from rules.lifecycle import State


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A consent that has no answer: whose, since when, and whether they were asked at all (CUM-4.2)."""

    whom: Asked
    since: date  # when it was last put to them, else when it was noted that they must be asked
    was_asked: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of the requester and has not come: the clock of a part waits for it."""

    asked: Happened  # CLARIFICATION_ASKED, IDENTITY_ASKED or FEE_NOTICE
    since: date
    until: date | None = None  # the last day on which a fee can be paid (FOIA 2000 s.9(2))


@dataclass(frozen=True, slots=True)
class Approvals:
    """The roles whose approval is all that is missing, and since when."""

    roles: tuple[str, ...]
    since: date


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What the daily run knows of one open request."""

    reference: str
    state: State
    received: date
    due: date | None
    waits_for: str
    unanswered: tuple[Unanswered, ...] = ()
    questions: tuple[Question, ...] = ()
    alerts: tuple[Alert, ...] = ()  # of the parts whose clock runs
    approvals: Approvals | None = None
    restricted: bool = False  # kept to those who are named on it (CUM-3.4)

    @property
    def called(self) -> str:
        """What it is called in a reminder."""
        return self.reference

    @property
    def occasion(self) -> str:
        """What the occasions of its reminders begin with."""
        return ""


@dataclass(frozen=True, slots=True)
class OpenFollowUp:
    """What the daily run knows of one open review or complaint."""

    reference: str  # of the request that it follows
    one: Followed
    restricted: bool = False  # as its request

    @property
    def due(self) -> date | None:
        """The day to keep."""
        return self.one.keep_by

    @property
    def waits_for(self) -> str:
        """What is owed next."""
        return self.one.waits_for

    @property
    def called(self) -> str:
        """What it is called in a reminder."""
        return f"The {self.one.name} about {self.reference}"

    @property
    def occasion(self) -> str:
        """What the occasions of its reminders begin with."""
        return f"{self.one.what}:{self.one.number}:"
