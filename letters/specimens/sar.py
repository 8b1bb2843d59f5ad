"""The cases of the letters about subject access."""

from datetime import date
from typing import Any

from letters.specimens.people import DOCUMENTS, HELD_BACK, PARENT, SAID, SAR_PART, SELF, YOUNG_PERSON

OWN: dict[str, Any] = {"recipient": YOUNG_PERSON, "about": SELF}
_ASKS: dict[str, Any] = {"enclosures": []}

_QUESTIONS = {
    **SAID,
    "questions": ["which years you want to read about", "Are you looking for anything of one day or one meeting?"],
    "because": "We keep a large number of papers about this, of nine years",
}
_DOUBT = {
    **SAID,
    "because": "Your message came from an e-mail address that we have not seen before",
    "evidence": ["one paper that shows your name and address, such as a bill or a letter from the school"],
}
_DOUBT_OF_PARENT = {
    **_DOUBT,
    "authority": ["a birth certificate or a court order that shows your parental responsibility"],
}
_LONGER = {
    **SAID,
    "lies_in": "complexity",
    "because": "Many of the papers are about several families, and we have to look at each of them line by line",
}
_LATER = {"new_due": date(2027, 2, 23)}
_EXTENDED = {**SAR_PART, "due": _LATER["new_due"], "statutory_due": _LATER["new_due"]}
_SCHOOL = {
    "exemption": "Data Protection Act 2018, Schedule 2, paragraph 16 (other people)",
    "why": "The papers tell about another child, whose family has not agreed",
    "public_interest": None,
}
# What a child said in confidence: the letter tells neither the exemption nor why.
_CHILD = {
    "exemption": "DPA 2018 Sch 3 para 10",
    "why": "The child told us this in confidence",
    "public_interest": None,
}

_KEPT = [
    *DOCUMENTS[:1],
    {**DOCUMENTS[1], "exemption": _CHILD["exemption"], "reason": _CHILD["why"]},
]
_HARM = {
    "exemption": "Data Protection Act 2018, Schedule 3, paragraph 11 (social work)",
    "why": "To give it would be likely to do serious harm to somebody",
    "public_interest": None,
}

# (letter, case, what differs from `letters.specimens.cases.facts`)
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("sar_disclosure", "child", {}),
    (
        "sar_disclosure",
        "given-to-others",
        {"said": {**SAID, "recipients": ["Northmoor Council", "Exampleton School"]}},
    ),
    ("sar_disclosure", "by-post", {"sent_by": "by tracked post", "schedule": _KEPT}),
    ("sar_disclosure", "in-full", {"schedule": DOCUMENTS[:1], "enclosures": ["Document 1"]}),
    ("sar_disclosure", "self", {**OWN, "schedule": HELD_BACK}),
    ("sar_nothing_held", "child", _ASKS),
    ("sar_nothing_held", "self", {**_ASKS, "about": {**SELF, "name": PARENT["name"]}}),
    ("sar_nothing_held", "young-person", {**_ASKS, **OWN}),
    ("sar_nothing_held", "nobody-named", {**_ASKS, "about": None}),
    ("clarification_sar", "child", {**_ASKS, "said": _QUESTIONS}),
    ("clarification_sar", "self", {**_ASKS, **OWN, "said": _QUESTIONS}),
    ("clarification_sar", "nobody-named", {**_ASKS, "about": None, "said": _QUESTIONS}),
    ("id_request", "parent", {**_ASKS, "said": _DOUBT_OF_PARENT}),
    ("id_request", "self", {**_ASKS, **OWN, "said": _DOUBT}),
    ("extension_sar", "complexity", {**_ASKS, **_LATER, "parts": [SAR_PART], "said": _LONGER}),
    ("extension_sar", "number", {**_ASKS, **_LATER, "said": {**_LONGER, "lies_in": "number"}}),
    ("extension_sar", "both", {**_ASKS, **_LATER, "about": None, "said": {**_LONGER, "lies_in": "both"}}),
    ("extension_sar", "recorded", {**_ASKS, **_LATER, "parts": [_EXTENDED], "said": _LONGER}),
    ("extension_sar", "self", {**_ASKS, **_LATER, **OWN, "said": _LONGER}),
    ("sar_refusal", "exemption", {**_ASKS, "parts": [SAR_PART], "refused": [_SCHOOL, _HARM]}),
    ("sar_refusal", "self", {**_ASKS, **OWN, "refused": [_SCHOOL]}),
    (
        "sar_refusal",
        "unfounded",
        {
            **_ASKS,
            "about": None,
            "said": {**SAID, "unfounded": "unfounded", "because": "You wrote that you would drop it for money"},
        },
    ),
    (
        "sar_refusal",
        "excessive",
        {
            **_ASKS,
            "received_on": date(2026, 10, 20),
            "parts": [{**SAR_PART, "statutory_due": date(2026, 11, 20), "due": date(2026, 11, 20)}],
            "said": {
                **SAID,
                "unfounded": "excessive",
                "because": "It is the fourth in two months, and nothing has been added since",
            },
        },
    ),
    ("sar_refusal", "no-date", {**_ASKS, "refused": [_HARM]}),
    ("sar_refusal", "protected", {**_ASKS, "refused": [_SCHOOL, _CHILD]}),
]
