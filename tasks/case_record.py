"""Everything about one request in one file, for the regulator: what happened, why each date is so, and the log."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from sqlmodel import Session

from letters.case_record import case_record as as_paper
from models import audit_chain, document_store, queries
from models import holds as read_holds
from models.audit_event import AuditEvent
from models.db import audit_content, reading, transaction
from models.disposals import record_of
from models.document import Document, DocumentRole
from models.document_store import DocumentLost
from models.look import looking
from models.moment import LONDON, day_of
from models.request import Request
from rules.case_record import FORMAT, RecordForm
from rules.event_words import event_words
from rules.kinds import Kind
from rules.letter_forms import Form
from rules.policy import Policy
from rules.retention import disposal
from rules.rights import Right
from tasks import access, case_dates, case_record_rows, letter_copy, letter_facts, policies
from tasks import reading as read_text
from tasks.printed import printed
from tasks.story import story
from tasks.story_events import event_details, events_of


def export(reference: str, form: RecordForm, *, by: str, at: datetime) -> bytes:
    """The record of one request in one file. That it was taken out is recorded with the digest of that very file.

    Raises:
        models.request.NoSuchRequest
        rules.access.AccessRefused: whoever asks may not manage the service, or not see the request, or copy nothing
            out. Recorded.
        rules.refusal.Refusal: LibreOffice, which prints a PDF, is not here.
    """
    with reading() as session:
        for right in (Right.EXPORT, Right.MANAGE):
            access.to_read(session, reference, by=by, at=at, right=right)
    made = _made(reference, form, by=by, at=at)
    with transaction(by, at) as tx:
        request = tx.request(reference, Right.EXPORT)
        tx.may(Right.MANAGE, request.service)
        tx.record("case.exported", request, form=form.value, sha256=hashlib.sha256(made).hexdigest())
    return made


def _made(reference: str, form: RecordForm, *, by: str, at: datetime) -> bytes:
    record = gathered(reference, by=by, at=at)
    if form is RecordForm.JSON:
        return (json.dumps(record, ensure_ascii=False, indent=1, default=_iso) + "\n").encode()
    service = record["story"]["service"]
    paper = as_paper(record, letter_facts.service(policies.of(service)), day_of(at))
    return printed(paper, Form(form.value), service)


def gathered(reference: str, *, by: str, at: datetime) -> dict[str, Any]:
    """The record as values: what `show` tells, and all that stands behind it.

    Days and moments of the program are dates and moments, and text is what somebody wrote or the program said: a
    paper writes the first out, and leaves the second as it is.
    """
    with looking():
        told = story(reference, day_of(at), by=by, at=at)
        with reading() as session:
            request = queries.request(session, reference)
            policy = policies.of(request.service)
            events = events_of(session, reference)
            newest = audit_chain.head(session)
            read = read_text.stored_reading(session, request) or {}
            return {
                "format": FORMAT,
                "program": version("inforights"),
                "made": at.astimezone(LONDON),
                "made_by": by,
                "service_name": policy.service.name,
                "story": {name: value for name, value in told.items() if name not in {"events", "happened"}},
                "proposed": [Kind(kind).words for kind in told["proposed"]],
                "letter_text": read.get("text"),
                "letter_subject": read.get("subject"),
                "register_row": list(_register_row(session, request)),
                "kept": case_dates.kept(session, request, day_of(at)),
                "dates": case_dates.history(session, request, events, policy),
                "dates_that_differ_today": case_dates.repeated(session, request, policy),
                "retention": _retention(session, request, policy),
                "stored": case_record_rows.stored(session, request, at),
                "letters": list(_letters(session, request)),
                "documents": [_document(row) for row in queries.documents(session, request)],
                "events": [_event(event) for event in events],
                "log": {
                    "events": newest[0],
                    "newest": newest[1],
                    "loose": audit_chain.loose(session, events, newest),
                },
            }


def _iso(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _retention(session: Session, request: Request, policy: Policy) -> dict[str, Any]:
    """From when on it may be destroyed, and why."""
    found = disposal(record_of(session, request), policy.settings.retention)
    stops = [str(stop) for stop in read_holds.stops_disposal(session, request)]
    return {"on": found.on, "because": found.because, "cites": list(found.cites), "stops": stops}


def _register_row(session: Session, request: Request) -> Iterator[str]:
    """The words of its row of an earlier register, as they stood, where it was taken over from one.

    Where it had no letter of its own the row is the original.
    """
    if request.earlier_reference is None:
        return
    rows = queries.documents(session, request, DocumentRole.REGISTER_ROW)
    rows = rows or queries.documents(session, request, DocumentRole.ORIGINAL)
    yield from (text for row in rows if (text := _text(row)) is not None)


def _letters(session: Session, request: Request) -> Iterator[dict[str, Any]]:
    """Each letter with its words."""
    kept = {row.id: row for row in queries.documents(session, request)}
    for row in queries.letters(session, request):
        one = letter_copy.kept(row)
        text = kept.get(row.text_document_id)
        yield {
            "occasion": one.occasion,
            "words": one.words,
            "written": one.written_on,
            "sent": one.sent_on,
            "sent_by": one.sent_by.words if one.sent_by else None,
            "text": _text(text) if text else None,
            "sha256": kept[row.document_id].sha256 if row.document_id in kept else None,
        }


def _text(row: Document) -> str | None:
    try:
        return document_store.get(row.sha256).decode("utf-8", "replace")
    except DocumentLost:
        return None


def _document(row: Document) -> dict[str, Any]:
    form = row.role is DocumentRole.LETTER_FORM
    return {
        "role": "the same letter in another form" if form else row.role.replace("_", " "),
        "filename": row.filename,
        "how": row.how,
        "size": row.size,
        "sha256": row.sha256,
        "added": row.added_at.astimezone(LONDON),
    }


def _event(event: AuditEvent) -> dict[str, Any]:
    """An event in words, and as it was hashed: whoever has the file can work its hash out."""
    return {
        "number": event.number,
        "at": event.at.astimezone(LONDON),
        "words": event_words(event.event),
        "details": list(event_details(event)),
        "because": event.what.get("because"),
        "content": audit_content(event),
        "previous": event.previous,
        "hash": event.hash,
    }
