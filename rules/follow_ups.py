"""Internal reviews and complaints: what may follow which answer and when, what each then waits for, how it ends.

A review of an answer under FOI is good practice (FOIA 2000 s.45 Code of Practice, part 5). A complaint about the use
of personal data is a right from 19 June 2026 on: it is acknowledged within 30 days, then answered without undue
delay, and whoever complained is told how it goes meanwhile (DPA 2018 s.164A(3) to (5)).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.in_time import ANSWERED
from rules.kinds import FollowUp, Kind
from rules.law import provision
from rules.lifecycle import Owner, State
from rules.refusal import Refusal
from rules.working_days import Calendar, written

CODE = "FOIA 2000 s.45 Code of Practice"
ACKNOWLEDGE, ANSWER, INFORM = "DPA 2018 s.164A(3)", "DPA 2018 s.164A(4)", "DPA 2018 s.164A(5)"


class FollowUpRefused(Refusal):
    """A review or a complaint cannot be recorded so; says why, with the provision."""


class Outcome(StrEnum):
    """How a review or a complaint ended. Values are stored and printed; they never change."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    OVERTURNED = "overturned"
    NOT_UPHELD = "not_upheld"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What was recorded of a review or a complaint and can be taken back. Values are stored; they never change."""

    ACKNOWLEDGED = "acknowledged"
    COMPLEX = "complex"
    ENDED = "ended"


# How each may end, in words: of a review it is the answer that is upheld, of a complaint the complaint.
OUTCOMES: dict[FollowUp, dict[Outcome, str]] = {
    FollowUp.INTERNAL_REVIEW: {
        Outcome.UPHELD: "the answer is upheld",
        Outcome.PARTLY_UPHELD: "the answer is upheld in part",
        Outcome.OVERTURNED: "the answer is overturned",
        Outcome.WITHDRAWN: "the review is withdrawn",
    },
    FollowUp.COMPLAINT: {
        Outcome.UPHELD: "the complaint is upheld",
        Outcome.PARTLY_UPHELD: "the complaint is upheld in part",
        Outcome.NOT_UPHELD: "the complaint is not upheld",
        Outcome.WITHDRAWN: "the complaint is withdrawn",
    },
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One review or complaint as it stands: dates, and no person."""

    what: FollowUp
    number: int  # among those of its kind that follow one request, counted from 1
    received: date
    due: date | None  # as its clock worked it out
    acknowledged: date | None = None
    ended: date | None = None
    outcome: Outcome | None = None
    complex: bool = False  # a review that takes up to 40 working days

    @property
    def name(self) -> str:
        """What it is called beside others of the same request; with a number from the second on."""
        return self.what.words if self.number == 1 else f"{self.what.words} number {self.number}"

    @property
    def is_open(self) -> bool:
        """True while something is still owed on it."""
        return self.ended is None

    @property
    def keep_by(self) -> date | None:
        """The day to keep; None once it ended, and for a complaint from its acknowledgement on."""
        acknowledged = self.what is FollowUp.COMPLAINT and self.acknowledged is not None
        return None if self.ended or acknowledged else self.due

    @property
    def waits_for(self) -> str:
        """What is owed next, with its source."""
        if self.ended:
            return "nothing"
        if self.what is FollowUp.INTERNAL_REVIEW:
            return f"the outcome of the review ({CODE})"
        if self.acknowledged is None:
            return f"an acknowledgement ({ACKNOWLEDGE})"
        return f"an outcome, without undue delay ({ANSWER})"

    def waits_on(self, manager: str) -> str:
        """Who must act next: an officer acknowledges a complaint, and whoever manages sees to what decides.

        Args:
            manager: how the service calls whoever manages it.
        """
        acknowledges = self.what is FollowUp.COMPLAINT and self.acknowledged is None
        return Owner.NOBODY if self.ended else Owner.OFFICER if acknowledges else manager

    @property
    def steps(self) -> tuple[Step, ...]:
        """What can be taken back as it stands: of one that ended its end alone, the others before it after that."""
        if self.ended:
            return (Step.ENDED,)
        found = {Step.ACKNOWLEDGED: self.acknowledged is not None, Step.COMPLEX: self.complex}
        return tuple(step for step, recorded in found.items() if recorded)

    @property
    def stands(self) -> str:
        """How it stands, in words: for what a step changes."""
        if self.ended and self.outcome:
            return f"ended on {written(self.ended)}: {OUTCOMES[self.what][self.outcome]}"
        acknowledged = f", acknowledged on {written(self.acknowledged)}" if self.acknowledged else ""
        return f"received on {written(self.received)}{acknowledged}; waits for {self.waits_for}"


@dataclass(frozen=True, slots=True)
class Answered:
    """The request that is followed: its kinds, how it stands, when it came and when it was answered."""

    kinds: Collection[Kind]
    state: State
    received: date
    answered: date | None
    is_public_authority: bool


def may_follow(what: FollowUp, request: Answered) -> bool:
    """Whether it can come into question: a review after an answer under FOI, a complaint whenever."""
    if what is FollowUp.COMPLAINT:
        return True
    return Kind.FOI in request.kinds and request.state in ANSWERED and request.is_public_authority


