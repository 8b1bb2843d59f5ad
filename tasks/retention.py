"""Retention: what may be destroyed is listed, looked at, and signed by another person; the paper is seen to.

`tasks.disposal` then destroys what is on the list.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from letters.certificate import certificate as as_paper
from models import disposals, holds
from models.audit_event import PROGRAM, AuditEvent
from models.case_file import CaseFile
from models.db import Transaction, reading, transaction
from models.disposal import DisposalItem, DisposalList
from models.disposals import Closed
from models.moment import day_of
from models.person import Person
from models.request import Request
from rules import disposal as rule
from rules.disposal import Hands, ItemState, Paper
from rules.identifying import Known
from rules.letter_forms import Form
from rules.policy import Policy
from rules.retention import Disposal, RetentionRefused, disposal
from rules.rights import Right
from rules.typed import needed
from tasks import access, letter_facts, policies
from tasks.printed import printed
from tasks.step import step


@dataclass(frozen=True, slots=True)
class Preview:
    """One closed record, when it may be destroyed, and what stops it now. No person."""

    reference: str
    disposal: Disposal
    stops: tuple[str, ...]

    def is_due(self, today: date) -> bool:
        """Whether it may be destroyed on a day."""
        return self.disposal.on is not None and self.disposal.on <= today and not self.stops


def preview(service: str) -> list[Preview]:
    """Every closed record of a service, those that may be destroyed first come first. Nothing is changed."""
    with reading() as session:
        found = list(_previews(session, service, policies.of(service)))
    return sorted(found, key=lambda one: (one.disposal.on or date.max, one.reference))


def propose(service: str, *, by: str, at: datetime) -> int:
    """List what may be destroyed now. Gives the number of the list.

    Raises:
        RetentionRefused: nothing may be, or all of it stands on a list already.
        rules.access.AccessRefused
    """
    with transaction(by, at, trying="disposal") as tx:
        tx.may(Right.MANAGE, service)
        tx.about = service, None
        taken = disposals.on_open_lists(tx.session, service)
        policy, today = policies.of(service), day_of(at)
        previews = _previews(tx.session, service, policy)
        due = [one for one in previews if one.is_due(today) and one.reference not in taken]
        if not due:
            raise RetentionRefused("Nothing may be destroyed that is not on a list already.")
        made = DisposalList(service=service, made_on=today, made_by=by)
        tx.session.add(made)
        tx.session.flush()
        for one in due:
            assert one.disposal.on is not None, "what is due has a day"
            item = DisposalItem(
                list_id=number_of(made), reference=one.reference, due_on=one.disposal.on,
                because=_reason(one.disposal), state=ItemState.PROPOSED,
            )  # fmt: skip
            tx.session.add(item)
        tx.record("disposal.proposed", service=service, list=made.id, count=len(due))
        return number_of(made)


def look_at(number: int, *, by: str, at: datetime) -> tuple[DisposalList, list[DisposalItem]]:
    """One list, and what is on it.

    Raises:
        RetentionRefused: the service of whoever looks has none of that number.
        rules.access.AccessRefused: they do not manage it.
    """
    service = access.service_of(by=by, at=at, right=Right.MANAGE)
    with reading() as session:
        found = disposals.the_list(session, service, number)
        return found, list(disposals.items(session, found))


def certificate(number: int, *, by: str, at: datetime) -> list[str]:
    """What was destroyed when, on whose word and by what rule, line by line; nobody whom a record was about is named.

    Raises:
        RetentionRefused: no such list, or it was not carried out.
        rules.access.AccessRefused
    """
    found, items = look_at(number, by=by, at=at)
    return rule.certificate(
        found.id or 0,
        policies.of(found.service).service.name,
        disposals.steps(found),
        hands(found),
        [rule.Destroyed(one.reference, one.because, one.documents, one.state, one.why) for one in items],
        found.paper_how,
    )


def hands(found: DisposalList) -> Hands:
    """Who made, signed and carried out a list, and who destroyed the paper, in words; `nobody` where nobody did."""
    with reading() as session:
        signed_as = _signed_as(session, found)
    made, signed, done = (
        "the program" if name == PROGRAM else name or "nobody"
        for name in (found.made_by, found.signed_by, found.done_by)
    )
    return Hands(made, signed, done, signed_as, found.paper_by)


def _signed_as(session: Session, found: DisposalList) -> str | None:
    """The role in which it was signed, as the policy named it then: the log has it, the row does not."""
    if found.signed_on is None:
        return None
    query = select(AuditEvent).where(AuditEvent.event == "disposal.signed", AuditEvent.service == found.service)
    return next((event.what["role"] for event in session.exec(query) if event.what["list"] == found.id), None)


def certificate_paper(number: int, form: Form, *, by: str, at: datetime) -> bytes:
    """The same on the letterhead, to be signed, as a file.

    Raises:
        RetentionRefused, rules.access.AccessRefused: as `certificate`.
        rules.refusal.Refusal: LibreOffice, which prints a PDF, is not here.
    """
    lines = certificate(number, by=by, at=at)
    found, _ = look_at(number, by=by, at=at)
    paper = as_paper(lines, letter_facts.service(policies.of(found.service)), day_of(at))
    return printed(paper, form, found.service)


def strike(number: int, reference: str, because: str, *, by: str, at: datetime) -> None:
    """Take a record off a list, with the reason: it is kept, and stands on the next list unless a hold stops it.

    Raises:
        RetentionRefused: the list is signed, the record is not on it, or the reason names somebody on record.
        rules.typed.TypedRefused, rules.access.AccessRefused
    """
    with changing(number, by, at) as (tx, found):
        rule.check_unsigned(disposals.steps(found))
        item = next((one for one in disposals.items(tx.session, found) if one.reference == reference.upper()), None)
        if item is None or item.state is not ItemState.PROPOSED:
            raise RetentionRefused("That record is not on the list.")
        why = rule.check_names_nobody(needed(because, "reason"), "reason", _people(tx.session, number))
        item.state, item.why = ItemState.STRUCK, why
        tx.session.add(item)
        tx.record("disposal.struck", service=found.service, list=number, struck=item.reference)


def sign(number: int, role: str, *, by: str, at: datetime) -> None:
    """Sign a list, in the role that the policy names: from then on what is on it is settled.

    Raises:
        RetentionRefused: another role, or whoever made the list.
        rules.access.AccessRefused
    """
    with changing(number, by, at) as (tx, found):
        rule.check_unsigned(disposals.steps(found))
        tx.in_role(role)
        policy = policies.of(found.service)
        setting = policy.settings.retention
        wanted = setting.value.signed_by or policy.service.manager_role
        same = found.made_by.casefold() == by.casefold()
        rule.check_signing(role, wanted, same_person=same, cites=", ".join(setting.cites))
        found.signed_on, found.signed_by = day_of(at), by
        tx.session.add(found)
        tx.record("disposal.signed", service=found.service, list=number, role=role)


def confirm_paper(
    number: int, paper: Paper, *, by: str, at: datetime, who: str | None = None, how: str | None = None
) -> None:
    """Record what became of the paper of the records on a list: that there was none, or who destroyed it, and how.

    Raises:
        RetentionRefused: the list was carried out, or the words name somebody on record.
        rules.typed.TypedRefused: who, or how, is missing.
        rules.access.AccessRefused
    """
    with changing(number, by, at) as (tx, found):
        rule.check_open(disposals.steps(found))
        found.paper, found.paper_on, found.paper_by, found.paper_how = paper, day_of(at), None, None
        if paper is Paper.DESTROYED:
            people = _people(tx.session, number)
            said = "person who destroyed the paper", "way in which the paper was destroyed"
            found.paper_by = rule.check_names_nobody(needed(who, said[0], 80), said[0], people)
            found.paper_how = rule.check_names_nobody(needed(how, said[1], 200), said[1], people)
        tx.session.add(found)
        tx.record("disposal.paper", service=found.service, list=number, paper=paper.value)


def propose_due(service: str, at: datetime) -> int | None:
    """List what may be destroyed now, by the program itself: a person signs it. Gives its number, if there is any.

    Raises:
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    today = day_of(at)
    with reading() as session:
        taken = disposals.on_open_lists(session, service)
    if not any(one.is_due(today) and one.reference not in taken for one in preview(service)):
        return None
    return propose(service, by=PROGRAM, at=at)


