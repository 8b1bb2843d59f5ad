"""Drafts: a letter is written from what is on record, in three forms, and stands for its occasion until it goes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from letters import wording
from letters.errors import LettersError
from letters.render import Rendered, render
from models import queries
from models.db import Transaction
from models.document import DocumentRole
from models.letter import Letter
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import letter as rule
from rules.kinds import Kind
from rules.refusal import Refusal
from tasks import filing, letter_facts, letterheads, policies, wordings

# The holding answer bears no reference, and nor does its file (HIL-6).
_HOLDING_FILE = "Your request for information"


class LetterRefused(Refusal):
    """The letter cannot be written; says what is missing."""


def draft(
    tx: Transaction,
    request: Request,
    name: str,
    occasion: str,
    kinds: Sequence[Kind],
    *,
    of: str,
    said: Mapping[str, Any] | None = None,
) -> None:
    """Write a letter for an occasion, with its audit event; the same letter about the same thing is there once.

    Args:
        of: the digest of what it is written about; a draft of something else gives way to it.
        said: what a person typed for it; a draft with other words gives way to it. None: nothing, or as before.

    Raises:
        LetterRefused: it lacks something, or it was sent already, about something else.
    """
    there = queries.letter(tx.session, request, occasion)
    same = there is not None and there.of == of and (said is None or dict(said) == there.said)
    if there and there.sent_on and not same and not there.is_answer:
        raise LetterRefused(f"The letter {name} was sent already, about something else: write the new one by hand.")
    if there and (there.sent_on or same):
        return
    if there:
        remove(tx, there)
    words = dict(said or {})
    made = rendered(tx.session, request, name, kinds, tx.at, words)
    about = _HOLDING_FILE if name == rule.HOLDING_ANSWER else f"{request.reference} {occasion}".replace(".", " ")
    document = filing.file(tx, request, DocumentRole.LETTER, made.docx, f"{about}.docx")
    page = filing.file(tx, request, DocumentRole.LETTER_FORM, made.html.encode(), f"{about}.html")
    text = filing.file(tx, request, DocumentRole.LETTER_FORM, made.text.encode(), f"{about}.txt")
    used = {name, *wording.wording_of(wordings.own(tx.session, request.service)).uses(name)}
    tx.session.add(
        Letter(
            request_id=id_of(request),
            name=name,
            occasion=occasion,
            document_id=filing.id_of_document(document),
            page_document_id=filing.id_of_document(page),
            text_document_id=filing.id_of_document(text),
            of=of,
            written_on=day_of(tx.at),
            said=words,
            ticks=[[one.item.id, one.said or ""] for one in made.ticks],
            wording=wordings.numbers(tx.session, request.service, sorted(used)),
        )
    )
    tx.record("letter.drafted", request, letter=name, occasion=occasion, sha256=document.sha256)


def remove(tx: Transaction, row: Letter) -> None:
    """Take a draft back; its files stay in the store, where they are part of nothing."""
    tx.session.delete(row)
    tx.session.flush()


def rendered(
    session: Session,
    request: Request,
    name: str,
    kinds: Sequence[Kind],
    at: datetime,
    said: Mapping[str, Any] | None = None,
) -> Rendered:
    """The letter as it would be written now. Nothing is stored.

    Raises:
        LetterRefused: it lacks something, or must not be written as things stand.
    """
    policy = policies.of(request.service)
    facts = letter_facts.of_letter(session, request, name, kinds, policy, day_of(at), said or {})
    own = wordings.own(session, request.service)
    try:
        return render(name, facts, letterheads.own(session, request.service), own)
    except LettersError as error:
        raise LetterRefused(f"{request.reference}, the letter {name}: {error}") from None
