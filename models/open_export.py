"""Everything that the installation keeps, in open forms, in one ZIP file: for whoever goes on without this program.

The rows are CSV files, described by a Data Package (`datapackage.json`); the documents are as they came and went.
What lets somebody in is left out: passwords, codes, keys, and the words of settings that are secret.
"""

import csv
import hashlib
import io
import json
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
import settings
from models import document_store, durable_file, table_rows
from models.audit_event import AuditHead
from models.backup import small_files
from models.document_store import DocumentLost
from models.engine import at_one_moment, newest
from models.open_cells import NOTHING, cell, sort_of
from rules.refusal import Refusal

PACKAGE, README = "datapackage.json", "README.txt"
FORM: Final = "inforights-export-1"
# Who may get in, here; where the backups are, here; and what is worked out from the rest.
LEFT_OUT: Final = {"access_token", "backup_state", "credential", "person_word", "web_session"}
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


def write(place: Path, at: datetime) -> Exported:
    """Make an export, whole or not at all, while others work. It is its owner's alone.

    Raises:
        ExportRefused: a file of that name is there, the disk cannot be written, or the database not be read.
    """
    try:
        with durable_file.appearing(place) as file, zipfile.ZipFile(file, "w") as archive:
            return _fill(_Archive(archive, at))
    except FileExistsError:
        raise there_already() from None
    except OSError as error:
        raise ExportRefused(
            f"The export cannot be written ({type(error).__name__}): see that its folder is there, can be written to "
            "and has room."
        ) from None
    except DBAPIError as error:
        raise ExportRefused(f"The database cannot be read ({type(error).__name__}): nothing was exported.") from None


def there_already() -> ExportRefused:
    """That there is a file of that name."""
    return ExportRefused("There is a file of that name already: an export never replaces another.")


def _fill(made: _Archive) -> Exported:
    made.put(README, _WORDS.read_bytes())
    counts: dict[str, int] = {}
    resources = []
    with at_one_moment() as connection:
        head = connection.execute(select(col(AuditHead.number), col(AuditHead.hash))).one()
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in LEFT_OUT:
                resources.append(_table(made, connection, table, counts))
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
    for name, content in small_files(keys=False):
        made.put(name, _without_secrets(content) if name == "files/settings.env" else content)
    package = {
        "profile": "tabular-data-package",
        "name": FORM,
        "title": "Everything that an installation of Inforights keeps",
        "created": made.at.isoformat(),
        "resources": resources,
        "inforights": {
            "program": version("inforights"),
            "revision": newest(),
            "rows": counts,
            "missing": missing,
            "audit": {"number": head.number, "hash": head.hash},
            "sha256": dict(made.hashes),
        },
    }
    made.put(PACKAGE, (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode())
    return Exported(sum(counts.values()), found, len(missing), head.number)


def _table(made: _Archive, connection: Connection, table: Table, counts: dict[str, int]) -> dict[str, Any]:
    """Write the rows of a table. Gives its description."""
    sorts = [sort_of(column) for column in table.columns]
    counts[table.name] = 0
    query = select(table).order_by(*table.primary_key.columns)
    with made.writing(f"data/{table.name}.csv") as text:
        writer = csv.writer(text)
        writer.writerow([column.name for column in table.columns])
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
            writer.writerow(map(cell, row, sorts))
            counts[table.name] += 1
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"data/{table.name}.csv",
        "schema": {
            "fields": [
                {"name": column.name, "type": sort} for column, sort in zip(table.columns, sorts, strict=True)
            ],
            "missingValues": [NOTHING],
            "primaryKey": [column.name for column in table.primary_key.columns],
            "foreignKeys": [
                {
                    "fields": [foreign.parent.name],
                    "reference": {
                        "resource": foreign.column.table.name.replace("_", "-"), "fields": [foreign.column.name],
                    },
                }
                for foreign in sorted(table.foreign_keys, key=lambda one: one.parent.name)
            ],
        },
    }  # fmt: skip


def _suffixes(connection: Connection) -> Iterator[tuple[str, str]]:
    """How the names of documents end, by their hash; the names themselves can hold a person's."""
    for name in ("document", "file_paper"):
        table = SQLModel.metadata.tables[name]
        for sha256, filename in connection.execute(select(table.c.sha256, table.c.filename)):
            suffix = PurePosixPath(filename).suffix.lower()
            if suffix[1:].isalnum() and len(suffix) <= 6 and suffix.isascii():
                yield sha256, suffix


def _without_secrets(content: bytes) -> bytes:
    """The settings, each secret one a comment."""
    lines = content.decode("utf-8-sig").splitlines()
    return "".join(f"{_told(line)}\n" for line in lines).encode()


def _told(line: str) -> str:
    name = line.partition("=")[0].strip()
    return f"# {name}: not in the export, it is secret" if name in settings.SECRET else line
