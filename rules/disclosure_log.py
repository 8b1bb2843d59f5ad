"""The disclosure log: which answers under FOI are put before everybody, in words that say of nobody who asked.

An answer under FOI to one person is an answer to the world, and the publication scheme of a public authority has a
place for a log of them (FOIA 2000 s.19). A person decides of each answer; nothing is published by itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.exemptions import ExemptionRefused, cited
from rules.identifying import Known, check_names_nobody
from rules.in_time import ANSWERED
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.typed import needed

CITE = "FOIA 2000 s.19"
TITLE, SUMMARY = 160, 2000  # characters
_OUTCOMES = {
    Outcome.DISCLOSED: "Information given",
    Outcome.NOT_HELD: "Information not held",
    Outcome.REFUSED: "Refused",
    Outcome.TOO_COSTLY: "Refused: it would cost more than the limit (FOIA 2000 s.12)",
    Outcome.VEXATIOUS: "Refused (FOIA 2000 s.14)",
}


class LogRefused(Refusal):
    """The answer cannot be published, left out or taken back so; says why."""


class Decision(StrEnum):
    """What somebody decided of an answer. Values are stored."""

    PUBLISHED = "published"
    LEFT_OUT = "left_out"
    TAKEN_BACK = "taken_back"  # whichever of the two stood: nobody has decided again

    @property
    def stands(self) -> bool:
        """Whether something is decided by it."""
        return self is not Decision.TAKEN_BACK


@dataclass(frozen=True, slots=True)
class Answer:
    """An FOI request as far as the log looks at it. `outcome` is None where its answer was not prepared here."""

    kinds: Collection[Kind]
    state: State
    outcome: Outcome | None
    is_public_authority: bool

    @property
    def may_be_logged(self) -> bool:
        """Whether there is an answer of this service to be published.

        Where a charity left the answer to the council, the answer and the log are the council's (BWD-14).
        """
        return Kind.FOI in self.kinds and self.state in ANSWERED and self.outcome in _OUTCOMES

    @property
    def waits(self) -> bool:
        """Whether somebody is asked to decide: of what a public authority answered. A charity may, and owes it to
        nobody (FOIA 2000 s.3(1))."""
        return self.may_be_logged and self.is_public_authority


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log as it goes out: a month, words that somebody wrote for it, and words of the catalogue."""

    month: date  # its first day
    title: str
    summary: str
    outcome: Outcome
    exemptions: tuple[str, ...] = ()

    @property
    def answered(self) -> str:
        """The month of the answer."""
        return f"{self.month:%B %Y}"

    @property
    def outcome_words(self) -> str:
        """How the request was answered."""
        part = self.outcome is Outcome.DISCLOSED and self.exemptions
        return "Information given in part" if part else _OUTCOMES[self.outcome]


def month_of(day: date) -> date:
    """The month of an answer: on which day it went stays within the service."""
    return day.replace(day=1)


def exemptions(cites: Iterable[str | None]) -> tuple[str, ...]:
    """The exemptions that a schedule cites, each once, as the catalogue words them: nothing that somebody typed."""
    found = set()
    for cite in cites:
        try:
            exemption = cited(cite, Kind.FOI)[1] if cite else None
        except ExemptionRefused:
            continue
        if exemption:
            found.add(f"{exemption.cite} ({exemption.title})")
    return tuple(sorted(found))


def check_answered(answer: Answer) -> None:
    """Refuse what is no answer of this service under FOI.

    Raises:
        LogRefused
    """
    if answer.may_be_logged:
        return
    if Kind.FOI not in answer.kinds:
        raise LogRefused(f"The log is of answers under the Freedom of Information Act, and this is none ({CITE}).")
    if answer.state not in ANSWERED:
        raise LogRefused("The request is not answered: an answer is published once it has gone.")
    if answer.outcome is Outcome.LEFT_TO_AUTHORITY:
        raise LogRefused(
            "The answer was left to the council, whose log is the place for it: this service answered nothing "
            "(FOIA 2000 s.3(2)(b), BWD-14)."
        )
    raise LogRefused("How it was answered is not on record here, so that the log could not say it.")


def check_words(title: str, summary: str, people: Sequence[Known]) -> tuple[str, str]:
    """The title and the summary as they may be published.

    Args:
        people: everybody on record in the request.

    Raises:
        LogRefused: they would say who asked, or whom it is about.
        rules.typed.TypedRefused: one is missing or too long.
    """
    words = needed(title, "title", TITLE, give=("title",)), needed(summary, "summary", SUMMARY, give=("summary",))
    check_names_nobody("\n".join(words), "title or the summary", people, LogRefused)
    return words


def check_left_out(because: str, people: Sequence[Known]) -> str:
    """The reason for leaving an answer out.

    Raises:
        LogRefused: it names somebody.
        rules.typed.TypedRefused: there is none.
    """
    reason = needed(because, "reason", give=("because",))
    check_names_nobody(reason, "reason", people, LogRefused)
    return reason


def check_undecided(newest: Decision | None) -> None:
    """Refuse a decision while another one stands: that is taken back first, so that both are on record.

    Raises:
        LogRefused
    """
    if newest is not None and newest.stands:
        what = "published" if newest is Decision.PUBLISHED else "left out of the log"
        raise LogRefused(f"The answer was {what} already: take that back first.")


def check_taken_back(newest: Decision | None) -> None:
    """Refuse to take back what nobody decided.

    Raises:
        LogRefused
    """
    if newest is None or not newest.stands:
        raise LogRefused("Nothing is decided of this answer: there is nothing to take back.")
