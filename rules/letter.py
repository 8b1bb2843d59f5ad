"""Which letter goes at which point, by kind and outcome. Names are those of `letters/wording/`."""

from enum import StrEnum

from rules.grounds import WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.refusal import Refusal


class Outcome(StrEnum):
    """How a request is answered."""

    DISCLOSED = "disclosed"
    NOT_HELD = "not_held"
    NEITHER_CONFIRMED_NOR_DENIED = "neither_confirmed_nor_denied"
    SENT_TO_FAMILY = "sent_to_family"  # to whom it is about, or their solicitor, who pass it on: CUM-5.1(b)
    SHOWN = "shown"  # files were shown to inspectors on the premises; no copy left (BWD-4)
    LEFT_TO_AUTHORITY = "left_to_authority"  # FOI at a charity: the council can answer it (BWD-14)
    DEALT_WITH = "dealt_with"  # an enquiry, or an inspection that saw no file
    REFUSED = "refused"  # all of it, under exemptions: FOIA 2000 s.17(1); UK GDPR Art 12(4), 12(5)
    TOO_COSTLY = "too_costly"  # FOIA 2000 s.12
    VEXATIOUS = "vexatious"  # or repeated: FOIA 2000 s.14
    CONSENT_REFUSED = "consent_refused"  # to an outside body that knows already whom it concerns

    @property
    def gives(self) -> bool:
        """True where somebody learns what the service holds: it needs a ground, a schedule and the consents."""
        return self in {Outcome.DISCLOSED, Outcome.SENT_TO_FAMILY, Outcome.SHOWN}

    @property
    def words(self) -> str:
        """How the request ended, as the letter that closes it says."""
        return {
            Outcome.DISCLOSED: "We sent you the information, as far as the law lets us give it",
            Outcome.NOT_HELD: "We told you that we do not hold the information",
            Outcome.NEITHER_CONFIRMED_NOR_DENIED: "We told you that we neither confirm nor deny what we hold",
            Outcome.SENT_TO_FAMILY: "We sent the papers to the person whom they are about",
            Outcome.SHOWN: "You saw the records at our office",
            Outcome.LEFT_TO_AUTHORITY: "We told you who can answer your request",
            Outcome.DEALT_WITH: "We answered you",
            Outcome.REFUSED: "We refused the request, and gave you our reasons",
            Outcome.TOO_COSTLY: "We refused the request, because it would cost more than the limit that the law sets",
            Outcome.VEXATIOUS: "We refused the request, and told you under which section",
            Outcome.CONSENT_REFUSED: "We told you that we will not send the information",
        }[self]


class NoSuchAnswer(Refusal):
    """A request of that kind is not answered that way; says how it can be."""


HOLDING_ANSWER = "la_response_ncnd"

ACKNOWLEDGEMENTS = {
    Kind.SAR: "acknowledgement",
    Kind.FOI: "acknowledgement",
    # The same words for a client and for a stranger, whoever asks (HIL-6).
    Kind.LA_LEGAL: HOLDING_ANSWER,
    Kind.THIRD_PARTY: HOLDING_ANSWER,
    Kind.COURT_ORDER: "acknowledgement",
    Kind.INSPECTION: "acknowledgement",
    Kind.ENQUIRY: "acknowledgement",
}

