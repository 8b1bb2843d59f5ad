"""Letters: each occasion has one letter, a draft until it is sent, stored as a Word file by its hash."""

from datetime import datetime
from typing import Any

from letters import letterhead
from letters.errors import LettersError
from letters.render import render
from models import document_store, queries
from models.audit_event import PROGRAM
from models.db import Transaction, transaction
from models.document import Document, DocumentRole
from models.letter import Letter
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import letter as rule
from rules.consents import Asked
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.policy import Policy
from rules.refusal import Refusal
from tasks import letter_facts, policies
from tasks.step import step

_TO_FAMILY = {"consent_request_parent", "consent_request_young_person", rule.COPY, rule.TELL}


class LetterRefused(Refusal):
    """The letter cannot be written; says what is missing."""


def write_acknowledgement(reference: str, at: datetime) -> State:
    """Write the first letter of a classified request and open it. Returns the state afterwards."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is not State.CLASSIFIED:
            return request.state
        kinds = [part.kind for part in queries.parts(tx.session, request)]
        for name in dict.fromkeys(rule.ACKNOWLEDGEMENTS[kind] for kind in kinds):
            _write(tx, request, name, "acknowledgement")
        tx.move(request, State.OPEN)
        return request.state


acknowledge = step(write_acknowledgement)


def write_answer(reference: str, at: datetime) -> int:
    """Write the letters of the answer that was released. Returns how many there are."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        prepared = queries.disclosure(tx.session, request)
        if prepared is None or prepared[0].released_by is None:
            raise LetterRefused(f"The answer to {reference} has not been released.")
        row = prepared[0]
        policy = policies.of(request.service)
        written = 0
        for part in queries.parts(tx.session, request):
            name = rule.response(part.kind, row.outcome)
            if name:
                _write(tx, request, name, f"answer.{part.kind}")
                written += 1
            if part.kind in rule.COPIED and row.outcome is Outcome.DISCLOSED and policy.settings.copy_to_family.value:
                _write(tx, request, rule.COPY, f"copy.{part.kind}")
                written += 1
        return written


write_answer_letters = step(write_answer)


def write(reference: str, name: str, *, by: str, at: datetime) -> None:
    """Write one letter because a person asks for it: a consent request, or telling the person concerned.

    Raises:
        LetterRefused: that letter is not written by hand, or something it needs is missing.
    """
    possible = {"consent_request_parent", "consent_request_young_person", rule.TELL}
    if name not in possible:
        raise LetterRefused(
            f"Letters that can be asked for are: {', '.join(sorted(possible))}; others come by themselves."
        )
    with transaction(by, at) as tx:
        request = tx.request(reference)
        if request.state not in {State.OPEN, State.PREPARED}:
            raise LetterRefused(f"The request is {request.state}: no such letter goes out now.")
        if name.startswith("consent_request") and not queries.disclosure(tx.session, request):
            raise LetterRefused(
                "List first what would go (`inforights disclose`): a consent is to named documents "
                "(UK GDPR Art 4(11))."
            )
        _write(tx, request, name, name)


def _write(tx: Transaction, request: Request, name: str, occasion: str) -> None:
    """Write a letter for an occasion that has none yet, with its audit event."""
    if queries.letter(tx.session, request, occasion):
        return
    policy = policies.of(request.service)
    today = day_of(tx.at)
    facts = letter_facts.of_request(tx.session, request, policy, today)
    if occasion.startswith(("answer.", "copy.")):
        facts |= _of_part(facts, Kind(occasion.partition(".")[2]))
        facts["enclosures"] = letter_facts.enclosed(facts["schedule"])
    if name == rule.HOLDING_ANSWER:
        # It is shown no fact but the address, so the addressee's name is a line of it.
        to = facts["recipient"]
        facts["recipient"] = {**to, "address": [line for line in (to["name"], *to["address"]) if line]}
    if name in _TO_FAMILY:
        people = queries.people(tx.session, request)
        whom = Asked.YOUNG_PERSON if name == "consent_request_young_person" else Asked.PARENT
        facts["recipient"] = letter_facts.to_family(people, whom, today)
    try:
        made = render(name, facts, _letterhead(policy))
    except LettersError as error:
        raise LetterRefused(f"{request.reference}: {error}") from None
    document = Document(
        request_id=id_of(request),
        role=DocumentRole.LETTER,
        sha256=document_store.put(made.docx),
        size=len(made.docx),
        filename=f"{request.reference} {occasion.replace('.', ' ')}.docx",
        added_at=tx.at,
    )
    tx.session.add(document)
    tx.session.flush()
    assert document.id is not None
    tx.session.add(
        Letter(request_id=id_of(request), name=name, occasion=occasion, document_id=document.id, written_on=today)
    )
    tx.record("letter.drafted", request, letter=name, occasion=occasion, sha256=document.sha256)


def _of_part(facts: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """In the answer to one part of a hybrid, that part alone speaks."""
    own = [part for part in facts["parts"] if part["kind"] == kind.value]
    return {"kind": kind.value, "kind_title": kind.words, "parts": own, "due": own[0]["due"]}


def _letterhead(policy: Policy) -> bytes:
    return letterhead.plain(letter_facts.service(policy))
