"""The part of a request's story that is about orders and powers: what is on record, and what to consider."""

from collections.abc import Iterator

from sqlmodel import Session

from models import answering, powers, queries
from models.request import Request
from rules import powers as rule
from rules.hint import Hint
from rules.order_checks import asked_of
from rules.policy import Policy


def prompts(session: Session, found: Request, policy: Policy) -> list[Hint]:
    """What to consider where somebody asks who may have a power."""
    proposal = queries.classification(session, found)
    said = [*proposal.scope, *(piece["quote"] for piece in proposal.evidence)] if proposal else []
    return [
        prompt
        for part in queries.parts(session, found)
        for prompt in rule.prompts(
            part.kind,
            answering.circumstances(session, found).requester,
            policy,
            form=powers.police_form(session, found),
            harm=bool(proposal and proposal.harm),
            said=said,
        )
    ]


def on_record(session: Session, found: Request) -> list[str]:
    """What is recorded of an order, of the police, of advice and of safeguarding, a line each."""
    return [
        *_order(session, found),
        *_police(session, found),
        *(f"advice of the {row.of.replace('_', ' ')} on {row.on}" for row in powers.advice(session, found)),
        *_safeguarding(session, found),
    ]


def _order(session: Session, found: Request) -> Iterator[str]:
    order = queries.court_order(session, found)
    if order is None:
        return
    yield f"order of {order.court}, case number {order.case_number}, dated {order.dated}, under {order.provision}"
    if order.forbids_telling:
        yield "the order forbids to tell the person of it"
    for piece in powers.pieces(session, found):
        yield f"piece {piece.number} of the order: {piece.text}"
    answered = {row.asked: row for row in powers.checks(session, found)}
    for check, question in asked_of(order.witness_summons).items():
        if row := answered.get(check):
            reason = f", but {row.because}" if row.because else ""
            yield f"checked on {row.on} by {row.by}: {question.about}: {row.found.replace('_', ' ')}{reason}"


def _police(session: Session, found: Request) -> Iterator[str]:
    row = powers.police_request(session, found)
    if row is None:
        return
    how = "on a signed form" if row.on_form else "not on a signed form"
    telling = "prejudice" if row.telling_prejudices else "not prejudice"
    yield f"the police, {how}: for {row.purpose}; because {row.necessity}; telling would {telling} it"


def _safeguarding(session: Session, found: Request) -> Iterator[str]:
    for row in powers.safeguarding_decisions(session, found):
        told = f"told on {row.told_on}" if row.told_on else f"not told: {row.not_told_because}"
        yield (
            f"safeguarding decision of {row.on} by {row.decided_by} ({row.decided_as}), for the {row.recipient_role}"
            f": {row.what_goes}; because {row.necessity}; the person was {told}; followed: {row.procedure}"
        )
