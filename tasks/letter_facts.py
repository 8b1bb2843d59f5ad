"""The facts of a letter, drawn from what is recorded: plain values in the shape of `letters.facts`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlmodel import Session

from models import answering, powers, queries
from models.consent import Consent
from models.court_order import CourtOrder
from models.request import Part, Request
from rules import letter as rule
from rules.consents import DISCLOSURE, Answer, Asked
from rules.disclosure import PartAnswer
from rules.forms import form_code
from rules.grounds import LAW_WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.policy import Policy
from rules.schedule import Decision, Held, Item
from tasks import holidays, letter_end, letter_people, letter_said
from tasks.letter_outstanding import outstanding

# How a letter calls whoever agreed.
_AGREED = {
    Asked.ALTERNATIVE_PERSON: "person who acts for them",
    Asked.PARENT_OR_YOUNG_PERSON: "parent or young person",
}
REPLY_WITHIN = 10  # working days that a family has to answer a question of consent
REPLY_AT_LEAST = 5  # also when the answer is due sooner: a letter by post, read with somebody, takes that


def service(policy: Policy) -> dict[str, Any]:
    """The service that writes, as a letter names it."""
    who, settings = policy.service, policy.settings
    privacy = msgspec.to_builtins(policy.privacy)
    return {
        "slug": who.slug,
        "name": who.name,
        "host": who.host,
        "host_name": who.host_name,
        "authority": who.authority,
        "address": list(who.contact.address),
        "email": who.contact.email,
        "phone": who.contact.phone,
        "website": who.contact.website,
        "manager_role": who.manager_role,
        "tells_of_policy": settings.tells_of_policy.value,
        "confidentiality_policy": settings.confidentiality_policy.value,
        "complaints": {
            "to": settings.complaints.value.to,
            "acknowledge_days": settings.complaints.value.acknowledge_days,
        },
        "review": {"to": settings.complaints.value.to, "days": settings.complaints.value.review_days},
        "privacy": {**privacy, "retention": settings.retention.value.words},
    }


def regulator(policy: Policy) -> dict[str, Any]:
    """The regulator, from the policy: its name and address are changing."""
    facts: dict[str, Any] = msgspec.to_builtins(policy.regulator)
    return {**facts, "address": list(facts["address"])}


def of_letter(
    session: Session,
    request: Request,
    name: str,
    kinds: Sequence[Kind],
    policy: Policy,
    today: date,
    said: Mapping[str, Any],
) -> dict[str, Any]:
    """Every fact of one request, as the letter `name` about those of its parts may use them.

    A letter takes the facts that it declares and sees no other; of another part's papers it knows nothing.

    Args:
        said: what a person typed for this letter (`tasks.letter_said.read`).

    Raises:
        rules.clock.ClockRefused: it tells of an extension that cannot be.
    """
    parts = [part for part in queries.parts(session, request) if part.kind in kinds]
    people = queries.people(session, request)
    proposal = queries.classification(session, request)
    answer = next((one for one in answering.answers(session, request) if one.kind in kinds), None)
    order = queries.court_order(session, request) if Kind.COURT_ORDER in kinds else None
    release = queries.release(session, request)
    asked = [row for row in queries.consents(session, request) if row.needed]
    decides = next((row.whom for row in asked if row.whom in DISCLOSURE), None)
    who = answering.circumstances(session, request)
    if decides is None and who.understands and not (who.age and who.age.from_16):
        decides = Asked.CHILD  # of an order, which asks nobody, a child who is able is told themself (CUM-3.2, BWD-2)
    scope = answering.scope_for(session, request, decides) if decides else None
    dues = [part.due for part in parts if part.due]
    schedule = _schedule(answer.schedule) if answer else []
    searched = [held for held in Held if answer and held in answer.searched]
    compulsory = Kind.COURT_ORDER in kinds or bool(answer and answer.ground is Ground.REQUIRED_BY_LAW)
    answered_on, outcome = letter_end.answered(session, request, kinds)
    return {
        "service": service(policy),
        "regulator": regulator(policy),
        "reference": request.reference,
        "written_on": today,
        "received_on": request.received_on,
        "recipient": letter_people.recipient(name, people, order, today, decides=decides),
        "signed_by_role": policy.service.manager_role,
        "kind": kinds[0].value,
        "kind_title": kinds[0].words,
        "parts": [_part(part) for part in parts],
        "due": min(dues) if dues else None,
        "outstanding": outstanding(session, request, kinds, asked),
        "headed_foi": bool(proposal and proposal.headed_foi and Kind.SAR in kinds),
        "about": letter_people.about(name, people, today, decides=decides),
        "asked_by": letter_people.asked_by(people, order),
        "purpose": answer.purpose if answer else None,
        "power": "the order itself" if order else (answer.power if answer else None),
        "compulsory": compulsory,
        "proceedings": f"Case number {order.case_number}" if order else (answer.proceedings if answer else None),
        "form_code": form_code(scope) if scope else None,
        "reply_by": _reply_by(today, min(dues) if dues else None, compulsory=compulsory),
        "searched": [f"our {'electronic files' if held is Held.ELECTRONIC else 'paper notes'}" for held in searched],
        "schedule": schedule,
        "consent": _consent(asked) if answer and answer.ground is Ground.CONSENT else None,
        "basis": _basis(answer) if answer else None,
        "order": _order(order),
        "not_held": _not_held(session, request, answer) if order and answer else [],
        "said": letter_said.facts(said or (answer.said if answer else {})),
        "new_due": letter_end.new_due(session, request, name, kinds[0], policy, today),
        "refused": letter_end.refused(answer.schedule) if answer else [],
        "limit": letter_end.limit(request.received_on),
        "pay_by": letter_end.pay_by(name, request, today),
        "answered_on": answered_on,
        "outcome": outcome,
        "sent_on": today,
        "sent_by": release.send_by.words if release else "in the way that is chosen when it is released",
        "enclosures": _enclosed(schedule) if rule.encloses(name) else [],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "title": part.kind.words,
        "due": part.due,
        "statutory_due": part.statutory_due,
        "target_due": part.target_due,
        "because": list(part.working.get("because", ())),
        "cites": list(part.working.get("cites", ())),
    }


def _reply_by(today: date, due: date | None, *, compulsory: bool) -> date:
    """Ten working days, or fewer where the answer is due before them; but never fewer than a family needs.

    What the law makes the service give it gives in time: then the day lies before that one, and may be today (CUM-0).
    """
    calendar = holidays.in_force().united_kingdom
    if compulsory and due is not None:
        left = calendar.between(today, due) - 1
        return calendar.nth_after(today, min(REPLY_WITHIN, left)) if left > 0 else today
    usual = calendar.nth_after(today, REPLY_WITHIN)
    if due is None or usual < due:
        return usual
    return calendar.nth_after(today, max(REPLY_AT_LEAST, calendar.between(today, due) - 1))


def _schedule(schedule: tuple[Item, ...]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "description": item.description,
            "dated": item.dated,
            "decision": item.decision.value,
            "exemption": item.exemption,
            "reason": _reason(item),
        }
        for number, item in enumerate(schedule, 1)
    ]


def _reason(item: Item) -> str | None:
    """Why it is kept back; of a qualified exemption also why the public interest does not outweigh it."""
    weighed = letter_end.public_interest(item)
    if not item.reason or not weighed:
        return item.reason
    return f"{item.reason.rstrip('.')}. The public interest: {weighed}"


def _consent(asked: Sequence[Consent]) -> dict[str, Any] | None:
    """The yes on which a disclosure rests: given, not withdrawn, and of somebody who can give it."""
    for row in asked:
        agrees = row.answer in {Answer.FULL, Answer.RESTRICTED} and row.withdrawn_on is None
        if row.whom in DISCLOSURE and agrees:
            scope = "the documents on the schedule" + (f", for {', '.join(row.roles)} only" if row.roles else "")
            return {
                "from_role": _AGREED.get(row.whom, row.whom.replace("_", " ")),
                "given_on": row.answered_on,
                "scope": scope,
                "review_on": row.review_on,
            }
    return None


def _basis(answer: PartAnswer) -> dict[str, Any] | None:
    """The ground of a disclosure for which nobody's consent is needed, with the law behind it."""
    if answer.ground not in LAW_WITHOUT_CONSENT:
        return None
    return {"ground": answer.ground.value, "law": LAW_WITHOUT_CONSENT[answer.ground], "power": answer.power}


def _not_held(session: Session, request: Request, answer: PartAnswer) -> list[str]:
    """What an order requires and the service does not hold, in the words of whoever read the order."""
    return [piece.text for piece in powers.pieces(session, request) if piece.number in answer.not_held]


def _order(order: CourtOrder | None) -> dict[str, Any] | None:
    if order is None:
        return None
    return {
        "court": order.court,
        "case_number": order.case_number,
        "dated": order.dated,
        "provision": order.provision,
        "deadline": order.deadline,
        "sealed": order.sealed,
    }


def _enclosed(schedule: list[dict[str, Any]]) -> list[str]:
    """What comes with an answer: the documents of its schedule that go, whole or in part."""
    going = [str(item["number"]) for item in schedule if item["decision"] != Decision.WITHHOLD.value]
    if not going:
        return []
    return [f"Document{'s' if len(going) > 1 else ''} {', '.join(going)} of the schedule"]
