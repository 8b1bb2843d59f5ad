"""The consent ledger: how one question stands, and what it lacks to carry an answer. Silence is never consent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.consents import Answer, Asked
from rules.letter import Outcome
from rules.missing import Missing


class Stage(StrEnum):
    """Where a question stands, from noted to ended."""

    TO_ASK = "to be asked"
    ASKED = "asked"
    CHASED = "chased"
    AGREED = "agreed in full"
    RESTRICTED = "agreed, restricted"
    TO_THEMSELF = "wants it sent to themself or their solicitor"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DUE_FOR_REVIEW = "due for review"
    EXPIRED = "expired"
    WAIVED = "waived by a manager, with a reason"


@dataclass(frozen=True, slots=True)
class ConsentState:
    """One thing that was asked, and how it stands.

    Attributes:
        asked_on: when it was put to the person; None while it is only noted that it must be.
        roles: those that a restricted consent names.
        review_on: from that day on it must be confirmed (CUM-4.4, BNS-10).
        valid_until: the last day for which it was given; None where it names none.
        covers: what the person agreed to is what is now to go, to the same recipient and about the same person.
    """

    whom: Asked
    cites: tuple[str, ...]
    answer: Answer | None = None
    roles: tuple[str, ...] = ()
    review_on: date | None = None
    withdrawn: bool = False
    waived: bool = False
    covers: bool = True
    asked_on: date | None = None
    chased: int = 0
    valid_until: date | None = None


_GIVEN = {
    Answer.FULL: Stage.AGREED,
    Answer.RESTRICTED: Stage.RESTRICTED,
    Answer.TO_THEMSELF: Stage.TO_THEMSELF,
}


def stage(consent: ConsentState, today: date) -> Stage:
    """Where the question stands on that day."""
    if consent.withdrawn:
        return Stage.WITHDRAWN
    if consent.waived:
        return Stage.WAIVED
    if consent.answer is None:
        if consent.asked_on is None:
            return Stage.TO_ASK
        return Stage.CHASED if consent.chased else Stage.ASKED
    if consent.answer is Answer.REFUSED:
        return Stage.REFUSED
    if consent.valid_until and consent.valid_until < today:
        return Stage.EXPIRED
    if consent.review_on and consent.review_on <= today:
        return Stage.DUE_FOR_REVIEW
    return _GIVEN[consent.answer]


def lacking(
    consent: ConsentState, outcome: Outcome | None, recipient_role: str | None, today: date
) -> Iterator[Missing]:
    """What one consent lacks before it can carry an answer.

    Args:
        outcome: how the request is to be answered; None while nothing is prepared.
        recipient_role: in what role the recipient stands, as the answer says.
    """
    what = consent.whom.words
    match stage(consent, today):
        case Stage.WAIVED:
            return
        case Stage.WITHDRAWN:
            yield Missing(f"{what}: it was withdrawn", "an officer", ("UK GDPR Art 7(3)", *consent.cites))
        case Stage.TO_ASK | Stage.ASKED | Stage.CHASED:
            yield Missing(what, "an officer", consent.cites)
        case Stage.REFUSED:
            yield Missing(f"{what}: it was refused", "a manager", consent.cites)
        case _ if outcome and not consent.covers:
            again = f"{what}: it was to something else, so it must be asked again"
            yield Missing(again, "an officer", ("UK GDPR Art 4(11)", "HIL-2"))
        case Stage.EXPIRED:
            yield Missing(f"{what}: the time for which it was given is over", "an officer", ("UK GDPR Art 4(11)",))
        case Stage.DUE_FOR_REVIEW:
            yield Missing(f"{what}: it is due for review and must be confirmed", "an officer", ("CUM-4.4", "BNS-10"))
        case Stage.TO_THEMSELF if outcome is Outcome.DISCLOSED:
            route = f"{what}: it is to have the papers themself; answer with 'sent_to_family'"
            yield Missing(route, "an officer", ("CUM-5.1",))
        case Stage.AGREED | Stage.RESTRICTED if outcome is Outcome.SENT_TO_FAMILY:
            route = f"{what}: it is to a disclosure; nobody asked to have the papers themself"
            yield Missing(route, "an officer", ("CUM-5.1",))
        case Stage.RESTRICTED if outcome and recipient_role not in consent.roles:
            if recipient_role is None:
                yield Missing(f"the recipient's role: {what} names only some", "an officer", ("CUM-4.5",))
            else:
                yield Missing(f"{what} for this recipient: it names only other roles", "an officer", ("CUM-4.5",))
        case _:
            return
