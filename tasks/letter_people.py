"""The people of a letter: to whom it goes, whom it is about, who asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.court_order import CourtOrder
from models.person import Person, Standing
from rules import letter as rule
from rules.ages import age_on
from rules.consents import Asked
from rules.role import Role

_ROLE_TITLES = {
    Role.LOCAL_AUTHORITY: "an officer of the local authority",
    Role.SOLICITOR: "a solicitor",
    Role.POLICE: "the police",
    Role.COURT: "a court or tribunal",
    Role.SCHOOL: "a school",
    Role.INSPECTOR: "an inspector",
    Role.REGULATOR: "a regulator or ombudsman",
    Role.PROFESSIONAL: "a professional",
}


People = Mapping[Standing, Person]


def recipient(
    name: str, people: People, order: CourtOrder | None, today: date, *, decides: Asked | None
) -> dict[str, Any]:
    """The address lines of the letter `name`; `decides` is who is asked for a consent, if anybody is."""
    if name in rule.TO_FAMILY:
        return _family(name, people, today, decides=decides)
    if order:
        # Staff add the court's address from the order.
        return {"name": order.court, "role": Role.COURT.value, "address": [], "greeting": None}
    person = people.get(Standing.REQUESTER)
    who = person.name if person else None
    reply_to = person.reply_to if person else None
    address = [reply_to] if reply_to and "@" not in reply_to else []
    if name == rule.HOLDING_ANSWER:
        # It is shown no fact but the address, so the addressee's name is a line of it.
        address = [line for line in (who, *address) if line]
    return {
        "name": who,
        "role": person.role.value if person and person.role else "public",
        "address": address,
        "greeting": f"Dear {who}" if who else None,
    }


def about(name: str, people: People, today: date, *, decides: Asked | None) -> dict[str, Any] | None:
    """Whom the information is about, and whether that is who reads the letter."""
    subject, requester = people.get(Standing.DATA_SUBJECT), people.get(Standing.REQUESTER)
    if subject is None or subject.name is None:
        return None
    if name in rule.TO_FAMILY:
        same = _is_for_the_person_themself(name, subject, today, decides)
    else:
        same = bool(requester and requester.name and requester.name.casefold() == subject.name.casefold())
    return {"name": subject.name, "date_of_birth": subject.date_of_birth, "is_recipient": same}


def asked_by(people: People, order: CourtOrder | None) -> dict[str, str]:
    """Who asked for the information, in words for the person whom it is about."""
    if order:
        return {"name": order.court, "role_title": _ROLE_TITLES[Role.COURT]}
    person = people.get(Standing.REQUESTER)
    outside = "somebody outside the service"
    title = _ROLE_TITLES.get(person.role, outside) if person and person.role else outside
    return {"name": (person.name if person else None) or "Somebody from outside", "role_title": title}


def _family(name: str, people: People, today: date, *, decides: Asked | None) -> dict[str, Any]:
    """The person concerned or their parent. An address is never taken from the letter of somebody outside:
    staff add it from the file.
    """
    subject = people.get(Standing.DATA_SUBJECT)
    if subject and _is_for_the_person_themself(name, subject, today, decides):
        return {"name": subject.name, "role": "young_person", "address": [], "greeting": f"Dear {subject.name}"}
    if decides is Asked.ALTERNATIVE_PERSON and subject and subject.name:
        return {"name": f"Whoever acts for {subject.name}", "role": "representative", "address": [], "greeting": None}
    of = f"The parent or carer of {subject.name}" if subject and subject.name else "The parent or carer"
    return {"name": of, "role": "parent", "address": [], "greeting": "Dear parent or carer"}


def _is_for_the_person_themself(name: str, subject: Person, today: date, decides: Asked | None) -> bool:
    """Whoever decides is written to: from 16 the young person (CFA 2014 s.83(2)), a child who is able to."""
    if name == rule.CONSENT_LETTERS["young_person"] or decides in {Asked.CHILD, Asked.YOUNG_PERSON}:
        return True
    if decides in {Asked.PARENT, Asked.ALTERNATIVE_PERSON}:
        return False
    return subject.date_of_birth is not None and age_on(today, subject.date_of_birth) >= 16
