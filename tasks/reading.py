"""Reading: the stored original becomes text, kept beside it, or a person is asked to read it."""

import json
from datetime import datetime

from sqlmodel import Session

import reading
from models import db, document_store, queries
from models.audit_event import PROGRAM
from models.db import transaction
from models.document import Document, DocumentRole
from models.request import Request
from rules.lifecycle import State
from tasks import arrival, filing
from tasks.step import step


def read_original(reference: str, at: datetime) -> State:
    """Read the original of a request, once. Returns the state afterwards: `logged`, or `unreadable`."""
    with db.reading() as session:
        request = queries.request(session, reference)
        if request.state is not State.LOGGED or _stored(session, request):
            return request.state
        original = queries.documents(session, request, DocumentRole.ORIGINAL)[0]
        content, filename = document_store.get(original.sha256), original.filename
    found: reading.Reading | None
    # Outside the transaction: a hostile file may take its full time, and others must go on meanwhile.
    try:
        found = reading.read(content, filename, arrival.within())
        how, doubts, doubtful = found.how, list(found.doubts), found.trust is reading.Trust.DOUBTFUL
    except reading.Unreadable as refused:
        found, how, doubts, doubtful = None, "not read", [str(refused)], True
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is not State.LOGGED or _stored(tx.session, request):
            return request.state
        filing.file_reading(tx, request, found, "; ".join([how, *doubts]))
        if doubtful:
            tx.move(request, State.UNREADABLE, how=how)
        else:
            tx.record("reading.done", request, how=how)
        return request.state


read_letter = step(read_original)


def stored_reading(session: Session, request: Request) -> dict[str, str | None] | None:
    """The words that were read: text, subject, sender, reply_to; None when nothing was read yet."""
    stored = _stored(session, request)
    if stored is None:
        return None
    words: dict[str, str | None] = json.loads(document_store.get(stored.sha256))
    return words


def _stored(session: Session, request: Request) -> Document | None:
    return next(iter(queries.documents(session, request, DocumentRole.READING)), None)
