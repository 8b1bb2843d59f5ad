"""The facts that letters are written from, as the task that writes a letter supplies them.

Plain values only. Every key is always supplied; None says "there is none". An empty string counts as None.
A letter's own file says which facts it needs and which of them may be None; facts beyond those are ignored.
"""

from datetime import date
from typing import Literal, TypedDict


class Complaints(TypedDict):
    """How to complain to the service, DPA 2018 s.164A."""

    to: str  # "the Service Manager, at the address above"
    acknowledge_days: int  # calendar days, 30 at most: s.164A


class Review(TypedDict):
    """The internal review of an FOI answer, FOIA s.45 Code."""

    to: str
    days: int  # working days


class Privacy(TypedDict):
    """What Art 15(1) UK GDPR wants told with the data: full sentences, or a list of short phrases."""

    purposes: str | list[str]
    categories: str | list[str]
    recipients: str | list[str]
    retention: str | list[str]
    source: str | list[str]
    automated: str | list[str]
    transfers: str | list[str]


class Service(TypedDict):
    """The service that writes."""

    slug: str
    name: str
    host: Literal["in_house", "charity"]
    host_name: str  # the council, or the charity
    authority: str  # the local authority of the area
    address: list[str]
    email: str | None
    phone: str | None
    website: str | None
    manager_role: str
    tells_of_policy: bool  # HIL-8
    confidentiality_policy: str | None  # where it can be read, or that it is enclosed
    complaints: Complaints
    review: Review | None
    privacy: Privacy


class Regulator(TypedDict):
    """The data protection and FOI regulator: configuration, since its name and address are changing."""

    name: str  # with its article: "the Information Commissioner's Office"
    address: list[str]
    website: str
    phone: str


class Recipient(TypedDict):
    """To whom the letter goes."""

    name: str | None
    role: str  # parent, young_person, representative, local_authority, court, police, ...
    address: list[str]  # empty for e-mail
    greeting: str | None  # "Dear Ms Example"; None gives "Dear Sir or Madam"


class Part(TypedDict):
    """One limb of a request, with its clock."""

    kind: str
    title: str
    due: date | None
    statutory_due: date | None
    target_due: date | None
    because: list[str]
    cites: list[str]


class About(TypedDict):
    """Whom the information is about."""

    name: str
    date_of_birth: date | None
    is_recipient: bool


class AskedBy(TypedDict):
    """Who asked for the information."""

    name: str
    role_title: str


class Document(TypedDict):
    """One line of the schedule of documents."""

    number: int | str
    description: str
    dated: date | None
    decision: Literal["disclose", "redact", "withhold"]
    exemption: str | None
    reason: str | None


class Consent(TypedDict):
    """The consent that a disclosure rests on."""

    from_role: str  # "parent", "young person"
    given_on: date
    scope: str
    review_on: date | None


class Basis(TypedDict):
    """The ground on which something goes without asking anybody, and the law behind it."""

    ground: Literal["required_by_law", "safeguarding", "public_interest"]
    law: str
    power: str | None  # the law that the recipient named


class Order(TypedDict):
    """The order of a court or tribunal."""

    court: str
    case_number: str
    dated: date
    provision: str
    deadline: date | None
    sealed: bool


class Refused(TypedDict):
    """One exemption under which something is refused or not said, and why it applies."""

    exemption: str  # with section, subsection and limb: "FOIA 2000 s.31(1)(a)"
    why: str
    public_interest: str | None  # of a qualified exemption: why it does not outweigh; FOIA s.17(3)(b)


class Limit(TypedDict):
    """The appropriate limit of FOIA s.12: SI 2004/3244 regs 3(3) and 4."""

    pounds: int
    hours: int
    rate: int  # pounds an hour


class Said(TypedDict):
    """What a person types for one letter, because it is on no record. A letter's head declares which it asks for."""

    questions: list[str] | None  # what is asked, so that the request becomes clear
    because: str | None  # why it is asked, doubted, extended or refused
    advice: list[str] | None  # how the request could be put or narrowed: FOIA s.16
    evidence: list[str] | None  # the least that shows who somebody is: Art 12(6), 5(1)(c)
    authority: list[str] | None  # what shows that somebody may act for another
    lies_in: Literal["complexity", "number", "both"] | None  # of the requests: Art 12A(3)
    exemption: str | None  # the qualified exemption whose public interest is still weighed
    hours: int | None  # the estimate of FOIA s.12
    estimated: str | None  # how it was estimated
    holds: Literal["yes", "no", "unknown"] | None  # whether it holds the information: FOIA s.12(2)
    ncnd: Literal["yes", "no"] | None  # whether it is left unsaid that it is held: FOIA s.1(1)(a), 17(1), as s.40(5B)
    repeats: date | None  # the earlier request that it repeats: FOIA s.14(2)
    charges: list[str] | None  # what a fee is for, none of it anybody's time: SI 2004/3244 reg 6(4)
    amount: str | None  # "£12.50"
    pay: str | None  # how it can be paid
    unfounded: Literal["unfounded", "excessive"] | None  # Art 12(5)
    known_from: str | None  # how it is known that they know already; never written, only required
    help_goes_on: list[str] | None  # what the service still does though consent is refused: CUM-4.3
    recipients: list[str] | None  # to whom, outside the service, information has gone: Art 15(1)(c)


class Facts(TypedDict):
    """All facts that a letter may need."""

    service: Service
    regulator: Regulator
    reference: str
    written_on: date
    received_on: date
    recipient: Recipient
    signed_by_role: str
    kind: str
    kind_title: str
    parts: list[Part]
    due: date | None
    outstanding: list[str]
    headed_foi: bool
    about: About | None
    asked_by: AskedBy
    purpose: str
    power: str | None
    compulsory: bool
    proceedings: str | None
    form_code: str | None  # the number of a consent form, by which it is matched when it comes back
    reply_by: date
    searched: list[str]  # where: "our electronic files", "our paper notes"
    schedule: list[Document]
    consent: Consent | None
    basis: Basis | None
    order: Order | None
    not_held: list[str]  # the pieces of an order of which nothing is held
    said: Said
    new_due: date | None  # the date after the extension that the letter tells of
    refused: list[Refused]
    limit: Limit
    pay_by: date | None  # three months from the notice: FOIA s.9(2)
    answered_on: date | None
    outcome: str | None  # how the request ended, in words: "We sent you the information."
    sent_on: date | None
    sent_by: str | None  # how it goes: "by tracked post"
    enclosures: list[str]
