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
INSPECTING: dict[str, Any] = {"kind": "inspection", "kind_title": "inspection", "enclosures": []}
_OUTSIDE = {"kind": "third_party", "kind_title": "request from a third party", "recipient": COUNCIL}
ORDERED: dict[str, Any] = {"kind": "court_order", "order": ORDER, "compulsory": True, "proceedings": "A civil claim"}

_OTHER_PARENT = {"name": "Mr Owen Other", "role_title": "parent"}
_KNOWN = {**SAID, "known_from": "Their own letter quotes the advice that the family showed them"}
_HELP = {**SAID, "help_goes_on": ["we give you advice by phone", "We help you to get ready for meetings."]}
_LESS_HELP = {**_HELP, "help_stops": ["speak to the school for you", "come with you to a meeting with the council"]}

# (letter, case, what differs from `letters.specimens.cases.facts`)
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("la_response_ncnd", "council", {**ASKED, "recipient": COUNCIL}),
    ("consent_request_parent", "la", ASKING),
    ("consent_request_parent", "proceedings", {**ASKING, "proceedings": "A claim", "power": "Schedule 2, 5(3)"}),
    ("consent_request_young_person", "la", {**ASKING, **OWN}),
    ("consent_form", "parent", ASKING),
    ("consent_form", "self", {**ASKING, **OWN, "schedule": HELD_BACK}),
    ("consent_form", "inspection", INSPECTING),
    (
        "consent_form",
        "sar",
        {"enclosures": [], "asked_by": _OTHER_PARENT},
    ),
    ("consent_refused_what_next", "parent", {**ASKING, "said": _LESS_HELP}),
    ("consent_refused_what_next", "self", {**ASKING, **OWN, "said": _LESS_HELP}),
    ("consent_refused_what_next", "all-goes-on", {**INSPECTING, "said": _HELP}),
    ("consent_refused_what_next", "sar", {"enclosures": [], "asked_by": _OTHER_PARENT, "said": _HELP}),
    ("consent_refused_what_next", "sar-self", {**OWN, "enclosures": [], "asked_by": _OTHER_PARENT, "said": _HELP}),
    ("la_response_consent_refused", "la", {**ASKING, "recipient": COUNCIL, "said": _KNOWN}),
    ("la_response_consent_refused", "third-party", {**_OUTSIDE, "enclosures": [], "said": _KNOWN}),
    ("la_response_disclosure_with_consent", "la", {**ASKED, "recipient": COUNCIL, "consent": CONSENT}),
    ("disclosure_without_consent", "duty", {**ASKED, "recipient": COUNCIL, "basis": DUTY}),
    ("disclosure_without_consent", "risk", {**_OUTSIDE, "basis": RISK, "proceedings": "A claim"}),
    ("disclosure_without_consent", "public", {**_OUTSIDE, "basis": PUBLIC}),
    ("court_compliance", "in-full", {**ORDERED, "recipient": COURT, "schedule": DOCUMENTS[:1]}),
    ("court_compliance", "held-back", {**ORDERED, "recipient": COURT, "schedule": HELD_BACK}),
    ("court_compliance", "not-held", {**ORDERED, "recipient": COURT, "schedule": [], "not_held": NOT_HELD}),
    ("notify_service_user", "la", ASKING),
    ("notify_service_user", "duty", {**ASKING, "compulsory": True, "power": DUTY["power"], "basis": DUTY}),
    ("notify_service_user", "risk", {**ASKING, "basis": RISK}),
    ("notify_service_user", "public", {**ASKING, "basis": PUBLIC}),
    ("notify_service_user", "order", {**ORDERED, "enclosures": [], "schedule": HELD_BACK}),
    ("notify_service_user", "self", {**ASKING, **OWN}),
    ("notify_service_user", "order-self", {**ORDERED, **OWN, "enclosures": []}),
    ("papers_to_service_user", "parent", ASKED),
    ("papers_to_service_user", "self", {**ASKED, **OWN, "schedule": HELD_BACK}),
    ("papers_to_service_user", "held-back", {**ASKED, "schedule": HELD_BACK, "proceedings": "A claim"}),
    ("copy_to_service_user", "consent", {**ASKED, "consent": CONSENT}),
    ("copy_to_service_user", "duty", {**ASKED, "basis": DUTY}),
    ("copy_to_service_user", "risk", {**ASKED, "basis": RISK}),
    ("copy_to_service_user", "public", {**ASKED, "basis": PUBLIC}),
    ("copy_to_service_user", "order", {**ORDERED, "sent_on": date(2026, 11, 20)}),
    ("copy_to_service_user", "self", {**ASKED, **OWN, "consent": CONSENT}),
    ("copy_to_service_user", "risk-self", {**ASKED, **OWN, "basis": RISK}),
]
