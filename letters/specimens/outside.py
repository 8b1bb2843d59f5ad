"""The cases of the letters about requests from outside: a council, another body, a court, an inspection."""

from datetime import date
from typing import Any

from letters.specimens.people import (
    CONSENT,
    COUNCIL,
    COURT,
    DOCUMENTS,
    DUTY,
    HELD_BACK,
    NOT_HELD,
    ORDER,
    PUBLIC,
    RISK,
    SAID,
    SELF,
    YOUNG_PERSON,
)

OWN: dict[str, Any] = {"recipient": YOUNG_PERSON, "about": SELF}
ASKED: dict[str, Any] = {"kind": "la_legal", "kind_title": "local authority's request for legal reasons"}
ASKING: dict[str, Any] = {**ASKED, "enclosures": []}
INSPECTING: dict[str, Any] = {
    "kind": "inspection",
    "kind_title": "inspection",
    "enclosures": [],
    "asked_by": {"name": "Ms Iris Inspector", "role_title": "inspector"},
    "purpose": "an area inspection of the help for children with special educational needs",
}
_POWER = {"power": "Children Act 2004, section 20"}
_OUTSIDE = {"kind": "third_party", "kind_title": "request from a third party", "recipient": COUNCIL}
ORDERED: dict[str, Any] = {
    "kind": "court_order",
    "kind_title": "court order",
    "order": ORDER,
    "compulsory": True,
    "power": "the order itself",
    "proceedings": "A civil claim",
    "asked_by": {"name": ORDER["court"], "role_title": "court"},
    "purpose": "deciding a civil claim",
}

_NONE_HELD: dict[str, Any] = {**ORDERED, "schedule": [], "not_held": NOT_HELD, "enclosures": []}
_AGREED: dict[str, Any] = {"consent": CONSENT, "written_on": date(2026, 12, 3)}
_LAST_DAY = ORDER["deadline"]
_OTHER_PARENT = {"name": "Mr Owen Other", "role_title": "parent"}
_KNOWN = {**SAID, "known_from": "Their own letter quotes the advice that the family showed them"}
_HELP = {**SAID, "help_goes_on": ["we give you advice by phone", "We help you to get ready for meetings."]}

# (letter, case, what differs from `letters.specimens.cases.facts`)
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("la_response_ncnd", "council", {**ASKED, "recipient": COUNCIL}),
    ("consent_request_parent", "la", ASKING),
    ("consent_request_parent", "proceedings", {**ASKING, "proceedings": "A claim", "power": "Schedule 2, 5(3)"}),
    ("consent_request_parent", "inspection", {**INSPECTING, **_POWER}),
    ("consent_request_parent", "inspection-no-power", INSPECTING),
    ("consent_request_young_person", "la", {**ASKING, **OWN}),
    ("consent_request_young_person", "inspection", {**INSPECTING, **OWN, **_POWER}),
    ("consent_request_young_person", "inspection-no-power", {**INSPECTING, **OWN}),
    ("consent_form", "parent", ASKING),
    ("consent_form", "self", {**ASKING, **OWN, "schedule": HELD_BACK}),
    ("consent_form", "inspection", INSPECTING),
    ("consent_form", "inspection-self", {**INSPECTING, **OWN}),
    (
        "consent_form",
        "sar",
        {"enclosures": [], "asked_by": _OTHER_PARENT},
    ),
    ("consent_refused_what_next", "parent", {**ASKING, "said": _HELP}),
    ("consent_refused_what_next", "self", {**ASKING, **OWN, "said": _HELP}),
    ("consent_refused_what_next", "inspection", {**INSPECTING, "said": _HELP}),
    ("consent_refused_what_next", "sar", {"enclosures": [], "asked_by": _OTHER_PARENT, "said": _HELP}),
    ("consent_refused_what_next", "sar-self", {**OWN, "enclosures": [], "asked_by": _OTHER_PARENT, "said": _HELP}),
    ("la_response_consent_refused", "la", {**ASKING, "recipient": COUNCIL, "said": _KNOWN}),
    ("la_response_consent_refused", "third-party", {**_OUTSIDE, "enclosures": [], "said": _KNOWN}),
    ("la_response_disclosure_with_consent", "la", {**ASKED, **_AGREED, "recipient": COUNCIL}),
    ("disclosure_without_consent", "duty", {**ASKED, "recipient": COUNCIL, "basis": DUTY}),
    ("disclosure_without_consent", "risk", {**_OUTSIDE, "basis": RISK, "proceedings": "A claim"}),
    ("disclosure_without_consent", "public", {**_OUTSIDE, "basis": PUBLIC}),
    (
        "court_compliance",
        "in-full",
        {**ORDERED, "recipient": COURT, "schedule": DOCUMENTS[:1], "enclosures": ["Document 1"]},
    ),
    ("court_compliance", "held-back", {**ORDERED, "recipient": COURT, "schedule": HELD_BACK}),
    ("court_compliance", "not-held", {**_NONE_HELD, "recipient": COURT}),
    ("notify_service_user", "la", ASKING),
    ("notify_service_user", "duty", {**ASKING, "compulsory": True, "power": DUTY["power"], "basis": DUTY}),
    ("notify_service_user", "risk", {**ASKING, "basis": RISK}),
    ("notify_service_user", "public", {**ASKING, "basis": PUBLIC}),
    ("notify_service_user", "order", {**ORDERED, "enclosures": [], "schedule": HELD_BACK}),
    ("notify_service_user", "self", {**ASKING, **OWN}),
    ("notify_service_user", "inspection", {**INSPECTING, **_POWER}),
    ("notify_service_user", "today", {**ORDERED, "enclosures": [], "written_on": _LAST_DAY, "reply_by": _LAST_DAY}),
    ("notify_service_user", "order-self", {**ORDERED, **OWN, "enclosures": []}),
    ("papers_to_service_user", "parent", ASKED),
    ("papers_to_service_user", "self", {**ASKED, **OWN, "schedule": HELD_BACK}),
    ("papers_to_service_user", "held-back", {**ASKED, "schedule": HELD_BACK, "proceedings": "A claim"}),
    ("copy_to_service_user", "consent", {**ASKED, **_AGREED}),
    ("copy_to_service_user", "duty", {**ASKED, "basis": DUTY}),
    ("copy_to_service_user", "risk", {**ASKED, "basis": RISK}),
    ("copy_to_service_user", "public", {**ASKED, "basis": PUBLIC}),
    ("copy_to_service_user", "order", {**ORDERED, "written_on": _LAST_DAY, "sent_on": date(2026, 12, 10)}),
    (
        "copy_to_service_user",
        "self",
        {**ASKED, **OWN, **_AGREED, "consent": {**CONSENT, "from_role": "young person"}},
    ),
    ("copy_to_service_user", "another-agreed", {**ASKED, **OWN, **_AGREED}),
    ("copy_to_service_user", "risk-self", {**ASKED, **OWN, "basis": RISK}),
]
