"""Everything in open forms, and the same installation again from it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models import document_store, person_words
from models.access import EVERYTHING
from models.audit_chain import verify
from models.audit_event import PROGRAM
from models.board_page import Wanted, lines
from models.db import reading, transaction
from models.engine import close, engine
from models.open_package import LEFT_OUT
from models.person import Person
from models.table_rows import documents
from rules.case_files import Opened, Owner
from rules.channel import Channel
from tasks import case_files, everything, intake, keys
from tests import new_database
from tests.tasks import kept_installation as kept
from tests.tasks.export_parts import changed, described, parts_of, taken_out
from tests.tasks.kept_installation import NOW

# What a spreadsheet, CSV or another reader may make something else of.
ODD = ('=HYPERLINK("x")', "\\N", "\\", "sealed:k1-00000000.AA==", "a\r\nb", ' "quoted", ', "Zoë 😀", "-1")
# Longer than a cell may be by what CSV readers are usually set to.
LONG = "Zoë, 4 Mill Lane\n" * 12_000


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


@pytest.mark.parametrize("seals", ["no", "yes"])
def test_what_is_taken_in_is_the_same(
    seals: str, installation: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each row and document, the log, the search and the settings are the same; and taken out again, the file."""
    monkeypatch.setenv("INFORIGHTS_SEAL_DATABASE", seals)
    fill(installation)
    with transaction(PROGRAM, NOW) as tx:
        tx.session.exec(select(Person).limit(1)).one().reply_to = LONG
    file = taken_out(tmp_path / "one.zip")
    before, papers = rows(), kept.papers()
    assert len(LONG) > csv.field_size_limit()
    assert LONG in [value for one in before["person"] for value in one]
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
    again = parts_of(taken_out(tmp_path / "two.zip"))
    assert {name: one for name, one in again.items() if not _of_the_log(name)} == {
        name: one for name, one in parts_of(file).items() if not _of_the_log(name)
    }


def _but_the_log(found: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in found.items() if name not in {"audit_event", "audit_head"}}


def _of_the_log(name: str) -> bool:
    # The settings say which folders they came from.
    return name.startswith(("data/audit_", "datapackage.json", "files/settings.env"))


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
    """Open forms: tables described in words, columns by sort, files hashed; no cell begins a formula (CWE-1236)."""
    fill(home)
    parts = parts_of(taken_out(tmp_path / "one.zip"))
    package = json.loads(parts["datapackage.json"])
    assert "One conflict of one request (BWD-2)" in str(package["resources"])
    words = [resource["description"] for resource in package["resources"]]
    assert all(one.endswith((".", "..")) for one in words)
    assert len(set(words)) == len(words)
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


def test_a_document_that_is_missing_is_counted(home: Path, tmp_path: Path) -> None:
    """What could not be read is told, and the rest is there."""
    fill(home)
    (first, *_) = kept.papers()
    document_store.remove(first)
    assert everything.export(tmp_path / "one.zip", by="manager.derby", at=NOW).missing == 1
    assert everything.take_in(tmp_path / "one.zip", tmp_path / "again", NOW).missing == 1


def test_it_is_taken_in_from_a_file_that_somebody_packed_again(home: Path, tmp_path: Path) -> None:
    """Other programs put the folders into a ZIP file as parts of their own, and more into a description."""
    fill(home)
    more = {"licenses": [], "sources": [{"title": "Derby"}]}
    file = changed(
        taken_out(tmp_path / "one.zip"),
        lambda parts: {"data/": b"", "documents/": b"", **described(parts, lambda package: package.update(more))},
    )
    assert everything.take_in(file, tmp_path / "again", NOW).rows == sum(map(len, rows().values()))
