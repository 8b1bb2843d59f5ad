"""An export taken in: the same installation again, with keys of its own, beside whatever is in use."""

import csv
import hashlib
import io
import json
import secrets
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from models import document_file, key_ring, put_back, sealed_columns, stored_tables
from models.backup import KEYS
from models.engine import bring_to, reached
from models.key_ring import Key, KeyRing
from models.open_cells import value_of
from models.open_export import FORM, PACKAGE, README, ExportRefused
from models.person_words import words
from models.restored_settings import adapted
from models.sealed_columns import lying_open
from models.table_rows import Filling

_WHAT: Final = "export"
_ROOMS: Final = {"files", "policies"}
_LARGEST: Final = 1 << 30  # bytes of one part; a document is at most some 25 MB
_CELL: Final = 1 << 28
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Imported:
    """What an export was found to hold."""

    program: str
    rows: int
    documents: int
    missing: int  # that were missing already when it was made
    events: int


def read(file: Path, to: Path, database: str | None = None) -> Imported:
    """Take an export in, into a folder that is empty or not there; on SQLite in it, unless a database is named.

    Every part is held against its hash, every row counted, and the audit log verified. Where anything is not right,
    nothing is left behind.

    Raises:
        ExportRefused: says what is not right and what to do.
    """
    try:
        with zipfile.ZipFile(file) as archive, put_back.draft(to, _WHAT, ExportRefused) as draft:
            found = _taken_in(archive, _package(archive), draft, to, database)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        raise ExportRefused("This is no whole export: it cannot be read to its end. Take another copy.") from None
    except OSError as error:
        raise ExportRefused(
            f"The export cannot be taken in ({type(error).__name__}): check its name, and that the disk has room."
        ) from None
    return found


def _package(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        package: Mapping[str, Any] = json.loads(archive.read(PACKAGE))
        if package["name"] != FORM:
            raise KeyError
        ours = package["inforights"]
        hashes = {*ours["sha256"], PACKAGE}
        _ = {name: ours[name] for name in ("revision", "program", "rows", "missing", "audit")}
        _ = [(one["path"], one["schema"]["fields"]) for one in package["resources"]]
    except (KeyError, ValueError, TypeError):
        raise ExportRefused(
            "This is no export of Inforights: its datapackage.json is missing or another's."
        ) from None
    there = set(archive.namelist())
    if there != hashes:
        raise ExportRefused(f"The export is not whole: {len(there ^ hashes)} parts are missing, or are none of it.")
    return package


def _taken_in(
    archive: zipfile.ZipFile, package: Mapping[str, Any], draft: Path, to: Path, database: str | None
) -> Imported:
    ours = package["inforights"]
    made = reached(database or f"sqlite:///{draft / 'inforights.db'}")
    try:
        with put_back.one_transaction(made, _WHAT, ExportRefused, empty=database is not None) as connection:
            filling = put_back.filling(connection, str(ours["revision"]), str(ours["program"]), _WHAT, ExportRefused)
            for resource in package["resources"]:
                _table(archive, resource, ours["sha256"], filling)
            if filling.counts != {name: count for name, count in ours["rows"].items() if count}:
                raise ExportRefused("The export is not whole: it lacks rows of its tables.")
            filling.finish()
            if filling.of_before:
                bring_to(connection, "head")
            _find_again(connection)
            events, _ = put_back.verified(Session(connection), ours["audit"], _WHAT, ExportRefused)
        documents = _documents(archive, ours["sha256"], draft)
        adapted(draft, to, database)
    except SQLAlchemyError as error:
        raise ExportRefused(
            f"The rows of the export cannot be put into the database ({type(error).__name__}): check the database."
        ) from None
    finally:
        made.dispose()
    return Imported(str(ours["program"]), sum(filling.counts.values()), documents, len(ours["missing"]), events)


def _table(
    archive: zipfile.ZipFile, resource: Mapping[str, Any], hashes: Mapping[str, str], filling: Filling
) -> None:
    path = str(resource["path"])
    table = PurePosixPath(path).stem
    digest = hashlib.sha256()
    with archive.open(path) as raw:
        while piece := raw.read(_PIECE):
            digest.update(piece)
    _check(path, digest.hexdigest(), hashes)
    usual = csv.field_size_limit(_CELL)  # it is that of the whole process, so it is put back
    with archive.open(path) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        try:
            filling.add(table, *_rows(text, table, resource["schema"]["fields"]))
        except (KeyError, ValueError, TypeError, StopIteration, csv.Error):
            raise ExportRefused(f"The export is not whole: {path} cannot be read as it is described.") from None
        finally:
            csv.field_size_limit(usual)


def _rows(
    text: io.TextIOWrapper, table: str, fields: list[Mapping[str, str]]
) -> tuple[list[str], Iterator[list[Any]]]:
    reader = csv.reader(text, strict=True)
    columns, sorts = next(reader), [field["type"] for field in fields]
    if columns != [field["name"] for field in fields]:
        raise ValueError("not the columns of its description")
    sealable = stored_tables.sealable().get(table, {})
    opens = [column in sealable and sort == "string" for column, sort in zip(columns, sorts, strict=True)]
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


def _documents(archive: zipfile.ZipFile, hashes: Mapping[str, str], draft: Path) -> int:
    """Store the documents under keys of this folder's own, and the small files. Gives how many documents."""
    ring = KeyRing((Key(1, secrets.token_bytes(32)),))
    put_back.write_new(draft / "keys" / KEYS[0], key_ring.written(ring))
    count = 0
    for name in archive.namelist():
        room, _, rest = name.partition("/")
        if name in {PACKAGE, README} or room == "data":
            continue
        content = _part(archive, name, hashes)
        if room != "documents":
            put_back.write_new(draft / put_back.place_of(room, rest, _ROOMS, _WHAT, ExportRefused), content)
            continue
        sha256 = document_file.sha256(content)
        if PurePosixPath(rest).stem != sha256:
            raise ExportRefused("The export is not whole: a document in it is not what was stored.")
        place = document_file.place(draft / "documents", ring.newest, sha256)
        put_back.write_new(place, document_file.closed(ring.newest, place.name, content))
        count += 1
    return count
