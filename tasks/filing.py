"""Filing: a paper is stored by its hash and listed once for its request and its role."""

import json

from sqlmodel import select

from models import document_store
from models.db import Transaction
from models.document import Document, DocumentRole
from models.queries import id_of
from models.request import Request
from reading import Reading


def file(
    tx: Transaction, request: Request, role: DocumentRole, content: bytes, filename: str, how: str | None = None
) -> Document:
    """Store the bytes and list them; the same bytes in the same role are listed once, as they first were."""
    name = document_store.put(content)
    query = select(Document).where(
        Document.request_id == id_of(request), Document.role == role, Document.sha256 == name
    )
    listed = tx.session.exec(query).first()
    if listed:
        return listed
    made = Document(
        request_id=id_of(request),
        role=role,
        sha256=name,
        size=len(content),
        filename=filename,
        how=how,
        added_at=tx.at,
    )
    tx.session.add(made)
    tx.session.flush()
    return made


def file_reading(tx: Transaction, request: Request, found: Reading | None, how: str) -> None:
    """List the words that were read of the original, beside it; none where it could not be read."""
    file(tx, request, DocumentRole.READING, words_of(found), "reading.json", how)


def words_of(found: Reading | None) -> bytes:
    """The words that were read of an original, as they are kept."""
    words = {
        "text": found.text if found else "",
        "subject": found.subject if found else None,
        "sender": found.sender if found else None,
        "reply_to": found.reply_to if found else None,
    }
    return json.dumps(words, ensure_ascii=False, sort_keys=True).encode()


def id_of_document(document: Document) -> int:
    """The row number of a listed paper."""
    assert document.id is not None, "a listed paper has a row number"
    return document.id
