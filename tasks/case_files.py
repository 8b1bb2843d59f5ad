"""Case files: opened, put right, linked to requests, closed. One person, one file (BWD-2)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import select

from models import answering
from models import case_files as files
from models.case_file import CaseFile, FileCounter, RequestFile
from models.case_files import id_of_file
from models.db import Transaction, insert_once, transaction
from models.file_paper import PaperRole
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import case_files as rule
from rules.case_files import CaseFileRefused, Opened, Owner, Referral
from rules.deed import Deed
from rules.policy import Policy
from rules.rights import Right
from rules.typed import needed, typed
from tasks import file_papers, policies, services
from tasks.file_papers import Paper


@dataclass(frozen=True, slots=True)
class Referred:
    """What a professional brought: their role, since when the person agreed, and what shows it (CUM-2.1)."""

    role: str | None = None
    agreed_on: date | None = None
    paper: Paper | None = None
    shown: str | None = None


def open_file(
    service: str,
    owner: Owner,
    name: str,
    how: Opened,
    *,
    by: str,
    at: datetime,
    on: date | None = None,
    born: date | None = None,
    referred: Referred | None = None,
) -> str:
    """Open a file and give it a reference. A refused attempt is recorded, without the person.

    Args:
        on: the day of the first contact; today unless given.

    Raises:
        rules.case_files.CaseFileRefused: a professional's referral without evidence of the person's consent before
            it (CUM-2.1, BNS-1, HIL-3), or a date that cannot be right.
        tasks.file_papers.PaperRefused, rules.typed.TypedRefused, rules.policy.UnknownService
    """
    policy = policies.of(service)
    brought = referred or Referred()
    with transaction(by, at, trying="case_file") as tx:
        tx.about = service, None  # it has no reference yet
        tx.may(Right.WORK, service)
        opened = _past(on or day_of(at), at)
        shown = typed(brought.shown, "note of what the referrer showed")
        roles = policy.settings.recipient_roles.value
        proof = Referral(brought.role, brought.agreed_on, bool(brought.paper or shown))
        rule.check_opening(owner, how, opened, born, proof, roles)
        made = CaseFile(
            reference=_next_reference(tx, policy),
            service=service,
            owner=owner,
            name=needed(name, "name", 400),
            date_of_birth=born,
            how=how,
            referrer_role=brought.role,
            agreed_on=brought.agreed_on,
            shown=shown,
            opened_on=opened,
            logged_at=at,
            logged_by=by,
        )
        tx.session.add(made)
        tx.session.flush()
        if brought.paper:
            file_papers.keep(tx, made, PaperRole.REFERRAL, brought.paper)
        tx.record(
            "case_file.opened",
            made,
            owner=owner.value,
            how=how.value,
            on=opened.isoformat(),
            referrer=brought.role,
            agreed_on=brought.agreed_on.isoformat() if brought.agreed_on else None,
            paper=brought.paper is not None,
            noted=shown is not None,
        )
        return made.reference


def see(reference: str, *, by: str, at: datetime) -> None:
    """See that somebody may read a file; a look that is refused is recorded, where accounts are in force.

    Raises:
        models.case_files.NoSuchFile: there is none, or none of their service.
        rules.access.AccessRefused
    """
    with transaction(by, at) as tx:
        files.locked(tx, reference, Right.READ)


def see_all(service: str, *, by: str, at: datetime) -> None:
    """The same, for the list of a service's files, which holds no names.

    Raises:
        rules.policy.UnknownService, rules.access.AccessRefused
    """
    policies.of(service)
    with transaction(by, at) as tx:
        tx.may(Right.READ, service)


def correct(reference: str, *, by: str, at: datetime, name: str | None = None, born: date | None = None) -> None:
    """Put a name or a birth date right, or add the birth date that was not known.

    Raises:
        rules.case_files.CaseFileRefused: nothing is given, or the date cannot be right.
    """
    with transaction(by, at, trying="case_file.correction") as tx:
        found = files.locked(tx, reference)
        given = {"name": typed(name, "name", 400), "date_of_birth": born}
        changed = sorted(field for field, value in given.items() if value is not None)
        if not changed:
            raise CaseFileRefused("Say what is to be put right: the name or the birth date.")
        rule.check_birth(found.owner, found.opened_on, born)
        for field in changed:
            setattr(found, field, given[field])
        tx.session.add(found)
        tx.record("case_file.corrected", found, fields=changed)


def close(reference: str, on: date, *, by: str, at: datetime) -> None:
    """Close a file: from that day its retention counts (BNS-7).

    Raises:
        rules.case_files.CaseFileRefused: it is closed, or the day cannot be right.
    """
    with transaction(by, at, trying="case_file.closing") as tx:
        found = files.locked(tx, reference)
        if found.closed_on:
            raise CaseFileRefused("The file is closed already: open it again to change the day.", do=Deed.REOPEN_FILE)
        if _past(on, at) < found.opened_on:
            raise CaseFileRefused("A file is not closed before it is opened: check the day.")
        found.closed_on = on
        tx.session.add(found)
        tx.record("case_file.closed", found, on=on.isoformat())


def reopen(reference: str, *, by: str, at: datetime) -> None:
    """Open a closed file again: the person has come back, or it was closed by mistake.

    Raises:
        rules.case_files.CaseFileRefused: it is not closed.
    """
    with transaction(by, at, trying="case_file.reopening") as tx:
        found = files.locked(tx, reference)
        if found.closed_on is None:
            raise CaseFileRefused("The file is open.")
        before, found.closed_on = found.closed_on, None
        tx.session.add(found)
        tx.record("case_file.reopened", found, closed_before=before.isoformat())


def link(request_reference: str, reference: str, *, by: str, at: datetime) -> None:
    """Note that a request is about a file. What is refused is recorded of the file, never of the request (BWD-2).

    Raises:
        rules.case_files.CaseFileRefused: it is a child's own, and the child's confirmation is not on record.
        models.case_files.NoSuchFile: there is none, or none of the request's service (DER-1).
    """
    with transaction(by, at, trying="file_link") as tx:
        request, found = _both(tx, request_reference, reference)
        if _link(tx, request, found):
            return
        if files.is_subject_access(tx.session, request) and found.owner in rule.OWN_FILES:
            requester = files.requester_of(tx.session, request)
            word = files.confirmed(tx.session, request, found, day_of(at))
            rule.check_link(found.owner, requester, word)
            if any(other.owner in rule.OWN_FILES for other in files.files_of(tx.session, request)):
                raise CaseFileRefused(
                    "This request is linked to one child's own file already, and one child's word is not another's: "
                    "a request about two children is logged for each (BWD-2)."
                )
        tx.session.add(
            RequestFile(request_id=id_of(request), case_file_id=id_of_file(found), linked_on=day_of(at), linked_by=by)
        )
        tx.record("case_file.linked", found, request=request.reference)


def unlink(request_reference: str, reference: str, *, by: str, at: datetime) -> None:
    """Take back that a request is about a file: it was the wrong one.

    Raises:
        rules.case_files.CaseFileRefused: they are not linked, or the prepared answer takes a document from it.
    """
    with transaction(by, at, trying="file_link") as tx:
        request, found = _both(tx, request_reference, reference)
        row = _link(tx, request, found)
        if row is None:
            raise CaseFileRefused("They are not linked.")
        prepared = answering.answers(tx.session, request)
        if any(item.file == found.reference for answer in prepared for item in answer.schedule):
            raise CaseFileRefused(
                "The prepared answer takes a document from it: prepare the answer without it first."
            )
        tx.session.delete(row)
        tx.record("case_file.unlinked", found, request=request.reference)


def _both(tx: Transaction, request_reference: str, reference: str) -> tuple[Request, CaseFile]:
    """A request and a file of one service. What is not there is refused before anything could be recorded of it."""
    found = files.locked(tx, reference)
    tx.about = None
    request = tx.request(request_reference)
    if found.service != request.service:
        tx.about = None
        raise files.NoSuchFile
    tx.about = found.service, found.reference
    return request, found


def _link(tx: Transaction, request: Request, found: CaseFile) -> RequestFile | None:
    return tx.session.get(RequestFile, (id_of(request), id_of_file(found)))


def _past(day: date, at: datetime) -> date:
    if day > day_of(at):
        raise CaseFileRefused("The day lies in the future: check it.")
    return day


def _next_reference(tx: Transaction, policy: Policy) -> str:
    slug = policy.service.slug
    services.enter(tx, slug)
    insert_once(tx.session, FileCounter(service=slug, last=0))
    counter = tx.session.exec(select(FileCounter).where(FileCounter.service == slug).with_for_update()).one()
    counter.last += 1
    tx.session.add(counter)
    tx.session.flush()
    return f"{policy.service.code}-F-{counter.last:04d}"
