"""The part of a request's story that is about its answer: who approved it, who let it go; and its papers."""

from typing import Any

from sqlmodel import Session, col, select

from models import answering, queries
from models.approval import Approval
from models.document import DocumentRole
from models.moment import LONDON
from models.request import Request
from rules.letter_words import letter_words

_PAPERS = {
    DocumentRole.ORIGINAL: "The request as it arrived",
    DocumentRole.READING: "The text that the program read from it",
    DocumentRole.CONSENT: "A signed consent",
    DocumentRole.BUNDLE: "What went, locked",
    DocumentRole.CORRESPONDENCE: "An e-mail about it",
    DocumentRole.REGISTER_ROW: "Its row of the earlier register",
}


def approvals(session: Session, found: Request) -> list[dict[str, Any]]:
    """Who approved, in which role, when, and whether what they approved is still what would go."""
    now = answering.digest(session, found)
    query = select(Approval).where(Approval.request_id == found.id).order_by(col(Approval.id))
    return [
        {
            "role": row.role,
            "by": row.by,
            "at": row.at.astimezone(LONDON).isoformat(timespec="minutes"),
            "stands": row.of == now,
            "of": row.of[:8],
        }
        for row in session.exec(query).all()
    ]


def release(session: Session, found: Request) -> dict[str, Any] | None:
    """Who let the answer go, and how it goes; None where nobody did, or it has changed since."""
    row = queries.release(session, found)
    if row is None or row.of != answering.digest(session, found):
        return None
    return {"by": row.by, "send_by": row.send_by.value, "words": row.send_by.words}


def documents(session: Session, found: Request) -> list[dict[str, Any]]:
    """The papers of a request, without the letters that the program wrote."""
    return [
        {
            "id": row.id,
            "role": row.role.value,
            "words": _PAPERS[row.role],
            "filename": row.filename,
            "size": row.size,
            "how": row.how,
            "added": row.added_at.astimezone(LONDON).isoformat(timespec="minutes"),
        }
        for row in queries.documents(session, found)
        if row.role in _PAPERS
    ]


def letters(session: Session, found: Request) -> list[dict[str, Any]]:
    """The letters that were written, drafts with them."""
    return [
        {
            "occasion": row.occasion,
            "name": row.name,
            "words": letter_words(row.name),
            "written": row.written_on.isoformat(),
            "sent": row.sent_on.isoformat() if row.sent_on else None,
            "sent_by": row.sent_by.words if row.sent_by else None,
        }
        for row in queries.letters(session, found)
    ]
