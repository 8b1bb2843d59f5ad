"""What a person may enter of a clock, and take back: which part it is about, and what is refused beforehand.

Whether the dates can be true together, and whether a question or an extension came in time, the
clock itself says when it is worked out again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rules.clock import cites
from rules.clock.check import MOVED_BY_EVENTS
from rules.clock.events import ANSWERS, ENTERED, Event, Happened, standing, unasked
from rules.clock.record import ClockRefused
from rules.deed import Deed
from rules.kinds import Kind
from rules.working_days import written

_IDENTITY = frozenset({Happened.IDENTITY_ASKED, Happened.IDENTITY_RECEIVED})
# A service hosted by a charity answers an FOI request voluntarily: nothing of the Act extends its time (s.3(1)).
_OF_THE_ACT = frozenset({Happened.FEE_NOTICE, Happened.FEE_PAID, Happened.EXTENDED})


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened on a day and moves a clock."""

    what: Happened
    on: date


def part_of(what: Happened, said: Kind | None, kinds: Sequence[Kind], *, is_public_authority: bool) -> Kind:
    """The part of the request that an entry is about.

    Args:
        said: the part that was named, None where none was.
        kinds: the parts of the request.
        is_public_authority: False for a service hosted by a charity (FOIA 2000 s.3(1)).

    Raises:
        ClockRefused: no such clock, or two of them and none was named.
    """
    if what not in {*ENTERED, Happened.REQUIRED_BY}:
        raise ClockRefused(f"'{what.words.capitalize()}' is not entered here: it comes from the letter or the order.")
    if not kinds:
        raise ClockRefused(
            "Its kind is not known yet, and the kind says what moves its clock: decide it first.", do=Deed.KIND
        )
    if said is not None:
        if said not in kinds:
            raise ClockRefused(f"The request has no part '{said}'; its parts are: {', '.join(kinds)}.")
        if not _moves(what, said):
            raise _no_such_clock(said)
        return said
    found = [kind for kind in kinds if _moves(what, kind)]
    if what is Happened.REQUIRED_BY:
        if not found:
            raise _not_by_a_letter(kinds)
        return found[0]
    if len(found) > 1 and what in _OF_THE_ACT and not is_public_authority:
        found.remove(Kind.FOI)
    if not found:
        raise _no_such_clock(next((kind for kind in kinds if kind in {Kind.FOI, Kind.COURT_ORDER}), kinds[0]))
    if len(found) > 1:
        raise ClockRefused(
            f"Say which part it is about, because each has a clock of its own: {' or '.join(found)} "
            "(UK GDPR Art 12A; FOIA 2000 s.10).",
            give=("part",),
        )
    return found[0]


def check(entry: Entry, kind: Kind, received: date, today: date, events: Collection[Event]) -> None:
    """Refuse an entry that cannot be right whatever the dates come to.

    Args:
        events: all that was entered so far, counted from 1 (`rules.clock.events.numbered`).

    Raises:
        ClockRefused: a day in the future or before receipt, something recorded already, a second extension.
    """
    if entry.what is Happened.REQUIRED_BY:
        return  # the day that a letter names may lie anywhere; the one entered last stands
    cite = _cite(entry.what, kind, received)
    words = f"'{entry.what.words.capitalize()}' on {written(entry.on)}"
    if entry.on > today:
        raise ClockRefused(f"{words} lies in the future: enter it once it has happened.")
    if entry.on < received:
        raise ClockRefused(
            f"{words} is before the request was received on {written(received)}; check both dates ({cite})."
        )
    stands = [event for event in standing(events) if event.what is entry.what and event.kind in {None, kind}]
    same = next((event for event in stands if event.on == entry.on), None)
    is_answer = entry.what in ANSWERS.values()
    nothing_open = is_answer and unasked(kind, (*events, Event(len(events) + 1, entry.what, entry.on, kind)))
    # One letter may answer two questions: a second answer of that day is refused only where nothing is open.
    if same and (nothing_open or not is_answer):
        raise ClockRefused(f"{words} is recorded already, as number {same.number}.")
    if nothing_open:
        raise ClockRefused(
            f"{words} answers nothing, because nothing that we asked for by then is open: enter first the day on "
            f"which we asked, or check the date ({cite})."
        )
    if entry.what is Happened.EXTENDED and stands:
        raise ClockRefused(
            f"The time was extended already, as told on {written(stands[0].on)} (number {stands[0].number}), and is "
            f"extended once only ({cite}). If that day is wrong, take it back first."
        )


