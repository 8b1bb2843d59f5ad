"""What is put back, from a backup or an export: beside whatever is in use, and there only when all of it is right."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from models import audit_chain, table_rows
from models.audit_event import AuditHead
from models.engine import bring_to, knows, newest
from models.table_rows import Filling
from rules.refusal import Refusal

Refused = type[Refusal]


@contextmanager
def draft(to: Path, what: str, refused: Refused) -> Iterator[Path]:
    """A folder that becomes `to` at the end, and is gone where that is not reached.

    Args:
        to: is empty, or not there.
        what: is put back: `backup`.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise refused(f"The folder is not empty: {_a(what)} is put back into an empty folder only.")
    try:
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Path(tempfile.mkdtemp(dir=to.parent, prefix=f".{to.name}-"))
    except OSError as error:
        raise refused(f"The folder cannot be made ({type(error).__name__}): check its place.") from None
    try:
        yield made
        if to.exists():
            to.rmdir()
        os.rename(made, to)
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def one_transaction(made: Engine, what: str, refused: Refused, *, empty: bool) -> Iterator[Connection]:
    """All or nothing, also of a database that is not ours to delete.

    Args:
        empty: it must have no tables yet.
    """
    with made.execution_options(inforights_writes=True).begin() as connection:
        if empty and not table_rows.is_empty(connection):
            raise refused(f"The database has tables: {_a(what)} is put back into an empty database only.")
        yield connection


def filling(connection: Connection, revision: str, program: str, what: str, refused: Refused) -> Filling:
    """The tables as they were when it was made."""
    if not knows(revision):
        raise refused(
            f"This {what} was made by release {program}, whose database (form {revision}) this release does "
            f"not know; it knows those up to {newest()}. Put it back with that release, or a newer one."
        )
    bring_to(connection, revision)
    return Filling(connection, of_before=revision != newest())


def verified(session: Session, head: object, what: str, refused: Refused) -> tuple[int, str]:
    """How many events the audit log has, and the hash of the newest.

    Args:
        head: `number` and `hash` of the newest event, as it says itself.
    """
    broken, events = audit_chain.verify(session)
    if broken:
        raise refused(f"The audit log in the {what} does not hold: {broken.says}.")
    found = session.get_one(AuditHead, 1)
    if {"number": found.number, "hash": found.hash} != head:
        raise refused(f"The audit log in the {what} does not end where its manifest says.")
    return events, found.hash


def place_of(room: str, rest: str, rooms: set[str], what: str, refused: Refused) -> PurePosixPath:
    """Where a small file lies in an installation; a name that leads anywhere else is refused."""
    if room not in rooms or not rest or "/" in rest or rest in {".", ".."}:
        raise refused(f"The {what} has a part that this release does not know.")
    return PurePosixPath(rest) if room == "files" else PurePosixPath(room) / rest


def write_new(place: Path, content: bytes) -> None:
    """A file that was not there, its owner's alone."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _a(what: str) -> str:
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"
