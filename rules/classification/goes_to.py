"""Where an enquiry goes: it asks for nothing that is held, and still somebody must do the right thing with it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from rules.classification import learned
from rules.deed import Deed

SURE_ENOUGH: Final = 0.4  # below it is `OTHER`: a person sees where it goes


class GoesTo(StrEnum):
    """What an enquiry is about. Values are stored and printed; they never change."""

    HELP = "help"
    HOW_TO = "how_to"
    THANKS = "thanks"
    CHASER = "chaser"
    ANSWER = "answer"
    WITHDRAWAL = "withdrawal"
    CONSENT = "consent"
    COMPLAINT = "complaint"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    OBJECTION = "objection"
    REFERRAL = "referral"
    OTHER_BODY = "other_body"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What is to be done with it, with the provision where one binds."""
        return _WORDS[self]

    @property
    def do(self) -> Deed | None:
        """What is done with the earlier request to which it belongs, where there is one."""
        return _DO.get(self)


_WORDS: Final = {
    GoesTo.HELP: "Asks for help or advice: an officer takes it up as casework.",
    GoesTo.HOW_TO: "Asks how a request is made: say how, and that any letter or e-mail will do (FOIA 2000 s.16, "
    "UK GDPR Art 12(2)).",
    GoesTo.THANKS: "Gives thanks: keep it with the case; nothing is owed.",
    GoesTo.CHASER: "Asks where an earlier request is: look it up, and say when it will be answered.",
    GoesTo.ANSWER: "Answers a question of the service: record it on the request that asked.",
    GoesTo.WITHDRAWAL: "Takes a request back: close that one as withdrawn.",
    GoesTo.CONSENT: "Gives or refuses a consent: record it on the request that asked.",
    GoesTo.COMPLAINT: "Complains: the complaints procedure. About personal data, acknowledge it within 30 days "
    "(DPA 2018 s.164A); about an FOI answer, it is an internal review (FOIA 2000 s.45 Code).",
    GoesTo.RECTIFICATION: "Asks to correct what is held: the data protection officer; a month runs from receipt "
    "(UK GDPR Art 16, Art 12A).",
    GoesTo.ERASURE: "Asks to erase what is held: the data protection officer; a month runs from receipt "
    "(UK GDPR Art 17, Art 12A). Destroy nothing meanwhile that somebody has asked for.",
    GoesTo.OBJECTION: "Objects to a use of personal data, or wants it restricted: the data protection officer; "
    "a month runs from receipt (UK GDPR Art 18, 21, 12A).",
    GoesTo.REFERRAL: "Refers a family: take it up only with evidence of their consent (CUM-2.1, BNS-1, HIL-3).",
    GoesTo.OTHER_BODY: "Asks for what another body holds: say so, and whom to ask (FOIA 2000 s.16).",
    GoesTo.OTHER: "Asks for nothing that is held.",
}
_DO: Final = {
    GoesTo.CHASER: Deed.EARLIER_DUE,
    GoesTo.ANSWER: Deed.EARLIER_ANSWER,
    GoesTo.WITHDRAWAL: Deed.EARLIER_WITHDRAWAL,
    GoesTo.CONSENT: Deed.EARLIER_CONSENT,
}

# A right under UK GDPR Art 16, 17 or 21: a month runs, and the data protection officer decides.
OTHER_RIGHTS: Final = frozenset({GoesTo.RECTIFICATION, GoesTo.ERASURE, GoesTo.OBJECTION})


def where(cues: Iterable[str], words: Iterable[str]) -> GoesTo:
    """Where an enquiry goes, by its cues and its words; `OTHER` where that cannot be told."""
    outcome, share = next(iter(learned.load(learned.GOES_TO).shares(cues, words).items()))
    return GoesTo(outcome) if share >= SURE_ENOUGH else GoesTo.OTHER
