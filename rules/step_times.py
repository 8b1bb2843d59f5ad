"""How long the steps of a request's way take in a service: from those it closed, or an assumption shown as one.

No law is behind these numbers, and nothing is decided by them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from rules.clock import Wait
from rules.kinds import Kind
from rules.lifecycle import MOVES, State
from rules.working_days import Calendar

ENOUGH = 5  # cases below which no usual time is drawn from them
MONTHS = 24  # closed requests older than this say little of how it goes now
SLOW = 0.8  # four in five took no longer


class Step(StrEnum):
    """A step of a request's way, named by what it ends with, in their order."""

    READ = "read"
    KIND = "kind"
    CONSENTS = "consents"
    PREPARED = "prepared"
    APPROVED = "approved"
    SENT = "sent"

    @property
    def words(self) -> str:
        """What is being done in it."""
        return {
            "read": "reading",
            "kind": "deciding the kind",
            "consents": "hearing of the consents",
            "prepared": "preparing",
            "approved": "approving",
            "sent": "sending",
        }[self]


# The audit events that end a step; of several the last one does.
ENDS: dict[str, tuple[Step, ...]] = {
    **{event: (Step.READ,) for (source, _), event in MOVES.items() if source is State.LOGGED},
    "kind.proposed": (Step.READ, Step.KIND),  # where nothing was in doubt
    "kind.decided": (Step.KIND,),
    "consent.answered": (Step.CONSENTS,),
    "consent.waived": (Step.CONSENTS,),
    "answer.prepared": (Step.PREPARED,),
    "answer.changed": (Step.PREPARED,),
    "approval.given": (Step.APPROVED,),
    "answer.sent": (Step.SENT,),
}
REOPENED = "answer.reopened"  # preparing begins anew


class Rest(StrEnum):
    """What a usual time rests on."""

    KIND = "requests of this kind"
    ALL = "requests of all kinds"
    ASSUMED = "assumed: too few were closed here"


@dataclass(frozen=True, slots=True)
class Usual:
    """How many working days a step takes: half of the cases took up to `median`, four in five up to `slow`."""

    median: int
    slow: int
    cases: int = 0
    rest: Rest = Rest.ASSUMED


Times = Mapping[Step, Usual]
# Where a service has closed too few requests: cautious, so that nothing is called safe for want of experience.
ASSUMED = {
    Step.READ: Usual(0, 1),
    Step.KIND: Usual(1, 2),
    Step.CONSENTS: Usual(8, 10),
    Step.PREPARED: Usual(5, 8),
    Step.APPROVED: Usual(2, 4),
    Step.SENT: Usual(0, 1),
}


def share(days: Sequence[int], part: float) -> int:
    """The smallest number that at least this part of the cases did not exceed."""
    return sorted(days)[max(0, ceil(part * len(days)) - 1)]


def usual(step: Step, of_kind: Sequence[int], of_all: Sequence[int]) -> Usual:
    """How long a step takes here: by the requests of the kind, else by all, else as is assumed."""
    for days, rest in ((of_kind, Rest.KIND), (of_all, Rest.ALL)):
        if len(days) >= ENOUGH:
            return Usual(share(days, 0.5), share(days, SLOW), len(days), rest)
    return ASSUMED[step]


def worked(start: date, end: date, waits: Iterable[Wait], calendar: Calendar) -> int:
    """The working days from one day to another on which nothing was awaited from the requester."""
    found, reached = calendar.between(start, max(start, end)), start
    for wait in sorted(waits, key=lambda wait: wait.asked):
        begins, ends = max(reached, wait.asked), min(end, wait.answered or end)
        if ends > begins:
            found, reached = found - calendar.between(begins, ends), ends
    return found


def took(begun: date, ended: Mapping[Step, date], waits: Sequence[Wait], calendar: Calendar) -> dict[Step, int]:
    """How long each step took of a request that is over: the working days since the one that ended before it.

    Of steps that go on side by side, as consents and preparing do, the one that ends last counts from the end of the
    other: so together they take what the request took.
    """
    found, before = {}, begun
    for step, day in sorted(ended.items(), key=lambda pair: (pair[1], [*Step].index(pair[0]))):
        found[step] = worked(before, day, waits, calendar)
        before = max(before, day)
    return found


@dataclass(frozen=True, slots=True)
class UsualTimes:
    """How long the steps usually take in a service, for each kind and for all of them together."""

    by_kind: Mapping[Kind, Times]
    of_all: Times

    def of(self, kind: Kind | None) -> Times:
        """Those of a kind; where it is not known yet those of all."""
        return self.by_kind[kind] if kind else self.of_all


def usual_times(history: Iterable[tuple[Sequence[Kind], Mapping[Step, int]]]) -> UsualTimes:
    """What follows from the requests that are over: the kinds of each, and how long its steps took."""
    of_all: dict[Step, list[int]] = defaultdict(list)
    by_kind: dict[Kind, dict[Step, list[int]]] = {kind: defaultdict(list) for kind in Kind}
    for kinds, times in history:
        for step, days in times.items():
            of_all[step].append(days)
            for kind in kinds:
                by_kind[kind][step].append(days)
    return UsualTimes(
        {kind: {step: usual(step, own[step], of_all[step]) for step in Step} for kind, own in by_kind.items()},
        {step: usual(step, (), of_all[step]) for step in Step},
    )
