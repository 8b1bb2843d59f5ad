"""The events that move a clock, and what they come to: the record that the clock is worked out from.

Events are only ever added. What was entered wrongly is taken back by an event of its own, and of a
day that a letter or an order names the one recorded last stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.clock import cites
from rules.clock.check import MOVED_BY_EVENTS
from rules.clock.record import ClockRefused, Recorded, Wait
from rules.kinds import Kind


class Happened(StrEnum):
    """An event of a clock."""

    RECEIVED = "received"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_ANSWERED = "clarification_answered"
    IDENTITY_ASKED = "identity_asked"
    IDENTITY_RECEIVED = "identity_received"
    FEE_NOTICE = "fee_notice"
    FEE_PAID = "fee_paid"
    EXTENDED = "extended"  # `on` is the day on which the requester was told
    REQUIRED_BY = "required_by"  # `on` is the day that the letter or the order names
    NONE_STATED = "none_stated"  # a person read the paper and found no day in it
    TAKEN_BACK = "taken_back"  # another event was entered wrongly

    @property
    def words(self) -> str:
        """In words, as a line of a list."""
        own = {Happened.NONE_STATED: "the paper names no day", Happened.REQUIRED_BY: "the paper names a day"}
        return own.get(self, self.value.replace("_", " "))


# What a person may enter of a clock, and the event that answers it.
ANSWERS = {
    Happened.CLARIFICATION_ASKED: Happened.CLARIFICATION_ANSWERED,
    Happened.IDENTITY_ASKED: Happened.IDENTITY_RECEIVED,
    Happened.FEE_NOTICE: Happened.FEE_PAID,
}
ENTERED = frozenset({*ANSWERS, *ANSWERS.values(), Happened.EXTENDED})


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `number` gives the order of entry; `kind` names the part of a hybrid that it is about."""

    number: int
    what: Happened
    on: date
    kind: Kind | None = None  # None: the request as a whole
    takes_back: int | None = None


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that were not taken back, in the order of their days."""
    found = list(events)
    gone = {event.takes_back for event in found if event.takes_back is not None}
    kept = [event for event in found if event.number not in gone and event.what is not Happened.TAKEN_BACK]
    return sorted(kept, key=lambda event: (event.on, event.number))


def numbered(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events of one request counted 1, 2, 3 in the order of entry: the numbers that people see and name."""
    found = tuple(events)
    place = {event.number: number for number, event in enumerate(found, 1)}
    return tuple(
        replace(
            event,
            number=place[event.number],
            takes_back=None if event.takes_back is None else place[event.takes_back],
        )
        for event in found
    )


def unasked(kind: Kind, events: Iterable[Event]) -> Event | None:
    """The first answer of one part to which no question stands; None where each has one."""
    stand = [event for event in standing(events) if event.kind in {None, kind}]
    for asked in ANSWERS:
        _, left = _pairs(stand, asked)
        if left:
            return left[0]
    return None


def recorded(kind: Kind, received: date, events: Iterable[Event]) -> Recorded:
    """What the events come to for one kind of request; those that move no such clock are left out.

    Raises:
        ClockRefused: something came that was not asked for, or came before it was.
    """
    stand = [event for event in standing(events) if event.kind in {None, kind}]
    if kind not in MOVED_BY_EVENTS:
        return Recorded(kind, received, required_by=_required_by(stand))
    told = [event.on for event in stand if event.what is Happened.EXTENDED]
    fees = _waits(stand, Happened.FEE_NOTICE)
    if len(fees) > 1:
        raise ClockRefused(
            f"A fees notice stands already: take it back before another is entered ({cites.of_fee(kind, received)})."
        )
    evidence = _waits(stand, Happened.IDENTITY_ASKED) if kind is Kind.SAR else ()
    return Recorded(
        kind=kind,
        received=received,
        clarifications=_waits(stand, Happened.CLARIFICATION_ASKED),
        identity=evidence[-1] if evidence else None,
        identity_before=evidence[:-1],
        fee=fees[0] if fees else None,
        extended=bool(told),
        extended_on=min(told, default=None),
    )


def _required_by(stand: Sequence[Event]) -> date | None:
    """What a person read from the paper is recorded after what the program found, and takes its place."""
    stated = [event for event in stand if event.what in {Happened.REQUIRED_BY, Happened.NONE_STATED}]
    last = max(stated, key=lambda event: event.number, default=None)
    return last.on if last and last.what is Happened.REQUIRED_BY else None


def _waits(stand: Sequence[Event], asked: Happened) -> tuple[Wait, ...]:
    pairs, left = _pairs(stand, asked)
    if left:
        raise ClockRefused(
            f"{left[0].what.words.capitalize()} on {left[0].on.isoformat()}, but nothing asked for by then is "
            f"still open: enter the {asked.words} first, or check the date."
        )
    return tuple(Wait(question.on, answer.on if answer else None) for question, answer in pairs)


def _pairs(stand: Sequence[Event], asked: Happened) -> tuple[list[tuple[Event, Event | None]], list[Event]]:
    """Each question with the first free answer on or after its day, and the answers left."""
    answers = [event for event in stand if event.what is ANSWERS[asked]]
    pairs: list[tuple[Event, Event | None]] = []
    for question in (event for event in stand if event.what is asked):
        reply = next((answer for answer in answers if answer.on >= question.on), None)
        if reply:
            answers.remove(reply)
        pairs.append((question, reply))
    return pairs, answers
