"""Consents: what must be asked is written down, and each answer as it comes. Silence stays silence."""

from collections.abc import Sequence
from datetime import date, datetime

from models import document_store, queries
from models.audit_event import PROGRAM
from models.consent import Consent
from models.db import Transaction, transaction
from models.document import Document, DocumentRole
from models.moment import day_of
from models.person import Standing
from models.queries import id_of
from models.request import Request
from rules import consents
from rules.consents import Answer, Asked
from rules.refusal import Refusal
from tasks import policies
from tasks.step import step


class ConsentRefused(Refusal):
    """The answer cannot be recorded as given; says why."""


def note_what_to_ask(reference: str, at: datetime) -> int:
    """Write down once what must be asked of whom. Returns how many questions are open."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        set_questions(tx, request, day_of(at))
        return sum(row.answer is None for row in queries.consents(tx.session, request))


def set_questions(tx: Transaction, request: Request, today: date) -> None:
    """Bring the questions of a request in line with what is known of its people.

    A question that is answered stays for the record, whatever is learned later.
    """
    policy = policies.of(request.service)
    people = queries.people(tx.session, request)
    requester, subject = people.get(Standing.REQUESTER), people.get(Standing.DATA_SUBJECT)
    wanted = {
        ask.whom: ask
        for part in queries.parts(tx.session, request)
        for ask in consents.to_ask(
            part.kind,
            requester.role if requester else None,
            request.received_on,
            subject.date_of_birth if subject else None,
            policy,
        )
    }
    have = {row.whom: row for row in queries.consents(tx.session, request)}
    for whom, row in have.items():
        if whom not in wanted and row.answer is None:
            tx.session.delete(row)
            tx.record("consent.not_needed", request, whom=whom.value)
    for whom, ask in wanted.items():
        if whom not in have:
            cites = list(ask.cites)
            tx.session.add(Consent(request_id=id_of(request), whom=whom, why=ask.why, cites=cites, asked_on=today))
            tx.record("consent.asked", request, whom=whom.value, cites=cites)
    tx.session.flush()


ask_consents = step(note_what_to_ask)


def answer(
    reference: str,
    whom: Asked,
    given: Answer,
    *,
    on: date,
    by: str,
    at: datetime,
    roles: Sequence[str] = (),
    paper: tuple[str, bytes] | None = None,
) -> None:
    """Record a person's answer, with the signed paper where there is one (file name, bytes).

    Raises:
        ConsentRefused: nothing was asked of them, the day is impossible, or a restricted consent
            names no role (CUM-4.2).
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        row = _asked(tx, request, whom)
        if on > day_of(at) or on < request.received_on:
            raise ConsentRefused("The answer's date must lie between the day of receipt and today.")
        if (given is Answer.RESTRICTED) != bool(roles):
            raise ConsentRefused(
                "A restricted consent names the roles that may have the information; no other does (CUM-4.2)."
            )
        row.answer, row.roles, row.answered_on = given, list(roles), on
        row.review_on = None if given is Answer.REFUSED else consents.review_on(on, policies.of(request.service))
        row.withdrawn_on, row.waived_because = None, None
        if paper:
            row.document_id = _keep(tx, request, *paper)
        tx.session.add(row)
        tx.record(
            "consent.answered",
            request,
            whom=whom.value,
            answer=given.value,
            roles=list(roles),
            on=on.isoformat(),
            paper=paper is not None,
        )


def withdraw(reference: str, whom: Asked, *, on: date, by: str, at: datetime) -> None:
    """Record that a consent was withdrawn: as easy as giving it (UK GDPR Art 7(3))."""
    with transaction(by, at) as tx:
        request = tx.request(reference)
        row = _asked(tx, request, whom)
        if row.answer in {None, Answer.REFUSED}:
            raise ConsentRefused("There is no consent to withdraw.")
        row.withdrawn_on = on
        tx.session.add(row)
        tx.record("consent.withdrawn", request, whom=whom.value, on=on.isoformat())


def waive(reference: str, whom: Asked, because: str, *, by: str, at: datetime) -> None:
    """A manager does without a confirmation, with the reason (BNS-6). A consent is never waived.

    Raises:
        ConsentRefused: it is a consent, or no reason is given.
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        row = _asked(tx, request, whom)
        if whom is not Asked.CHILD_CONFIRMATION:
            raise ConsentRefused("Only the child's own confirmation may be waived (BNS-6); a consent never.")
        if not because.strip():
            raise ConsentRefused("Say why the confirmation is waived (BNS-6).")
        row.waived_because = because.strip()
        tx.session.add(row)
        tx.record("consent.waived", request, whom=whom.value)


def _asked(tx: Transaction, request: Request, whom: Asked) -> Consent:
    if not request.state.is_open:
        raise ConsentRefused(f"The request is {request.state}: nothing more is asked for it.")
    rows = queries.consents(tx.session, request)
    found = next((row for row in rows if row.whom is whom), None)
    if found is None:
        listed = ", ".join(row.whom for row in rows) or "nobody"
        raise ConsentRefused(f"Nothing was asked of '{whom}' for this request; asked were: {listed}.")
    return found


def _keep(tx: Transaction, request: Request, filename: str, content: bytes) -> int:
    if not content:
        raise ConsentRefused("The signed paper's file is empty.")
    paper = Document(
        request_id=id_of(request),
        role=DocumentRole.CONSENT,
        sha256=document_store.put(content),
        size=len(content),
        filename=filename,
        added_at=tx.at,
    )
    tx.session.add(paper)
    tx.session.flush()
    assert paper.id is not None
    return paper.id
