"""Dispatch: a person releases the answer once nothing is missing; what was sent is kept byte for byte."""

from datetime import datetime

from sqlmodel import Session

from models import queries
from models.audit_event import PROGRAM
from models.db import transaction
from models.moment import day_of
from models.request import Request
from rules import outstanding
from rules.lifecycle import State
from rules.refusal import Refusal
from tasks import policies
from tasks.step import step


class NotYet(Refusal):
    """The answer may not go yet; lists what is missing, each with its clause or provision."""


def release(reference: str, send_by: str, *, by: str, at: datetime) -> None:
    """Decide that the answer goes, and how. A refused attempt is recorded and changes nothing else.

    Raises:
        NotYet: something is missing.
    """
    refused: NotYet | None = None
    with transaction(by, at) as tx:
        request = tx.request(reference)
        prepared = queries.disclosure(tx.session, request)
        missing = _missing(tx.session, request, at)
        if missing or prepared is None:
            refused = NotYet(f"The answer to {reference} may not go yet. Missing: " + "; ".join(missing) + ".")
            tx.record("answer.refused", request, missing=missing)
        elif prepared[0].released_by is None:
            row = prepared[0]
            row.released_by, row.send_by = by, send_by
            tx.session.add(row)
            tx.record("answer.released", request, digest=row.digest, send_by=send_by)
    if refused:
        raise refused


def check_released(reference: str, at: datetime) -> State:
    """See once more, in the flow, that the answer may go: a consent may have been withdrawn since.

    Raises:
        NotYet: it may not. The release is void, and a person decides again.
    """
    refused: NotYet | None = None
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state in {State.ANSWERED, State.CLOSED}:
            return request.state
        missing = _missing(tx.session, request, at)
        prepared = queries.disclosure(tx.session, request)
        if prepared is None or prepared[0].released_by is None:
            missing = [*missing, "a person to release it"]
        if missing:
            refused = NotYet(f"The answer to {reference} may not go. Missing: " + "; ".join(missing) + ".")
            tx.record("answer.stopped", request, missing=missing)
            if prepared and prepared[0].released_by:
                prepared[0].released_by = None
                tx.session.add(prepared[0])
    if refused:
        raise refused
    return request.state


check_answer = step(check_released)


def mark_sent(reference: str, at: datetime) -> State:
    """Record that the released letters went, each once, and move the request on."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is not State.PREPARED:
            return request.state
        missing = _missing(tx.session, request, at)
        prepared = queries.disclosure(tx.session, request)
        if missing or prepared is None or prepared[0].released_by is None:
            raise NotYet(f"The answer to {reference} may not go. Missing: " + "; ".join(missing) + ".")
        row = prepared[0]
        sent = []
        for letter in queries.letters(tx.session, request):
            if letter.sent_on is None and letter.occasion.startswith(("answer.", "copy.")):
                letter.sent_on, letter.sent_by = day_of(at), row.send_by
                tx.session.add(letter)
                sent.append(letter.occasion)
        ground = row.ground.value if row.ground else None
        tx.move(request, State.ANSWERED, outcome=row.outcome.value, ground=ground, letters=sent, send_by=row.send_by)
        return request.state


dispatch = step(mark_sent)


def _missing(session: Session, request: Request, at: datetime) -> list[str]:
    policy = policies.of(request.service)
    facts = queries.facts(session, request)
    return [str(item) for item in outstanding.before_answer(facts, policy, day_of(at))]
