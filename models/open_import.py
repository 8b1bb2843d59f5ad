"""An export taken in: the same installation again, with keys of its own, beside whatever is in use."""

import csv
import hashlib
import io
import lzma
import secrets
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from models import document_file, key_ring, open_package, put_back, sealed_columns, stored_tables, table_rows
from models.backup import KEYS
from models.engine import bring_to, reached
from models.key_ring import Key, KeyRing
from models.open_cells import value_of
from models.open_export import README, ExportRefused
from models.open_package import PACKAGE, Column, Package, Resource
from models.person_words import words
from models.restored_settings import adapted
from models.sealed_columns import lying_open
from models.table_rows import Filling
from settings.mailboxes import FILE as MAILBOXES

_WHAT: Final = "export"
_ROOMS: Final = {"files", "policies"}
_LARGEST: Final = 1 << 30  # bytes of one part; a document is at most some 25 MB
_CELL: Final = 1 << 28
_PIECE: Final = 1 << 20
# How the libraries break on a file that is spoiled, or closed with a password.
_SPOILED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an export was found to hold."""

    program: str
    rows: int
    documents: int
    missing: int  # that were missing already when it was made
    events: int
    mailboxes: bool  # some are in it, and their passwords are not


def read(file: Path, to: Path, database: str | None = None) -> Imported:
    """Take an export in, into a folder that is empty or not there; on SQLite in it, unless a database is named.

    Every part is held against its hash, every row counted, and the audit log verified. Where anything is not right,
    nothing is left behind.

    Raises:
        ExportRefused: says what is not right and what to do.
    """
    try:
        if not file.is_file():
            raise ExportRefused("The export cannot be taken in: there is no file of that name.")
        with zipfile.ZipFile(file) as archive, put_back.draft(to, _WHAT, ExportRefused) as draft:
            found = _taken_in(archive, _package(archive), draft, to, database)
    except _SPOILED:
        raise ExportRefused("This is no whole export: it cannot be read to its end. Take another copy.") from None
    except OSError as error:
        raise ExportRefused(
            f"The export cannot be taken in ({type(error).__name__}): check its name, and that the disk has room."
        ) from None
    return found


def _package(archive: zipfile.ZipFile) -> Package:
    try:
        fits = archive.getinfo(PACKAGE).file_size <= open_package.LARGEST
        package = open_package.read(archive.read(PACKAGE)) if fits else None
    except (KeyError, ValueError):
        raise ExportRefused(
            "This is no export of Inforights: its datapackage.json is missing or another's."
        ) from None
    if package is None:
        raise ExportRefused(f"The export has a part that is too large: {PACKAGE}.")
    names = _names(archive)
    wrong = set(names) ^ {*package.inforights.sha256, PACKAGE}
    if wrong:
        raise ExportRefused(f"The export is not whole: {len(wrong)} parts are missing, or are none of it.")
    if len(set(names)) != len(names):
        raise ExportRefused("The export is not whole: it has a part twice. Take another copy.")
    return package


def _names(archive: zipfile.ZipFile) -> list[str]:
    """The parts; without the folders, which a file has that somebody packed again."""
    return [name for name in archive.namelist() if not name.endswith("/")]


def _taken_in(archive: zipfile.ZipFile, package: Package, draft: Path, to: Path, database: str | None) -> Imported:
    ours = package.inforights
    made = reached(database or f"sqlite:///{draft / 'inforights.db'}")
    try:
        # All of it is looked through before any of it stays in a database that is not ours to delete.
        with put_back.one_transaction(made, _WHAT, ExportRefused, empty=database is not None) as connection:
            filling = put_back.filling(connection, ours.revision, ours.program, _WHAT, ExportRefused)
            for resource in package.resources:
                _table(archive, resource, ours.sha256, filling)
            if filling.counts != {name: count for name, count in ours.rows.items() if count}:
                raise ExportRefused("The export is not whole: it lacks rows of its tables.")
            filling.finish()
            if filling.of_before:
                bring_to(connection, "head")
            _find_again(connection)
            head = {"number": ours.audit.number, "hash": ours.audit.hash}
            events, _ = put_back.verified(Session(connection), head, _WHAT, ExportRefused)
            found = _stored(archive, ours.sha256, draft)
            if lacking := set(table_rows.documents(connection)) - found - set(ours.missing):
                raise ExportRefused(f"The export is not whole: it lacks documents ({len(lacking)}).")
            _adapted(draft, to, database)
    except SQLAlchemyError as error:
        raise ExportRefused(
            f"The rows of the export cannot be put into the database ({type(error).__name__}): check the database."
        ) from None
    finally:
        made.dispose()
    return Imported(
        ours.program,
        sum(filling.counts.values()),
        len(found),
        len(ours.missing),
        events,
        f"files/{MAILBOXES}" in ours.sha256,
    )


def _adapted(draft: Path, to: Path, database: str | None) -> None:
    try:
        adapted(draft, to, database)
    except UnicodeDecodeError:
        raise ExportRefused("The settings.env in the export cannot be read: it must be a text in UTF-8.") from None


def _table(archive: zipfile.ZipFile, resource: Resource, hashes: Mapping[str, str], filling: Filling) -> None:
    path, table = resource.path, resource.table
    digest = hashlib.sha256()
    with archive.open(path) as raw:
        while piece := raw.read(_PIECE):
            digest.update(piece)
    _check(path, digest.hexdigest(), hashes)
    usual = csv.field_size_limit(_CELL)  # it is that of the whole process, so it is put back
    with archive.open(path) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        try:
            if not filling.of_before and set(resource.schema.fields) != set(open_package.columns_of(table)):
                raise ValueError("not the columns of this form of the database")
            filling.add(table, *_rows(text, table, resource.schema.fields))
        except (KeyError, ValueError, TypeError, OverflowError, StopIteration, csv.Error):
            raise ExportRefused(f"The export is not whole: {path} cannot be read as it is described.") from None
        finally:
            csv.field_size_limit(usual)


def _rows(text: io.TextIOWrapper, table: str, fields: Sequence[Column]) -> tuple[list[str], Iterator[list[Any]]]:
    reader = csv.reader(text, strict=True)
    columns, sorts = next(reader), [field.type for field in fields]
    if columns != [field.name for field in fields]:
        raise ValueError("not the columns of its description")
    sealable = stored_tables.sealable().get(table, {})
    opens = [column in sealable and sort in {"string", "date"} for column, sort in zip(columns, sorts, strict=True)]
    return columns, ([_value(*one) for one in zip(row, sorts, opens, strict=True)] for row in reader)


def _value(cell: str, sort: str, opens: bool) -> Any:
    value = value_of(cell, sort)
    return lying_open(value) if opens and value is not None else value


def _part(archive: zipfile.ZipFile, name: str, hashes: Mapping[str, str]) -> bytes:
    """A part, as it was written."""
    if archive.getinfo(name).file_size > _LARGEST:
        raise ExportRefused(f"The export has a part that is too large: {name}.")
    content = archive.read(name)
    _check(name, hashlib.sha256(content).hexdigest(), hashes)
    return content


def _check(name: str, found: str, hashes: Mapping[str, str]) -> None:
    if found != hashes.get(name):
        raise ExportRefused(f"The export is not whole: {name} is not what was written. Take another copy.")


def _find_again(connection: Connection) -> None:
    """Make the words to search by from the names."""
    tables = stored_tables.stored().tables
    person, word = tables["person"], tables["person_word"]
    found: dict[int, set[str]] = {}
    for key, name in connection.execute(select(person.c.request_id, person.c.name).where(person.c.name.is_not(None))):
        found.setdefault(key, set()).update(words(sealed_columns.read(name, "person.name")))
    rows = [{"word": one, "request_id": key} for key, each in found.items() for one in sorted(each)]
    if rows:
        connection.execute(insert(word), rows)


def _stored(archive: zipfile.ZipFile, hashes: Mapping[str, str], draft: Path) -> set[str]:
    """Store the documents under keys of this folder's own, and the small files. Gives which documents there are."""
    ring = KeyRing((Key(1, secrets.token_bytes(32)),))
    put_back.write_new(draft / "keys" / KEYS[0], key_ring.written(ring))
    found = set()
    for name in _names(archive):
        room, _, rest = name.partition("/")
        if name == PACKAGE or room == "data":
            continue
        content = _part(archive, name, hashes)
        if name == README:
            continue
        if room != "documents":
            put_back.write_new(draft / put_back.place_of(room, rest, _ROOMS, _WHAT, ExportRefused), content)
            continue
        sha256 = document_file.sha256(content)
        if PurePosixPath(rest).stem != sha256:
            raise ExportRefused("The export is not whole: a document in it is not what was stored.")
        place = document_file.place(draft / "documents", ring.newest, sha256)
        put_back.write_new(place, document_file.closed(ring.newest, place.name, content))
        found.add(sha256)
    return found
