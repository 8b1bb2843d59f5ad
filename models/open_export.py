"""Everything that the installation keeps, in open forms, in one ZIP file: for whoever goes on without this program.

The rows are CSV files, described by a Data Package (`datapackage.json`); the documents are as they came and went.
What lets somebody in is left out: passwords, codes, keys, and the words of settings that are secret.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, col

import models.tables  # noqa: F401 - fills the metadata
from models import document_store, durable_file, open_package, table_rows
from models.audit_event import AuditHead
from models.backup import small_files
from models.document_store import DocumentLost
from models.engine import at_one_moment, newest
from models.open_cells import cell
from models.open_package import FORM, LEFT_OUT, PACKAGE, Head, Ours, Package, Resource
from models.open_settings import mailboxes_told, settings_told
from rules.refusal import Refusal
from settings.mailboxes import FILE as MAILBOXES

README: Final = "README.txt"
_AT_ONCE: Final = 2_000
_PIECE: Final = 1 << 16
_WORDS: Final = Path(__file__).parent / "export_readme.txt"


class ExportRefused(Refusal):
    """The export cannot be made, or cannot be taken in; says what to do."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into an export."""

    rows: int
    documents: int
    missing: int  # documents that the database speaks of and the store had not
    events: int


class _Hashed(io.RawIOBase):
    """Writes to another file and hashes what it writes."""

    def __init__(self, to: IO[bytes]) -> None:
        super().__init__()
        self._to = to
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, piece: Any) -> int:
        """Write it, and hash it."""
        self.digest.update(piece)
        return self._to.write(piece)


@dataclass(slots=True)
class _Archive:
    """The file while it is written, with the hash of each part."""

    archive: zipfile.ZipFile
    at: datetime
    hashes: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, content: bytes) -> None:
        """A part as a whole."""
        self.archive.writestr(self._entry(name), content)
        self.hashes[name] = hashlib.sha256(content).hexdigest()

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[str]]:
        """A part that is written line by line."""
        with self.archive.open(self._entry(name), "w", force_zip64=True) as raw:
            hashed = _Hashed(raw)
            with io.TextIOWrapper(io.BufferedWriter(hashed, _PIECE), "utf-8", newline="") as text:
                yield text
        self.hashes[name] = hashed.digest.hexdigest()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self.at.timetuple()[:6])
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        return entry


def check(place: Path) -> None:
    """See that a new file can be written there, before anything is begun.

    Raises:
        ExportRefused
    """
    if place.exists():
        raise _there_already()
    if not place.parent.is_dir():
        raise ExportRefused("There is no such folder to write the export into: make it first, or name another.")


def write(place: Path, at: datetime) -> Exported:
    """Make an export, whole or not at all, while others work. It is its owner's alone.

    Raises:
        ExportRefused: a file of that name is there, the disk cannot be written, or the database not be read.
    """
    check(place)
    try:
        with durable_file.appearing(place) as file, zipfile.ZipFile(file, "w") as archive:
            return _fill(_Archive(archive, at))
    except FileExistsError:
        raise _there_already() from None
    except OSError as error:
        raise ExportRefused(
            f"The export cannot be written ({type(error).__name__}): see that its folder is there, can be written to "
            "and has room."
        ) from None
    except DBAPIError as error:
        raise ExportRefused(f"The database cannot be read ({type(error).__name__}): nothing was exported.") from None


def _there_already() -> ExportRefused:
    return ExportRefused("There is a file of that name already: an export never replaces another.")


def _fill(made: _Archive) -> Exported:
    made.put(README, _WORDS.read_bytes())
    for name, content in small_files(keys=False):
        made.put(name, _without_secrets(name, content))
    counts: dict[str, int] = {}
    with at_one_moment() as connection:
        head = connection.execute(select(col(AuditHead.number), col(AuditHead.hash))).one()
        resources = tuple(
            _table(made, connection, table, counts)
            for table in SQLModel.metadata.sorted_tables
            if table.name not in LEFT_OUT
        )
        wanted = table_rows.documents(connection)
        suffixes = dict(_suffixes(connection))
    found, missing = 0, []
    # A document is there before a row speaks of it and never changes, so the files need no moment of their own.
    for name in wanted:
        try:
            made.put(f"documents/{name}{suffixes.get(name, '')}", document_store.get(name))
            found += 1
        except DocumentLost:
            missing.append(name)
    ours = Ours(
        version("inforights"),
        newest() or "",
        counts,
        tuple(missing),
        Head(head.number, head.hash),
        dict(made.hashes),
    )
    made.put(PACKAGE, Package(FORM, resources, ours, created=made.at.isoformat()).written())
    return Exported(sum(counts.values()), found, len(missing), head.number)


def _table(made: _Archive, connection: Connection, table: Table, counts: dict[str, int]) -> Resource:
    """Write the rows of a table. Gives its description."""
    described = open_package.described(table)
    sorts = [one.type for one in described.schema.fields]
    counts[table.name] = 0
    query = select(table).order_by(*table.primary_key.columns)
    with made.writing(described.path) as text:
        writer = csv.writer(text)
        writer.writerow([column.name for column in table.columns])
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
            writer.writerow(map(cell, row, sorts))
            counts[table.name] += 1
    return described


def _suffixes(connection: Connection) -> Iterator[tuple[str, str]]:
    """How the names of documents end, by their hash; the names themselves can hold a person's."""
    for name in ("document", "file_paper"):
        table = SQLModel.metadata.tables[name]
        for sha256, filename in connection.execute(select(table.c.sha256, table.c.filename)):
            suffix = PurePosixPath(filename).suffix.lower()
            if suffix[1:].isalnum() and len(suffix) <= 6 and suffix.isascii():
                yield sha256, suffix


def _without_secrets(name: str, content: bytes) -> bytes:
    if name == "files/settings.env":
        return settings_told(content)
    if name != f"files/{MAILBOXES}":
        return content
    try:
        return mailboxes_told(content)
    except ValueError:
        raise ExportRefused(
            f"{MAILBOXES} cannot be read, so its passwords cannot be left out: put it right, or take it away, and "
            "make the export again."
        ) from None
