"""Complete facts for every letter, and the cases in which each is written. All people are made up."""

from copy import deepcopy
from datetime import date
from typing import Any

from tests.letters.made_up_services import SERVICES

REGULATOR = {
    "name": "the Information Commissioner's Office",
    "address": ["1 Example Square", "Exampleton", "EX1 1AA"],
    "website": "www.regulator.example",
    "phone": "01632 960199",
}
PARENT = {
    "name": "Ms Petra Placeholder",
    "role": "parent",
    "address": ["1 Sample Road", "Exampleton", "EX3 4CD"],
    "greeting": "Dear Ms Placeholder",
}
YOUNG_PERSON = {**PARENT, "name": "Robin Placeholder", "role": "young_person", "greeting": "Dear Robin"}
COUNCIL = {
    "name": "Mr Ned Nobody",
    "role": "local_authority",
    "address": ["Legal Services", "Northmoor Council", "Northmoor", "NM1 1AA"],
    "greeting": "Dear Mr Nobody",
}
COURT = {
    "name": "The Court Manager",
    "role": "court",
    "address": ["County Court at Exampleton", "3 Court Street", "EX9 9ZZ"],
    "greeting": None,
}
CHILD = {"name": "Sam Placeholder", "date_of_birth": date(2016, 5, 4), "is_recipient": False}
SELF = {"name": "Robin Placeholder", "date_of_birth": date(2009, 5, 4), "is_recipient": True}
DOCUMENTS = [
    {
        "number": 1,
        "description": "Case notes, January to March 2026 (electronic)",
        "dated": date(2026, 3, 4),
        "decision": "disclose",
        "exemption": None,
        "reason": None,
    },
    {
        "number": 2,
        "description": "E-mail from the school about a support plan",
        "dated": None,
        "decision": "redact",
        "exemption": "Data Protection Act 2018, Schedule 2, paragraph 16",
        "reason": "It tells about another pupil, who has not agreed",
    },
]
HELD_BACK = [
    *DOCUMENTS,
    {
        "number": 3,
        "description": "Letter of advice from a solicitor",
        "dated": date(2026, 4, 9),
        "decision": "withhold",
        "exemption": "Data Protection Act 2018, Schedule 2, paragraph 19",
        "reason": "It is legal advice and privileged",
    },
]
SAR_PART = {
    "kind": "sar",
    "title": "subject access request",
    "due": date(2026, 12, 21),
    "statutory_due": date(2026, 12, 24),
    "target_due": date(2026, 12, 21),
    "because": ["received 2026-11-23", "20 working days, as this service promises, end on 2026-12-21"],
    "cites": ["UK GDPR Art 12A", "DER-5"],
}
FOI_PART = {
    "kind": "foi",
    "title": "freedom of information request",
    "due": date(2026, 12, 21),
    "statutory_due": date(2026, 12, 21),
    "target_due": None,
    "because": ["received 2026-11-23", "the twentieth working day after it is 2026-12-21"],
    "cites": ["FOIA 2000 s.10(1)"],
}
CONSENT = {
    "from_role": "parent",
    "given_on": date(2026, 11, 20),
    "scope": "documents 1 and 2",
    "review_on": date(2027, 11, 20),
}
ORDER = {
    "court": "the County Court at Exampleton",
    "case_number": "X00EX123",
    "dated": date(2026, 11, 16),
    "provision": "paragraph 3",
    "deadline": date(2026, 12, 11),
    "sealed": True,
}
DUTY = {
    "ground": "required_by_law",
    "law": "UK GDPR, Article 6(1)(c)",
    "power": "an information notice under section 142 of the Data Protection Act 2018",
}
RISK = {"ground": "safeguarding", "law": "Data Protection Act 2018, Schedule 1, paragraph 18", "power": None}
PUBLIC = {"ground": "public_interest", "law": "Data Protection Act 2018, Schedule 1, Part 2", "power": None}
NOT_HELD = ["Minutes of the panel of March 2026"]


def facts(service: str = "derby", /, **changed: Any) -> dict[str, Any]:
    """Every fact there is, for a parent's request; `changed` replaces some."""
    every: dict[str, Any] = {
        "service": SERVICES[service],
        "regulator": REGULATOR,
        "reference": "DER-2026-0042",
        "written_on": date(2026, 11, 24),
        "received_on": date(2026, 11, 23),
        "recipient": PARENT,
        "signed_by_role": SERVICES[service]["manager_role"],
        "kind": "sar",
        "kind_title": "subject access request",
        "parts": [],
        "due": date(2026, 12, 21),
        "outstanding": [],
        "headed_foi": False,
        "about": CHILD,
        "asked_by": {"name": "Northmoor Council", "role_title": "Senior Solicitor"},
        "purpose": "answering a claim for judicial review",
        "power": None,
        "compulsory": False,
        "proceedings": None,
        "reply_by": date(2026, 12, 8),
        "schedule": DOCUMENTS,
        "consent": None,
        "basis": None,
        "order": None,
        "not_held": [],
        "sent_on": None,
        "sent_by": "by e-mail, encrypted, with the password sent another way",
        "enclosures": ["Documents 1 and 2"],
    }
    return deepcopy({**every, **changed})


_ASKED = {"kind": "la_legal", "kind_title": "local authority's request for legal reasons"}
_ASKING = {**_ASKED, "enclosures": []}
_OUTSIDE = {"kind": "third_party", "kind_title": "request from a third party", "recipient": COUNCIL}
_ORDERED = {"kind": "court_order", "order": ORDER, "compulsory": True, "proceedings": "A civil claim"}

