"""Letters of the police, of a social worker and of inspectors, received; and an answer to one on a ground of law."""

from datetime import date
from typing import Any

from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Decision, Item, Others
from tasks import classification, disclosure, people, safeguarding
from tests import way
from tests.conftest import at

NOTES = (Item("Notes of a conversation", date(2026, 3, 4), Decision.DISCLOSE, others=Others.NONE),)
POLICE = """Exampleton Police, Public Protection Unit

Dear Sir or Madam

I am a police officer and ask you for the notes that your service holds about Rowan Thistlebrook, date of birth
12 May 2016.

DC 4417 Bryony Fallowfield
"""
SOCIAL_WORKER = """Exampleton Children's Services

Dear colleague

I am a social worker. We are carrying out child protection enquiries under section 47 of the Children Act 1989.
Please send me the notes that your service holds about Rowan Thistlebrook, date of birth 12 May 2016.

Sorrel Winterbourne
Social worker
"""
INSPECTORS = """Area inspection of services for children with special educational needs

Dear manager

We are inspectors of the area's services and would like to see case files of your service next week.

Juniper Ashgrove, lead inspector
"""


def received(text: str, service: str, kind: Kind = Kind.THIRD_PARTY) -> str:
    """A letter of that kind, read and acknowledged; who asks and about whom is recorded as a person reads it."""
    reference = way.log(text, service)
    way.receive(reference, at(way.RECEIVED))
    classification.decide_kind(reference, [kind], "m.manager", at(way.RECEIVED))
    way.receive(reference, at(way.RECEIVED))
    for standing, name in (
        (people.Standing.REQUESTER, "Bryony Fallowfield"),
        (people.Standing.DATA_SUBJECT, "Rowan Thistlebrook"),
    ):
        people.record(reference, standing, by="o.officer", at=at(way.RECEIVED), name=name)
    return reference


def answered(reference: str, ground: Ground, on: date = date(2026, 11, 9), **changed: Any) -> None:
    """Prepare an answer on that ground, of which the person was told."""
    what: dict[str, Any] = {
        "schedule": NOTES,
        "purpose": "the purpose that the letter names",
        "recipient_role": "police officer",
        "told_on": on,
        "power": "section 16H of the Children Act 2004" if ground is Ground.REQUIRED_BY_LAW else None,
    }
    what |= changed
    disclosure.prepare(reference, Outcome.DISCLOSED, by="o.officer", at=at(on), ground=ground, **what)
    if ground is Ground.PUBLIC_INTEREST:  # a named person decides on that too (BWD-1, BWD-12)
        decided(reference, what["recipient_role"], on, what["told_on"])


def decided(reference: str, recipient_role: str, on: date, told_on: date | None) -> None:
    """A manager's decision that it is necessary, for that recipient."""
    safeguarding.decide(
        reference=reference,
        decided_by="s.manager",
        decided_as="SENDIASS Manager",
        on=on,
        necessity="A risk to somebody.",
        recipient_role=recipient_role,
        what_goes="The notes on the schedule.",
        procedure_followed=True,
        told_on=told_on,
        not_told_because=None if told_on else "It would put somebody at risk.",
        by="o.officer",
        at=at(on),
    )
