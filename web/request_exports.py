"""The lists of one request as files for a spreadsheet: its log, its consents, its schedule of documents."""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response
from sqlmodel import Session

from models import answering, queries
from models.audit_event import AuditEvent
from models.consent import Consent
from models.db import reading
from models.moment import LONDON, day_of
from models.request import Request
from rules.case_record import RecordForm
from rules.event_words import event_words
from rules.kinds import Kind
from rules.ledger import stage
from rules.rights import Right
from rules.schedule import COLUMNS, MORE_COLUMNS, Item
from tasks import access, case_record
from tasks.story_events import event_details, events_of
from web.copied import sent_of
from web.page import file
from web.sheet import Cell, Form, Table
from web.visitor import At, Visitor, Who

router = APIRouter(include_in_schema=False)
_PATH = "/export/requests/{reference}"


@router.get(f"{_PATH}/audit.{{form}}")
def audit(reference: str, form: Form, who: Who, at: At) -> Response:
    """All that happened to it, with the hashes that chain it."""
    columns = ("Number", "When", "Who", "Event", "What", "Hash")
    with reading() as session:
        found = _found(session, reference, who, at)
        rows: list[list[Cell]] = [
            [one.number, one.at.astimezone(LONDON), one.actor, event_words(one.event), _what(one), one.hash]
            for one in events_of(session, found.reference)
        ]
    return sent_of(found.reference, Table(found.reference, columns, rows), "audit", form, who, at)


@router.get(f"{_PATH}/consents.{{form}}")
def consents(reference: str, form: Form, who: Who, at: At) -> Response:
    """What was asked of whom, when, and the answer: roles and days, no name."""
    columns = (
        "Asked for", "How it stands", "Still needed", "Noted", "Asked", "Chased", "Answered", "Signed", "Given until",
        "To be confirmed by", "Withdrawn", "For these roles only", "To", "Purpose", "Why it is asked", "Sources",
    )  # fmt: skip
    with reading() as session:
        found = _found(session, reference, who, at)
        rows = [_consent(session, found, row, at) for row in queries.consents(session, found)]
    return sent_of(found.reference, Table(found.reference, columns, rows), "consents", form, who, at)


@router.get(f"{_PATH}/schedule.{{form}}")
def schedule(reference: str, form: Form, who: Who, at: At) -> Response:
    """The documents of each prepared answer, with the columns that a schedule is taken in by: it can be given back.

    What it has beside them, the kind and what was weighed, is passed over then.
    """
    with reading() as session:
        found = _found(session, reference, who, at)
        rows = [_document(one.kind, item) for one in answering.answers(session, found) for item in one.schedule]
    columns = (*COLUMNS, *MORE_COLUMNS, "kind", "weighed", "opinion")
    return sent_of(found.reference, Table(found.reference, columns, rows), "schedule", form, who, at)


@router.get(f"{_PATH}/record.{{form}}")
def record(reference: str, form: RecordForm, who: Who, at: At) -> Response:
    """Everything about it in one file, for the regulator; for whoever manages the service."""
    found = reference.upper()[:20]
    content = case_record.export(found, form, by=who.login, at=at)
    return file(content, form.media_type, f"{found}-record-{day_of(at).isoformat()}.{form}")


def _found(session: Session, reference: str, who: Visitor, at: datetime) -> Request:
    return access.to_read(session, reference.upper()[:20], by=who.login, at=at, right=Right.EXPORT)


def _what(one: AuditEvent) -> str:
    """Of what it was, and why where a reason was given."""
    because = one.what.get("because")
    return "; ".join([*event_details(one), *([str(because)] if because else [])])


def _consent(session: Session, found: Request, row: Consent, at: datetime) -> list[Cell]:
    return [
        row.whom.words,
        stage(answering.consent_state(session, found, row), day_of(at)).value,
        row.needed,
        row.noted_on,
        row.asked_on,
        ", ".join(row.chased_on),
        row.answered_on,
        row.signed_on,
        row.valid_until,
        row.review_on,
        row.withdrawn_on,
        ", ".join(row.roles),
        row.recipient,
        row.purpose,
        row.why,
        ", ".join(row.cites),
    ]


def _document(kind: Kind, item: Item) -> list[Cell]:
    opinion = item.opinion
    harm = f"serious harm: {'yes' if opinion.serious_harm else 'no'}" if opinion else ""
    return [
        item.description,
        item.dated,
        item.decision.value,
        item.exemption,
        item.reason,
        item.held and item.held.value,
        item.others and item.others.value,
        item.health and item.health.value,
        item.ordered,
        item.file,
        kind.value,
        "; ".join(item.weighed),
        f"{opinion.on.isoformat()}, {opinion.of}: {harm}" if opinion else None,
    ]
