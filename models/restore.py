"""A backup put back: beside whatever is in use, looked through whole, and there only when all of it is right."""

import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from models import audit_chain, backup_key, document_file, key_ring, table_rows
from models.audit_event import AuditHead
from models.backup import BEGIN, END, KEYS, parsed
from models.backup_key import BackupRefused, Secret
from models.closed_stream import OpeningReader, StreamBroken
from models.engine import bring_to, knows, newest, reached
from models.key_ring import KeyRing
from models.restored_settings import adapted
from models.table_rows import Filling
from settings.key_file import KeyRefused

_LARGEST_DOCUMENT: Final = 1 << 32


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup was found to hold."""

    made_at: datetime
    program: str
    events: int
    head: str
    rows: int
    documents: int
    missing: int  # that were missing already when it was made


@dataclass(slots=True)
class _Found:
    """What was put back so far."""

    files: dict[str, str] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    end: dict[str, Any] | None = None
    program: str = ""


def restore(file: Path, secret: Secret, to: Path, database: str | None = None) -> Restored:
    """Put a backup back into a folder that is empty or not there; on SQLite in it, unless a database is named.

    Every part is looked at, every document and every row counted, and the audit log verified. Where anything is not
    right, nothing is left behind.

    Raises:
        BackupRefused: says what is not right and what to do.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise BackupRefused("The folder is not empty: a backup is put back into an empty folder only.")
    with _opened(file) as source:
        heading = backup_key.read(source)
        key = heading.key(secret)
        try:
            to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = Path(tempfile.mkdtemp(dir=to.parent, prefix=f".{to.name}-"))
        except OSError as error:
            raise BackupRefused(f"The folder cannot be made ({type(error).__name__}): check its place.") from None
        try:
            found = _put_back(OpeningReader(source, key, heading.written), draft, to, database)
            if to.exists():
                to.rmdir()
            os.rename(draft, to)
        except StreamBroken as why:
            raise BackupRefused(f"The backup is not whole: {why}. Take another one.") from None
        except (tarfile.TarError, EOFError):
            raise BackupRefused("The backup is not whole: it cannot be read to its end. Take another one.") from None
        except OSError as error:
            raise BackupRefused(
                f"The backup cannot be put back ({type(error).__name__}): see that the disk has room."
            ) from None
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Restored(heading.made_at, *found)


def _put_back(source: OpeningReader, draft: Path, to: Path, database: str | None) -> tuple[Any, ...]:
    made = reached(database or f"sqlite:///{draft / 'inforights.db'}")
    try:
        with _one_transaction(made, empty=database is not None) as connection:
            found, filling = _read(source, draft, connection)
            end = _whole(found, filling)
            filling.finish()
            if filling.of_before:
                bring_to(connection, "head")
            events, head = _verified(Session(connection), end)
        adapted(draft, to, database)
    except SQLAlchemyError as error:
        raise BackupRefused(
            f"The rows of the backup cannot be put into the database ({type(error).__name__}): check the database, "
            "or take another backup."
        ) from None
    finally:
        made.dispose()
    rows = sum(filling.counts.values())
    return found.program, events, head, rows, len(found.documents), len(end["missing"])


def _read(source: OpeningReader, draft: Path, connection: Connection) -> tuple[_Found, Filling]:
    found, filling, ring = _Found(), None, None
    with tarfile.open(fileobj=source, mode="r|") as archive:
        for member in archive:
            name, content = member.name, _content(archive, member)
            room, _, rest = name.partition("/")
            if name == BEGIN:
                filling = _begun(content, connection, found)
            elif filling is None:
                raise BackupRefused("The backup is not whole: its parts are out of order.")
            elif name == END:
                found.end = parsed(content)
            elif room == "tables":
                _put_rows(filling, rest, content)
            elif room == "documents":
                ring = ring or _ring(draft)
                if document_file.sha256(content) != rest:
                    raise BackupRefused("The backup is not whole: a document in it is not what was stored.")
                place = document_file.place(draft / "documents", ring.newest, rest)
                _write(place, document_file.closed(ring.newest, place.name, content))
                found.documents.add(rest)
            else:
                found.files[name] = hashlib.sha256(content).hexdigest()
                _write(draft / _kept_as(room, rest), content)
    source.read()  # to the end of the file: what was added behind the last part is found
    if filling is None:
        raise BackupRefused("The backup is not whole: it is empty.")
    return found, filling


