"""The register of dates that were missed: by how much, where the request stood, and why, as somebody noted it.

What is on it follows from the dates alone, as `rules.in_time` reads them: nobody puts anything on it or takes it off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.follow_ups import Followed, Outcome
from rules.identifying import Known, check_names_nobody
from rules.in_time import in_time
from rules.kinds import FollowUp, Kind
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.step_times import Step
from rules.typed import needed
from rules.working_days import Calendar

NOTE = 1000  # characters


class LateRefused(Refusal):
    """No such note can be made, or no such days be looked at; says why."""


class Reason(StrEnum):
    """Why a date was missed. Values are stored."""

    VOLUME = "volume"
    ABSENCE = "absence"
    SEARCH = "search"
    CONSENT = "consent"
    APPROVAL = "approval"
    OTHERS = "others"
    KIND = "kind"
    OVERLOOKED = "overlooked"
    PROGRAM = "program"
    OTHER = "other"

    @property
    def words(self) -> str:
        """In words, in lower case."""
        return {
            "volume": "more requests than could be answered in time",
            "absence": "somebody was away and nobody stood in",
            "search": "finding or reading the papers took longer",
            "consent": "a consent was asked for or answered late",
            "approval": "an approval or advice came late",
            "others": "somebody outside the service was waited for",
            "kind": "it was taken for another kind of request",
            "overlooked": "the date was overlooked, or worked out wrongly",
            "program": "the program or the machine failed",
            "other": "another reason",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Item:
    """What has a date: a part of a request, a review or a complaint.

    `number` counts the reviews, or the complaints, of one request.
    """

    what: Kind | FollowUp
    received: date
    answered: date | None = None
    ended: date | None = None  # the day from which nothing more was owed: answered, or withdrawn
    law: date | None = None
    target: date | None = None  # the service's own
    number: int = 1

    @property
    def name(self) -> str:
        """What it is called beside others of the same request; with a number from the second on."""
        return self.what.words if self.number == 1 else f"{self.what.words} number {self.number}"


@dataclass(frozen=True, slots=True)
class Late:
    """One date in law, or target of the service's own, or both, that passed unanswered.

    Attributes:
        law, target: what was missed; None where that date was kept, or there is none.
        answered: None while it is still open.
        until: the day of the answer; of what is open the day as of which it is told.
    """

    item: Item
    law: date | None
    target: date | None
    answered: date | None
    until: date

    @property
    def is_open(self) -> bool:
        """Whether it is still unanswered."""
        return self.answered is None

    @property
    def missed(self) -> date:
        """The date that was missed first."""
        return min(day for day in (self.law, self.target) if day)

    def words(self, due: date | None, calendar: Calendar) -> str:
        """How late it is after one of the two, in words; none where that one was kept."""
        days = self.by(due, calendar)
        if days is None:
            return ""
        return f"{days} working day{'' if days == 1 else 's'} late" if days else "late, with no working day between"

    def by(self, due: date | None, calendar: Calendar) -> int | None:
        """How many working days late it is after one of the two; None where that one was kept."""
        return calendar.between(due, self.until) if due else None


def check_days(start: date, end: date) -> None:
    """Refuse days that lie the wrong way round.

    Raises:
        LateRefused
    """
    if start > end:
        raise LateRefused("The first day lies after the last: give the earlier one as the first.")


def late(item: Item, start: date, end: date) -> Late | None:
    """What was missed of it, if it was answered too late from `start` to `end`, or is open and late on `end`.

    What was withdrawn before it was answered is neither in time nor late.
    """
    if item.received > end:
        return None
    answered = item.answered if item.answered and item.answered <= end else None
    if answered and answered < start:
        return None
    if answered is None and item.ended and item.ended <= end:
        return None
    law, target = (_missed(due, answered, end) for due in (item.law, item.target))
    if law is None and target is None:
        return None
    return Late(item, law, target, answered, answered or end)


def _missed(due: date | None, answered: date | None, end: date) -> date | None:
    over = due is not None and due < end if answered is None else in_time(answered, due) is False
    return due if over else None


def of_follow_up(one: Followed, law: date | None) -> Item:
    """A review or a complaint as the register takes it: a complaint is due to be acknowledged, a review to end.

    Args:
        law: its date in law, where it has one.
    """
    done = one.acknowledged if one.what is FollowUp.COMPLAINT else None
    ended = one.ended if one.outcome is not Outcome.WITHDRAWN else None
    answered = done or ended
    target = one.due if one.due != law else None
    return Item(one.what, one.received, answered, answered or one.ended, law, target, one.number)


def stood_at(
    ended: Mapping[Step, date], missed: date, state: State | None, *, unanswered: bool = False
) -> Step | None:
    """The step that was going on when the date passed; None where nothing on record tells.

    Args:
        ended: the day on which each step of the request ended, as far as they did.
        state: where it stands, while it is open.
        unanswered: whether somebody is still to answer about a consent.
    """
    later = {step: day for step, day in ended.items() if day > missed}
    if later:
        return min(later, key=lambda step: (later[step], [*Step].index(step)))
    match state:
        case State.LOGGED | State.UNREADABLE:
            return Step.READ
        case State.IN_DOUBT:
            return Step.KIND
        case State.CLASSIFIED | State.OPEN:
            return Step.CONSENTS if unanswered else Step.PREPARED
        case State.PREPARED:
            return Step.CONSENTS if unanswered else Step.APPROVED
        case _:
            return None


def check_note(text: str, people: Sequence[Known]) -> str:
    """What is noted of why, and of what was done about it.

    Raises:
        LateRefused: it names somebody.
        rules.typed.TypedRefused: nothing is said.
    """
    found = needed(text, "note: why, and what was done about it", NOTE, give=("note",))
    check_names_nobody(found, "note", people, LateRefused)
    return found


def chosen(found: Sequence[Item], of: str | None) -> Item:
    """The late one that is meant, by its word such as `foi` or `complaint-2`; the only one where none is said.

    Raises:
        LateRefused: nothing is late, or it must be said which.
    """
    if not found:
        raise LateRefused("No date of this request was missed: there is nothing to note.")
    words = {word_of(one): one for one in found}
    if of is None and len(found) == 1:
        return found[0]
    if of in words:
        return words[of]
    raise LateRefused(f"Say which of its dates is meant: {', '.join(words)}.", give=("of",))


def word_of(item: Item) -> str:
    """The word by which one item of a request is named in an address or a command."""
    return item.what.value if item.number == 1 else f"{item.what.value}-{item.number}"
