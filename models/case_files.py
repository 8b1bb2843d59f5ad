"""The reads of case files: one file, its consents and papers, the requests it is linked to, and who reaches it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from models import access, answering, queries
from models.case_file import CaseFile, RequestFile
from models.db import Transaction
from models.issue_report import IssueReport, IssueReportFile
from models.person import Person, Standing
from models.request import Request
from models.safeguarding_decision import SafeguardingDecision
from models.standing_consent import StandingConsentRow
from rules import case_files as rule
from rules.access import AccessRefused, Elsewhere
from rules.kinds import Kind
from rules.refusal import Refusal
from rules.rights import Right
from rules.role import Role
from rules.standing_consents import Recipient, StandingConsent

_REFERENCE = re.compile(r"[A-Z]{2,8}-F-\d{4,}")


class NoSuchFile(Refusal):
    """No case file bears that reference, or none of this service's."""

    def __init__(self) -> None:
        super().__init__("There is no case file of that reference; a file's reference looks like DER-F-0001.")


def is_file(reference: str) -> bool:
    """Whether a reference is that of a file, and not of a request, by its form."""
    return bool(_REFERENCE.fullmatch(reference))


def case_file(session: Session, reference: str) -> CaseFile:
    """The file of that reference.

    Raises:
        NoSuchFile: there is none.
    """
    found = session.exec(select(CaseFile).where(CaseFile.reference == reference)).first()
    if found is None:
        raise NoSuchFile
    return found


def locked(tx: Transaction, reference: str, right: Right = Right.WORK) -> CaseFile:
    """The file, locked until the transaction ends; what is refused in it is recorded of the file.

    Args:
        right: what is to be done with it. A volunteer, who works on assigned requests, opens no file (BNS-5).

    Raises:
        NoSuchFile: there is none, or none of the actor's service (DER-1, HIL-9).
        rules.access.AccessRefused: the actor may not.
    """
    found = tx.session.exec(select(CaseFile).where(CaseFile.reference == reference).with_for_update()).first()
    try:
        if found is None:
            access.check(tx.session, tx.who, right, None)
            raise NoSuchFile
        access.check_service(tx.who, right, found.service)
    except AccessRefused as refused:
        tx.deny(refused, *((found.service, found.reference) if found else (None,)))
        if isinstance(refused, Elsewhere):
            raise NoSuchFile from None
        raise
    tx.about = found.service, found.reference
    return found


def id_of_file(found: CaseFile) -> int:
    """The row number of a stored file."""
    assert found.id is not None, "a file that was read has a row number"
    return found.id


def files_of_service(session: Session, service: str) -> Sequence[CaseFile]:
    """Every file of a service, in the order of their references."""
    return session.exec(select(CaseFile).where(CaseFile.service == service).order_by(col(CaseFile.id))).all()


def open_files(session: Session, service: str) -> Sequence[CaseFile]:
    """The files of a service that are not closed."""
    return [found for found in files_of_service(session, service) if found.closed_on is None]


def answers(session: Session, found: CaseFile) -> Sequence[StandingConsentRow]:
    """Every answer that was ever recorded on a file, in the order of entry."""
    query = select(StandingConsentRow).where(StandingConsentRow.case_file_id == found.id)
    return session.exec(query.order_by(col(StandingConsentRow.id))).all()


def consents(session: Session, found: CaseFile) -> tuple[StandingConsent, ...]:
    """The same, as the rules take it."""
    return tuple(_consent(row) for row in answers(session, found))


def _consent(row: StandingConsentRow) -> StandingConsent:
    recipient = None
    if row.recipient_role and row.organisation:
        recipient = Recipient(row.recipient_role, row.organisation)
    return StandingConsent(
        purpose=row.purpose,
        says=row.says,
        answered_on=row.answered_on,
        recipient=recipient,
        roles=tuple(row.roles),
        scope=row.scope,
        review_on=row.review_on,
        withdrawn_on=row.withdrawn_on,
        limits_told_on=row.limits_told_on,
        number=row.id or 0,
    )


def files_of(session: Session, request: Request) -> Sequence[CaseFile]:
    """The files that a request is about, as people linked them."""
    query = select(CaseFile).join(RequestFile).where(RequestFile.request_id == request.id)
    return session.exec(query.order_by(col(CaseFile.reference))).all()


def requests_of(session: Session, found: CaseFile) -> Sequence[Request]:
    """The requests that are linked to a file."""
    query = select(Request).join(RequestFile).where(RequestFile.case_file_id == found.id)
    return session.exec(query.order_by(col(Request.reference))).all()


