"""An export that is not whole, or is somebody's trap, is refused in a sentence, and nothing of it is left behind."""

import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect

from models import open_package
from models.open_export import ExportRefused
from tasks import everything
from tests import new_database
from tests.tasks import kept_installation as kept
from tests.tasks.export_parts import (
    Change,
    Parts,
    changed,
    described,
    having,
    parts_of,
    rehashed,
    taken_out,
    without,
)
from tests.tasks.kept_installation import NOW


@pytest.fixture
def made(home: Path, tmp_path: Path) -> Path:
    """An export of a small installation."""
    kept.fill(home)
    return taken_out(tmp_path / "made.zip")


def refused(file: Path, database: str | None = None) -> str:
    """The words with which it is not taken in; no folder is left."""
    with pytest.raises(ExportRefused) as refusal:
        everything.take_in(file, file.with_name("back"), NOW, database)
    assert [one.name for one in file.parent.iterdir() if "back" in one.name] == []
    return str(refusal.value)


def heading(table: bytes) -> bytes:
    """A table with no rows."""
    return table[: table.index(b"\r\n") + 2]


REHASHED: list[tuple[Change, str]] = [
    (
        lambda parts: having(parts, "data/audit_event.csv", lambda one: one.replace(b"m.manager", b"x")),
        "The audit log in the export does not hold",
    ),
    (lambda parts: having(parts, "data/consent.csv", heading), "it lacks rows of its tables"),
    (
        lambda parts: having(parts, "data/person.csv", lambda one: one.replace(b",", b";", 5)),
        "data/person.csv cannot be read as it is described",
    ),
    (lambda parts: {**parts, "files/../../x": b"x"}, "that this release does not know"),
    (lambda parts: having(parts, "documents/", lambda one: one + b"x"), "not what was stored"),
    (lambda parts: without(parts, "documents/"), "it lacks documents (1)"),
    (lambda parts: {**parts, "files/settings.env": b"\xff\xfe"}, "settings.env in the export cannot be read"),
    (lambda parts: without(parts, "data/consent.csv"), "no export of Inforights"),
    (lambda parts: {**parts, "data/credential.csv": b"login\r\n"}, "no export of Inforights"),
    (
        lambda parts: having(
            parts, "data/request.csv", lambda one: one.replace(b"\r\n1,", b"\r\n" + b"9" * 30 + b",")
        ),
        "data/request.csv cannot be read as it is described",
    ),
]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda parts: without(parts, "documents/"), "1 parts are missing"),
        (lambda parts: {**parts, "more/file": b"x"}, "1 parts are missing, or are none of it"),
        (lambda parts: without(parts, "datapackage.json"), "no export of Inforights"),
        (lambda parts: {**parts, "datapackage.json": b"{}"}, "no export of Inforights"),
        (lambda parts: having(parts, "data/request.csv", lambda one: one + b"x"), "data/request.csv is not what was"),
        (lambda parts: having(parts, "documents/", lambda one: one + b"x"), "is not what was written"),
        (lambda parts: having(parts, "README.txt", lambda one: one + b"x"), "README.txt is not what was written"),
        *((lambda parts, change=change: rehashed(parts, change), says) for change, says in REHASHED),
    ],
)
def test_an_export_that_is_not_whole_is_refused(made: Path, change: Change, says: str) -> None:
    """Each part is held against its hash, each row and document counted, the log verified; nothing is left behind."""
    assert says in refused(changed(made, change))


def _resource(**other: Any) -> Callable[[dict[str, Any]], object]:
    return lambda package: package["resources"][0].update(other)


def _ours(**other: Any) -> Callable[[dict[str, Any]], object]:
    return lambda package: package["inforights"].update(other)