list_due = step(propose_due)


def _previews(session: Session, service: str, policy: Policy) -> Iterator[Preview]:
    requests, files = holds.may_stop(session)
    for one in disposals.closed(session, service):
        suspect = one.row.id in (requests if isinstance(one.row, Request) else files)
        yield previewed(session, one, policy, stops=suspect)


def previewed(session: Session, one: Closed, policy: Policy, *, stops: bool = True) -> Preview:
    """One closed record as it stands now.

    Args:
        stops: whether anything may stop it: else nobody looks.
    """
    found = holds.stops_disposal(session, one.row) if stops else ()
    return Preview(one.reference, disposal(one.record, policy.settings.retention), tuple(map(str, found)))


def _people(session: Session, number: int) -> list[Known]:
    """The name and the birth date of everybody on record in what is on a list."""
    listed = select(DisposalItem.reference).where(DisposalItem.list_id == number)
    of_requests = select(Person).join(Request, col(Request.id) == Person.request_id)
    people = session.exec(of_requests.where(col(Request.reference).in_(listed))).all()
    files = session.exec(select(CaseFile).where(col(CaseFile.reference).in_(listed))).all()
    return [
        *((person.name, person.date_of_birth) for person in people),
        *((file.name, file.date_of_birth) for file in files),
    ]


def _reason(found: Disposal) -> str:
    return f"{found.because} ({', '.join(found.cites)})"[:300]


def number_of(row: DisposalList) -> int:
    """The number under which people know a list."""
    assert row.id is not None, "a row that was written has a number"
    return row.id


@contextmanager
def changing(number: int, by: str, at: datetime) -> Iterator[tuple[Transaction, DisposalList]]:
    """A change of one list, for whoever manages its service; the list is locked meanwhile."""
    with transaction(by, at, trying="disposal") as tx:
        found = disposals.the_list(tx.session, tx.who.service, number)
        tx.may(Right.MANAGE, found.service)
        tx.about = found.service, None
        tx.session.refresh(found, with_for_update=True)
        yield tx, found
