"""The reads of retention: what decides of each record when it may be destroyed, and the lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.case_file import CaseFile
from models.case_files import files_of_service, is_file
from models.disposal import DisposalItem, DisposalList
from models.person import Person, Standing
from models.queries import id_of, parts, people
from models.request import Part, Request
from rules.case_files import Owner
from rules.disposal import ItemState, Steps
from rules.kinds import Kind
from rules.lifecycle import State
from rules.retention import Record, RetentionRefused

_CLOSED = [State.CLOSED, State.WITHDRAWN]
# What is asked about the service itself, and about nobody.
_OF_NOBODY = {Kind.FOI, Kind.ENQUIRY, Kind.INSPECTION}


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed record of a service, with what decides when it may be destroyed."""

    reference: str
    row: Request | CaseFile
    record: Record


def closed(session: Session, service: str) -> Iterator[Closed]:
    """Every closed record of a service: its requests, then its case files, in the order of their references."""
    yield from _requests(session, Request.service == service)
    for found in files_of_service(session, service):
        if found.closed_on is not None:
            yield _file(found)


def one(session: Session, reference: str, service: str) -> Closed | None:
    """One closed record of a service; None where it is open, or there is none."""
    if is_file(reference):
        query = select(CaseFile).where(CaseFile.service == service, CaseFile.reference == reference)
        found = session.exec(query.where(col(CaseFile.closed_on).is_not(None))).first()
        return _file(found) if found else None
    return next(_requests(session, Request.service == service, Request.reference == reference), None)


def _requests(session: Session, *wanted: ColumnElement[bool] | bool) -> Iterator[Closed]:
    which = (*wanted, col(Request.state).in_(_CLOSED))
    ids = select(Request.id).where(*which)
    about = select(Person).where(col(Person.request_id).in_(ids), Person.is_the == Standing.DATA_SUBJECT)
    born = {person.request_id: person.date_of_birth for person in session.exec(about)}
    kinds: dict[int, set[Kind]] = {}
    for key, kind in session.exec(select(Part.request_id, Part.kind).where(col(Part.request_id).in_(ids))):
        kinds.setdefault(key, set()).add(Kind(kind))
    for request in session.exec(select(Request).where(*which).order_by(Request.reference)):
        key = id_of(request)
        of_somebody = key in born or bool(kinds.get(key, set()) - _OF_NOBODY)
        yield Closed(request.reference, request, Record(request.closed_on, born.get(key), of_somebody))


def _file(found: CaseFile) -> Closed:
    of_young_person = found.owner is not Owner.PARENT
    return Closed(found.reference, found, Record(found.closed_on, found.date_of_birth, of_young_person))


def record_of(session: Session, request: Request) -> Record:
    """What decides when a request may be destroyed, open or closed."""
    subject = people(session, request).get(Standing.DATA_SUBJECT)
    of_somebody = subject is not None or any(part.kind not in _OF_NOBODY for part in parts(session, request))
    return Record(request.closed_on, subject.date_of_birth if subject else None, of_somebody)


def listed(session: Session, service: str) -> Sequence[DisposalList]:
    """The lists of a service, the last one first."""
    query = select(DisposalList).where(DisposalList.service == service)
    return session.exec(query.order_by(col(DisposalList.id).desc())).all()


def the_list(session: Session, service: str | None, number: int) -> DisposalList:
    """One list.

    Raises:
        rules.retention.RetentionRefused: the service has none of that number.
    """
    found = session.get(DisposalList, number)
    if found is None or (service is not None and found.service != service):
        raise RetentionRefused("The service has no list of that number.")
    return found


def items(session: Session, of: DisposalList) -> Sequence[DisposalItem]:
    """What is on a list, in the order of the references."""
    query = select(DisposalItem).where(DisposalItem.list_id == of.id)
    return session.exec(query.order_by(DisposalItem.reference)).all()


def steps(of: DisposalList) -> Steps:
    """How far a list is, as the rules take it."""
    return Steps(of.made_on, of.signed_on, of.paper, of.done_on)


def on_open_lists(session: Session, service: str) -> set[str]:
    """The references that stand on a list which is not carried out yet."""
    query = (
        select(DisposalItem.reference)
        .join(DisposalList, col(DisposalList.id) == col(DisposalItem.list_id))
        .where(DisposalList.service == service, col(DisposalList.done_on).is_(None))
        .where(DisposalItem.state != ItemState.STRUCK)
    )
    return {*session.exec(query)}
