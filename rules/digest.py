"""The mail of a day to one person: all that they are reminded of, what is late first. It names nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rules.reminders import Reminder
from rules.working_days import written

LONGEST = 200  # lines of one mail: whoever has more looks at the board
_GROUPS = (
    ("Late", ("late",)),
    ("Due", ("deadline", "notice", "decide")),
    ("Waits for somebody", ("chase", "ask-again", "unanswered", "lapsed", "approve", "inform")),
)
_SERVICE = "The service itself"


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail. Its subject has a day and nothing else."""

    subject: str
    text: str


def digest(reminders: Iterable[Reminder], at: datetime, board: str | None) -> Digest:
    """All reminders of one person; what is said twice, to two roles or for two reasons, is said once.

    Args:
        at: as of when it holds, in the time of the United Kingdom.
        board: the address of the dashboard, where people know one.
    """
    titles = (*(title for title, _ in _GROUPS), _SERVICE)
    lines: dict[str, str] = {}  # what is said, and the first group that says it
    for group, says in sorted(((_group(one), one.says) for one in reminders), key=lambda line: titles.index(line[0])):
        lines.setdefault(says, group)
    parts = [f"As of {written(at.date())}, {at:%H:%M}."]
    left = LONGEST
    for title in titles:
        of_group = [says for says, group in lines.items() if group == title]
        if of_group and left > 0:
            parts.append("\n".join([f"{title}:", *(f"- {says}" for says in of_group[:left])]))
        left -= len(of_group)
    if left < 0:
        parts.append(f"And {-left} more: the reminders on the dashboard list them.")
    if board:
        parts.append(f"The board: {board}/")
    parts.append(
        "This mail comes once a day, where there is something to be reminded of. Nobody reads an answer to it."
    )
    return Digest(subject_of(at.date()), "\n\n".join(parts) + "\n")


def subject_of(day: date) -> str:
    """The subject of a day's mail."""
    return f"Inforights: reminders of {written(day)}"


def _group(reminder: Reminder) -> str:
    if reminder.reference is None:
        return _SERVICE
    words = reminder.occasion.split(":")
    return next((title for title, names in _GROUPS if set(names) & {*words[:3]}), _GROUPS[-1][0])


def occasion_of(day: date) -> str:
    """What makes the mail of a day the only one to somebody."""
    return f"digest:{day.isoformat()}"
