"""A backup that is not what was made is refused, with a sentence, and nothing of it is left behind."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table

from models import backup, backup_key, document_store
from models.backup_key import BackupRefused, KeyFile
from models.closed_stream import PIECE, ClosingWriter, OpeningReader
from models.db import transaction
from models.engine import bring_to, close, newest, reached
from models.restore import restore
from rules.kinds import Kind
from tests import way
from tests.tasks import kept_installation as kept
from tests.tasks.kept_installation import NOW

KEY = KeyFile(bytes(range(32)))
PIECE_CLOSED = PIECE + 16
Parts = list[tuple[str, bytes]]


_MADE: dict[str, bytes] = {}  # each backup is made once: they are closed with a key that is the same for all tests


@pytest.fixture
def made(home: Path, tmp_path: Path) -> Path:
    """A backup of a small installation, which is over a piece long."""
    return _written(tmp_path, "made", lambda: way.log(way.SAR + "." * PIECE, "derby"))


@pytest.fixture
def small(home: Path, tmp_path: Path) -> Path:
    """A backup in one piece."""

    def fill() -> None:
        way.opened(Kind.FOI, "derby")
        (home / "settings.env").write_text("# ours\n")

    return _written(tmp_path, "small", fill)


def _written(folder: Path, name: str, fill: Callable[[], object]) -> Path:
    place = folder / "ours.backup"
    if name not in _MADE:
        fill()
        backup.write(place, KEY, NOW)
        close()
        _MADE[name] = place.read_bytes()
    place.write_bytes(_MADE[name])
    return place


def refused(file: Path) -> str:
    """What is said of it; nothing is left behind."""
    to = file.parent / "back"
    before = set(file.parent.iterdir())
    with pytest.raises(BackupRefused) as said:
        restore(file, KEY, to)
    assert set(file.parent.iterdir()) == before
    return str(said.value)


def repacked(file: Path, change: Callable[[Parts], Parts]) -> Path:
    """The backup with other parts, closed with the right key: as a program with a fault would have made it."""
    with file.open("rb") as source:
        heading = backup_key.read(source)
        plain = OpeningReader(source, heading.key(KEY), heading.written).read()
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        parts = [(one.name, (archive.extractfile(one) or io.BytesIO()).read()) for one in archive]
    new, key = backup_key.begin(KEY, NOW)
    with file.open("wb") as target:
        target.write(new.written)
        closing = ClosingWriter(target, key, new.written)
        with tarfile.open(fileobj=closing, mode="w|") as archive:
            for name, content in change(parts):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        closing.finish()
    return file


def test_a_flipped_bit_of_the_heading_is_found(small: Path) -> None:
    """Each byte of it: a sentence, and no backup put back with another date or another key."""
    whole = small.read_bytes()
    body = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    for at in range(body):
        small.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert refused(small).endswith((".", "that.")), f"byte {at}"


def test_a_flipped_bit_anywhere_else_is_found(small: Path) -> None:
    """UK GDPR Art 5(1)(f): whoever wrote into it, and wherever, is found out before a row is put back."""
    whole = small.read_bytes()
    body = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    for at in (
        *range(body, body + 20),
        *range(body + 20, len(whole) - 20, 4999),
        *range(len(whole) - 20, len(whole)),
    ):
        small.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert "not whole: it was changed or cut short" in refused(small), f"byte {at}"


def test_a_file_that_is_cut_short_is_found(made: Path) -> None:
    """Where the disk was full, or the copying ended: anywhere, and also exactly between two pieces."""
    whole = made.read_bytes()
    body = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    for length in (0, 5, 25, body - 1):
        made.write_bytes(whole[:length])
        assert "was changed" in refused(made), length
    for length in (body, body + 1, body + PIECE_CLOSED, body + PIECE_CLOSED + 1, len(whole) - 1):
        made.write_bytes(whole[:length])
        assert "changed or cut short" in refused(made), length


def test_pieces_that_were_moved_doubled_or_added_are_found(made: Path) -> None:
    """A piece belongs to one place of one backup."""
    whole = made.read_bytes()
    body = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    first, rest = whole[body : body + PIECE_CLOSED], whole[body + PIECE_CLOSED :]
    for content in (rest + first, first + first + rest, first + rest + b"\0", first + rest + rest):
        made.write_bytes(whole[:body] + content)
        assert "changed or cut short" in refused(made)


def test_another_key_and_another_sort_of_file_are_told_apart(small: Path) -> None:
    """Whoever has the wrong key looks for the right one, and does not give the backup up."""
    with pytest.raises(BackupRefused, match="This key file does not open the backup: it is another one"):
        restore(small, KeyFile(bytes(32)), small.parent / "back")
    with pytest.raises(BackupRefused, match="cannot be opened: check the file's name"):
        restore(small.with_name("none"), KEY, small.parent / "back")
    whole = small.read_bytes()
    small.write_bytes(whole.replace(b"BACKUP 1", b"BACKUP 2", 1))
    assert "of a form that this release does not know" in refused(small)
    small.write_bytes(b"PK\x03\x04" + whole)
    assert "no backup of Inforights" in refused(small)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda parts: [p for p in parts if not p[0].startswith("documents/")], "it lacks documents (5)"),
        (lambda parts: [p for p in parts if not p[0].startswith("tables/person/")], "it lacks rows"),
        (lambda parts: [p for p in parts if p[0] != "keys/installation.keys"], "it lacks the keys"),
        (lambda parts: [p for p in parts if not p[0].startswith("files/")], "it lacks files of the settings"),
        (lambda parts: [p for p in parts if p[0] != "manifest.json"], "has no manifest"),
        (lambda parts: parts[1:], "out of order"),
        (lambda _parts: [], "it is empty"),
        (lambda parts: [parts[0], ("keys/../../../away", b"x"), *parts[1:]], "does not know"),
        (lambda parts: [parts[0], ("elsewhere/file", b"x"), *parts[1:]], "does not know"),
        (lambda parts: [parts[0], ("tables/nothing/1", b"x"), *parts[1:]], "rows of it cannot be read"),
        (lambda parts: [(n, b"x" if n.startswith("documents/") else c) for n, c in parts], "is not what was stored"),
        (lambda parts: [(n, b"[" if n == "manifest.json" else c) for n, c in parts], "cannot be read"),
    ],
)
def test_a_backup_that_lacks_something_is_refused(small: Path, change: Callable[[Parts], Parts], says: str) -> None:
    """Each document, each row, each file is counted: what its own maker left out is found too."""
    assert says in refused(repacked(small, change))


def test_an_audit_log_that_was_changed_in_it_is_refused(small: Path) -> None:
    """Who holds the key cannot change what is on record either: the chain is verified whenever it is put back."""

    def change(parts: Parts) -> Parts:
        return [
            (name, gzip.compress(gzip.decompress(content).replace(b"m.manager", b"m.another")))
            if name.startswith("tables/audit_event/")
            else (name, content)
            for name, content in parts
        ]

    assert "The audit log in the backup does not hold: event 1 was changed" in refused(repacked(small, change))


def _of_form(revision: str) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        begun = {**json.loads(parts[0][1]), "revision": revision}
        return [(parts[0][0], json.dumps(begun).encode()), *parts[1:]]

    return change


def _as_in(revision: str, file: Path) -> Callable[[Parts], Parts]:
    """As a release wrote it whose database had that form: without the tables and columns that came later."""
    made = reached(f"sqlite:///{file}")
    with made.begin() as connection:
        bring_to(connection, revision)
        form = MetaData()
        form.reflect(connection)
    made.dispose()

    def change(parts: Parts) -> Parts:
        return _of_form(revision)([
            (name, _narrowed(content, form.tables[name.split("/")[1]]) if name.startswith("tables/") else content)
            for name, content in parts
            if not name.startswith("tables/") or name.split("/")[1] in form.tables
        ])  # fmt: skip

    return change


def _narrowed(content: bytes, table: Table) -> bytes:
    heading, *lines = gzip.decompress(content).decode().splitlines()
    columns = json.loads(heading)
    there = [column in table.columns for column in columns]
    kept = [columns, *map(json.loads, lines)]
    written = [json.dumps([one for one, wanted in zip(row, there, strict=True) if wanted]) for row in kept]
    return gzip.compress("".join(f"{line}\n" for line in written).encode())


def test_a_backup_of_a_newer_release_is_refused(small: Path) -> None:
    """It says which release made it, and that this one does not know its database."""
    assert "made by release 0.1.0, whose database (form 9999) this release does not know" in refused(
        repacked(small, _of_form("9999"))
    )


def test_a_backup_of_an_older_release_is_put_back(home: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade costs no backup: the rows go into the form that they had, which is then brought up to this one."""
    assert newest() != "0013"
    found = restore(repacked(small, _as_in("0013", small.parent / "older.db")), KEY, small.parent / "back")
    assert found.documents
    kept.move_to(monkeypatch, small.parent / "back")
    with transaction("m.manager", NOW) as tx:
        tx.record("test.event", service="derby")
    assert kept.papers()
    assert document_store.put(b"more")
