"""Everything in open forms, and the same installation again from it."""

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import settings
from models import document_store, person_words
from models.access import EVERYTHING
from models.audit_chain import verify
from models.board_page import Wanted, lines
from models.db import reading
from models.engine import close, engine
from models.open_export import LEFT_OUT, ExportRefused
from models.table_rows import documents
from rules.access import AccessRefused
from rules.case_files import Opened, Owner
from rules.channel import Channel
from tasks import case_files, everything, intake, keys
from tests import new_database, staff
from tests.tasks import kept_installation as kept
from tests.tasks.kept_installation import NOW

Parts = dict[str, bytes]
# What a spreadsheet, CSV or another reader may make something else of.
ODD = ('=HYPERLINK("x")', "\\N", "\\", "sealed:k1-00000000.AA==", "a\r\nb", ' "quoted", ', "Zoë 😀", "-1")


def fill(home: Path) -> None:
    """Something of everything, and names as nobody would type them."""
    kept.fill(home)
    for number, name in enumerate(ODD):
        case_files.open_file(
            "derby", Owner.PARENT, f"{name}{number}", Opened.SELF_REFERRAL, by="manager.derby", at=NOW
        )


def rows() -> dict[str, Any]:
    """Every row that is taken out, as the program reads it."""
    return {name: found for name, found in kept.everything().items() if name not in LEFT_OUT}