def reports(session: Session, found: CaseFile) -> Sequence[IssueReport]:
    """The issues that were raised from a file, in the order of entry."""
    query = select(IssueReport).join(IssueReportFile).where(IssueReportFile.case_file_id == found.id)
    return session.exec(query.order_by(col(IssueReport.id))).all()


def decisions(session: Session, found: CaseFile) -> Sequence[SafeguardingDecision]:
    """The decisions about a file that something goes because somebody is at risk of harm, in the order of entry."""
    query = select(SafeguardingDecision).where(SafeguardingDecision.case_file == found.reference)
    return session.exec(query.order_by(col(SafeguardingDecision.id))).all()


def unused_decision(session: Session, found: CaseFile, recipient_role: str) -> SafeguardingDecision | None:
    """A decision that a child is at risk, about this file and for that recipient, on which no issue rests yet."""
    used = select(IssueReportFile.decision_id).where(col(IssueReportFile.decision_id).is_not(None))
    query = select(SafeguardingDecision).where(
        SafeguardingDecision.case_file == found.reference,
        SafeguardingDecision.recipient_role == recipient_role,
        col(SafeguardingDecision.id).not_in(used),
    )
    return session.exec(query.order_by(col(SafeguardingDecision.id))).first()


def decision_of(session: Session, report: IssueReport, found: CaseFile) -> SafeguardingDecision | None:
    """The decision by which an issue names the person of a file, if it rests on one."""
    row = session.get(IssueReportFile, (report.id, found.id))
    return session.get(SafeguardingDecision, row.decision_id) if row and row.decision_id else None


def people_known(session: Session, files: Iterable[CaseFile]) -> tuple[tuple[str | None, date | None], ...]:
    """The name and birth date of everybody known from these files and from the requests that they are linked to."""
    known: list[tuple[str | None, date | None]] = []
    for found in files:
        known.append((found.name, found.date_of_birth))
        linked = [request.id for request in requests_of(session, found)]
        rows = session.exec(select(Person).where(col(Person.request_id).in_(linked))).all() if linked else ()
        known += [(row.name, row.date_of_birth) for row in rows if rule.is_protected(row.role)]
    return tuple(dict.fromkeys(known))


def confirmed(session: Session, request: Request, found: CaseFile, today: date) -> bool:
    """Whether the word of the child or young person is on record: that this request may reach their own file.

    The word on record is of whom the request is about: not of another child, whose birth date is another.
    """
    subject = queries.people(session, request).get(Standing.DATA_SUBJECT)
    born, competence = found.date_of_birth, queries.competence(session, request)
    if born and subject and subject.date_of_birth and subject.date_of_birth != born:
        return False
    facts = answering.facts(session, request)
    understands = competence.understands if competence else None
    decides = rule.decides_for_themself(found.owner, born, request.received_on, understands)
    return rule.confirmed(facts.consents, decides, today)


def check_reach(session: Session, request: Request, kind: Kind, files: Iterable[str | None], today: date) -> None:
    """Refuse a schedule of an answer that takes a document from a file which the request does not reach (BWD-2).

    Args:
        kind: the part of the request that is answered.
        files: the file that each document of the schedule is from, in its order.

    Raises:
        rules.case_files.CaseFileRefused: says which documents, and not why.
    """
    is_own = kind is Kind.SAR
    linked = [found for found in files_of(session, request) if not is_own or not _anothers(session, request, found)]
    rule.refuse_beyond(
        files,
        {found.reference: found.owner for found in linked},
        requester_of(session, request),
        {found.reference for found in linked if not is_own or confirmed(session, request, found, today)},
    )


def _anothers(session: Session, request: Request, found: CaseFile) -> bool:
    """Whether the file is of somebody with another birth date than whom the request is about."""
    subject = queries.people(session, request).get(Standing.DATA_SUBJECT)
    born = subject.date_of_birth if subject else None
    return found.owner in rule.OWN_FILES and bool(born and found.date_of_birth and born != found.date_of_birth)


def is_subject_access(session: Session, request: Request) -> bool:
    """Whether somebody asks for their own records, or a child's, and nothing else: then who asks decides.

    What an authority, a court or an inspector asks for has a ground of its own.
    """
    return all(part.kind is Kind.SAR for part in queries.parts(session, request))


def requester_of(session: Session, request: Request) -> Role | None:
    """In what role the request was written, if that is known."""
    person = queries.people(session, request).get(Standing.REQUESTER)
    return person.role if person else None
