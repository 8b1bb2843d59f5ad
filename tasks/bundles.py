"""Bundles: an answer with its papers leaves as one locked file. Its password is shown once, kept nowhere (HIL-12)."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session

import settings
from bundle import papers as sheaf
from bundle.finding import Finding
from bundle.key import owner_password
from bundle.look import look as look_at
from bundle.make import Bundle, make
from bundle.password import made as new_password
from bundle.refusals import NotLooked, paper
from bundle.schedule_sheet import Row
from models import answering, document_store, queries
from models.bundle import BundleNote, bundles
from models.db import reading, transaction
from models.document import Document, DocumentRole
from models.letter import Letter
from models.queries import id_of
from models.request import Request
from rules.consents import DISCLOSURE
from rules.deed import Deed
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import encloses
from rules.refusal import Refusal
from rules.rights import Right
from settings import key_file
from tasks import access, filing

Form = Literal["pdf", "word"]


class BundleNotMade(Refusal):
    """The bundle is not made; says what to do first."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A bundle that was made and delivered. The password is not kept: show it once, and send it another way."""

    occasion: str
    password: str
    pages: int | None  # of a Word file they are not counted
    papers: int


@dataclass(frozen=True, slots=True)
class _Parts:
    """What goes into a bundle."""

    occasion: str
    letter: bytes
    title: str
    rows: tuple[Row, ...]


def look(
    reference: str, papers: Mapping[int, bytes], *, by: str, at: datetime, occasion: str | None = None
) -> tuple[tuple[int, Finding], ...]:
    """A last look at the papers of an answer, before or after it is released. Nothing is made and nothing stored.

    Raises:
        BundleNotMade: no answer is prepared, or it has several letters and none was named.
        bundle.refusals.BundleRefused: the papers are not those of the schedule.
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.EXPORT)
        rows = _rows(session, request, _kind(session, request, occasion))
    sheaf.check(papers, {row.number: row.decision for row in rows})
    return tuple((number, one) for number in sorted(papers) for one in _findings(number, papers[number]))


def _findings(number: int, content: bytes) -> tuple[Finding, ...]:
    try:
        return look_at(content)
    except NotLooked as why:
        raise BundleNotMade(f"{paper(number)}: {why}") from None


def lock(
    reference: str,
    papers: Mapping[int, bytes],
    deliver: Callable[[bytes], None],
    *,
    by: str,
    at: datetime,
    form: Form = "pdf",
    occasion: str | None = None,
) -> Locked:
    """Make one locked file of a released letter and its papers, and hand it to `deliver`.

    What was delivered is kept byte for byte; the service opens it with a password of its own (`reopen`).

    Raises:
        BundleNotMade: the answer has not been released yet (`inforights respond`), or the letter encloses nothing.
        bundle.refusals.BundleStopped: a paper holds something that is hidden from the eye.
        bundle.refusals.BundleRefused: the papers are not those of the schedule.
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.EXPORT)
        parts = _parts(session, request, occasion)
    password, nonce = new_password(), secrets.token_hex(16)
    try:
        locked = make(
            parts.letter,
            parts.rows,
            papers,
            title=parts.title,
            made_at=at,
            form=form,
            password=password,
            owner_password=owner_password(_key(), nonce),
            parent=settings.load().home,
        )
    except Refusal:
        # Made outside a transaction, since it takes a while; that it was refused is on record all the same.
        with transaction(by, at, trying="bundle") as tx:
            tx.request(reference, Right.EXPORT)
            raise
    # Recorded first: a file that lies somewhere and is on no record would be worse than a record of none.
    _keep(reference, parts.occasion, locked, form, nonce, by=by, at=at)
    deliver(locked.content)
    return Locked(parts.occasion, password, locked.pages, len(locked.papers))


