"""The human half of the demo: what an officer, a family and the approvers decide for one request of each kind."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cli.words import at_ten
from flows.respond import respond
from models import queries
from models.db import reading
from models.person import Standing
from rules.approvals import roles_needed
from rules.consents import Answer
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import CONSENT_LETTERS, TELL, TOLD_BEFORE, Outcome
from rules.order_checks import Found, asked_of
from rules.schedule import Decision, Health, Held, Item, Others
from rules.sending import SentBy
from tasks import approvals, consents, disclosure, dispatch, letter_by_hand, orders, people, policies, weighing

THIRD_PARTY = "DPA 2018 Sch 2 para 16"


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided for one sample letter, and on which day it goes."""

    file: str
    on: date
    ground: Ground
    schedule: tuple[Item, ...]
    purpose: str | None = None
    recipient_role: str | None = None
    balance: tuple[str, ...] = ()  # of the last document: DPA 2018 Sch 2 para 16(3)(a) to (e)
    send_by: SentBy = SentBy.TRACKED_POST


STORY = (
    Decided(
        "derby/02-email.eml",
        date(2026, 10, 20),
        Ground.OWN_RECORDS,
        (
            Item(
                "Case notes",
                date(2026, 3, 4),
                Decision.DISCLOSE,
                held=Held.ELECTRONIC,
                others=Others.OFFICIAL,
                health=Health.KNOWN,
            ),
            Item(
                "Record of a telephone call",
                date(2026, 5, 12),
                Decision.REDACT,
                THIRD_PARTY,
                "It names another family.",
                held=Held.PAPER,
                others=Others.REMOVED,
                health=Health.NONE,
            ),
        ),
        balance=(
            "The name of another family and what they said of their child.",
            "Yes: they told it in confidence.",
            "None: asking would tell them who asks.",
            "Yes.",
            "No.",
        ),
        send_by=SentBy.ENCRYPTED_EMAIL,
    ),
    Decided(
        "bathnes/02-email.eml",
        date(2026, 10, 28),
        Ground.PUBLIC_INFORMATION,
        (Item("Yearly figures of the service", date(2026, 4, 30), Decision.DISCLOSE),),
        send_by=SentBy.EMAIL,
    ),
    Decided(
        "blackburn/01-letter.docx",
        date(2026, 10, 19),
        Ground.CONSENT,
        (
            Item(
                "Extract from the case file: meetings about the plan",
                date(2026, 2, 11),
                Decision.DISCLOSE,
                others=Others.OFFICIAL,
            ),
        ),
        purpose="the council's defence of a claim for judicial review",
        recipient_role="local authority solicitor",
    ),
    Decided(
        "derby/04-letter.pdf",
        date(2026, 11, 5),
        Ground.COURT_ORDER,
        (Item("Case notes for the period in the order", date(2026, 1, 20), Decision.DISCLOSE, ordered=1),),
        purpose="compliance with the order",
    ),
)


def answer_one_of_each_kind(references: Mapping[str, str]) -> None:
    """Play the decisions of the story through the same functions that the command line calls."""
    for decided in STORY:
        _answer(references[decided.file], decided)


def _answer(reference: str, decided: Decided) -> None:
    at = at_ten(decided.on)
    with reading() as session:
        request = queries.request(session, reference)
        kinds = [part.kind for part in queries.parts(session, request)]
        asked = [row.whom for row in queries.consents(session, request)]
        policy = policies.of(request.service)
    if Kind.COURT_ORDER in kinds:
        # What a person reads from the paper: the terms of the order, and whom it names.
        people.record(reference, Standing.DATA_SUBJECT, by="demo.officer", at=at, name="Marlowe Puddlecote")
        orders.record(
            reference,
            court="The County Court at Derby",
            case_number="X00DE417",
            dated=date(2026, 10, 21),
            provision="CPR 31.17",
            deadline=date(2026, 11, 13),
            sealed=True,
            by="demo.officer",
            at=at,
        )
        orders.set_pieces(reference, ["The case notes of January 2026"], by="demo.officer", at=at)
        orders.answer_checks(reference, dict.fromkeys(asked_of(False), Found.YES), by="demo.officer", at=at)
    told = decided.on if any(kind in TOLD_BEFORE for kind in kinds) else None
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        by="demo.officer",
        at=at,
        ground=decided.ground,
        schedule=decided.schedule,
        purpose=decided.purpose,
        recipient_role=decided.recipient_role,
        searched=tuple(Held),
        told_on=told,
    )
    if decided.balance:
        weighing.weigh(reference, len(decided.schedule), decided.balance, by="demo.officer", at=at)
    if told:
        letter_by_hand.write(reference, TELL, by="demo.officer", at=at)
    for whom in asked:
        if whom in CONSENT_LETTERS:
            letter_by_hand.write(reference, CONSENT_LETTERS[whom], by="demo.officer", at=at)
        paper = ("signed.txt", b"Signed on paper; fictional.\n")
        consents.answer(reference, whom, Answer.FULL, on=decided.on, by="demo.officer", at=at, paper=paper)
    for number, role in enumerate(roles_needed(kinds, policy), 1):
        approvals.approve(reference, role, by=f"demo.approver{number}", at=at)
    dispatch.release(reference, decided.send_by, by="demo.manager", at=at)
    asyncio.run(respond(reference, at=at))
