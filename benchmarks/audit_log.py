"""How long it takes to verify the whole audit log, and how that grows with its events.

    make bench        (or python -m benchmarks.audit_log)

Makes a log of 100,000 and of 1,000,000 events in throw-away folders (SQLite), as the tasks write them, and verifies
it; then one word of an event in the middle is changed behind the program's back, and found. Prints seconds, events a
second, peak memory, the growth, and how long `git fsck` takes for as many commits with the same words, each of which
has the hash of the one before it as well. The machine is noisy, so the ratios mean more than the seconds.
"""

import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.apart import measured

AT = datetime(2026, 11, 26, 8, tzinfo=UTC)
SIZES = (100_000, 1_000_000)
_AT_ONCE = 10_000


def main() -> None:
    """Measure each in a process of its own, so that its memory is its own, and print."""
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]))
        return
    found = []
    for size in SIZES:
        one = measured("benchmarks.audit_log", size)
        found.append(one)
        print(
            f"{size:>9,} events: verified in {one['verified']:.1f} s ({size / one['verified']:,.0f} a second), "
            f"{one['memory']:.0f} MB at most; a changed word found: {one['broken']}; git fsck of as many commits "
            f"{one['peer']:.1f} s: {one['verified'] / one['peer']:.2f} times that"
        )
    few, many = found
    print(f"  ten times the events: {many['verified'] / few['verified']:.1f} times the time")


def _measure(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INFORIGHTS_HOME"] = folder
        from models.audit_chain import verify
        from models.db import reading

        _fill(size)
        begun = time.perf_counter()
        with reading() as session:
            broken, count = verify(session)
        took = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        assert (broken, count) == (None, size), "the log holds"
        file = Path(folder, "inforights.db")
        with sqlite3.connect(file) as made:
            for (trigger,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                made.execute(f"DROP TRIGGER {trigger}")
            made.execute("UPDATE audit_event SET actor = 'n.obody' WHERE number = ?", (size // 2,))
        with reading() as session:
            broken, _ = verify(session)
        found = broken is not None and broken.number == size // 2
        print(json.dumps({"verified": took, "memory": memory, "peer": _git_fsck(size), "broken": found}))


def _git_fsck(size: int) -> float:
    """Seconds in which git looks through as many commits."""
    with tempfile.TemporaryDirectory() as folder:
        git = ["git", "-C", folder]
        subprocess.run([*git, "init", "--quiet", "--bare", "--initial-branch=main"], check=True)
        with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importing:
            assert importing.stdin is not None, "it was asked for"
            for number in range(1, size + 1):
                message = json.dumps(_words(number)).encode()
                when = int(AT.timestamp()) + number
                importing.stdin.write(
                    b"commit refs/heads/main\ncommitter o <o@derby.example> %d +0000\ndata %d\n%s\n"
                    % (when, len(message), message)
                )
        begun = time.perf_counter()
        subprocess.run([*git, "fsck", "--full", "--no-progress"], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begun


def _words(number: int) -> dict[str, Any]:
    return {
        "actor": f"officer{number % 7}.derby", "event": "clock.moved", "service": "derby",
        "reference": f"DER-2026-{number // 12:06d}",
        "what": {"kind": "sar", "due": "2026-12-24", "cites": ["UK GDPR Art 12A(1)"], "running": True},
    }  # fmt: skip


def _fill(size: int) -> None:
    from sqlmodel import insert, select

    from models.audit_event import AuditEvent, AuditHead
    from models.db import audit_content, transaction
    from rules.audit import GENESIS, chain_hash

    previous = GENESIS
    for first in range(1, size + 1, _AT_ONCE):
        rows = []
        for number in range(first, min(first + _AT_ONCE, size + 1)):
            event = AuditEvent(
                number=number, at=AT + timedelta(seconds=number), previous=previous, hash="", **_words(number)
            )
            event.hash = previous = chain_hash(number, audit_content(event), event.previous)
            rows.append(event.model_dump())
        with transaction("", AT) as tx:
            tx.session.execute(insert(AuditEvent), rows)
            head = tx.session.exec(select(AuditHead)).one()
            head.number, head.hash = rows[-1]["number"], previous
            tx.session.add(head)


if __name__ == "__main__":
    main()