def check_taken_back(number: int, events: Collection[Event]) -> Event:
    """The event that may be taken back under that number.

    Raises:
        ClockRefused: there is none, it was taken back before, or it is put right in another way.
    """
    found = next((event for event in events if event.number == number), None)
    if found is None:
        raise ClockRefused(f"There is no event number {number}: see those that were entered.", do=Deed.CLOCK)
    if found.what is Happened.RECEIVED:
        raise ClockRefused(
            "The day of receipt is corrected and not taken back, because every clock rests on it: "
            "give the right day.",
            do=Deed.RECEIVED,
        )
    if found.what is Happened.TAKEN_BACK:
        raise ClockRefused(f"Number {number} took another event back: enter anew what was right after all.")
    if any(event.takes_back == number for event in events):
        raise ClockRefused(f"Number {number} was taken back already.")
    return found


def check_answers_stand(kinds: Collection[Kind], before: Collection[Event], after: Collection[Event]) -> None:
    """Refuse to take a question back whose answer still stands.

    Args:
        before: the events as they were.
        after: the events with all that is entered and taken back at once.

    Raises:
        ClockRefused: names the answer to take back first.
    """
    known = {event.number for event in before}
    for kind in kinds:
        left = unasked(kind, after) if kind in MOVED_BY_EVENTS else None
        if left and left.number in known and not unasked(kind, before):
            raise ClockRefused(
                f"Number {left.number}, '{left.what.words}' on {written(left.on)}, answers what would be taken "
                "back: take that answer back first, or both at once."
            )


def _cite(what: Happened, kind: Kind, received: date) -> str:
    """The provision under which such an event moves that clock."""
    if what in {Happened.CLARIFICATION_ASKED, Happened.CLARIFICATION_ANSWERED}:
        return cites.of_clarification(kind, received)
    if what in _IDENTITY:
        return cites.of_identity(received)
    return cites.of_extension(kind, received) if what is Happened.EXTENDED else cites.of_fee(kind, received)


def _not_by_a_letter(kinds: Sequence[Kind]) -> ClockRefused:
    if Kind.COURT_ORDER in kinds:
        return ClockRefused("The day that an order names is recorded with its terms.", do=Deed.ORDER)
    return ClockRefused(
        "A day that the requester names moves no date of the law (UK GDPR Art 12A(1); FOIA 2000 s.10(1)): answer as "
        "soon as you can."
    )


def _moves(what: Happened, kind: Kind) -> bool:
    if what is Happened.REQUIRED_BY:
        return kind not in {*MOVED_BY_EVENTS, Kind.COURT_ORDER}
    return kind is Kind.SAR or (kind is Kind.FOI and what not in _IDENTITY)


def _no_such_clock(kind: Kind) -> ClockRefused:
    if kind is Kind.FOI:
        return ClockRefused("FOI has no identity stage: whoever writes may ask (FOIA 2000 s.1(1) and s.8).")
    if kind is Kind.COURT_ORDER:
        return ClockRefused(
            "Nothing pauses or extends the time of a court's or tribunal's order but the court itself: where it sets "
            "another date, record that order (DPA 2018 Sch 2 para 5(2)).",
            do=Deed.ORDER,
        )
    return ClockRefused(
        f"No question, evidence, fee or extension moves the clock of this kind ({kind.words}): only subject access "
        "and freedom of information know them (UK GDPR Art 12A; FOIA 2000 s.10)."
    )
