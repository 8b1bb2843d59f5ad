"""When a letter may be written because a person asks for it, and what its going records of a clock."""

from dataclasses import dataclass

from rules.clock.events import Happened
from rules.deed import Deed
from rules.kinds import Kind
from rules.letter import AFTER_REFUSAL, CLOSING, CONSENT_LETTERS, COPIED, FORM, TELL
from rules.lifecycle import State
from rules.refusal import Refusal

_STANDING = frozenset({State.OPEN, State.PREPARED})
_ENDED = frozenset({State.ANSWERED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one letter that a person asks for is about.

    Attributes:
        kinds: the parts of a request that it can be about; empty: any.
        states: where the request stands when it may be written and sent.
        records: what its going is to the clock of its part; None: nothing.
        of_the_act: it is a notice of FOIA, which moves no clock of a charity (s.3(1); BWD-14).
        again: once one has gone, another may be written.
        counted: it gives dates that count from the day of writing, and goes on that day.
    """

    kinds: frozenset[Kind] = frozenset()
    states: frozenset[State] = _STANDING
    records: Happened | None = None
    of_the_act: bool = False
    again: bool = False
    counted: bool = False


_SAR, _FOI = frozenset({Kind.SAR}), frozenset({Kind.FOI})

BY_HAND: dict[str, Occasion] = {
    # UK GDPR Art 12A(5): the days from the question to its answer do not count; FOIA 2000 s.10(6): they start afresh.
    "clarification_sar": Occasion(_SAR, records=Happened.CLARIFICATION_ASKED, again=True, counted=True),
    "clarification_foi": Occasion(_FOI, records=Happened.CLARIFICATION_ASKED, again=True),
    # UK GDPR Art 12(6), 12A(2)(b): the month starts when the evidence comes.
    "id_request": Occasion(_SAR, records=Happened.IDENTITY_ASKED),
    # UK GDPR Art 12A(3), (4); FOIA 2000 s.10(3), s.17(2): once.
    "extension_sar": Occasion(_SAR, records=Happened.EXTENDED),
    "extension_foi_public_interest": Occasion(_FOI, records=Happened.EXTENDED, of_the_act=True),
    # FOIA 2000 s.9(2): three months beginning with the day of the notice.
    "fees_notice": Occasion(_FOI, records=Happened.FEE_NOTICE, of_the_act=True, counted=True),
    **{name: Occasion() for name in dict.fromkeys(CONSENT_LETTERS.values())},
    FORM: Occasion(),
    TELL: Occasion(),
    AFTER_REFUSAL: Occasion(states=_STANDING | _ENDED),
    # Nothing closes with a letter to an outside body: it would say that there was somebody to ask about (HIL-6).
    CLOSING: Occasion(
        frozenset({Kind.SAR, Kind.FOI, Kind.COURT_ORDER, Kind.INSPECTION, Kind.ENQUIRY}), states=_ENDED
    ),
}


class OccasionRefused(Refusal):
    """The letter is not for this request as it stands; says why."""


def kinds_of(name: str, state: State, kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """The parts of a request that the letter would be about.

    Raises:
        OccasionRefused: no letter that is asked for, not in that state, or for none of its parts.
    """
    occasion = BY_HAND.get(name)
    if occasion is None:
        raise OccasionRefused(
            f"Letters that can be asked for are: {', '.join(BY_HAND)}, and the acknowledgement once more; "
            "the letters of an answer come with it.",
            do=Deed.PREPARE,
        )
    if state not in occasion.states:
        raise OccasionRefused(
            f"The request is {state}: the letter {name} is for one that is {' or '.join(sorted(occasion.states))}."
        )
    if name == CLOSING and COPIED & set(kinds):
        raise OccasionRefused(
            "A part of this request is of an outside body, and no closing letter goes to one: it would say that "
            "there was somebody to ask about (HIL-6)."
        )
    found = tuple(kind for kind in kinds if not occasion.kinds or kind in occasion.kinds)
    if not found:
        fitting = " or ".join(kind.words for kind in Kind if kind in occasion.kinds)
        raise OccasionRefused(f"The letter {name} is for a {fitting}, and no part of this request is one.")
    return found


def possible(state: State, kinds: tuple[Kind, ...]) -> tuple[str, ...]:
    """The letters that may be asked for, for a request of these kinds in that state."""
    found = []
    for name in BY_HAND:
        try:
            kinds_of(name, state, kinds)
        except OccasionRefused:
            continue
        found.append(name)
    return tuple(found)
