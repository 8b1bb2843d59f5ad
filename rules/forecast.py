"""Which open requests will miss their date if all goes as it usually goes here. A forecast decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.lifecycle import State
from rules.step_times import Rest, Step, Times, Usual
from rules.working_days import Calendar


class Outlook(StrEnum):
    """What is to be expected of a date, the worst first."""

    LATE = "late"
    WILL_BREACH = "will breach"
    TIGHT = "tight"
    SAFE = "safe"
    NO_DATE = "no date"


@dataclass(frozen=True, slots=True)
class Ahead:
    """Where an open request stands: the steps before it, the first of them begun, and since how many working days."""

    steps: tuple[Step, ...]
    stood: int
    due: date | None
    waits: bool = False  # its clock waits for the requester


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be expected of one open request, and why, in a sentence."""

    outlook: Outlook
    step: Step
    stood: int
    ready: date  # on which it is likely to be sent
    slowly: date  # on which it is if each step is slow
    left: int | None  # working days
    because: str


def ahead(state: State, *, consents: bool, approvals: bool) -> tuple[Step, ...]:
    """The steps that lie before a request, the first of them the one at which it stands.

    Args:
        consents: whether somebody is still to answer; before the kind is settled, whether that is to be expected.
        approvals: whether a role that is asked has not approved what is to go.
    """
    over = {
        State.LOGGED: (),
        State.UNREADABLE: (Step.READ,),
        State.IN_DOUBT: (Step.READ,),
        State.CLASSIFIED: (Step.READ, Step.KIND),
        State.OPEN: (Step.READ, Step.KIND),
        State.PREPARED: (Step.READ, Step.KIND, Step.PREPARED),
    }[state]
    out = {*over, *(() if consents else (Step.CONSENTS,)), *(() if approvals else (Step.APPROVED,))}
    return tuple(step for step in Step if step not in out)


def foretell(of: Ahead, times: Times, today: date, calendar: Calendar) -> Forecast:
    """What is to be expected of a request that stands so."""
    likely = _days(of, {step: times[step].median for step in of.steps})
    slowly = _days(of, {step: times[step].slow for step in of.steps})
    ready, late_ready = (calendar.nth_after(today, days) if days else today for days in (likely, slowly))
    left = calendar.between(today, of.due) if of.due else None
    outlook = _outlook(of, ready, late_ready, today)
    because = _because(of, times, outlook, left, slowly)
    return Forecast(outlook, of.steps[0], of.stood, ready, late_ready, left, because)


def _days(of: Ahead, days: Mapping[Step, int]) -> int:
    """The working days that are left to be gone. What stands longer than is usual is not expected before tomorrow."""
    first, *others = of.steps
    rest = max(days[first] - of.stood, 1 if days[first] or of.stood else 0)
    return rest + sum(days[step] for step in others)


def _outlook(of: Ahead, ready: date, slowly: date, today: date) -> Outlook:
    if of.due is None or of.waits:
        return Outlook.NO_DATE
    if of.due < today:
        return Outlook.LATE
    if ready > of.due:
        return Outlook.WILL_BREACH
    return Outlook.TIGHT if slowly > of.due else Outlook.SAFE


def _because(of: Ahead, times: Times, outlook: Outlook, left: int | None, slowly: int) -> str:
    usually = _usually(of, times)
    if outlook is Outlook.NO_DATE:
        if of.waits:
            return "The clock waits for the requester: meanwhile no date can be missed."
        return "It has to be read before it has a date." if of.steps[0] is Step.READ else "It has no date."
    if outlook is Outlook.LATE or left is None:
        return f"The date has passed; {usually}."
    begins = f"{left or 'No'} working day{'' if left == 1 else 's'} left"
    if outlook is Outlook.TIGHT:
        return f"{begins}; {usually}. Where it goes slowly, as one in five does, it takes {slowly} in all."
    return f"{begins}; {usually}."


def _usually(of: Ahead, times: Times) -> str:
    first, *others = of.steps
    gone = f" (it has stood there for {of.stood})" if of.stood else ""
    how, where = ("is assumed to take", "") if _assumed(times[first]) else ("usually takes", " here")
    begins = f"{first.words} {how} {times[first].median}{where}{gone}"
    parts = [
        f"{step.words} {times[step].median}{' (assumed)' if _assumed(times[step]) else ''}"
        for step in others
        if times[step].median
    ]
    return ", ".join([begins, *parts])


def _assumed(time: Usual) -> bool:
    return time.rest is Rest.ASSUMED
