"""Everything about one request in one file, for the regulator: what happened, why each date is so, and the log."""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from typing import Any

from sqlmodel import Session, col, select

from letters.case_record import case_record as as_paper
from models import access as read_access
from models import audit_chain, disclosure_log, document_store, handed_over, incoming_mail, late, queries
from models import case_files as read_files
from models import holds as read_holds
from models.account import Restriction
from models.audit_event import AuditEvent
from models.db import audit_content, reading, transaction
from models.disposals import record_of
from models.document import Document, DocumentRole
from models.document_store import DocumentLost
from models.legal_hold import LegalHold
from models.moment import LONDON, day_of
from models.reminder import ReminderNote
from models.request import Request
from rules.case_record import RecordForm, changed
from rules.event_words import event_words
from rules.kinds import Kind
from rules.letter_forms import Form
from rules.policy import Policy
from rules.refusal import Refusal
from rules.retention import disposal
from rules.rights import Right
from tasks import case_dates, letter_copy, letter_facts, policies
from tasks import reading as read_text
from tasks.printed import printed
from tasks.story import story
from tasks.story_events import event_details, events_of

FORMAT = "case-record-1"


def export(reference: str, form: RecordForm, *, by: str, at: datetime) -> bytes:
    """The record of one request in one file. That it was taken out, and by whom, is on it too.

    Raises:
        models.request.NoSuchRequest
        rules.access.AccessRefused: whoever asks may not manage the service, or not see the request, or copy nothing
            out. Recorded.
        rules.refusal.Refusal: LibreOffice, which prints a PDF, is not here.
    """
    with transaction(by, at) as tx:
        request = tx.request(reference, Right.EXPORT)
        tx.may(Right.MANAGE, request.service)
        tx.record("case.exported", request, form=form.value)
        service = request.service
    record = gathered(reference, by=by, at=at)
    if form is RecordForm.JSON:
        return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
    paper = as_paper(record, letter_facts.service(policies.of(service)), day_of(at))
    return printed(paper, Form(form.value), service)


def check(content: bytes) -> tuple[list[str], bool]:
    """What is wrong with a record that was taken out as data, and whether its events were held against a log here.

    Raises:
        rules.refusal.Refusal: it is no such record.
    """
    try:
        record = json.loads(content)
        if record["format"] != FORMAT:
            raise ValueError
        events = {event["number"]: event["hash"] for event in record["events"]}
        wrong = [f"Event {number} was changed after it was written." for number in changed(record["events"])]
    except (ValueError, KeyError, TypeError):
        raise Refusal("This is no record of a case that was taken out as data.") from None
    with reading() as session:
        stored = dict(
            session.exec(
                select(AuditEvent.number, AuditEvent.hash).where(AuditEvent.reference == record["story"]["reference"])
            ).all()
        )
    ours = stored and any(stored.get(number) == found for number, found in events.items())
    if ours:
        wrong += [
            f"Event {number} stands otherwise in the log."
            for number in events
            if stored.get(number) != events[number]
        ]
        last = max(events)
        wrong += [
            f"Event {number} of the log is not in the file."
            for number in stored
            if number not in events and number < last
        ]
    return wrong, bool(ours)


def gathered(reference: str, *, by: str, at: datetime) -> dict[str, Any]:
    """The record as plain values: what `show` tells, and all that stands behind it."""
    told = story(reference, day_of(at), by=by, at=at)
    with reading() as session:
        request = queries.request(session, reference)
        policy = policies.of(request.service)
        events = events_of(session, reference)
        read = read_text.stored_reading(session, request) or {}
        count, newest = audit_chain.head(session)
        return {
            "format": FORMAT,
            "program": version("inforights"),
            "made": at.astimezone(LONDON).isoformat(timespec="minutes"),
            "made_by": by,
            "service_name": policy.service.name,
            "story": {name: value for name, value in told.items() if name not in {"events", "happened"}},
            "proposed": [Kind(kind).words for kind in told["proposed"]],
            "letter_text": read.get("text"),
            "letter_subject": read.get("subject"),
            "dates": case_dates.history(session, request, events, policy),
            "dates_that_differ_today": case_dates.repeated(session, request, policy),
            "retention": _retention(session, request, policy),
            "schedules": list(_schedules(session, request)),
            "letters": list(_letters(session, request)),
            "documents": [_document(row) for row in queries.documents(session, request)],
            "around": list(_around(session, request)),
            "messages": [_message(row) for row in incoming_mail.of_request(session, request)],
            "reminders": [_reminder(row) for row in _reminders(session, request)],
            "events": [_event(event) for event in events],
            "log": {"events": count, "newest": newest, "loose": audit_chain.loose(session, events)},
        }


def _retention(session: Session, request: Request, policy: Policy) -> dict[str, Any]:
    """From when on it may be destroyed, and why."""
    found = disposal(record_of(session, request), policy.settings.retention)
    stops = [str(stop) for stop in read_holds.stops_disposal(session, request)]
    return {
        "on": found.on.isoformat() if found.on else None,
        "because": found.because,
        "cites": list(found.cites),
        "stops": stops,
    }


