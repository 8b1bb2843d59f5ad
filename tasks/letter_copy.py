"""The letters of a request as they are kept: listed, looked at, and copied out in one of their forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from letters.errors import LettersError
from letters.pdf import to_pdf
from letters.render import Rendered
from models import document_store, queries
from models.db import reading
from models.letter import Letter
from models.request import Request
from rules.letter_forms import Form
from rules.letter_words import letter_words
from rules.refusal import Refusal
from rules.rights import Right
from rules.sending import SentBy
from tasks import access


class NoSuchLetter(Refusal):
    """The request has no such letter, or not in that form."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One letter of a request, as a list shows it."""

    occasion: str
    name: str
    written_on: date
    sent_on: date | None
    sent_by: SentBy | None
    is_answer: bool
    said: Mapping[str, Any]

    @property
    def words(self) -> str:
        """Which letter it is, for those who write it."""
        return letter_words(self.name)


def listed(reference: str, *, by: str, at: datetime, right: Right = Right.READ) -> list[Kept]:
    """The letters of a request in the order in which they were written.

    Raises:
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=right)
        return [kept(row) for row in queries.letters(session, request)]


def one(reference: str, occasion: str, *, by: str, at: datetime) -> Kept:
    """The letter of one occasion.

    Raises:
        NoSuchLetter
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at)
        return kept(_row(session, request, occasion))


def kept(row: Letter) -> Kept:
    """A stored letter as plain values."""
    return Kept(row.occasion, row.name, row.written_on, row.sent_on, row.sent_by, row.is_answer, dict(row.said))


def page(reference: str, occasion: str, *, by: str, at: datetime) -> str:
    """The letter as a page, to be read and not to be kept.

    Raises:
        NoSuchLetter
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at)
        return _stored(session, request, occasion, Form.HTML)[0].decode()


def copy(reference: str, occasion: str, form: Form, *, by: str, at: datetime) -> tuple[bytes, str]:
    """The letter in one of its forms, and the name of its file, which is no person's.

    Raises:
        NoSuchLetter: also where it was kept in another form alone.
        rules.refusal.Refusal: LibreOffice, which prints a PDF, is not here.
        models.request.NoSuchRequest, rules.access.AccessRefused: they may not copy letters out (BNS-5).
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.EXPORT)
        content, stem = _stored(session, request, occasion, form)
    return (pdfs([content])[0] if form is Form.PDF else content), f"{stem}.{form.suffix}"


def in_form(made: Rendered, form: Form) -> bytes:
    """A letter that was just written in one of its forms, as a file holds it."""
    match form:
        case Form.HTML:
            return made.html.encode()
        case Form.TEXT:
            return made.text.encode()
        case Form.PDF:
            return pdfs([made.docx])[0]
        case _:
            return made.docx


def pdfs(documents: Sequence[bytes]) -> list[bytes]:
    """Word files printed to PDF, in the same order.

    Raises:
        rules.refusal.Refusal: LibreOffice is not here, or did not print one.
    """
    try:
        return to_pdf(documents)
    except LettersError as error:
        raise Refusal(str(error)) from None


def _row(session: Session, request: Request, occasion: str) -> Letter:
    row = queries.letter(session, request, occasion)
    if row is None:
        raise NoSuchLetter(f"{request.reference} has no such letter: it may have been written anew or taken back.")
    return row


def _stored(session: Session, request: Request, occasion: str, form: Form) -> tuple[bytes, str]:
    """What is kept of it in that form, of which a PDF is printed from the Word file; and its file's name so far."""
    row = _row(session, request, occasion)
    wanted = {Form.HTML: row.page_document_id, Form.TEXT: row.text_document_id}.get(form, row.document_id)
    document = next((one for one in queries.documents(session, request) if one.id == wanted), None)
    if document is None:
        raise NoSuchLetter("It was written when only the Word file was kept: open that.")
    return document_store.get(document.sha256), document.filename.rpartition(".")[0]
