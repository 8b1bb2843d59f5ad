"""For every decision a request for which it comes into question, and what is typed: by the address of its form.

A decision without a sample fails `test_decide_every.py`: whoever adds one adds its sample.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules.clock.events import Happened
from rules.kinds import FollowUp, Kind
from tests.web import before
from tests.web.visits import NOON, day

PAPER = {"paper": ("form.pdf", b"%PDF-1.4 signed")}


@dataclass(frozen=True)
class Sample:
    """A request as it stands before the decision, and the form that is sent."""

    given: Callable[[], str]
    words: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    service: str = "derby"


ON = day("on", NOON.date())
WHY = {"because": "It says so on the paper."}
PARENT = {"whom": "parent"}
PEOPLE = {
    "requester": Sample(before.access, {"role": "parent", "reply_to": "2 Example Street, Derby"}),
    "data-subject": Sample(before.access, {"forget": ["name"], **day("date_of_birth", date(2009, 4, 3))}),
    "representative": Sample(before.access, {"name": "Hazel Quillmarsh", "role": "solicitor"}),
    "whose-records": Sample(before.access, {"whose": "own"}),
    "has-responsibility": Sample(before.access, {"shown_by": "the birth certificate"}),
    "no-responsibility": Sample(before.access, {"shown_by": "the order of 3 March 2024"}),
    "competence": Sample(before.access, {"found": "can", "assessed_by": "an educational psychologist", **ON, **WHY}),
    "conflict": Sample(before.legal, {"what": "separated_parents"}),
    "conflict-decided": Sample(before.at_odds, {"what": "separated_parents", "both_parents": "yes", **WHY}),
}
CONSENTS = {
    "consent-asked": Sample(before.prepared, PARENT | ON),
    "consent-chased": Sample(before.asked, PARENT | ON),
    "consent-given": Sample(
        before.asked, {**PARENT, "how": "restricted", "roles": ["SENCO", "head teacher"], **ON}, PAPER
    ),
    "consent-refused": Sample(before.asked, PARENT | ON),
    "child-confirmed": Sample(before.of_a_child_of_13, ON, service="bathnes"),
    "consent-confirmed": Sample(before.agreed, PARENT | ON),
    "consent-withdrawn": Sample(before.agreed, PARENT | ON),
    "confirmation-waived": Sample(before.of_a_child_of_13, WHY, service="bathnes"),
}
OTHERS = {
    "police": Sample(
        before.of_the_police,
        {"on_form": "yes", "purpose": "An assault.", "necessity": "Nobody else saw it.", "telling_prejudices": "no"},
    ),
    "advice": Sample(before.legal, {"of": "independent_lawyer", **ON}),
    "safeguarding": Sample(
        before.of_the_police,
        {
            "procedure": ["followed"],
            "decided_by": "manager.derby",
            "recipient": "social worker",
            "what_goes": "The notes of 4 March.",
            "necessity": "Somebody is at risk.",
            "told": "not_told",
            "not_told": "It would put them at risk.",
            **ON,
        },
    ),
    "hand-over": Sample(
        lambda: before.opened(Kind.SAR, "bathnes"),
        {"team": "the council's team", "saw": "The request\nCase notes", **ON},
        service="bathnes",
    ),
    "handed-back": Sample(before.with_the_team, {"saw": "A letter", **ON}, service="bathnes"),
}
SIGHT = {
    "restrict": Sample(before.access, {"to": ["officer.derby", "volunteer.derby"], **WHY}),
    "open-again": Sample(before.restricted),
    "assign": Sample(before.access, {"to": "volunteer.derby"}),
    "take-away": Sample(before.assigned, {"from": "volunteer.derby"}),
}
KEEPING = {
    "case-file": Sample(before.unlinked, {"file": "der-f-0001"}),
    "case-file-unlinked": Sample(before.linked, {"file": "DER-F-0001"}),
    "hold": Sample(before.access, {**WHY, **day("since", before.EARLIER)}),
    "hold-lifted": Sample(before.held, {"number": "1", **WHY}),
    "withdrawn": Sample(before.access),
}
CLOCK = {
    "question-asked": Sample(before.access, ON),
    "question-answered": Sample(before.entered(before.access, Happened.CLARIFICATION_ASKED), ON),
    "identity-asked": Sample(before.access, ON),
    "identity-received": Sample(before.entered(before.access, Happened.IDENTITY_ASKED), ON),
    "fee-notice": Sample(before.foi, ON),
    "fee-paid": Sample(before.entered(before.foi, Happened.FEE_NOTICE), ON),
    "extension": Sample(before.access, ON),
    "day-named": Sample(before.legal, day("on", date(2026, 11, 20))),
    "take-back": Sample(before.entered(before.access, Happened.IDENTITY_ASKED), {"number": "2", **WHY}),
    "received": Sample(before.access, {**day("received", date(2026, 10, 30)), **WHY}),
}
ORDER = {
    "order": Sample(
        before.order,
        {
            "court": "the County Court at Exampleton",
            "case_number": "X00EX001",
            "provision": "CPR 31.17",
            "sealed": "yes",
            "witness_summons": "no",
            "forbids_telling": "no",
            **day("dated", date(2026, 10, 30)),
            **day("deadline", date(2026, 11, 20)),
        },
    ),
    "ordered": Sample(before.recorded, {"texts": "All records that it holds of the child"}),
    "order-check": Sample(before.recorded, {"seal": "yes", "court": "yes"}),
}
ANSWER = {
    "reopen": Sample(before.approved, WHY),
    "approve": Sample(before.ready),
    "release": Sample(before.approved, {"way": "tracked-post"}),
}
REVIEWED = before.followed(FollowUp.INTERNAL_REVIEW, before.answered)
REVIEWED_LATE = before.lengthened(REVIEWED)
COMPLAINED = before.followed(FollowUp.COMPLAINT, before.access)
COMPLAINED_ENDED = before.decided(COMPLAINED)
RECEIVED = day("received", date(2026, 11, 12))
FOLLOW_UPS = {
    "review": Sample(before.answered, {"complex": "no", **RECEIVED}),
    "review-acknowledged": Sample(REVIEWED, ON),
    "review-complex": Sample(REVIEWED),
    "review-received": Sample(REVIEWED, RECEIVED | WHY),
    "review-ended": Sample(REVIEWED, {"outcome": "upheld", "decided_by": "a reviewer of the council", **ON}),
    "review-taken-back": Sample(REVIEWED_LATE, {"wrong": "complex 1"} | WHY),
    "complaint": Sample(before.access, RECEIVED),
    "complaint-acknowledged": Sample(COMPLAINED, ON),
    "complaint-received": Sample(COMPLAINED, RECEIVED | WHY),
    "complaint-ended": Sample(COMPLAINED, {"outcome": "upheld", "decided_by": "manager.derby", **ON}),
    "complaint-taken-back": Sample(COMPLAINED_ENDED, {"wrong": "ended 1"} | WHY),
}
SAMPLES: dict[str, Sample] = {
    **PEOPLE,
    **CONSENTS,
    **OTHERS,
    **SIGHT,
    **KEEPING,
    **CLOCK,
    **ORDER,
    **ANSWER,
    **FOLLOW_UPS,
}