_PUBLIC_ASKS: dict[str, Any] = {"kind": "foi", "enclosures": [], "about": None}

# (letter, case, what differs from `facts`)
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("acknowledgement", "sar", {"parts": [SAR_PART]}),
    ("acknowledgement", "sar-headed-foi", {"parts": [SAR_PART], "headed_foi": True}),
    ("acknowledgement", "sar-of-self", {"recipient": YOUNG_PERSON, "about": SELF, "headed_foi": True}),
    ("acknowledgement", "sar-waiting", {"due": None, "outstanding": ["a copy of something that shows your address"]}),
    ("acknowledgement", "foi", {"kind": "foi", "parts": [FOI_PART], "about": None}),
    ("acknowledgement", "foi-no-date", {"kind": "foi", "due": None, "about": None}),
    ("acknowledgement", "hybrid", {"parts": [SAR_PART, FOI_PART]}),
    ("acknowledgement", "hybrid-waiting", {"parts": [SAR_PART, FOI_PART], "outstanding": ["which years you mean"]}),
    ("acknowledgement", "court-order", {**_ORDERED, "recipient": COURT}),
    ("acknowledgement", "court-order-bare", {**_ORDERED, "order": None, "due": None, "outstanding": ["page 2"]}),
    ("acknowledgement", "inspection", {"kind": "inspection", "recipient": COUNCIL, "due": None, "about": None}),
    ("acknowledgement", "enquiry", {"kind": "enquiry", "due": None, "about": None}),
    ("la_response_ncnd", "council", {**_ASKED, "recipient": COUNCIL}),
    ("consent_request_parent", "la", _ASKING),
    ("consent_request_parent", "proceedings", {**_ASKING, "proceedings": "A claim", "power": "Schedule 2, 5(3)"}),
    ("consent_request_young_person", "la", {**_ASKING, "recipient": YOUNG_PERSON, "about": SELF}),
    ("sar_disclosure", "child", {}),
    ("sar_disclosure", "in-full", {"schedule": DOCUMENTS[:1], "enclosures": []}),
    ("sar_disclosure", "self", {"recipient": YOUNG_PERSON, "about": SELF, "schedule": HELD_BACK}),
    ("foi_response", "in-full", {"kind": "foi", "schedule": DOCUMENTS[:1], "about": None}),
    ("foi_response", "held-back", {"kind": "foi", "schedule": HELD_BACK, "sent_by": None}),
    ("foi_response", "hybrid", {"parts": [SAR_PART, FOI_PART]}),
    # Only a charity leaves an answer to the council (BWD-14).
    ("foi_left_to_authority", "foi", {**_PUBLIC_ASKS, "service": SERVICES["blackburn"]}),
    ("information_not_held", "foi", {"kind": "foi", "enclosures": []}),
    ("la_response_disclosure_with_consent", "la", {**_ASKED, "recipient": COUNCIL, "consent": CONSENT}),
    ("disclosure_without_consent", "duty", {**_ASKED, "recipient": COUNCIL, "basis": DUTY}),
    ("disclosure_without_consent", "risk", {**_OUTSIDE, "basis": RISK, "proceedings": "A claim"}),
    ("disclosure_without_consent", "public", {**_OUTSIDE, "basis": PUBLIC}),
    ("court_compliance", "in-full", {**_ORDERED, "recipient": COURT, "schedule": DOCUMENTS[:1]}),
    ("court_compliance", "held-back", {**_ORDERED, "recipient": COURT, "schedule": HELD_BACK}),
    ("court_compliance", "not-held", {**_ORDERED, "recipient": COURT, "schedule": [], "not_held": NOT_HELD}),
    ("notify_service_user", "la", _ASKING),
    ("notify_service_user", "duty", {**_ASKING, "compulsory": True, "power": DUTY["power"], "basis": DUTY}),
    ("notify_service_user", "risk", {**_ASKING, "basis": RISK}),
    ("notify_service_user", "public", {**_ASKING, "basis": PUBLIC}),
    ("notify_service_user", "order", {**_ORDERED, "enclosures": [], "schedule": HELD_BACK}),
    ("papers_to_service_user", "parent", _ASKED),
    ("papers_to_service_user", "self", {**_ASKED, "recipient": YOUNG_PERSON, "about": SELF, "schedule": HELD_BACK}),
    ("papers_to_service_user", "held-back", {**_ASKED, "schedule": HELD_BACK, "proceedings": "A claim"}),
    ("copy_to_service_user", "consent", {**_ASKED, "consent": CONSENT}),
    ("copy_to_service_user", "duty", {**_ASKED, "basis": DUTY}),
    ("copy_to_service_user", "risk", {**_ASKED, "basis": RISK}),
    ("copy_to_service_user", "public", {**_ASKED, "basis": PUBLIC}),
    ("copy_to_service_user", "order", {**_ORDERED, "sent_on": date(2026, 11, 20)}),
    ("copy_to_service_user", "self", {**_ASKED, "consent": CONSENT, "recipient": YOUNG_PERSON, "about": SELF}),
]


CASE_IDS = [f"{letter}-{case}" for letter, case, _ in CASES]


def first_case(letter: str) -> dict[str, Any]:
    """What differs from `facts` in the first case of `letter`."""
    return next(changed for name, _, changed in CASES if name == letter)