def _schedules(session: Session, request: Request) -> Iterator[dict[str, Any]]:
    """What was prepared of each part, and every document on its schedule with its reason."""
    for row in queries.disclosures(session, request):
        yield {
            "kind": row.kind.words,
            "outcome": row.outcome.replace("_", " "),
            "ground": row.ground.replace("_", " ") if row.ground else None,
            "purpose": row.purpose,
            "power": row.power,
            "proceedings": row.proceedings,
            "recipient": row.recipient_role,
            "searched": list(row.searched),
            "said": dict(row.said),
            "told_on": row.told_on.isoformat() if row.told_on else None,
            "not_told_because": row.not_told_because,
            "prepared_by": row.prepared_by,
            "prepared_on": row.prepared_on.isoformat(),
            "version": row.version,
            "items": [
                {
                    "number": item.number,
                    "description": item.description,
                    "dated": item.dated.isoformat() if item.dated else None,
                    "decision": item.decision.replace("_", " "),
                    "exemption": item.exemption,
                    "reason": item.reason,
                    "held": item.held.replace("_", " ") if item.held else None,
                    "weighed": list(item.weighed),
                    "opinion_on": item.opinion_on.isoformat() if item.opinion_on else None,
                    "opinion_of": item.opinion_of,
                }
                for item in queries.schedule_items(session, row)
            ],
        }


def _letters(session: Session, request: Request) -> Iterator[dict[str, Any]]:
    """Each letter with its words."""
    kept = {row.id: row for row in queries.documents(session, request)}
    for row in queries.letters(session, request):
        one = letter_copy.kept(row)
        text = kept.get(row.text_document_id)
        yield {
            "occasion": one.occasion,
            "words": one.words,
            "written": one.written_on.isoformat(),
            "sent": one.sent_on.isoformat() if one.sent_on else None,
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
        "size": row.size,
        "sha256": row.sha256,
        "added": row.added_at.astimezone(LONDON).isoformat(timespec="minutes"),
    }


def _around(session: Session, request: Request) -> Iterator[str]:
    """Whose it was, from whom it was kept, with whom it was, and what held it: a line each."""
    yield from (f"Assigned to {login}." for login in read_access.assigned(session, request))
    kept_to = select(Restriction).where(Restriction.request_id == request.id).order_by(col(Restriction.id))
    for row in session.exec(kept_to):
        lifted = f", lifted on {row.lifted_on}" if row.lifted_on else ""
        yield f"Kept to a few from {row.since} on, by {row.by}{lifted}: {row.because}"
    for one in handed_over.hand_overs(session, request):
        back = f"back on {one.back_on}" if one.back_on else "not back yet"
        yield f"With {one.team} from {one.handed_on} on, {back}; they saw: {', '.join(one.saw) or 'nothing'}."
    held = select(LegalHold).where(LegalHold.request_id == request.id).order_by(col(LegalHold.id))
    for hold in session.exec(held):
        lifted = f", lifted on {hold.lifted_on}: {hold.lifted_because}" if hold.lifted_on else ""
        reason = f" ({hold.reason})" if hold.reason else ""
        yield f"Held from {hold.since} on by {hold.by}, because of {hold.because.replace('_', ' ')}{reason}{lifted}."
    for file in read_files.files_of(session, request):
        yield f"Linked to the case file {file.reference}."
    for note in late.notes_of(session, request):
        yield f"Noted on {note.noted_on} by {note.noted_by} why a date was missed: {note.reason.words}; {note.text}"
    for decided in disclosure_log.decisions(session, request):
        said = f": {decided.title or decided.because}" if decided.decision.stands else ""
        what = decided.decision.replace("_", " ")
        yield f"Disclosure log, on {decided.decided_on} by {decided.decided_by}: {what}{said}."


def _message(row: Any) -> dict[str, Any]:
    return {
        "received": row.received_at.astimezone(LONDON).isoformat(timespec="minutes"),
        "taken_for": row.sort.replace("_", " ") if row.sort else None,
        "outcome": row.outcome.replace("_", " ") if row.outcome else None,
        "decided_by": row.decided_by,
        "reason": row.reason,
        "sha256": row.sha256,
    }


def _reminders(session: Session, request: Request) -> Iterator[ReminderNote]:
    query = select(ReminderNote).where(ReminderNote.reference == request.reference)
    yield from session.exec(query.where(ReminderNote.service == request.service).order_by(col(ReminderNote.id)))


def _reminder(row: ReminderNote) -> dict[str, Any]:
    return {"on": row.noted_on.isoformat(), "whom": row.whom, "says": row.says, "unsent": row.unsent}


def _event(event: AuditEvent) -> dict[str, Any]:
    """An event in words, and as it was hashed: whoever has the file can work its hash out."""
    return {
        "number": event.number,
        "at": event.at.astimezone(LONDON).isoformat(timespec="seconds"),
        "words": event_words(event.event),
        "details": list(event_details(event)),
        "because": event.what.get("because"),
        "content": audit_content(event),
        "previous": event.previous,
        "hash": event.hash,
    }
