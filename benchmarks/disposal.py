"""How long it takes to find, list and really destroy what is out of time, and how that grows.

    make bench        (or python -m benchmarks.disposal)

Makes a service in throw-away folders (SQLite) with 1,000 and with 10,000 closed requests that are out of time, each
with its person, its words to search by, two stored documents (closed files) and an audit event, and as many again
that are not. Then the preview is made, the list proposed, signed and carried out: each record in a transaction of its
own, with its event and its trace, and its files deleted. Prints seconds, files a second, the growth, and how long it
takes beside it to delete as many rows and files with nothing but `DELETE` of sqlite3 (secure_delete, a transaction a
record, synchronous=FULL) and `os.unlink`, which asks nothing, records nothing and leaves the figures wrong. The
machine is noisy, so the ratios mean more than the seconds.
"""

import json
import os
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.apart import measured

AT, LATER = datetime(2026, 11, 26, 8, tzinfo=UTC), datetime(2030, 1, 7, 8, tzinfo=UTC)
SIZES = (1_000, 10_000)
SERVICE = "bathnes"  # three years from closure (BNS-7)
FILES = 2  # of each request


def main() -> None:
    """Measure each in a process of its own, and print."""
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]))
        return
    found = []
    for size in SIZES:
        one = measured("benchmarks.disposal", size)
        found.append(one)
        print(
            f"{size:>6,} records with {size * FILES:,} files, of twice as many: preview {one['preview']:.2f} s, list "
            f"{one['propose']:.2f} s, destroyed in {one['destroyed']:.1f} s "
            f"({size * FILES / one['destroyed']:.0f} files a second); DELETE and unlink alone {one['peer']:.1f} s: "
            f"{one['destroyed'] / one['peer']:.0f} times that"
        )
    few, many = found
    print(f"  ten times the records: {many['destroyed'] / few['destroyed']:.1f} times the time")


def _measure(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INFORIGHTS_HOME"] = folder
        from rules.disposal import ItemState, Paper
        from tasks import disposal, retention

        _fill(size)
        took = {}
        begun = time.perf_counter()
        due = [one for one in retention.preview(SERVICE) if one.is_due(LATER.date())]
        took["preview"] = time.perf_counter() - begun
        assert len(due) == size, "half of them are out of time"
        begun = time.perf_counter()
        number = retention.propose(SERVICE, by="m.manager", at=LATER)
        took["propose"] = time.perf_counter() - begun
        retention.sign(number, "Strategic Manager", by="a.bove", at=LATER)
        retention.confirm_paper(number, Paper.NONE, by="m.manager", at=LATER)
        begun = time.perf_counter()
        items = disposal.carry_out(number, by="m.manager", at=LATER)
        took["destroyed"] = time.perf_counter() - begun
        assert {item.state for item in items} == {ItemState.DESTROYED}, "nothing stops any"
        left = sum(1 for file in Path(folder, "documents").rglob("*") if file.is_file())
        assert left == size * FILES, "and the files of the others are left"
    with tempfile.TemporaryDirectory() as folder:
        took["peer"] = _peer(Path(folder), size)
    print(json.dumps(took))


def _fill(size: int) -> None:
    from sqlmodel import insert

    from models import document_store, person_words
    from models.board_line import PersonWord
    from models.db import transaction
    from models.document import Document, DocumentRole
    from models.person import Person, Standing
    from models.request import Part, Request
    from rules.channel import Channel
    from rules.kinds import Kind
    from rules.lifecycle import State
    from tasks import services

    for first in range(1, 2 * size + 1, 1_000):
        numbers = range(first, min(first + 1_000, 2 * size + 1))
        with transaction("m.manager", AT) as tx:
            if first == 1:
                services.enter(tx, SERVICE)
            tx.session.execute(insert(Request), [
                {
                    "id": number, "reference": f"BNS-2026-{number:06d}", "service": SERVICE, "state": State.CLOSED,
                    "channel": Channel.POST, "received_on": date(2026, 10, 1), "look_by": date(2026, 10, 2),
                    "logged_at": AT, "logged_by": "m.manager", "original_sha256": f"{number:064d}",
                    "closed_on": date(2026, 11, 1) if number <= size else date(2029, 11, 1),
                }
                for number in numbers
            ])  # fmt: skip
            tx.session.execute(insert(Part), [
                {
                    "request_id": number, "position": 1, "kind": Kind.SAR, "running": True, "data_version": "",
                    "statutory_due": date(2026, 11, 2), "due": date(2026, 11, 2),
                    "working": {"because": [], "cites": []},
                }
                for number in numbers
            ])  # fmt: skip
            names = {number: f"Bramble{number} Fernwhistle" for number in numbers}
            tx.session.execute(insert(Person), [
                {"request_id": number, "is_the": Standing.REQUESTER, "name": name} for number, name in names.items()
            ])  # fmt: skip
            tx.session.execute(insert(PersonWord), [
                {"word": word, "request_id": number} for number, name in names.items()
                for word in person_words.words(name)
            ])  # fmt: skip
            tx.session.execute(insert(Document), [
                {
                    "request_id": number, "role": role, "sha256": document_store.put(_letter(number, role)),
                    "size": 4_000, "filename": "letter.txt", "added_at": AT,
                }
                for number in numbers
                for role in (DocumentRole.ORIGINAL, DocumentRole.LETTER)
            ])  # fmt: skip
            for number in numbers:
                tx.record("request.logged", service=SERVICE, logged=number)


def _letter(number: int, role: str) -> bytes:
    return f"{number} {role} ".encode() * 250


def _peer(folder: Path, size: int) -> float:
    """Seconds in which as many rows and files are deleted with nothing around it."""
    made = sqlite3.connect(folder / "peer.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        made.execute(f"PRAGMA {pragma}")
    tables = ("request", "part", "person", "person_word", "document")
    made.execute("BEGIN")
    for table in tables:
        made.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, request_id INTEGER, text TEXT)")
        made.execute(f"CREATE INDEX {table}_of ON {table} (request_id)")
        rows = ((number, number, "x" * 200) for number in range(size))
        made.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)  # noqa: S608 - our own names
    made.execute("COMMIT")
    files = [folder / f"{number}" for number in range(size * FILES)]
    for number, file in enumerate(files):
        file.write_bytes(_letter(number, "letter"))
    begun = time.perf_counter()
    for number in range(size):
        made.execute("BEGIN IMMEDIATE")
        for table in tables:
            made.execute(f"DELETE FROM {table} WHERE request_id = ?", (number,))  # noqa: S608
        made.execute("COMMIT")
    for file in files:
        file.unlink()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
