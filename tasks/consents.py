"""Consents: what must be asked is written down, and each answer as it comes. Silence stays silence."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlmodel import Session

from models import answering, queries
from models.audit_event import PROGRAM
from models.consent import Consent
from models.db import Transaction, transaction
from models.document import DocumentRole
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import consents
from rules.consents import Answer, Asked, ToAsk
from rules.deed import Deed
from rules.forms import check_form
from rules.kinds import Kind
from rules.lifecycle import State
from rules.policy import Policy
from rules.refusal import Refusal
from rules.rights import Right
from rules.typed import needed
from tasks import filing, policies
from tasks.step import step


class ConsentRefused(Refusal):
    """The answer cannot be recorded as given; says why."""


def note_what_to_ask(reference: str, at: datetime) -> int:
    """Write down once what must be asked of whom. Returns how many questions are open."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        set_questions(tx, request, day_of(at))
        return sum(row.answer is None for row in queries.consents(tx.session, request))


def follow(tx: Transaction, request: Request, today: date) -> None:
    """What decides who is asked has changed: the questions follow, once they were noted at all."""
    if request.state in {State.OPEN, State.PREPARED}:
        set_questions(tx, request, today)


def to_ask(session: Session, request: Request, kinds: Iterable[Kind]) -> dict[Asked, ToAsk]:
    """What must be asked of whom, if the request is of these kinds and its people are who they are said to be."""
    policy, who = policies.of(request.service), answering.circumstances(session, request)
    return {ask.whom: ask for kind in kinds for ask in consents.to_ask(kind, who, policy)}


def set_questions(tx: Transaction, request: Request, today: date) -> None:
    """Bring the questions of a request in line with what is known of its people.

    A question that is answered stays for the record, whatever is learned later.
    """
    wanted = to_ask(tx.session, request, [part.kind for part in queries.parts(tx.session, request)])
    have = {row.whom: row for row in queries.consents(tx.session, request)}
    for whom, row in have.items():
        if whom not in wanted and row.needed:
            row.needed = False  # kept, with its answer, but it decides nothing any more
            tx.session.add(row)
            tx.record("consent.not_needed", request, whom=whom.value)
    for whom, ask in wanted.items():
        known = have.get(whom)
        if known is not None and known.needed:
            continue
        if known is not None:
            known.needed = True
            tx.session.add(known)
        else:
            tx.session.add(
                Consent(request_id=id_of(request), whom=whom, why=ask.why, cites=list(ask.cites), noted_on=today)
            )
        tx.record("consent.needed", request, whom=whom.value, cites=list(ask.cites))
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
    signed_on: date | None = None,
    valid_until: date | None = None,
    form: str | None = None,
) -> None:
    """Record a person's answer, with the signed paper where there is one (file name, bytes).

    Args:
        on: the day on which they answered.
        signed_on: the date on the paper, where it is older than the answer.
        valid_until: the last day for which they gave it, where they said one.
        form: the number on the form that came back, where it bears one.

    Raises:
        ConsentRefused: nothing is to be asked of them, a day is impossible, a restricted consent names no role of the
            policy (CUM-4.2), a yes has no paper (CUM-5.1) or an old one (CUM-4.4), or nothing is prepared yet.
            The refusal is recorded.
        rules.forms.FormRefused: the form that came back is about another list.
    """
    with transaction(by, at, trying="consent") as tx:
        request = tx.request(reference)
        row = question(tx, request, whom)
        check_day(on, request, at)
        policy = policies.of(request.service)
        agrees = given is not Answer.REFUSED
        named = _named(given, roles, policy)
        covers = answering.scope_for(tx.session, request, whom) if agrees else None
        if given is Answer.TO_THEMSELF and whom not in consents.DISCLOSURE:
            raise ConsentRefused("Only who is asked about a disclosure can have it sent to themself (CUM-5.1).")
        if agrees and whom in consents.ON_PAPER and paper is None:
            raise ConsentRefused("A yes is on paper: add the signed form or letter (CUM-5.1).")
        if agrees and covers is None:
            raise ConsentRefused(
                "A consent is to named documents, for a purpose, to a recipient (UK GDPR Art 4(11)): "
                "prepare first what would go.",
                do=Deed.PREPARE,
            )
        if whom in consents.DISCLOSURE and agrees and signed_on and signed_on < request.received_on:
            raise ConsentRefused(
                "The paper was signed before this request came, so it cannot be about it (UK GDPR Art 4(11))."
            )
        # A yes is to what they were shown, and not to what the answer has become since.
        shown = row.asked_of if whom in consents.DISCLOSURE and row.asked_of else covers
        check_form(form, shown if agrees else row.asked_of or covers)
        row.answer, row.roles, row.answered_on, row.of = given, named, on, shown if agrees else None
        row.signed_on, row.valid_until = signed_on, valid_until
        row.review_on = _review_on(on, signed_on, valid_until, policy) if agrees else None
        row.recipient, row.purpose = _to_whom_and_for_what(tx, request, whom) if agrees else (None, None)
        row.withdrawn_on, row.waived_because = None, None
        if paper:
            filename, content = paper
            if not content:
                raise ConsentRefused("The signed paper's file is empty.")
            row.document_id = filing.file(tx, request, DocumentRole.CONSENT, content, filename).id
        tx.session.add(row)
        tx.record(
            "consent.answered",
            request,
            whom=whom.value,
            answer=given.value,
            roles=named,
            on=on.isoformat(),
            paper=paper is not None,
            form=form is not None,
            recipient=row.recipient,
        )


