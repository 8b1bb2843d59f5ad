"""The reads of one request: its parts, people, consents, papers, and the events of its clock."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from models.clock_event import ClockEvent
from models.competence import Competence
from models.conflict import ConflictNote
from models.consent import Consent
from models.court_order import CourtOrder
from models.disclosure import Disclosure, Release, ScheduleItem
from models.document import Document, DocumentRole
from models.letter import Letter
from models.look import once
from models.person import Person, Standing
from models.request import Classification, NoSuchRequest, Part, Request
from rules.clock.events import Event
from rules.kinds import Kind


@once
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


@once
def parts(session: Session, found: Request) -> Sequence[Part]:
    """The parts of a request in their order."""
    return session.exec(select(Part).where(Part.request_id == found.id).order_by(col(Part.position))).all()


def kinds_of(session: Session, keys: Collection[int]) -> dict[int, list[Kind]]:
    """The kinds of many requests, by their row numbers, each in the order of its parts."""
    query = select(Part.request_id, col(Part.kind)).where(col(Part.request_id).in_(keys))
    found: dict[int, list[Kind]] = {key: [] for key in keys}
    for key, kind in session.exec(query.order_by(col(Part.request_id), col(Part.position))):
        found[key].append(kind)
    return found


@once
def people(session: Session, found: Request) -> dict[Standing, Person]:
    """The people of a request by their standing."""
    rows = session.exec(select(Person).where(Person.request_id == found.id)).all()
    return {row.is_the: row for row in rows}


@once
def classification(session: Session, found: Request) -> Classification | None:
    """What was proposed for a request, if it was read."""
    return session.get(Classification, found.id)


@once
def consents(session: Session, found: Request) -> Sequence[Consent]:
    """Everything that was asked of somebody for a request."""
    return session.exec(select(Consent).where(Consent.request_id == found.id).order_by(col(Consent.id))).all()


@once
def competence(session: Session, found: Request) -> Competence | None:
    """The assessment of whom a request is about, if there is one."""
    return session.get(Competence, found.id)


@once
def conflicts(session: Session, found: Request) -> Sequence[ConflictNote]:
    """The conflicts between those behind a request, decided or not."""
    return session.exec(
        select(ConflictNote).where(ConflictNote.request_id == found.id).order_by(col(ConflictNote.id))
    ).all()


@once
def letters(session: Session, found: Request) -> Sequence[Letter]:
    """The letters of a request in the order in which they were written."""
    return session.exec(select(Letter).where(Letter.request_id == found.id).order_by(col(Letter.id))).all()


@once
def letter(session: Session, found: Request, occasion: str) -> Letter | None:
    """The letter of one occasion, if it was written."""
    return session.exec(select(Letter).where(Letter.request_id == found.id, Letter.occasion == occasion)).first()


@once
def documents(session: Session, found: Request, role: DocumentRole | None = None) -> Sequence[Document]:
    """The documents of a request, of one role or of all."""
    query = select(Document).where(Document.request_id == found.id)
    if role:
        query = query.where(Document.role == role)
    return session.exec(query.order_by(col(Document.id))).all()


@once
def disclosures(session: Session, found: Request) -> Sequence[Disclosure]:
    """The answers as prepared, one a part, in the order of their kinds."""
    query = select(Disclosure).where(Disclosure.request_id == found.id)
    return session.exec(query.order_by(col(Disclosure.kind))).all()


@once
def schedule_items(session: Session, prepared: Disclosure) -> Sequence[ScheduleItem]:
    """The lines of a schedule in their order."""
    query = select(ScheduleItem).where(ScheduleItem.disclosure_id == prepared.id)
    return session.exec(query.order_by(col(ScheduleItem.number))).all()


@once
def release(session: Session, found: Request) -> Release | None:
    """The decision that the answer goes, if one stands."""
    return session.get(Release, found.id)


@once
def court_order(session: Session, found: Request) -> CourtOrder | None:
    """The order as a person read it, if it was recorded."""
    return session.get(CourtOrder, found.id)


@once
def clock_events(session: Session, found: Request) -> tuple[Event, ...]:
    """All that was ever entered of a request's clock, in the order of entry."""
    query = select(ClockEvent).where(ClockEvent.request_id == found.id).order_by(col(ClockEvent.id))
    return tuple(event_of(row) for row in session.exec(query).all())


def event_of(row: ClockEvent) -> Event:
    """A stored event as the clock rule takes it."""
    assert row.id is not None, "an event that was read has a row number"
    return Event(row.id, row.what, row.on, row.kind, row.takes_back)