def check_received(what: FollowUp, on: date, request: Answered, standing: Collection[Followed], today: date) -> None:
    """Refuse one that cannot have come on that day.

    Args:
        standing: what follows the request already, without the one that is put right.

    Raises:
        FollowUpRefused, rules.law.BeforeTheLaw
    """
    if on > today:
        raise FollowUpRefused(f"The {what.words} came today or before: check the day.")
    if what is FollowUp.COMPLAINT:
        provision("complaint.acknowledge", on)
        _not_before(what, on, request.received, "the request came")
        return
    if Kind.FOI not in request.kinds:
        raise FollowUpRefused(f"An internal review follows an answer under FOI, and this is none ({CODE}).")
    if not request.is_public_authority:
        raise FollowUpRefused(
            "A service hosted by a charity is no public authority: no internal review is owed of its answer "
            "(FOIA 2000 s.3(1) and s.45)."
        )
    if not may_follow(what, request) or request.answered is None:
        raise FollowUpRefused(f"An internal review follows an answer, and none has been given ({CODE}).")
    _not_before(what, on, request.answered, "the answer went")
    if any(one.what is what and one.ended is None for one in standing):
        raise FollowUpRefused("An internal review of this answer is open already: an answer is reviewed once.")


def _not_before(what: FollowUp, on: date, earliest: date, when: str) -> None:
    if on < earliest:
        raise FollowUpRefused(
            f"The {what.words} came on {written(earliest)}, when {when}, or later: {written(on)} is before it."
        )


def check_acknowledged(one: Followed, on: date, today: date) -> None:
    """Refuse an acknowledgement that cannot have gone on that day.

    Raises:
        FollowUpRefused
    """
    _still_open(one)
    if one.acknowledged:
        raise FollowUpRefused(f"The {one.name} was acknowledged on {written(one.acknowledged)} already.")
    _between(one, one.received, on, today, "acknowledged")


def check_ended(one: Followed, outcome: Outcome, on: date, today: date) -> None:
    """Refuse an end that the kind does not know, or that cannot have been on that day.

    Raises:
        FollowUpRefused
    """
    _still_open(one)
    if outcome not in OUTCOMES[one.what]:
        listed = ", ".join(OUTCOMES[one.what])
        cite = CODE if one.what is FollowUp.INTERNAL_REVIEW else ANSWER
        raise FollowUpRefused(f"The outcome of {_article(one.what.words)} is one of {listed} ({cite}).")
    _between(one, one.acknowledged or one.received, on, today, "ended")


def check_lengthened(one: Followed) -> None:
    """Refuse more time where none is to be had.

    Raises:
        FollowUpRefused
    """
    _still_open(one)
    if one.what is FollowUp.COMPLAINT:
        raise FollowUpRefused(f"Nothing extends the time for acknowledging a complaint ({ACKNOWLEDGE}).")
    if one.complex:
        raise FollowUpRefused(f"The {one.name} is noted as complex already ({CODE}).")


def check_corrected(one: Followed, received: date) -> None:
    """Refuse a day of receipt after what followed from it.

    Raises:
        FollowUpRefused
    """
    _still_open(one)
    if received == one.received:
        raise FollowUpRefused(f"The day of receipt is {written(received)} already: nothing was changed.")
    if one.acknowledged and received > one.acknowledged:
        raise FollowUpRefused(f"It was acknowledged on {written(one.acknowledged)}: it came that day or before.")


def check_taken_back(one: Followed, step: Step, standing: Collection[Followed]) -> None:
    """Refuse to take back what is not on record, or an end after which the next one of its kind began.

    Raises:
        FollowUpRefused
    """
    if step not in one.steps:
        if one.ended:
            raise FollowUpRefused(f"The {one.name} ended on {written(one.ended)}: take that back first.")
        raise FollowUpRefused(f"Of the {one.name} no such step is on record: nothing was taken back.")
    later = next((other for other in standing if other.what is one.what and other.number > one.number), None)
    if step is Step.ENDED and one.what is FollowUp.INTERNAL_REVIEW and later:
        raise FollowUpRefused(f"The {later.name} came after it: an answer is reviewed once at a time.")


def same_people(decided_by: str, first: Collection[str]) -> bool:
    """Whether whoever reviews decided the first answer (FOIA 2000 s.45 Code of Practice, part 5).

    Args:
        first: the names by the log of those who prepared, approved or released that answer.
    """
    return _name(decided_by) in {_name(name) for name in first}


def late_to_ask(received: date, answered: date, calendar: Calendar) -> str | None:
    """What to consider of a review that was asked for long after the answer; None where it was asked for in time."""
    rule = provision("foi.review_asked", received)
    last = calendar.nth_after(answered, rule.value)
    if received <= last:
        return None
    return (
        f"It came more than {rule.value} working days after the answer, of which the last was {written(last)}: a "
        f"review is not owed any more, and may be done all the same ({rule.cite})."
    )


def _still_open(one: Followed) -> None:
    if one.ended:
        raise FollowUpRefused(f"The {one.name} ended on {written(one.ended)}: nothing about it changes any more.")


def _between(one: Followed, earliest: date, on: date, today: date, verb: str) -> None:
    if not earliest <= on <= today:
        raise FollowUpRefused(
            f"The {one.name} was {verb} between {written(earliest)} and today: {written(on)} is not; check the day."
        )


def _name(login: str) -> str:
    return " ".join(login.split()).casefold()


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
