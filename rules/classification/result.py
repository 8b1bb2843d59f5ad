"""What the classifier is given and what it answers: small frozen values that carry their reasons."""

from dataclasses import dataclass, field
from datetime import date

from rules.classification.goes_to import GoesTo
from rules.classification.odds import AtOdds
from rules.kinds import Kind
from rules.role import Role

HARM = (
    "May speak of harm to somebody: read it now and follow the service's safeguarding procedure, whatever it asks "
    "(DER-7, BWD-12, HIL-5)"
)


AT_ODDS = "Somebody may not be meant to know, or the parents have parted: a manager decides (BWD-2)"


@dataclass(frozen=True, slots=True)
class Incoming:
    """The new words of one letter or e-mail, as `reading` got them."""

    text: str
    subject: str | None = None
    sender: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: the words of the letter, what they say, and the kind for which they speak."""

    quote: str
    says: str
    speaks_for: Kind


@dataclass(frozen=True, slots=True)
class Requester:
    """Who writes, as far as the letter tells."""

    name: str | None = None
    role: Role | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the information is about, as far as the letter tells; often the child."""

    name: str | None = None
    date_of_birth: date | None = None
    age: int | None = None  # in years, as the letter states it


@dataclass(frozen=True, slots=True)
class Classification:
    """The proposal: a kind, how sure, and why. A person may always decide otherwise.

    `needs_manager` says that the kind itself is in doubt. `parts` has two or more kinds for a
    hybrid, else the one kind, or nothing when no kind can be proposed at all. `scope` are the letter's own words
    of what is asked for, `authority` those that say an authority is enclosed, `harm` those that may speak of harm to
    somebody, `at_odds` those by which somebody must not know, or parents have parted; `goes_to` is of an enquiry
    only. `doubts` say why a manager is asked.
    """

    kind: Kind | None
    confidence: float
    needs_manager: bool
    parts: tuple[Kind, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    requester: Requester = field(default_factory=Requester)
    subject: Subject = field(default_factory=Subject)
    letter_date: date | None = None
    required_by: date | None = None
    hearing_on: date | None = None
    scope: tuple[str, ...] = ()
    authority: str | None = None
    harm: str | None = None
    at_odds: AtOdds | None = None
    goes_to: GoesTo | None = None
    doubts: tuple[str, ...] = ()
    headed_foi: bool = False  # says "Freedom of Information" but asks for the writer's own records
