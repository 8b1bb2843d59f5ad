"""The cases of the letters about freedom of information; a charity's service writes them of its own free will."""

from datetime import date
from typing import Any

from letters.specimens.people import FOI_PART, SAID, SAR_PART

ASKS: dict[str, Any] = {
    "kind": "foi",
    "kind_title": "freedom of information request",
    "enclosures": [],
    "about": None,
}
_FORTIETH = date(2027, 1, 25)  # the fortieth working day: the ceiling of the regulator's guidance
_TWO_PARTS: dict[str, Any] = {"parts": [SAR_PART, FOI_PART], "enclosures": []}

_QUESTIONS = {
    **SAID,
    "questions": ["which school years you mean", "Do you want figures, or the reports themselves?"],
    "advice": ["We keep yearly figures by school year, from 2019 on", "You could ask for our annual report"],
}
_WEIGHED = {
    **SAID,
    "exemption": "section 36(2)(b)(ii) (prejudice to the free exchange of views)",
    "because": "Staff advised each other frankly in these papers while a policy was being made",
    "ncnd": "no",
}
_WEIGHED_SILENTLY = {
    **SAID,
    "exemption": "section 31(3) (law enforcement)",
    "because": "To say whether we hold it would itself help somebody to avoid an inquiry",
    "ncnd": "yes",
}
_ABSOLUTE = {
    "exemption": "section 40(2), by section 40(3A)(a) (personal data)",
    "why": "The information is about other people. To give it to the world would be unfair to them",
    "public_interest": None,
}
_QUALIFIED = {
    "exemption": "section 43(2) (commercial interests)",
    "why": "The contract price would help a competitor of the supplier",
    "public_interest": "The total that was spent is public already, and the single prices add little to it",
}
_NOT_EVEN = {
    "exemption": "section 40(5B)(a)(i) (personal data)",
    "why": "To say whether we hold it would itself tell something about another person",
    "public_interest": None,
}
_NOT_EVEN_QUALIFIED = {
    "exemption": "section 31(3) (law enforcement)",
    "why": "To say whether we hold it would itself help somebody to avoid an inquiry",
    "public_interest": "Little would be learned from the answer, and an inquiry could fail by it",
}
_TOO_LONG = {
    **SAID,
    "hours": 31,
    "estimated": "We looked through ten files, which took half an hour each; there are 62",
    "holds": "yes",
    "advice": ["ask for one school year", "Ask for the number of meetings, and not for their notes."],
}
_FEE = {
    **SAID,
    "amount": "£12.50",
    "charges": ["100 pages, copied at 10p each: £10.00", "postage: £2.50"],
    "pay": "by cheque to the address above, or by phone with a card",
}

_FIGURES = {
    "number": 1,
    "description": "Number of families helped, by school year, 2019 to 2026 (spreadsheet)",
    "dated": date(2026, 9, 30),
    "decision": "disclose",
    "exemption": None,
    "reason": None,
}
_RECORDS = [
    _FIGURES,
    {
        "number": 2,
        "description": "Policy on complaints, with a note of one complaint",
        "dated": date(2025, 4, 1),
        "decision": "redact",
        "exemption": "FOIA 2000 s.40(2)",
        "reason": "The note tells about a person, and to give it to the world would be unfair to them",
    },
    {
        "number": 3,
        "description": "Contract for the telephone system",
        "dated": date(2025, 6, 2),
        "decision": "withhold",
        "exemption": "FOIA 2000 s.43(2)",
        "reason": f"{_QUALIFIED['why']}. The public interest: {_QUALIFIED['public_interest']}",
    },
]

# (letter, case, what differs from `letters.specimens.cases.facts`)
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("foi_response", "in-full", {**ASKS, "schedule": [_FIGURES], "enclosures": ["Document 1"]}),
    (
        "foi_response",
        "held-back",
        {**ASKS, "schedule": _RECORDS, "sent_by": None, "enclosures": ["Documents 1 and 2"]},
    ),
    ("foi_response", "hybrid", {"parts": [SAR_PART, FOI_PART], "schedule": _RECORDS}),
    # Only a charity leaves an answer to the council (BWD-14).
    ("foi_left_to_authority", "foi", ASKS),
    ("information_not_held", "foi", {"kind": "foi", "enclosures": []}),
    ("clarification_foi", "foi", {**ASKS, "said": _QUESTIONS}),
    ("clarification_foi", "hybrid", {**_TWO_PARTS, "said": _QUESTIONS}),
    (
        "extension_foi_public_interest",
        "foi",
        {**ASKS, "parts": [FOI_PART], "said": _WEIGHED, "new_due": _FORTIETH},
    ),
    (
        "extension_foi_public_interest",
        "not-even-whether",
        {**ASKS, "said": _WEIGHED_SILENTLY, "new_due": _FORTIETH},
    ),
    (
        "extension_foi_public_interest",
        "late",
        {
            **ASKS,
            "parts": [FOI_PART],
            "written_on": date(2026, 12, 23),
            "said": _WEIGHED,
            "new_due": _FORTIETH,
        },
    ),
    (
        "extension_foi_public_interest",
        "no-date",
        {**ASKS, "said": _WEIGHED, "new_due": _FORTIETH},
    ),
    ("refusal_s17", "absolute", {**ASKS, "refused": [_ABSOLUTE], "said": {**SAID, "ncnd": "no"}}),
    ("refusal_s17", "qualified", {**ASKS, "refused": [_QUALIFIED], "said": {**SAID, "ncnd": "no"}}),
    ("refusal_s17", "both", {**_TWO_PARTS, "refused": [_ABSOLUTE, _QUALIFIED], "said": {**SAID, "ncnd": "no"}}),
    ("refusal_s17", "not-even-whether", {**ASKS, "refused": [_NOT_EVEN], "said": {**SAID, "ncnd": "yes"}}),
    (
        "refusal_s17",
        "not-even-whether-qualified",
        {**ASKS, "refused": [_NOT_EVEN_QUALIFIED], "said": {**SAID, "ncnd": "yes"}},
    ),
    ("refusal_s12", "held", {**ASKS, "said": _TOO_LONG}),
    ("refusal_s12", "unknown", {**ASKS, "said": {**_TOO_LONG, "holds": "unknown"}}),
    ("refusal_s14", "vexatious", {**ASKS, "said": SAID}),
    (
        "refusal_s14",
        "vexatious-why",
        {**ASKS, "said": {**SAID, "because": "It is the ninth in a month on a matter that an ombudsman has settled"}},
    ),
    ("refusal_s14", "repeated", {**ASKS, "said": {**SAID, "repeats": date(2026, 9, 14)}}),
    ("fees_notice", "foi", {**ASKS, "parts": [FOI_PART], "said": _FEE, "pay_by": date(2027, 2, 23)}),
    ("fees_notice", "no-date", {**ASKS, "said": _FEE, "pay_by": date(2027, 2, 23)}),
]
