"""How long the figures for publication take, and how they grow with the requests that were ever closed.

    make bench        (or python -m benchmarks.statistics, where benchmarks/requirements.txt is installed)

Makes a service in throw-away folders (SQLite) with 100,000 and with 1,000,000 requests, nineteen in twenty of them
closed within two years, each with the answer that was prepared. Then the figures of the last four quarters are
counted and what must be hidden is hidden, and those of all quarters. Prints seconds, peak memory, the growth, and how
long Datasette takes to count the same requests by two of their words (its facets), which works out no date and hides
nothing. The machine is noisy, so the ratios mean more than the seconds.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.apart import measured

AT = datetime(2026, 11, 26, 8, tzinfo=UTC)
SIZES = (100_000, 1_000_000)
YEAR, ALL = (date(2025, 10, 1), date(2026, 9, 30)), (date(2024, 7, 1), date(2026, 9, 30))
SERVICE = "derby"


def main() -> None:
    """Measure each in a process of its own, so that its memory is its own, and print."""
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]))
        return
    found = []
    for size in SIZES:
        one = measured("benchmarks.statistics", size)
        found.append(one)
        facets = f"Datasette's facets {one['facets']:.1f} s" if one["facets"] else "Datasette is not installed"
        print(
            f"{size:>9,} requests: the last four quarters in {one['year']:.1f} s, all nine in {one['all']:.1f} s, of "
            f"which hiding {one['hiding'] * 1000:.0f} ms; {one['memory']:.0f} MB at most; {facets}"
        )
    few, many = found
    print(f"  ten times the requests: {many['all'] / few['all']:.1f} times the time")
    if many["facets"]:
        print(f"  beside the facets: {many['all'] / many['facets']:.1f} times the time")


def _measure(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INFORIGHTS_HOME"] = folder
        from models.db import reading
        from models.publication import tally
        from rules.publication import published
        from tasks import holidays, statistics

        _fill(size)
        calendar = holidays.in_force().united_kingdom
        took = {}
        for name, period in (("year", YEAR), ("all", ALL)):
            begun = time.perf_counter()
            statistics.published(SERVICE, *period, AT.date())
            took[name] = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with reading() as session:
            counted = tally(session, SERVICE, *ALL, calendar)
        begun = time.perf_counter()
        published(counted)
        took["hiding"] = time.perf_counter() - begun
        took["facets"] = _facets(Path(folder))
        print(json.dumps({**took, "memory": memory}))


def _fill(size: int) -> None:
    from sqlmodel import insert, select

    from benchmarks import dashboard_rows
    from models.db import transaction
    from models.disclosure import Disclosure
    from models.request import Part, Request
    from rules.letter import Outcome
    from rules.lifecycle import State

    dashboard_rows.people(1, AT)
    dashboard_rows.requests(size, AT, names=False)
    outcomes = [Outcome.DISCLOSED, Outcome.DISCLOSED, Outcome.DISCLOSED, Outcome.NOT_HELD, Outcome.REFUSED]
    with transaction(f"person0.{SERVICE}", AT) as tx:
        closed = select(Part.request_id, Part.kind).join(Request).where(Request.state == State.CLOSED)
        rows = [
            {
                "request_id": key, "kind": kind, "outcome": outcomes[key % len(outcomes)], "searched": [], "said": {},
                "not_held": [], "prepared_by": "o.officer", "prepared_on": AT.date(), "version": 1,
            }
            for key, kind in tx.session.exec(closed)
        ]  # fmt: skip
        for first in range(0, len(rows), 10_000):
            tx.session.execute(insert(Disclosure), rows[first : first + 10_000])


def _facets(folder: Path) -> float | None:
    """Seconds in which Datasette counts every part by its kind and every request by its state, less its start."""
    program = shutil.which("datasette", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        return None
    (stored,) = folder.rglob("*.db")
    begun = time.perf_counter()
    _asked(program, stored, "/-/versions.json", [])
    start = time.perf_counter() - begun
    limits = ("sql_time_limit_ms", "facet_time_limit_ms")
    settings = [word for name in limits for word in ("--setting", name, "600000")]
    begun = time.perf_counter()
    for table, column in (("part", "kind"), ("request", "state")):
        _asked(program, stored, f"/{stored.stem}/{table}.json?_facet={column}&_size=0", settings)
    return time.perf_counter() - begun - 2 * start


def _asked(program: str, stored: Path, address: str, settings: list[str]) -> None:
    command = [program, str(stored), "--get", address, *settings]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
