"""Made-up people, papers and dates, of which specimens of letters are written."""

from datetime import date
from typing import Any

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
        "reason": "It is a lawyer's advice, which the law keeps between the lawyer and whoever asked",
    },
]
SAR_PART = {
    "kind": "sar",
    "title": "subject access request",
    "due": date(2026, 12, 22),
    "statutory_due": date(2026, 12, 23),
    "target_due": date(2026, 12, 22),
    "because": ["received 2026-11-23", "20 working days, as this service promises, end on 2026-12-22"],
    "cites": ["UK GDPR Art 12A", "DER-5"],
}
FOI_PART = {
    "kind": "foi",
    "title": "freedom of information request",
    "due": date(2026, 12, 22),
    "statutory_due": date(2026, 12, 22),
    "target_due": None,
    "because": ["received 2026-11-23", "the twentieth working day after it is 2026-12-22"],
    "cites": ["FOIA 2000 s.10(1)"],
}
CONSENT = {
    "from_role": "parent",
    "given_on": date(2026, 12, 1),
    "scope": "documents 1 and 2",
    "review_on": date(2027, 12, 1),
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
SAID: dict[str, Any] = {
    "questions": None,
    "because": None,
    "advice": None,
    "evidence": None,
    "authority": None,
    "lies_in": None,
    "exemption": None,
    "hours": None,
    "estimated": None,
    "holds": None,
    "ncnd": None,
    "repeats": None,
    "charges": None,
    "amount": None,
    "pay": None,
    "unfounded": None,
    "known_from": None,
    "help_goes_on": None,
    "recipients": None,
}
