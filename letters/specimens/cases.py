"""The cases in which each letter is written, with complete facts. All people are made up.

A service's own wording is tried on these before it may be used, and the contact sheet shows them.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from letters import wording
from letters.specimens import foi, outside, sar
from letters.specimens.people import (
    CHILD,
    COUNCIL,
    COURT,
    DOCUMENTS,
    FOI_PART,
    ORDER,
    PARENT,
    REGULATOR,
    SAID,
    SAR_PART,
)


def facts(service: Mapping[str, Any], /, **changed: Any) -> dict[str, Any]:
    """Every fact there is, for a parent's request to `service`; `changed` replaces some."""
    every: dict[str, Any] = {
        "service": dict(service),
        "regulator": REGULATOR,
        "reference": "DER-2026-0042",
        "written_on": date(2026, 11, 24),
        "received_on": date(2026, 11, 23),
        "recipient": PARENT,
        "signed_by_role": service["manager_role"],
        "kind": "sar",
        "kind_title": "subject access request",
        "parts": [],
        "due": date(2026, 12, 22),
        "outstanding": [],
        "headed_foi": False,
        "about": CHILD,
        "asked_by": {"name": "Northmoor Council", "role_title": "Senior Solicitor"},
        "purpose": "answering a claim for judicial review",
        "power": None,
        "compulsory": False,
        "proceedings": None,
        "form_code": "3F2A-9C41",
        "reply_by": date(2026, 12, 8),
        "searched": ["our electronic files", "our paper notes"],
        "schedule": DOCUMENTS,
        "consent": None,
        "basis": None,
        "order": None,
        "not_held": [],
        "said": SAID,
        "new_due": None,
        "refused": [],
        "limit": {"pounds": 450, "hours": 18, "rate": 25},
        "pay_by": None,
        "answered_on": None,
        "outcome": None,
        "sent_on": None,
        "sent_by": "by e-mail, encrypted, with the password sent another way",
        "enclosures": ["Documents 1 and 2"],
    }
    return deepcopy({**every, **changed})


_ANSWERED = {"answered_on": date(2026, 12, 15), "written_on": date(2026, 12, 18), "enclosures": []}

# (letter, case, what differs from `facts`)
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("acknowledgement", "sar", {"parts": [SAR_PART]}),
    ("acknowledgement", "sar-headed-foi", {"parts": [SAR_PART], "headed_foi": True}),
    ("acknowledgement", "sar-of-self", {**sar.OWN, "headed_foi": True}),
    ("acknowledgement", "sar-waiting", {"due": None, "outstanding": ["a copy of something that shows your address"]}),
    (
        "acknowledgement",
        "sar-proof",
        {"due": None, "outstanding": ["the evidence of who you are that we asked for on 2026-11-24"]},
    ),
    (
        "acknowledgement",
        "sar-papers",
        {"outstanding": ["evidence that you may act for the person whom the records are about, signed by them"]},
    ),
    (
        "acknowledgement",
        "sar-child-agrees",
        {"outstanding": ["your child's own confirmation that they agree to your request"]},
    ),
    ("acknowledgement", "sar-question", {"due": None, "outstanding": ["the answer to our question of 2026-11-24"]}),
    (
        "acknowledgement",
        "foi-fee",
        {
            "kind": "foi",
            "due": None,
            "about": None,
            "outstanding": ["the fee that we asked for on 2026-11-24", "the answer to our question of 2026-11-24"],
        },
    ),
    ("acknowledgement", "foi", {"kind": "foi", "parts": [FOI_PART], "about": None}),
    ("acknowledgement", "foi-no-date", {"kind": "foi", "due": None, "about": None}),
    ("acknowledgement", "hybrid", {"parts": [SAR_PART, FOI_PART]}),
    ("acknowledgement", "hybrid-waiting", {"parts": [SAR_PART, FOI_PART], "outstanding": ["which years you mean"]}),
    ("acknowledgement", "court-order", {**outside.ORDERED, "recipient": COURT}),
    (
        "acknowledgement",
        "court-order-unsealed",
        {
            **outside.ORDERED,
            "recipient": COURT,
            "order": {**ORDER, "sealed": False, "deadline": None},
            "due": None,
            "outstanding": ["page 2 of the order"],
        },
    ),
    (
        "acknowledgement",
        "court-order-bare",
        {**outside.ORDERED, "recipient": COURT, "order": None, "due": None, "outstanding": ["page 2"]},
    ),
    ("acknowledgement", "inspection", {"kind": "inspection", "recipient": COUNCIL, "due": None, "about": None}),
    ("acknowledgement", "enquiry", {"kind": "enquiry", "due": None, "about": None}),
    ("acknowledgement", "enquiry-of-self", {**sar.OWN, "kind": "enquiry", "due": None}),
    *sar.CASES,
    *foi.CASES,
    *outside.CASES,
    ("closing", "sar", {**_ANSWERED, "outcome": "We sent you the information that we could give you."}),
    ("closing", "sar-of-self", {**_ANSWERED, **sar.OWN, "outcome": "We sent you the papers"}),
    ("closing", "foi", {**_ANSWERED, **foi.ASKS, "outcome": "we do not hold the information"}),
    ("closing", "hybrid", {**_ANSWERED, "parts": [SAR_PART, FOI_PART], "outcome": "We answered both parts of it"}),
    (
        "closing",
        "court-order",
        {**_ANSWERED, **outside.ORDERED, "recipient": COURT, "outcome": "the documents were produced to the court"},
    ),
    (
        "closing",
        "inspection",
        {**_ANSWERED, **outside.INSPECTING, "recipient": COUNCIL, "outcome": "the inspection is over"},
    ),
    (
        "closing",
        "foi-and-enquiry",
        {
            **_ANSWERED,
            **foi.ASKS,
            "parts": [FOI_PART, {**FOI_PART, "kind": "enquiry"}],
            "outcome": "you have our answer to both",
        },
    ),
    ("closing", "enquiry", {**_ANSWERED, "kind": "enquiry", "about": None, "outcome": "you have our reply"}),
]

CASE_IDS = [f"{letter}-{case}" for letter, case, _ in CASES]


def first_case(letter: str) -> dict[str, Any]:
    """What differs from `facts` in the first case of `letter`."""
    return next(changed for name, _, changed in CASES if name == letter)


def of_service(service: Mapping[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """The cases of the letters that a service with such a host writes, in the order of `CASES`."""
    return [case for case in CASES if service["host"] in (wording.declaration(case[0]).hosts or [service["host"]])]