def _begun(content: bytes, connection: Connection, found: _Found) -> Filling:
    begun = parsed(content)
    revision, found.program = str(begun.get("revision")), str(begun.get("program"))
    if not knows(revision):
        raise BackupRefused(
            f"This backup was made by release {found.program}, whose database (form {revision}) this release does "
            f"not know; it knows those up to {newest()}. Put it back with that release, or a newer one."
        )
    bring_to(connection, revision)
    return Filling(connection, of_before=revision != newest())


def _put_rows(filling: Filling, rest: str, content: bytes) -> None:
    try:
        filling.put(rest.partition("/")[0], content)
    except (KeyError, ValueError, EOFError):
        raise BackupRefused("The backup is not whole: rows of it cannot be read.") from None


def _whole(found: _Found, filling: Filling) -> dict[str, Any]:
    """The manifest, where everything that it names was there, and nothing else."""
    end = found.end
    if end is None:
        raise BackupRefused("The backup is not whole: it has no manifest.")
    if found.documents != set(end["documents"]):
        missing = len(set(end["documents"]) - found.documents)
        raise BackupRefused(f"The backup is not whole: it lacks documents ({missing}). Take another one.")
    if found.files != end["files"]:
        raise BackupRefused("The backup is not whole: it lacks files of the settings. Take another one.")
    if filling.counts != {name: count for name, count in end["tables"].items() if count}:
        raise BackupRefused("The backup is not whole: it lacks rows of its tables. Take another one.")
    return end


def _verified(session: Session, end: dict[str, Any]) -> tuple[int, str]:
    broken, events = audit_chain.verify(session)
    if broken:
        raise BackupRefused(f"The audit log in the backup does not hold: {broken.says}.")
    head = session.get_one(AuditHead, 1)
    if {"number": head.number, "hash": head.hash} != end["audit"]:
        raise BackupRefused("The audit log in the backup does not end where its manifest says.")
    return events, head.hash


@contextmanager
def _one_transaction(made: Engine, *, empty: bool) -> Iterator[Connection]:
    """All or nothing, also of a database that is not ours to delete.

    Args:
        empty: it must have no tables yet.
    """
    with made.execution_options(inforights_writes=True).begin() as connection:
        if empty and not table_rows.is_empty(connection):
            raise BackupRefused("The database has tables: a backup is put back into an empty database only.")
        yield connection


def _ring(draft: Path) -> KeyRing:
    place = draft / "keys" / KEYS[0]
    try:
        return key_ring.read(place.read_bytes() if place.exists() else b"")
    except KeyRefused:
        raise BackupRefused(
            "The backup is not whole: it lacks the keys of its documents. Take another one."
        ) from None


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member) if member.isreg() and member.size < _LARGEST_DOCUMENT else None
    if file is None:
        raise BackupRefused("The backup is not whole: a part of it is no file.")
    return file.read()


def _kept_as(room: str, rest: str) -> PurePosixPath:
    """Where a small file lies in an installation; a name that leads anywhere else is refused."""
    if room not in {"files", "policies", "keys"} or not rest or "/" in rest or rest in {".", ".."}:
        raise BackupRefused("The backup has a part that this release does not know.")
    return PurePosixPath(rest) if room == "files" else PurePosixPath(room) / rest


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        source = file.open("rb")
    except OSError:
        raise BackupRefused("The backup cannot be opened: check the file's name.") from None
    with source:
        yield source