def _named(given: Answer, roles: Sequence[str], policy: Policy) -> list[str]:
    """The roles that a restricted consent names, in the policy's words."""
    named = [" ".join(role.split()) for role in roles]
    if (given is Answer.RESTRICTED) != bool(named):
        raise ConsentRefused(
            "A restricted consent names the roles that may have the information; no other does (CUM-4.2)."
        )
    if not set(named) <= set(policy.settings.recipient_roles.value):
        listed = ", ".join(policy.settings.recipient_roles.value)
        raise ConsentRefused(f"The roles that a consent can name are: {listed} (CUM-4.2).")
    return named


def _review_on(on: date, signed_on: date | None, valid_until: date | None, policy: Policy) -> date:
    """The day on which it must be confirmed again, counted from the date on the paper (CUM-4.4, BNS-10)."""
    if signed_on and signed_on > on:
        raise ConsentRefused("The paper is dated after the day of the answer; check both days.")
    if valid_until and valid_until < on:
        raise ConsentRefused("The consent ended before it was given; check both days.")
    review = consents.review_on(signed_on or on, policy)
    if review <= on:
        raise ConsentRefused("The paper is older than a consent may be here: have it signed anew (CUM-4.4, BNS-10).")
    return review


def _to_whom_and_for_what(tx: Transaction, request: Request, whom: Asked) -> tuple[str | None, str | None]:
    """The recipient's role and the purpose of what whoever agrees was shown: to no other (HIL-2, BNS-9)."""
    for prepared in answering.answers(tx.session, request):
        if whom in consents.DISCLOSURE and consents.concerns(whom, prepared.kind):
            return prepared.recipient_role, prepared.purpose
    return None, None


def withdraw(reference: str, whom: Asked, *, on: date, by: str, at: datetime) -> None:
    """Record that a consent was withdrawn: as easy as giving it (UK GDPR Art 7(3))."""
    with transaction(by, at, trying="consent") as tx:
        request = tx.request(reference)
        # At any time, also of what is not asked any more or has gone already: UK GDPR Art 7(3).
        rows = queries.consents(tx.session, request)
        row = next((one for one in rows if one.whom is whom), None)
        if row is None or row.answer in {None, Answer.REFUSED}:
            raise ConsentRefused("There is no consent to withdraw.")
        check_day(on, request, at)
        row.withdrawn_on = on
        tx.session.add(row)
        tx.record("consent.withdrawn", request, whom=whom.value, on=on.isoformat())


def waive(reference: str, whom: Asked, because: str, *, by: str, at: datetime) -> None:
    """A manager does without a confirmation, with the reason (BNS-6). A consent is never waived.

    Raises:
        ConsentRefused: it is a consent, the child said no, or no reason is given. The refusal is recorded.
    """
    with transaction(by, at, trying="consent") as tx:
        request = tx.request(reference, Right.APPROVE)
        row = question(tx, request, whom)
        if whom not in consents.MAY_BE_WAIVED:
            raise ConsentRefused("Only the child's own confirmation may be waived (BNS-6); a consent never.")
        if row.answer is Answer.REFUSED or row.withdrawn_on:
            raise ConsentRefused("The child said no: that is not waived. Take advice before anything goes.")
        if answering.circumstances(tx.session, request).understands:
            raise ConsentRefused(
                "The child was found able to decide: the right is theirs, and nobody does without their word "
                "(UK GDPR Art 15, CUM-3.2)."
            )
        row.waived_because = needed(because, "reason for doing without the confirmation (BNS-6)")
        tx.session.add(row)
        tx.record("consent.waived", request, whom=whom.value)


def question(tx: Transaction, request: Request, whom: Asked) -> Consent:
    """What is to be asked of somebody for a request.

    Raises:
        ConsentRefused: the request has ended, or nothing is to be asked of them.
    """
    if not request.state.is_open:
        raise ConsentRefused(f"The request is {request.state}: nothing more is asked for it.")
    rows = [row for row in queries.consents(tx.session, request) if row.needed]
    found = next((row for row in rows if row.whom is whom), None)
    if found is None:
        if not rows:
            raise ConsentRefused(f"Nothing is to be asked of '{whom}': nobody is to be asked for this request.")
        listed = ", ".join(row.whom for row in rows)
        raise ConsentRefused(f"Nothing is to be asked of '{whom}' for this request; to be asked are: {listed}.")
    return found


def check_day(on: date, request: Request, at: datetime) -> None:
    """Refuse a day on which nobody can have been asked or have answered.

    Raises:
        ConsentRefused: it lies before the request or in the future.
    """
    if not request.received_on <= on <= day_of(at):
        raise ConsentRefused("The day must lie between the day on which the request was received and today.")
