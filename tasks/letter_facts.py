"""The facts of a letter, drawn from what is recorded: plain values in the shape of `letters.facts`."""

from datetime import date
from typing import Any

import msgspec
from sqlmodel import Session

from models import queries
from models.consent import Consent
from models.court_order import CourtOrder
from models.person import Person, Standing
from models.request import Request
from rules import consents as consent_rules
from rules.consents import Asked
from rules.disclosure import Decision, Item
from rules.kinds import Kind
from rules.policy import Policy
from rules.role import Role
from rules.working_days import united_kingdom

REPLY_WITHIN = 10  # working days that a family has to answer a question of consent
_ROLE_TITLES = {
    Role.LOCAL_AUTHORITY: "an officer of the local authority",
    Role.SOLICITOR: "a solicitor",
    Role.POLICE: "the police",
    Role.COURT: "a court or tribunal",
    Role.SCHOOL: "a school",
    Role.INSPECTOR: "an inspector",
    Role.PROFESSIONAL: "a professional",
}


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


def of_request(session: Session, request: Request, policy: Policy, today: date) -> dict[str, Any]:
    """Every fact of one request. A letter takes those that it declares and sees no other."""
    parts = queries.parts(session, request)
    people = queries.people(session, request)
    proposal = queries.classification(session, request)
    prepared = queries.disclosure(session, request)
    order = queries.court_order(session, request)
    requester = people.get(Standing.REQUESTER)
    dues = [part.due for part in parts if part.due]
    kind = parts[0].kind
    return {
        "service": service(policy),
        "regulator": regulator(policy),
        "reference": request.reference,
        "written_on": today,
        "received_on": request.received_on,
        "recipient": to_requester(requester) if order is None else to_court(order),
        "signed_by_role": policy.service.manager_role,
        "kind": kind.value,
        "kind_title": kind.words,
        "parts": [
            {
                "kind": part.kind.value,
                "title": part.kind.words,
                "due": part.due,
                "statutory_due": part.statutory_due,
                "target_due": part.target_due,
                "because": list(part.working.get("because", ())),
                "cites": list(part.working.get("cites", ())),
            }
            for part in parts
        ],
        "due": min(dues) if dues else None,
        "outstanding": _outstanding(queries.consents(session, request)),
        "headed_foi": bool(proposal and proposal.headed_foi and kind is Kind.SAR),
        "about": _about(people),
        "asked_by": _asked_by(requester, order),
        "purpose": (prepared[0].purpose if prepared else None) or "the purpose that their letter gives",
        "power": "the order itself" if kind is Kind.COURT_ORDER else None,
        "compulsory": kind is Kind.COURT_ORDER,
        "proceedings": f"Case number {order.case_number}" if order else None,
        "reply_by": _reply_by(today, min(dues) if dues else None),
        "schedule": _schedule(prepared[1]) if prepared else [],
        "consent": _consent(queries.consents(session, request)),
        "order": _order(order),
        "sent_on": today,
        "sent_by": (prepared[0].send_by if prepared else None) or "securely",
        "enclosures": [],
    }


def to_requester(person: Person | None) -> dict[str, Any]:
    """The address lines for whoever wrote."""
    name = person.name if person else None
    reply_to = person.reply_to if person else None
    return {
        "name": name,
        "role": person.role.value if person and person.role else "public",
        "address": [reply_to] if reply_to and "@" not in reply_to else [],
        "greeting": f"Dear {name}" if name else None,
    }


def to_family(people: dict[Standing, Person], whom: Asked, today: date) -> dict[str, Any]:
    """The address lines for the person concerned or their parent. An address is never taken from the
    letter of somebody outside: staff add it from the file.
    """
    subject = people.get(Standing.DATA_SUBJECT)
    grown = bool(subject and subject.date_of_birth and consent_rules.age_on(today, subject.date_of_birth) >= 16)
    if subject and (whom is Asked.YOUNG_PERSON or grown):
        return {"name": subject.name, "role": "young_person", "address": [], "greeting": None}
    of = f"The parent or carer of {subject.name}" if subject and subject.name else "The parent or carer"
    return {"name": of, "role": "parent", "address": [], "greeting": "Dear parent or carer"}


def _about(people: dict[Standing, Person]) -> dict[str, Any] | None:
    subject, requester = people.get(Standing.DATA_SUBJECT), people.get(Standing.REQUESTER)
    if subject is None or subject.name is None:
        return None
    same = bool(requester and requester.name and requester.name.casefold() == subject.name.casefold())
    return {"name": subject.name, "date_of_birth": subject.date_of_birth, "is_recipient": same}


def _outstanding(asked: Any) -> list[str]:
    words = {
        Asked.AUTHORITY: "evidence that you may act for the person whom the records are about, signed by them",
        Asked.CHILD_CONFIRMATION: "your child's own confirmation that they agree to your request",
    }
    return [words[row.whom] for row in asked if row.whom in words and row.answer is None and not row.waived_because]


def _reply_by(today: date, due: date | None) -> date:
    """Ten working days, or the last working day before the answer is due where that is earlier."""
    calendar = united_kingdom()
    usual = calendar.nth_after(today, REPLY_WITHIN)
    if due is None or usual < due:
        return usual
    days = calendar.between(today, due)
    return calendar.nth_after(today, max(1, days - 1))


def _schedule(schedule: tuple[Item, ...]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "description": item.description,
            "dated": item.dated,
            "decision": item.decision.value,
            "exemption": item.exemption,
            "reason": item.reason,
        }
        for number, item in enumerate(schedule, 1)
    ]


def _consent(rows: Any) -> dict[str, Any] | None:
    given: Consent | None = next((row for row in rows if row.answered_on and row.withdrawn_on is None), None)
    if given is None or given.answer is None or given.answered_on is None:
        return None
    scope = "the documents on the schedule" + (f", for {', '.join(given.roles)} only" if given.roles else "")
    return {
        "from_role": given.whom.replace("_", " "),
        "given_on": given.answered_on,
        "scope": scope,
        "review_on": given.review_on,
    }


def to_court(order: CourtOrder) -> dict[str, Any]:
    """The address lines for the court: staff add its address from the order."""
    return {"name": order.court, "role": Role.COURT.value, "address": [], "greeting": None}


def _asked_by(requester: Person | None, order: CourtOrder | None) -> dict[str, Any]:
    if order:
        return {"name": order.court, "role_title": _ROLE_TITLES[Role.COURT]}
    outside = "somebody outside the service"
    name = (requester.name if requester else None) or "Somebody from outside"
    role = requester.role if requester else None
    return {"name": name, "role_title": _ROLE_TITLES.get(role, outside) if role else outside}


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


def enclosed(schedule: list[dict[str, Any]]) -> list[str]:
    """What comes with an answer: the documents of its schedule that go, whole or in part."""
    going = [str(item["number"]) for item in schedule if item["decision"] != Decision.WITHHOLD.value]
    if not going:
        return []
    return [f"Document{'s' if len(going) > 1 else ''} {', '.join(going)} of the schedule"]