def _keep(reference: str, occasion: str, locked: Bundle, form: Form, nonce: str, *, by: str, at: datetime) -> None:
    with transaction(by, at, trying="bundle") as tx:
        request = tx.request(reference, Right.EXPORT)
        _check_consents_stand(tx.session, request, Kind(occasion.partition(".")[2]))
        suffix = "pdf" if form == "pdf" else "docx"
        name = f"{reference} {occasion} locked.{suffix}".replace(".", " ", occasion.count("."))
        document = filing.file(tx, request, DocumentRole.BUNDLE, locked.kept, name)
        tx.session.add(
            BundleNote(
                request_id=id_of(request),
                occasion=occasion,
                document_id=filing.id_of_document(document),
                nonce=nonce,
                form=form,
                pages=locked.pages,
                papers=[{"number": one.number, "sha256": one.sha256, "pages": one.pages} for one in locked.papers],
                made_at=at,
                by=by,
            )
        )
        tx.record(
            "bundle.made",
            request,
            occasion=occasion,
            form=form,
            sha256=locked.sha256,
            pages=locked.pages,
            papers=len(locked.papers),
        )


def reopen(reference: str, number: int, *, by: str, at: datetime) -> tuple[bytes, str, Form]:
    """A kept bundle, counted from 1, and the service's own password for it. That it was asked for is recorded.

    Raises:
        BundleNotMade: there is no such bundle.
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with transaction(by, at, trying="bundle") as tx:
        request = tx.request(reference, Right.EXPORT)
        kept = bundles(tx.session, request)
        if not 1 <= number <= len(kept):
            raise BundleNotMade(f"{reference} has {len(kept)} bundles: name one of them by its number.")
        row = kept[number - 1]
        document = tx.session.get_one(Document, row.document_id)
        tx.record("bundle.opened", request, number=number, sha256=document.sha256)
    form: Form = "pdf" if row.form == "pdf" else "word"
    return document_store.get(document.sha256), owner_password(_key(), row.nonce), form


def _key() -> bytes:
    return key_file.load_or_make(settings.load().home / "keys" / "bundles.key")


def _parts(session: Session, request: Request, occasion: str | None) -> _Parts:
    enclosing = [row for row in queries.letters(session, request) if row.is_answer and encloses(row.name)]
    row = _one(enclosing, occasion)
    if row.sent_on is None:
        raise BundleNotMade("The answer has not been released yet: send it, then make the bundle.", do=Deed.RELEASE)
    document = session.get_one(Document, row.document_id)
    kind = Kind(row.occasion.partition(".")[2])
    _check_consents_stand(session, request, kind)
    return _Parts(
        row.occasion,
        document_store.get(document.sha256),
        f"Our reference {request.reference}",
        _rows(session, request, kind),
    )


def _check_consents_stand(session: Session, request: Request, kind: Kind) -> None:
    """What was released may have lost its consent since: it may be withdrawn at any time (UK GDPR Art 7(3))."""
    answer = next(one for one in answering.answers(session, request) if one.kind is kind)
    rows = [row for row in queries.consents(session, request) if row.needed and row.whom in DISCLOSURE]
    if answer.ground is Ground.CONSENT and any(row.withdrawn_on for row in rows):
        raise BundleNotMade("The consent has been withdrawn, so nothing more goes (UK GDPR Art 7(3)).")


def _one(enclosing: list[Letter], occasion: str | None) -> Letter:
    found = [row for row in enclosing if occasion in {None, row.occasion, row.name}]
    if not enclosing:
        raise BundleNotMade("No letter of this request encloses papers, or the answer has not been released yet.")
    if len(found) != 1:
        listed = ", ".join(row.occasion for row in enclosing)
        raise BundleNotMade(f"Say which letter it is for: {listed}.", give=("letter",))
    return found[0]


def _kind(session: Session, request: Request, occasion: str | None) -> Kind:
    kinds = [answer.kind for answer in answering.answers(session, request) if answer.schedule]
    named = occasion.partition(".")[2] if occasion else None
    found = [kind for kind in kinds if named in {None, kind}]
    if not kinds:
        raise BundleNotMade("List first what would go.", do=Deed.PREPARE)
    if len(found) != 1:
        raise BundleNotMade(f"Say which part it is for: answer.{', answer.'.join(kinds)}.", give=("letter",))
    return found[0]


def _rows(session: Session, request: Request, kind: Kind) -> tuple[Row, ...]:
    answer = next(one for one in answering.answers(session, request) if one.kind is kind)
    return tuple(
        Row(number, item.description, item.dated, item.decision.value)
        for number, item in enumerate(answer.schedule, 1)
    )