@pytest.mark.parametrize(
    "change",
    [
        _ours(rows=[]),
        _ours(rows={"request": "many"}),
        _ours(missing=3),
        _ours(sha256=["data/request.csv"]),
        _ours(sha256=None),
        _ours(revision=None),
        _ours(audit={"number": 1}),
        _resource(path="../x.csv"),
        _resource(path="data/none.csv"),
        _resource(path="data/alembic_version.csv"),
        _resource(schema={"fields": [1]}),
        _resource(schema={"fields": [{"name": "slug", "type": "money"}]}),
        lambda package: package.update(resources=[*package["resources"], package["resources"][0]]),
        lambda package: package.update(resources={}),
    ],
)
def test_a_description_of_another_sort_is_refused(made: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """What is read of it is of the sort that it must be, and speaks of the parts that are there."""
    assert "no export of Inforights" in refused(changed(made, lambda parts: described(parts, change)))


def test_a_description_that_would_fill_the_memory_is_not_read(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ZIP of a megabyte can say that a part of it has gigabytes: that is asked before it is read."""
    monkeypatch.setattr(open_package, "LARGEST", made.stat().st_size // 100)
    assert "a part that is too large: datapackage.json" in refused(made)


def test_columns_of_another_sort_than_the_database_has_are_refused(made: Path) -> None:
    """A description cannot let a text pass for what the program takes for sealed."""

    def as_days(package: dict[str, Any]) -> None:
        (person,) = (one for one in package["resources"] if one["name"] == "person")
        for field in person["schema"]["fields"]:
            if field["name"] == "name":
                field["type"] = "date"

    assert "data/person.csv cannot be read" in refused(changed(made, lambda parts: described(parts, as_days)))


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_spoiled_part_is_told_whatever_it_is_packed_with(made: Path, packed: int) -> None:
    """A bad stick: each of the ways to pack breaks in another way of its own."""
    file = changed(made, lambda parts: parts, packed)
    with zipfile.ZipFile(file) as archive:
        entry = archive.getinfo("data/audit_event.csv")
    content = file.read_bytes()
    name, extra = struct.unpack("<HH", content[entry.header_offset + 26 : entry.header_offset + 30])
    first = entry.header_offset + 30 + name + extra
    for begin in (first, first + 10):
        spoiled = bytearray(content)
        spoiled[begin : begin + 40] = b"\xff" * 40
        file.write_bytes(spoiled)
        said = refused(file)
        assert "no whole export" in said or "cannot be taken in" in said


def test_nothing_is_left_in_a_database_that_is_not_ours(made: Path, postgres_url: str) -> None:
    """All is looked through before any of it stays: where a document is bad, the database is empty as it was."""
    new_database.on_server(postgres_url, "CREATE DATABASE kept_empty")
    url = new_database.address_of(postgres_url, "kept_empty")
    for change in (
        lambda parts: having(parts, "documents/", lambda one: one + b"x"),
        lambda parts: rehashed(parts, lambda found: {**found, "files/settings.env": b"\xff"}),
        lambda parts: rehashed(parts, lambda found: {**found, "more/file": b""}),
    ):
        assert "export" in refused(changed(made, change), url)
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        assert inspect(engine).get_table_names() == []
        engine.dispose()
    assert everything.take_in(made, made.with_name("back"), NOW, url).documents == len(_documents(parts_of(made)))


def _documents(parts: Parts) -> list[str]:
    return [name for name in parts if name.startswith("documents/")]


def test_what_is_no_export_is_refused(made: Path) -> None:
    """Another file, one cut short, none at all, a folder in use: told in a sentence, and nothing is touched."""
    short = made.with_name("short.zip")
    short.write_bytes(made.read_bytes()[:-200])
    text = made.with_name("text.zip")
    text.write_text("a letter")
    for file, says in (
        (short, "no whole export"),
        (text, "no whole export"),
        (made.with_name("none"), "cannot be taken in: there is no file of that name"),
    ):
        assert says in refused(file)
    used = made.with_name("used")
    used.mkdir()
    (used / "file").write_text("ours")
    with pytest.raises(ExportRefused, match="not empty"):
        everything.take_in(made, used, NOW)
    shutil.rmtree(used)


def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_begun(made: Path) -> None:
    """No file is ever replaced and no folder made; and the log does not say that something was taken out."""
    before = kept.everything()
    with pytest.raises(ExportRefused, match="never replaces"):
        everything.export(made, by="manager.derby", at=NOW)
    with pytest.raises(ExportRefused, match="no such folder"):
        everything.export(made.with_name("none") / "one.zip", by="manager.derby", at=NOW)
    assert kept.everything() == before
