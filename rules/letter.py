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

    @property
    def gives(self) -> bool:
        """True where somebody learns what the service holds: it needs a ground, a schedule and the consents."""
        return self in {Outcome.DISCLOSED, Outcome.SENT_TO_FAMILY, Outcome.SHOWN}


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
    (Kind.FOI, Outcome.LEFT_TO_AUTHORITY): "foi_left_to_authority",
    (Kind.LA_LEGAL, Outcome.DISCLOSED): "la_response_disclosure_with_consent",
    # The holding answer told whoever asks to ask the person; nothing more goes to them.
    (Kind.LA_LEGAL, Outcome.SENT_TO_FAMILY): "papers_to_service_user",
    (Kind.LA_LEGAL, Outcome.NEITHER_CONFIRMED_NOR_DENIED): None,  # the holding answer stands
    (Kind.THIRD_PARTY, Outcome.DISCLOSED): "la_response_disclosure_with_consent",
    (Kind.THIRD_PARTY, Outcome.SENT_TO_FAMILY): "papers_to_service_user",
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

# Letters to the person concerned or their parent, whoever wrote the request.
TO_FAMILY = {*CONSENT_LETTERS.values(), COPY, TELL, TO_PASS_ON}


def encloses(name: str) -> bool:
    """Whether documents come with a letter: with an answer and with its copy, never with a question."""
    return name in {COPY, WITHOUT_CONSENT_LETTER} or name in RESPONSES.values()


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
