"""The reads of one request: its parts, people, consents, papers, and the events of its clock."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.clock_event import ClockEvent, Happened
from models.consent import Consent
from models.court_order import CourtOrder
from models.db import NoSuchRequest
from models.disclosure import Disclosure, Release, ScheduleItem
from models.document import Document, DocumentRole
from models.letter import Letter
from models.person import Person, Standing
from models.request import Classification, Part, Request
from rules.clock import Recorded, Wait
from rules.kinds import Kind


def request(session: Session, reference: str) -> Request:
    """The request of that reference.

    Raises:
        NoSuchRequest: there is none.
    """
    found = session.exec(select(Request).where(Request.reference == reference)).first()
    if found is None:
        raise NoSuchRequest(f"There is no request {reference}.")
    return found


def id_of(found: Request) -> int:
    """The row number of a stored request."""
    assert found.id is not None, "a request that was read has a row number"
    return found.id


def parts(session: Session, found: Request) -> Sequence[Part]:
    """The parts of a request in their order."""
    return session.exec(select(Part).where(Part.request_id == found.id).order_by(col(Part.position))).all()


def people(session: Session, found: Request) -> dict[Standing, Person]:
    """The people of a request by their standing."""
    rows = session.exec(select(Person).where(Person.request_id == found.id)).all()
    return {row.is_the: row for row in rows}


def classification(session: Session, found: Request) -> Classification | None:
    """What was proposed for a request, if it was read."""
    return session.get(Classification, found.id)


def consents(session: Session, found: Request) -> Sequence[Consent]:
    """Everything that was asked of somebody for a request."""
    return session.exec(select(Consent).where(Consent.request_id == found.id).order_by(col(Consent.id))).all()


def letters(session: Session, found: Request) -> Sequence[Letter]:
    """The letters of a request in the order in which they were written."""
    return session.exec(select(Letter).where(Letter.request_id == found.id).order_by(col(Letter.id))).all()


def letter(session: Session, found: Request, occasion: str) -> Letter | None:
    """The letter of one occasion, if it was written."""
    return session.exec(select(Letter).where(Letter.request_id == found.id, Letter.occasion == occasion)).first()


def documents(session: Session, found: Request, role: DocumentRole | None = None) -> Sequence[Document]:
    """The documents of a request, of one role or of all."""
    query = select(Document).where(Document.request_id == found.id)
    if role:
        query = query.where(Document.role == role)
    return session.exec(query.order_by(col(Document.id))).all()


def disclosures(session: Session, found: Request) -> Sequence[Disclosure]:
    """The answers as prepared, one a part, in the order of their kinds."""
    query = select(Disclosure).where(Disclosure.request_id == found.id)
    return session.exec(query.order_by(col(Disclosure.kind))).all()


def schedule_items(session: Session, prepared: Disclosure) -> Sequence[ScheduleItem]:
    """The lines of a schedule in their order."""
    query = select(ScheduleItem).where(ScheduleItem.disclosure_id == prepared.id)
    return session.exec(query.order_by(col(ScheduleItem.number))).all()


def release(session: Session, found: Request) -> Release | None:
    """The decision that the answer goes, if one stands."""
    return session.get(Release, found.id)


def court_order(session: Session, found: Request) -> CourtOrder | None:
    """The order as a person read it, if it was recorded."""
    return session.get(CourtOrder, found.id)


def recorded(session: Session, found: Request, kind: Kind) -> Recorded:
    """The recorded events of a request as the clock rule takes them, for one kind."""
    query = (
        select(ClockEvent).where(ClockEvent.request_id == found.id).order_by(col(ClockEvent.on), col(ClockEvent.id))
    )
    events = session.exec(query).all()

    def first(what: Happened) -> date | None:
        return next((event.on for event in events if event.what is what), None)

    def wait(asked: Happened, answered: Happened) -> Wait | None:
        day = first(asked)
        return Wait(day, first(answered)) if day else None

    # What a person read from the paper is recorded after what the program found, and takes its place.
    stated = [event for event in events if event.what in {Happened.REQUIRED_BY, Happened.NONE_STATED}]
    last = max(stated, key=lambda event: event.id or 0, default=None)
    required = last.on if last and last.what is Happened.REQUIRED_BY else None
    asks_for_a_day = kind not in {Kind.SAR, Kind.FOI}
    return Recorded(
        kind=kind,
        received=found.received_on,
        clarifications=_pairs(events, Happened.CLARIFICATION_ASKED, Happened.CLARIFICATION_ANSWERED),
        identity=wait(Happened.IDENTITY_ASKED, Happened.IDENTITY_RECEIVED) if kind is Kind.SAR else None,
        fee=wait(Happened.FEE_NOTICE, Happened.FEE_PAID) if kind in {Kind.SAR, Kind.FOI} else None,
        extended=first(Happened.EXTENDED) is not None and kind in {Kind.SAR, Kind.FOI},
        required_by=required if asks_for_a_day else None,
    )


def _pairs(events: Sequence[ClockEvent], asked: Happened, answered: Happened) -> tuple[Wait, ...]:
    """Each question with the first answer that came on or after it and before the next question's answer."""
    answers = [event.on for event in events if event.what is answered]
    waits: list[Wait] = []
    for question in (event.on for event in events if event.what is asked):
        reply = next((day for day in answers if day >= question), None)
        if reply:
            answers.remove(reply)
        waits.append(Wait(question, reply))
    return tuple(waits)
