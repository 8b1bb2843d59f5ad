"""The papers of a request as they are kept, copied out one by one: under a name of ours, and as what they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from models import document_store, queries
from models.db import reading, transaction
from models.document import Document, DocumentRole
from reading.formats import ending
from rules.refusal import Refusal
from rules.rights import Right
from tasks import access
from tasks.reading import stored_reading

_NAMES: Final = {
    DocumentRole.ORIGINAL: "original",
    DocumentRole.READING: "text",
    DocumentRole.CONSENT: "consent",
    DocumentRole.BUNDLE: "answer",
    DocumentRole.CORRESPONDENCE: "e-mail",
    DocumentRole.REGISTER_ROW: "earlier register",
}
_OTHER: Final = "application/octet-stream"
# The endings that a copy may bear, with what a browser is told. Whatever is of another sort is a file of no sort.
_MEDIA: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": _OTHER,  # a browser that opens mail would load what is in it
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "msg": "application/vnd.ms-outlook",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "rtf": "application/rtf",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain; charset=utf-8",
}


class NoSuchPaper(Refusal):
    """The request has no paper of that number."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A paper as it is sent: its bytes, what they are, and a name that is no person's."""

    content: bytes
    media_type: str
    name: str


def copy(reference: str, number: int, *, by: str, at: datetime) -> Copy:
    """One paper of a request, for somebody who may copy from it; that they did is recorded.

    Letters are copied out by their own pages (`tasks.letter_copy`).

    Raises:
        NoSuchPaper
        models.document_store.DocumentLost
        models.request.NoSuchRequest, rules.access.AccessRefused: they may not copy papers out (BNS-5).
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.EXPORT)
        papers = [row for row in queries.documents(session, request) if row.role in _NAMES]
        paper = next((row for row in papers if row.id == number), None)
        if paper is None:
            raise NoSuchPaper(f"{request.reference} has no such paper.")
        if paper.role is DocumentRole.READING:
            content, form = ((stored_reading(session, request) or {}).get("text") or "").encode(), "txt"
        else:
            content, form = document_store.get(paper.sha256), _form(paper)
        alike = [row for row in papers if row.role is paper.role]
    which = f"-{alike.index(paper) + 1}" if len(alike) > 1 else ""
    with transaction(by, at) as tx:
        about = tx.request(request.reference, Right.EXPORT)
        tx.record("paper.copied", about, paper=paper.role.value)
    return Copy(content, _MEDIA.get(form, _OTHER), f"{request.reference}-{_NAMES[paper.role]}{which}.{form}")


def _form(paper: Document) -> str:
    """The ending of its name where it is one of a paper; the name itself is the sender's, and stays here."""
    found = ending(paper.filename)
    return found if found in _MEDIA else "bin"