def move_to(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Go on in that folder."""
    close()
    monkeypatch.setenv("INFORIGHTS_HOME", str(home))
    monkeypatch.delenv("INFORIGHTS_DATABASE_URL", raising=False)


def taken_out(place: Path) -> Path:
    """An export, by the manager."""
    everything.export(place, by="manager.derby", at=NOW)
    return place


@pytest.mark.parametrize("seals", ["no", "yes"])
def test_what_is_taken_in_is_the_same(
    seals: str, installation: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each row and document, the log, the search and the settings are the same; and taken out again, the file."""
    monkeypatch.setenv("INFORIGHTS_SEAL_DATABASE", seals)
    fill(installation)
    file = taken_out(tmp_path / "one.zip")
    before, papers = rows(), kept.papers()
    with reading() as session:
        board = [line.model_dump() for line in lines(session, EVERYTHING, Wanted())]
        found = [one.reference for one in person_words.found(session, EVERYTHING, "fernwh")]
    move_to(monkeypatch, tmp_path / "again")
    taken = everything.take_in(file, tmp_path / "again", NOW)
    assert _but_the_log(rows()) == _but_the_log(before)
    assert rows()["audit_event"][:-1] == before["audit_event"]
    assert kept.papers() == papers
    with reading() as session:
        assert verify(session)[0] is None
        assert [line.model_dump() for line in lines(session, EVERYTHING, Wanted())] == board
        assert [one.reference for one in person_words.found(session, EVERYTHING, "fernwh")] == found != []
    assert taken.missing == 0
    assert (tmp_path / "again" / "bank-holidays.yaml").read_bytes() == (
        installation / "bank-holidays.yaml"
    ).read_bytes()
    keys.apply(by="manager.derby", at=NOW)
    assert _but_the_log(rows()) == _but_the_log(before), "sealed, it is the same too"
    again = _parts(taken_out(tmp_path / "two.zip"))
    assert {name: one for name, one in again.items() if not _of_the_log(name)} == {
        name: one for name, one in _parts(file).items() if not _of_the_log(name)
    }


def _but_the_log(found: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in found.items() if name not in {"audit_event", "audit_head"}}


def _of_the_log(name: str) -> bool:
    # The settings say which folders they came from.
    return name.startswith(("data/audit_", "datapackage.json", "files/settings.env"))


def _parts(file: Path) -> Parts:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_taken_in_by_another_sort_of_database(
    home: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """From SQLite to PostgreSQL: a service that grows takes all of it along; what is added later goes on."""
    fill(home)
    file, before = taken_out(tmp_path / "one.zip"), rows()
    new_database.on_server(postgres_url, "CREATE DATABASE taken_in")
    url = new_database.address_of(postgres_url, "taken_in")
    everything.take_in(file, tmp_path / "again", NOW, url)
    close()
    monkeypatch.setenv("INFORIGHTS_HOME", str(tmp_path / "again"))
    monkeypatch.setenv("INFORIGHTS_DATABASE_URL", url)
    assert engine().dialect.name == "postgresql"
    assert _but_the_log(rows()) == _but_the_log(before)
    logged = intake.log(b"More.", "a.txt", service="derby", received=NOW.date(), channel=Channel.POST,
                        by="manager.derby", at=NOW)  # fmt: skip
    assert logged.reference not in str(before["request"])
    close()


def test_anybody_can_read_it_by_its_description(home: Path, tmp_path: Path) -> None:
    """Open forms: each column is described, each file hashed; no cell begins a formula (CWE-1236)."""
    fill(home)
    parts = _parts(taken_out(tmp_path / "one.zip"))
    package = json.loads(parts["datapackage.json"])
    for resource in package["resources"]:
        table = list(csv.reader(io.StringIO(parts[resource["path"]].decode(), newline="")))
        assert table[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len(table) - 1 == package["inforights"]["rows"][resource["name"].replace("-", "_")]
        numbers = {
            at for at, field in enumerate(resource["schema"]["fields"]) if field["type"] in {"integer", "number"}
        }
        cells = (cell for row in table[1:] for at, cell in enumerate(row) if at not in numbers)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert {name.split("/")[1].partition(".")[0] for name in parts if name.startswith("documents/")} == set(
        documents(engine().connect())
    )


def test_what_lets_somebody_in_is_not_in_it(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No password, code, key or secret setting, and no name of a file that may be a person's."""
    fill(home)
    with (home / "settings.env").open("a") as file:
        file.write("INFORIGHTS_SSO_CLIENT_SECRET=do-not-tell\n")
    close()
    for name in ("INFORIGHTS_SSO_ISSUER", "INFORIGHTS_SSO_CLIENT_ID"):
        monkeypatch.setenv(name, "https://sign-in.derby.example")
    parts = _parts(taken_out(tmp_path / "one.zip"))
    everything_in_it = b"\n".join(parts.values())
    assert b"do-not-tell" not in everything_in_it
    assert kept.secret().encode() not in everything_in_it
    assert settings.load().safe.key_file.read_bytes()[-40:] not in everything_in_it
    assert not [name for name in parts if name.rpartition("/")[2].partition(".")[0] in LEFT_OUT]
    assert (tmp_path / "one.zip").stat().st_mode & 0o077 == 0


@pytest.fixture
def made(home: Path, tmp_path: Path) -> Path:
    """An export of a small installation."""
    fill(home)
    return taken_out(tmp_path / "made.zip")


def changed(file: Path, change: Callable[[Parts], Parts]) -> Path:
    """The same file with other parts."""
    place = file.with_name("changed.zip")
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in change(_parts(file)).items():
            archive.writestr(name, content)
    return place


def _without(parts: Parts, begins: str) -> Parts:
    first = next(name for name in parts if name.startswith(begins))
    return {name: content for name, content in parts.items() if name != first}


def _with(parts: Parts, begins: str, change: Callable[[bytes], bytes]) -> Parts:
    first = next(name for name in parts if name.startswith(begins))
    return {**parts, first: change(parts[first])}


def _rehashed(parts: Parts, change: Callable[[Parts], Parts]) -> Parts:
    """As somebody leaves it who changes the hashes with the parts."""
    found = change(parts)
    package = json.loads(found["datapackage.json"])
    hashes = {name: hashlib.sha256(one).hexdigest() for name, one in found.items() if name != "datapackage.json"}
    package["inforights"]["sha256"] = hashes
    return {**found, "datapackage.json": json.dumps(package).encode()}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda parts: _without(parts, "documents/"), "1 parts are missing"),
        (lambda parts: {**parts, "more/file": b"x"}, "1 parts are missing, or are none of it"),
        (lambda parts: _without(parts, "datapackage.json"), "no export of Inforights"),
        (lambda parts: {**parts, "datapackage.json": b"{}"}, "no export of Inforights"),
        (lambda parts: _with(parts, "data/request.csv", lambda one: one + b"x"), "data/request.csv is not what was"),
        (lambda parts: _with(parts, "documents/", lambda one: one + b"x"), "is not what was written"),
        (
            lambda parts: _rehashed(
                parts, lambda p: _with(p, "data/audit_event.csv", lambda one: one.replace(b"m.manager", b"x"))
            ),
            "The audit log in the export does not hold",
        ),
        (
            lambda parts: _rehashed(
                parts, lambda p: _with(p, "data/consent.csv", lambda one: one[: one.index(b"\r\n") + 2])
            ),
            "it lacks rows of its tables",
        ),
        (
            lambda parts: _rehashed(parts, lambda p: _with(p, "data/person.csv", lambda o: o.replace(b",", b";", 5))),
            "data/person.csv cannot be read as it is described",
        ),
        (lambda parts: _rehashed(parts, lambda p: {**p, "files/../../x": b"x"}), "that this release does not know"),
        (
            lambda parts: _rehashed(parts, lambda p: _with(p, "documents/", lambda one: one + b"x")),
            "not what was stored",
        ),
    ],
)  # fmt: skip
def test_an_export_that_is_not_whole_is_refused(made: Path, change: Callable[[Parts], Parts], says: str) -> None:
    """Each part is held against its hash, each row counted, the log verified; nothing is left behind."""
    to = made.with_name("back")
    with pytest.raises(ExportRefused, match=says):
        everything.take_in(changed(made, change), to, NOW)
    assert [one.name for one in made.parent.iterdir() if "back" in one.name] == []


def test_what_is_no_export_is_refused(made: Path) -> None:
    """Another file, one cut short, none at all, a folder in use: told in a sentence, and nothing is touched."""
    short = made.with_name("short.zip")
    short.write_bytes(made.read_bytes()[:-200])
    text = made.with_name("text.zip")
    text.write_text("a letter")
    for file, says in (
        (short, "no whole export"),
        (text, "no whole export"),
        (made.with_name("none"), "cannot be taken"),
    ):
        with pytest.raises(ExportRefused, match=says):
            everything.take_in(file, made.with_name("back"), NOW)
    used = made.with_name("used")
    used.mkdir()
    (used / "file").write_text("ours")
    with pytest.raises(ExportRefused, match="not empty"):
        everything.take_in(made, used, NOW)
    with pytest.raises(ExportRefused, match="never replaces"):
        everything.export(made, by="manager.derby", at=NOW)
    shutil.rmtree(used)


def test_who_does_not_manage_takes_nothing_out(home: Path, tmp_path: Path) -> None:
    """DER-1: an officer is refused, and no file is there; who took everything out is in the log."""
    staff.of("derby")
    with pytest.raises(AccessRefused):
        everything.export(tmp_path / "one.zip", by="officer.derby", at=NOW)
    assert not (tmp_path / "one.zip").exists()


def test_a_document_that_is_missing_is_counted(home: Path, tmp_path: Path) -> None:
    """What could not be read is told, and the rest is there."""
    fill(home)
    (first, *_) = kept.papers()
    document_store.remove(first)
    assert everything.export(tmp_path / "one.zip", by="manager.derby", at=NOW).missing == 1
    assert everything.take_in(tmp_path / "one.zip", tmp_path / "again", NOW).missing == 1
