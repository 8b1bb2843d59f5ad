"""A backup: the database as it was at one moment, the documents it speaks of, the keys and the settings, in one file.

The rows are lines of JSON, the same for every sort of database, so that nothing but this program is needed to put a
backup back, and on which database it is put back is free. Nothing plain is written anywhere.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

import settings
from models import backup_key, document_store, durable_file, key_ring, table_rows
from models.audit_event import AuditHead
from models.backup_key import BackupRefused, Secret
from models.closed_stream import ClosingWriter
from models.document_store import DocumentLost
from models.engine import at_one_moment, engine, newest
from settings.mailboxes import FILE as MAILBOXES

BEGIN, END = "begin.json", "manifest.json"
SUFFIX: Final = ".backup"
OWN_POLICIES: Final = Path(settings.__file__).parent.parent / "policies"
_THERE: Final = "There is a file of that name already: a backup never replaces another."
KEYS: Final = ("installation.keys", "bundles.key", "sealed.key")


@dataclass(frozen=True, slots=True)
class Made:
    """What went into a backup."""

    events: int
    rows: int
    documents: int
    missing: tuple[str, ...]  # documents that the database speaks of and the store had not
    size: int


@dataclass(slots=True)
class _Manifest:
    """What a backup must hold to be whole; its last part."""

    counts: dict[str, int] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    head: tuple[int, str] = (0, "")

    def written(self) -> bytes:
        """As it stands in the file."""
        found = {
            "tables": self.counts,
            "documents": self.documents,
            "missing": self.missing,
            "files": self.files,
            "audit": {"number": self.head[0], "hash": self.head[1]},
        }
        return json.dumps(found).encode("ascii")


def write(place: Path, secret: Secret, at: datetime, *, found: Callable[[str], None] = lambda _name: None) -> Made:
    """Make a backup, whole or not at all, while others work. It is its owner's alone.

    Args:
        found: is told the name of each part as it goes in.

    Raises:
        BackupRefused: a file of that name is there, or the disk cannot be written.
    """
    if place.exists():
        raise BackupRefused(_THERE)
    try:
        with durable_file.appearing(place) as file:
            heading, key = backup_key.begin(secret, at)
            file.write(heading.written)
            closing = ClosingWriter(file, key, heading.written)
            with tarfile.open(fileobj=closing, mode="w|", format=tarfile.PAX_FORMAT) as archive:
                manifest = _fill(archive, at, found)
            closing.finish()
            size = file.tell()
    except FileExistsError:
        raise BackupRefused(_THERE) from None
    except OSError as error:
        raise BackupRefused(
            f"The backup cannot be written ({type(error).__name__}): see that its folder is there, can be written to "
            "and has room."
        ) from None
    except DBAPIError as error:
        raise BackupRefused(f"The database cannot be read ({type(error).__name__}): no backup was made.") from None
    rows = sum(manifest.counts.values())
    return Made(manifest.head[0], rows, len(manifest.documents), tuple(manifest.missing), size)


def _fill(archive: tarfile.TarFile, at: datetime, found: Callable[[str], None]) -> _Manifest:
    def put(name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        archive.addfile(member, io.BytesIO(content))
        found(name)

    manifest = _Manifest()
    begun = {"revision": newest(), "program": version("inforights"), "made": at.isoformat()}
    put(BEGIN, json.dumps(begun).encode("ascii"))
    with ExitStack() as moment:
        with key_ring.in_use():  # the keys are those with which the database is sealed at that moment
            for name, content in small_files():
                manifest.files[name] = hashlib.sha256(content).hexdigest()
                put(name, content)
            connection = moment.enter_context(at_one_moment())
            head = connection.execute(select(col(AuditHead.number), col(AuditHead.hash))).one()
            manifest.head = (head.number, head.hash)
        pieces: dict[str, int] = {}
        for table, packed in table_rows.dumped(connection, manifest.counts):
            pieces[table] = pieces.get(table, 0) + 1
            put(f"tables/{table}/{pieces[table]:06}.jsonl.gz", packed)
        wanted = table_rows.documents(connection)
    # A document is there before a row speaks of it and never changes, so the files need no moment of their own.
    for name in wanted:
        try:
            content = document_store.get(name)
        except DocumentLost:
            manifest.missing.append(name)
            continue
        manifest.documents.append(name)
        put(f"documents/{name}", content)
    put(END, manifest.written())
    return manifest


def still_missing(names: Sequence[str]) -> int:
    """How many of these documents the database still speaks of: what was destroyed meanwhile is not missed."""
    with engine().connect() as connection:
        return len(set(names) & set(table_rows.documents(connection)))


def small_files(*, keys: bool = True) -> Iterator[tuple[str, bytes]]:
    """The small files of the installation by their place in it, those that there are."""
    known = settings.load()
    for name in ("settings.env", known.bank_holidays.name, MAILBOXES):
        yield from _one(f"files/{name}", known.home / name)
    if known.policies.resolve() != OWN_POLICIES.resolve():
        for file in sorted(known.policies.glob("*.yaml")):
            yield from _one(f"policies/{file.name}", file)
    for name in KEYS if keys else ():
        yield from _one(f"keys/{name}", known.safe.key_file if name == KEYS[0] else known.home / "keys" / name)


def _one(name: str, place: Path) -> Iterator[tuple[str, bytes]]:
    with suppress(FileNotFoundError):
        yield name, place.read_bytes()


def parsed(content: bytes) -> dict[str, Any]:
    """The first or the last part of a backup.

    Raises:
        BackupRefused
    """
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise BackupRefused("The backup is not whole: a part of it cannot be read.")
    return found
