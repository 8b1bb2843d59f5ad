"""The papers of rows that are taken over: the row as it stood, and the request's own file where there is one.

They are stored before the transaction that lists them, because a thousand files take longer than others may wait.
Until that is done they are listed as doomed: of a run that was ended half-way `catch-up` deletes them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlmodel import Session, col, delete, select

from models import destruction, document_store, file_lock
from models.audit_event import PROGRAM
from models.db import transaction
from models.disposal import DoomedFile
from models.document import DocumentRole
from rules.earlier_register import RegisterRefused
from rules.lifecycle import State
from rules.refusal import Refusal
from tasks import arrival, disposal, filing
from tasks.register_plan import Plan, Planned, as_it_stood

_AT_ONCE: Final = 500  # names in one question


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a row, and where its bytes are."""

    role: DocumentRole
    sha256: str
    size: int
    filename: str
    source: bytes | Path
    how: str | None = None


@contextmanager
def stored(plan: Plan, at: datetime) -> Iterator[list[list[Paper]]]:
    """The papers of each row of a plan, stored. What no request speaks of at the end is deleted again.

    Raises:
        RegisterRefused: the file of a request has changed since it was looked at.
    """
    found = [list(_papers(one, plan)) for one in plan.rows]
    names = sorted({paper.sha256 for papers in found for paper in papers})
    try:
        with file_lock.alone(destruction.LOCK):
            with transaction(PROGRAM, at) as tx:
                listed = _listed(tx.session, names)
                tx.session.add_all(DoomedFile(sha256=name) for name in names if name not in listed)
            for paper in (paper for papers in found for paper in papers):
                _store(paper)
            yield found
    except BaseException:
        disposal.delete_doomed(at)
        raise


def spoken_of(session: Session, papers: Sequence[Sequence[Paper]]) -> None:
    """Strike papers off the list of what is doomed, in the transaction that lists them as a request's."""
    names = sorted({paper.sha256 for each in papers for paper in each})
    for at in range(0, len(names), _AT_ONCE):
        session.exec(delete(DoomedFile).where(col(DoomedFile.sha256).in_(names[at : at + _AT_ONCE])))


def _papers(one: Planned, plan: Plan) -> Iterator[Paper]:
    """The original first; the row itself where there is no file; and what is to be read of one whose kind is open."""
    text = as_it_stood(one, plan)
    row = _paper(DocumentRole.REGISTER_ROW, text, f"earlier-register-row-{one.line.number}.txt")
    original = row
    if one.letter:
        place = one.letter.place
        original = Paper(DocumentRole.ORIGINAL, one.letter.sha256, place.stat().st_size, place.name, place)
        yield original
        yield row
    else:
        yield _paper(DocumentRole.ORIGINAL, text, row.filename)
    if one.dated.row.state is State.IN_DOUBT:
        yield _reading(original)


def _paper(role: DocumentRole, content: bytes, filename: str, how: str | None = None) -> Paper:
    return Paper(role, document_store.sha256(content), len(content), filename, content, how)


def _reading(original: Paper) -> Paper:
    """The words of an original, so that whoever decides its kind has them before them."""
    try:
        found = arrival.read(_bytes(original), original.filename)
    except Refusal as refused:
        return _paper(DocumentRole.READING, filing.words_of(None), "reading.json", f"not read; {refused}")
    how = "; ".join([found.how, *found.doubts])
    return _paper(DocumentRole.READING, filing.words_of(found), "reading.json", how)


def _bytes(paper: Paper) -> bytes:
    if isinstance(paper.source, bytes):
        return paper.source
    try:
        content = paper.source.read_bytes()
    except OSError:
        content = b""
    if document_store.sha256(content) != paper.sha256:
        raise RegisterRefused("A file in the folder of letters was changed meanwhile: begin again.")
    return content


def _store(paper: Paper) -> None:
    document_store.put(_bytes(paper))


def _listed(session: Session, names: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(names), _AT_ONCE):
        some = select(DoomedFile.sha256).where(col(DoomedFile.sha256).in_(names[at : at + _AT_ONCE]))
        found |= {*session.exec(some)}
    return found
