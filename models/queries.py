"""The reads: what the board, the command line and the rules need to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.approval import Approval
from models.clock_event import ClockEvent, Happened
from models.consent import Consent
from models.court_order import CourtOrder
from models.db import NoSuchRequest
from models.disclosure import Disclosure, ScheduleItem
from models.document import Document, DocumentRole
from models.letter import Letter
from models.person import Person, Standing
from models.request import Classification, Part, Request
from rules import outstanding
from rules.approvals import Given
from rules.clock import Recorded, Wait
from rules.consents import Asked
from rules.disclosure import Decision, Item
from rules.kinds import Kind
from rules.lifecycle import State


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board: references and dates, no person."""

    reference: str
    service: str
    state: State
    kinds: tuple[Kind, ...]
    received: date
    due: date | None
    statutory_due: date | None
    because: tuple[str, ...]
    facts: outstanding.Facts


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


def disclosure(session: Session, found: Request) -> tuple[Disclosure, tuple[Item, ...]] | None:
    """The answer as prepared, with its schedule; None while it is not."""
    prepared = session.exec(select(Disclosure).where(Disclosure.request_id == found.id)).first()
    if prepared is None:
        return None
    rows = schedule_items(session, prepared)
    return prepared, tuple(Item(r.description, r.dated, r.decision, r.exemption, r.reason) for r in rows)


def schedule_items(session: Session, prepared: Disclosure) -> Sequence[ScheduleItem]:
    """The lines of a schedule in their order."""
    query = select(ScheduleItem).where(ScheduleItem.disclosure_id == prepared.id)
    return session.exec(query.order_by(col(ScheduleItem.number))).all()


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

    # A day that a person read from the paper is recorded after the one that the program found.
    required = [event for event in events if event.what is Happened.REQUIRED_BY]
    asks_for_a_day = kind not in {Kind.SAR, Kind.FOI}
    return Recorded(
        kind=kind,
        received=found.received_on,
        clarifications=_pairs(events, Happened.CLARIFICATION_ASKED, Happened.CLARIFICATION_ANSWERED),
        identity=wait(Happened.IDENTITY_ASKED, Happened.IDENTITY_RECEIVED) if kind is Kind.SAR else None,
        fee=wait(Happened.FEE_NOTICE, Happened.FEE_PAID) if kind in {Kind.SAR, Kind.FOI} else None,
        extended=first(Happened.EXTENDED) is not None and kind in {Kind.SAR, Kind.FOI},
        required_by=max(required, key=lambda event: event.id or 0).on if required and asks_for_a_day else None,
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


def facts(session: Session, found: Request) -> outstanding.Facts:
    """All that decides whether the answer to a request may go."""
    its_parts = parts(session, found)
    prepared = disclosure(session, found)
    approvals = session.exec(select(Approval).where(Approval.request_id == found.id)).all()
    return outstanding.Facts(
        state=found.state,
        kinds=tuple(part.kind for part in its_parts),
        consents=tuple(
            outstanding.ConsentState(
                whom=Asked(row.whom),
                cites=tuple(row.cites),
                answer=row.answer,
                roles=tuple(row.roles),
                review_on=row.review_on,
                withdrawn=row.withdrawn_on is not None,
                waived=row.waived_because is not None,
            )
            for row in consents(session, found)
        ),
        approvals=tuple(Given(row.role, row.by, row.of) for row in approvals),
        prepared=_prepared(*prepared) if prepared else None,
        clock_runs=all(part.running for part in its_parts),
    )


def _prepared(row: Disclosure, schedule: tuple[Item, ...]) -> outstanding.Prepared:
    return outstanding.Prepared(
        outcome=row.outcome,
        ground=row.ground,
        recipient_role=row.recipient_role,
        items=sum(item.decision is not Decision.WITHHOLD for item in schedule),
        digest=row.digest,
        told=row.told_on is not None or row.not_told_because is not None,
    )


def board(session: Session, service: str | None = None, *, closed: bool = False) -> list[Row]:
    """The requests to show, soonest first: those that are open, or all."""
    query = select(Request)
    if service:
        query = query.where(Request.service == service)
    if not closed:
        query = query.where(col(Request.state).in_([state for state in State if state.is_open]))
    rows = [row(session, found) for found in session.exec(query).all()]
    return sorted(rows, key=lambda row: (row.due or date.max, row.reference))


def row(session: Session, found: Request) -> Row:
    """One request as a line of the board."""
    its_parts = parts(session, found)
    running = [part for part in its_parts if part.due]
    soonest = min(running, key=lambda part: part.due or date.max) if running else None
    due = soonest.due if soonest else None
    if found.state in {State.LOGGED, State.UNREADABLE, State.IN_DOUBT}:
        due = min(due, found.look_by) if due else found.look_by
    statutory = [part.statutory_due for part in its_parts if part.statutory_due]
    because = tuple((soonest or its_parts[0]).working.get("because", ())) if its_parts else ()
    return Row(
        reference=found.reference,
        service=found.service,
        state=found.state,
        kinds=tuple(part.kind for part in its_parts),
        received=found.received_on,
        due=due,
        statutory_due=min(statutory) if statutory else None,
        because=because,
        facts=facts(session, found),
    )


def board_count(session: Session) -> int:
    """How many requests there are: the cheapest question that shows the database answers."""
    return session.exec(select(func.count()).select_from(Request)).one()
