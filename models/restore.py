"""A backup put back: beside whatever is in use, looked through whole, and there only when all of it is right."""

import gzip
import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from models import backup_key, document_file, key_ring, put_back
from models.backup import BEGIN, END, KEYS, parsed
from models.backup_key import BackupRefused, Secret
from models.closed_stream import OpeningReader, StreamBroken
from models.engine import bring_to, reached
from models.key_ring import KeyRing
from models.restored_settings import adapted
from models.table_rows import Filling
from settings.key_file import KeyRefused

_LARGEST_DOCUMENT: Final = 1 << 32
_WHAT: Final = "backup"
_ROOMS: Final = {"files", "policies", "keys"}


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
    with put_back.draft(to, _WHAT, BackupRefused) as draft, _opened(file) as source:
        heading = backup_key.read(source)
        key = heading.key(secret)
        try:
            found = _put_back(OpeningReader(source, key, heading.written), draft, to, database)
        except StreamBroken as why:
            raise BackupRefused(f"The backup is not whole: {why}. Take another one.") from None
        except (tarfile.TarError, EOFError):
            raise BackupRefused("The backup is not whole: it cannot be read to its end. Take another one.") from None
        except OSError as error:
            raise BackupRefused(
                f"The backup cannot be put back ({type(error).__name__}): see that the disk has room."
            ) from None
    return Restored(heading.made_at, *found)


def _put_back(source: OpeningReader, draft: Path, to: Path, database: str | None) -> tuple[Any, ...]:
    made = reached(database or f"sqlite:///{draft / 'inforights.db'}")
    try:
        with put_back.one_transaction(made, _WHAT, BackupRefused, empty=database is not None) as connection:
            found, filling = _read(source, draft, connection)
            end = _whole(found, filling)
            filling.finish()
            if filling.of_before:
                bring_to(connection, "head")
            events, head = put_back.verified(Session(connection), end["audit"], _WHAT, BackupRefused)
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
                put_back.write_new(place, document_file.closed(ring.newest, place.name, content))
                found.documents.add(rest)
            else:
                found.files[name] = hashlib.sha256(content).hexdigest()
                put_back.write_new(draft / put_back.place_of(room, rest, _ROOMS, _WHAT, BackupRefused), content)
    source.read()  # to the end of the file: what was added behind the last part is found
    if filling is None:
        raise BackupRefused("The backup is not whole: it is empty.")
    return found, filling


def _begun(content: bytes, connection: Connection, found: _Found) -> Filling:
    begun = parsed(content)
    revision, found.program = str(begun.get("revision")), str(begun.get("program"))
    return put_back.filling(connection, revision, found.program, _WHAT, BackupRefused)


def _put_rows(filling: Filling, rest: str, content: bytes) -> None:
    try:
        filling.put(rest.partition("/")[0], content)
    except (KeyError, ValueError, EOFError, gzip.BadGzipFile):
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


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        source = file.open("rb")
    except OSError:
        raise BackupRefused("The backup cannot be opened: check the file's name.") from None
    with source:
        yield source
