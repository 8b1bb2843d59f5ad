"""How long open requests take to be worked out again after a bank holiday is proclaimed, the database included.

    python -m benchmarks.recompute [COUNT...]

Makes 1,000 and then 100,000 open requests of mixed kinds and events in a throw-away folder (SQLite), each with
the dates that the release alone gives; adds one day to the file of bank holidays; then looks at what moves, and
changes it. Prints seconds, requests a second, peak memory, and how the time of one request grew between the two:
the machine is noisy, so the growth means more than the seconds.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

SIZES = (1_000, 100_000)
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
FIRST_DAY = date(2026, 9, 1)
SERVICES = ("bathnes", "blackburn", "cumbria", "derby", "hillingdon")
ROWS = 5_000  # in one insert
ADDED = """\
days:
- {date: 2026-12-03, nation: United Kingdom, title: A day of thanks, authority: a proclamation made up for this}
"""


def main() -> None:
    """Measure each size in a process of its own, so that its memory is its own, and print."""
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]))
        return
    each: dict[str, list[float]] = {"look": [], "change": [], "look again": []}
    for size in [int(word.replace(",", "")) for word in sys.argv[1:]] or SIZES:
        command = [sys.executable, "-m", "benchmarks.recompute", "--one", str(size)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        for line in said.splitlines():
            name, _, value = line.partition(" = ")
            if value:
                each[name].append(float(value) / size)
            else:
                print(line)
    for name, found in each.items():
        print(f"{name:10}  time of one request grew {found[-1] / found[0]:.2f} times")


def _measure(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INFORIGHTS_HOME"] = folder
        _fill(size)
        from models.db import reading
        from settings import load
        from tasks import holidays, recompute

        load().bank_holidays.write_text(ADDED)

        def look() -> Counter[str]:
            with reading() as session:
                return Counter(type(one).__name__ for one in recompute.moves(session, holidays.in_force()))

        def change() -> Counter[str]:
            return Counter(type(one).__name__ for one in recompute.apply("benchmark", AT))

        holidays.in_force()  # the calendars are made once a process, not once a request
        _timed("look", look, size)
        _timed("change", change, size)
        _timed("look again", look, size)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:>7,} requests  peak memory {peak} MB")


def _timed(name: str, work: Callable[[], Counter[str]], size: int) -> None:
    start = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - start
    parts = ", ".join(f"{count:,} {sort.lower()}" for sort, count in sorted(found.items())) or "nothing to do"
    print(f"{size:>7,} requests  {name:10} {seconds:8.2f} s  {size / seconds:>8,.0f} a second  ({parts})")
    print(f"{name} = {seconds}")


def _fill(size: int) -> None:
    """Insert the requests set by set, and their dates as the release alone gives them."""
    from sqlmodel import insert

    from models.clock_event import ClockEvent
    from models.db import transaction
    from models.request import Part, Request
    from tasks import services

    rows = _requests(size)
    for first in range(0, size, ROWS):
        made = [next(rows) for _ in range(min(ROWS, size - first))]
        with transaction("benchmark", AT) as tx:
            for slug in SERVICES if not first else ():
                services.enter(tx, slug)
            tx.session.flush()
            tx.session.execute(insert(Request), [request for request, _, _ in made])
            tx.session.execute(insert(ClockEvent), [event for _, _, events in made for event in events])
            tx.session.execute(insert(Part), [part for _, part, _ in made])


def _requests(size: int) -> Iterator[tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]]:
    from rules import clock
    from rules.bank_holidays import BankHolidays
    from rules.channel import Channel
    from rules.clock.events import Event, Happened, recorded
    from rules.kinds import Kind
    from rules.lifecycle import State
    from rules.working_days import calendars
    from tasks import policies

    chance = random.Random(20261123)
    release = calendars(BankHolidays())
    policy = {slug: policies.of(slug) for slug in SERVICES}
    for number in range(1, size + 1):
        kind = chance.choice([Kind.SAR, Kind.SAR, Kind.FOI, Kind.FOI, Kind.LA_LEGAL, Kind.COURT_ORDER, Kind.ENQUIRY])
        slug = chance.choice(SERVICES)
        received = FIRST_DAY + timedelta(days=chance.randrange(80))
        happened = [(Happened.RECEIVED, received)]
        asked = received + timedelta(days=chance.randrange(1, 10))
        if chance.random() < 0.3:
            happened.append((Happened.CLARIFICATION_ASKED, asked))
            if chance.random() < 0.7:
                happened.append((Happened.CLARIFICATION_ANSWERED, asked + timedelta(days=chance.randrange(12))))
        if kind is Kind.SAR and chance.random() < 0.2:
            happened.append((Happened.IDENTITY_ASKED, received))
            happened.append((Happened.IDENTITY_RECEIVED, received + timedelta(days=chance.randrange(9))))
        events = tuple(Event(place, what, on) for place, (what, on) in enumerate(happened))
        due = clock.due(recorded(kind, received, events), policies.promise(kind, policy[slug]), release)
        request = {
            "id": number,
            "reference": f"BEN-2026-{number:06d}",
            "service": slug,
            "state": State.OPEN,
            "channel": Channel.EMAIL,
            "received_on": received,
            "look_by": clock.look_by(received, release),
            "logged_at": AT,
            "logged_by": "benchmark",
            "original_sha256": f"{number:064d}",
        }
        part = {
            "request_id": number,
            "position": 1,
            "kind": kind,
            "statutory_due": due.statutory,
            "target_due": due.target,
            "due": due.due,
            "running": due.running,
            "working": {"because": list(due.because), "cites": list(due.cites), "alerts": [], "stated": due.stated},
            "data_version": due.data_version,
        }
        moved_by = [
            {"request_id": number, "what": what, "on": on, "at": AT, "by": "benchmark"} for what, on in happened
        ]
        yield request, part, moved_by


if __name__ == "__main__":
    main()