# The letter of each answer; None where nothing further is written.
RESPONSES: dict[tuple[Kind, Outcome], str | None] = {
    (Kind.SAR, Outcome.DISCLOSED): "sar_disclosure",
    (Kind.FOI, Outcome.DISCLOSED): "foi_response",
    (Kind.FOI, Outcome.NOT_HELD): "information_not_held",
    (Kind.SAR, Outcome.NOT_HELD): "sar_nothing_held",  # Art 15(1): whether or not anything is processed
    (Kind.SAR, Outcome.REFUSED): "sar_refusal",
    (Kind.FOI, Outcome.LEFT_TO_AUTHORITY): "foi_left_to_authority",
    (Kind.FOI, Outcome.REFUSED): "refusal_s17",  # also where it neither confirms nor denies, as under s.40(5B)
    (Kind.FOI, Outcome.TOO_COSTLY): "refusal_s12",
    (Kind.FOI, Outcome.VEXATIOUS): "refusal_s14",
    (Kind.LA_LEGAL, Outcome.DISCLOSED): "la_response_disclosure_with_consent",
    # The holding answer told whoever asks to ask the person; nothing more goes to them.
    (Kind.LA_LEGAL, Outcome.SENT_TO_FAMILY): "papers_to_service_user",
    (Kind.LA_LEGAL, Outcome.CONSENT_REFUSED): "la_response_consent_refused",
    (Kind.LA_LEGAL, Outcome.NEITHER_CONFIRMED_NOR_DENIED): None,  # the holding answer stands
    (Kind.THIRD_PARTY, Outcome.DISCLOSED): "la_response_disclosure_with_consent",
    (Kind.THIRD_PARTY, Outcome.SENT_TO_FAMILY): "papers_to_service_user",
    (Kind.THIRD_PARTY, Outcome.CONSENT_REFUSED): "la_response_consent_refused",
    (Kind.THIRD_PARTY, Outcome.NEITHER_CONFIRMED_NOR_DENIED): None,
    (Kind.COURT_ORDER, Outcome.DISCLOSED): "court_compliance",
    (Kind.COURT_ORDER, Outcome.NOT_HELD): "court_compliance",  # nothing of what it requires is held
    (Kind.INSPECTION, Outcome.SHOWN): None,  # the schedule is the list of files, the purpose the power relied on
    (Kind.INSPECTION, Outcome.DEALT_WITH): None,
    (Kind.ENQUIRY, Outcome.DEALT_WITH): None,
}

# To somebody outside on a ground that needs no consent; it says nothing of consent.
WITHOUT_CONSENT_LETTER = "disclosure_without_consent"

CONSENT_LETTERS = {
    "parent": "consent_request_parent",
    "parent_or_young_person": "consent_request_parent",
    "other_parent": "consent_request_parent",
    "alternative_person": "consent_request_parent",
    "child": "consent_request_young_person",
    "young_person": "consent_request_young_person",
}

# Kinds of which the person concerned gets a copy of what went (BWD-10).
COPIED = {Kind.LA_LEGAL, Kind.THIRD_PARTY}
COPY = "copy_to_service_user"
# Kinds of which the person concerned is told before compliance (CUM-0).
TOLD_BEFORE = {Kind.COURT_ORDER}
TELL = "notify_service_user"
# What goes to the family, so that they pass it on themselves (CUM-5.1(b)).
TO_PASS_ON = "papers_to_service_user"

# The form that is signed on paper, beside the letter that asks or where it was asked by word of mouth (CUM-5.1(a)).
FORM = "consent_form"
# To somebody who said no: how far the service can still help (CUM-4.3).
AFTER_REFUSAL = "consent_refused_what_next"
CLOSING = "closing"

# Letters to the person concerned or their parent, whoever wrote the request.
TO_FAMILY = {*CONSENT_LETTERS.values(), COPY, TELL, TO_PASS_ON, FORM, AFTER_REFUSAL}
# Those of them that list papers about a person.
LISTS_PAPERS = TO_FAMILY - {AFTER_REFUSAL}

_ENCLOSING = {
    COPY,
    WITHOUT_CONSENT_LETTER,
    *(name for (_, outcome), name in RESPONSES.items() if outcome.gives),
}


def encloses(name: str) -> bool:
    """Whether documents come with a letter: with an answer that gives them and with its copy."""
    return name in _ENCLOSING


def response(kind: Kind, outcome: Outcome, ground: Ground | None = None) -> str | None:
    """The letter that answers a request of this kind in this way; None where none is written.

    Raises:
        NoSuchAnswer: the kind is not answered so, or on no such ground.
    """
    if (kind, outcome) not in RESPONSES:
        possible = ", ".join(after for before, after in RESPONSES if before is kind)
        raise NoSuchAnswer(f"This is not how to answer a {kind.words}: '{outcome}'. Possible: {possible}.")
    if kind in COPIED and outcome is Outcome.DISCLOSED and ground not in {None, Ground.CONSENT}:
        if ground not in WITHOUT_CONSENT:
            raise NoSuchAnswer(f"The ground '{ground}' does not carry a disclosure to somebody outside (BWD-1).")
        return WITHOUT_CONSENT_LETTER  # the other letter says that the person agreed, which here would be untrue
    return RESPONSES[kind, outcome]
