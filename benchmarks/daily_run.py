"""How long the daily run takes, and how it grows: it reads what is due, and not all.

    make bench        (or python -m benchmarks.daily_run)

Makes services of an officer and a manager in throw-away folders (SQLite): 100,000 requests of which 5,000 are open
and 500 are due within ten working days or late; as many open ones among 20,000; and 100,000 of which all of the 5,000
that are open are due. In each the run of the day is noted with its mails, with the board's lines of the day before as
on every morning; then the mails are sent to a mail server on this machine. Prints seconds, peak memory, the growth,
what reading every open request in full would take, and what remind(1), the Unix calendar of reminders, takes to look
through as many dates, where it is installed (Debian's package `remind`). The machine is noisy, so the ratios mean
more than the seconds.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.apart import measured

AT = datetime(2026, 11, 26, 8, tzinfo=UTC)
OPEN, DUE = 5_000, 500
CASES = ((20_000, DUE), (100_000, DUE), (100_000, OPEN))
SERVICE = "derby"


def main() -> None:
    """Measure each in a process of its own, so that its memory is its own, and print."""
    if sys.argv[1:2] == ["--one"]:
        _measure(int(sys.argv[2]), int(sys.argv[3]))
        return
    found = []
    for size, due in CASES:
        one = measured("benchmarks.daily_run", size, due)
        found.append(one)
        print(
            f"{size:>7,} requests, {OPEN:,} open, {due:>5,} due: noted in {one['noted']:.2f} s "
            f"({one['reminders']:,} reminders), {one['mails']} mails sent in {one['sent']:.2f} s, a second run in "
            f"{one['again'] * 1000:.0f} ms; {one['memory']:.0f} MB at most"
        )
    few, many, all_due = found
    print(f"  five times the requests, as many due: {many['noted'] / few['noted']:.2f} times the time")
    print(f"  ten times as many due: {all_due['noted'] / many['noted']:.1f} times the time")
    ratio = many["full"] / many["noted"]
    print(f"  reading every open request in full would take {many['full']:.1f} s: {ratio:.1f} times the time")
    if many["peer"]:
        ratio = many["noted"] / many["peer"]
        print(f"  remind(1) looks through {OPEN:,} dates in {many['peer']:.2f} s: ours takes {ratio:.1f} times that")
    else:
        print("  remind(1) is not installed")


def _measure(size: int, due: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        from tests.smtp_server import SENDER, Taker, serving

        os.environ["INFORIGHTS_HOME"] = folder  # the tests forget what they find set
        from models import board
        from models.db import reading
        from tasks import outbox, reminders

        with serving(Taker()) as server:
            os.environ["INFORIGHTS_MAIL_SERVER"] = f"127.0.0.1:{server.port}"
            os.environ |= {"INFORIGHTS_MAIL_SECURITY": "plain", "INFORIGHTS_MAIL_FROM": SENDER}
            days = _fill(size, due)
            begun = time.perf_counter()
            run = reminders.note_due(SERVICE, AT)
            noted = time.perf_counter()
            sent = outbox.send_due(AT)
            done = time.perf_counter()
            reminders.note_due(SERVICE, AT)
            again = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        full = time.perf_counter()
        with reading() as session:
            board.rows(session, SERVICE)
        full = time.perf_counter() - full
        found = {
            "noted": noted - begun,
            "reminders": len(run.lines),
            "sent": done - noted,
            "mails": sent.sent,
            "again": again - done,
            "memory": memory,
            "full": full,
            "peer": _remind(Path(folder), days),
        }
        print(json.dumps(found))


def _fill(size: int, due: int) -> list[date]:
    """Requests of one service, of which so many are due about now and the others in three months. Gives the days."""
    from sqlmodel import col, select, update

    from benchmarks import dashboard_rows as rows
    from models.board_line import BoardLine
    from models.db import transaction
    from models.request import Part, Request
    from rules.lifecycle import State
    from tasks import accounts

    rows.people(2, AT)
    for number in range(2):
        login = f"person{number}.{SERVICE}"
        accounts.set_email(login, f"{login}@sendiass.example", by=f"person0.{SERVICE}", at=AT)
    rows.OPEN_ONE_IN = size // OPEN
    rows.requests(size, AT, names=False)
    today = AT.date()
    evening = today - timedelta(days=1)
    with transaction(f"person0.{SERVICE}", AT) as tx:
        still = select(Request.id).where(Request.state == State.OPEN).order_by(col(Request.id))
        keys = list(tx.session.exec(still))
        days = [today + timedelta(days=number % 18 - 5 if number < due else 90) for number in range(len(keys))]
        for key, day in zip(keys, days, strict=True):
            tx.session.execute(update(Part).where(col(Part.request_id) == key).values(due=day))
            moved = {"due": day, "sorted_on": day, "as_of": evening}
            tx.session.execute(update(BoardLine).where(col(BoardLine.request_id) == key).values(**moved))
    return days


def _remind(folder: Path, days: list[date]) -> float | None:
    """The seconds that remind(1) takes with as many dates, each with ten days of warning; None without it."""
    program = shutil.which("remind")
    if program is None:
        return None
    lines = [f"REM {day:%d %b %Y} +10 OMIT Sat Sun MSG DER-{number} is due %b" for number, day in enumerate(days)]
    file = folder / "dates.rem"
    file.write_text("\n".join(lines) + "\n")
    begun = time.perf_counter()
    subprocess.run(
        [program, "-q", str(file), f"{AT:%d}", f"{AT:%b}", f"{AT:%Y}"], stdout=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
