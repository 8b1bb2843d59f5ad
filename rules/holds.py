"""Legal holds: what stops the disposal of a record. To destroy what somebody asked for is an offence.

FOIA 2000 s.77 and DPA 2018 s.173: while a request is open nothing that it may reach is altered or destroyed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.kinds import FollowUp, Kind
from rules.refusal import Refusal
from rules.working_days import written


class Because(StrEnum):
    """Why a record is held. Values are stored and printed; they never change."""

    COURT_ORDER = "court_order"
    LA_LEGAL = "la_legal"
    PLACED = "placed"  # by a person, with a reason

    @property
    def words(self) -> str:
        """In words, in lower case."""
        return _WORDS[self]


_WORDS = {
    Because.COURT_ORDER: "an order of a court or tribunal",
    Because.LA_LEGAL: "a request of the local authority for legal reasons",
    Because.PLACED: "a hold that a person placed",
}
_CITES = {
    Because.COURT_ORDER: ("DPA 2018 Sch 2 para 5(2)",),
    Because.LA_LEGAL: ("DPA 2018 Sch 2 para 5(3)",),
    Because.PLACED: ("UK GDPR Art 17(3)(e)",),  # legal claims: made, or to be defended
}
_OPEN_REQUEST = ("FOIA 2000 s.77", "DPA 2018 s.173")
# What was answered is looked at again: the Information Commissioner may ask for it, and so may a court.
_FOLLOWED = {
    FollowUp.INTERNAL_REVIEW: ("FOIA 2000 s.50", "FOIA 2000 s.77"),
    FollowUp.COMPLAINT: ("DPA 2018 s.164A(4)", "UK GDPR Art 17(3)(e)"),
}
# The kinds whose records are held from the day on which they came, without anybody asking.
AUTOMATIC = {Kind.COURT_ORDER: Because.COURT_ORDER, Kind.LA_LEGAL: Because.LA_LEGAL}


class DisposalRefused(Refusal):
    """The record is not disposed of; says why, with the provisions."""


class HoldRefused(Refusal):
    """The hold cannot be placed or lifted so; says why."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold, on a request or on a case file."""

    because: Because
    since: date
    lifted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One reason for which a record is not disposed of, with its sources."""

    why: str
    cites: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.why} ({', '.join(self.cites)})"


def stops_disposal(
    open_requests: Iterable[str], holds: Iterable[Hold], follow_ups: Iterable[tuple[str, FollowUp]] = ()
) -> tuple[Stop, ...]:
    """Every reason for which a record is not disposed of; empty where nothing stops it.

    A hold stops it until a person lifts it, however long ago the matter ended.

    Args:
        open_requests: the references of those that are open and may reach it.
        holds: all that were ever placed on it, or on a request that it is linked to.
        follow_ups: the open reviews and complaints about any of them: the request, and which of the two.
    """
    stops = [Stop(f"the request {reference} is open", _OPEN_REQUEST) for reference in open_requests]
    stops += [Stop(f"the {what.words} about {reference} is open", _FOLLOWED[what]) for reference, what in follow_ups]
    stops += [
        Stop(f"{hold.because.words}, since {written(hold.since)}", _CITES[hold.because])
        for hold in holds
        if hold.lifted_on is None
    ]
    return tuple(dict.fromkeys(stops))


def refuse_disposal(stops: Sequence[Stop]) -> None:
    """Refuse where anything stops it. Nothing in the program destroys a record yet; what will, calls this first.

    Raises:
        DisposalRefused: with every reason.
    """
    if stops:
        raise DisposalRefused(f"Nothing of it is destroyed: {'; '.join(map(str, stops))}.")
