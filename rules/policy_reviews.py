"""The reviews of a service's confidentiality policy: when the next is due, what may be recorded of one (DER-9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.months import add_months
from rules.policy import Review
from rules.refusal import Refusal
from rules.working_days import written

CITES = "DER-9, BWD-13, CUM-5.3"


class ReviewRefused(Refusal):
    """The review cannot be recorded so; says why."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One review as it was recorded."""

    on: date
    by_whom: str  # a body or a role
    changed: bool
    next_on: date


def newest(recorded: Iterable[Recorded]) -> Recorded | None:
    """The review that was held last; of two of one day the one that was recorded last, which puts the other right.

    Args:
        recorded: in the order of recording.
    """
    found = None
    for one in recorded:
        if found is None or one.on >= found.on:
            found = one
    return found


def due_on(setting: Review, last: Recorded | None) -> date | None:
    """The day by which the policy is to be reviewed next; None where neither the policy nor a review says it.

    The date in the policy was set by the review that lay one period before it. A review that was held later moves
    the date; one that was held earlier, and is only recorded now, does not.
    """
    if last is None:
        return setting.next_on
    if setting.next_on and last.on < add_months(setting.next_on, -setting.every_months):
        return setting.next_on
    return last.next_on


def latest_next(setting: Review, on: date) -> date:
    """The latest day for the review after one: a period later, to the end of that month, as policies name months."""
    following = add_months(on.replace(day=1), setting.every_months + 1)
    return date.fromordinal(following.toordinal() - 1)


def usual_next(setting: Review, on: date) -> date:
    """The day of the next review unless another is named: a period later."""
    return add_months(on, setting.every_months)


def check(setting: Review, on: date, next_on: date, today: date) -> None:
    """Refuse days that cannot be, or that would put the next review off for longer than the policy promises.

    Raises:
        ReviewRefused
    """
    if on > today:
        raise ReviewRefused("The review lies in the future: record it when it has been held.")
    if next_on <= on:
        raise ReviewRefused(f"The next review comes after this one: {written(next_on)} does not.")
    last = latest_next(setting, on)
    if next_on > last:
        raise ReviewRefused(
            f"The policy is reviewed every {setting.every_months} months: the next review is due by {written(last)} "
            f"at the latest ({CITES})."
        )
