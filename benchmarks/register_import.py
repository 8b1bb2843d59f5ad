"""How long it takes to look an earlier register through and to take it over, row by row.

    make bench        (or python -m benchmarks.register_import)

Makes a workbook of 20,000 made-up requests of fourteen columns, one in twenty of them open, and takes it over in a
throw-away folder (SQLite). Prints how many rows are looked through in a second, how long plain openpyxl takes to read
the same file and nothing else, how many rows are taken over in a second, for how long of that others who write had to
wait, and the most memory. The machine is noisy, so the ratios mean more than the seconds.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

ROWS = 20_000
AT = datetime(2026, 11, 26, 8, tzinfo=UTC)
SERVICE = "derby"
HEADINGS = (
    "Ref No", "Date received", "Type of request", "How received", "Requester", "Relationship", "Email",
    "Child's name", "DOB", "Response sent", "Date closed", "Outcome", "Restricted", "Notes",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if sys.argv[1:] else ROWS
    content = register(rows)
    begun = time.perf_counter()
    for row in load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0].iter_rows():
        for cell in row:
            _ = cell.value
    plain = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INFORIGHTS_HOME"] = folder
        from models import db
        from tasks import register_import, register_rows
        from tasks.register_plan import Asked, examine

        with db.reading():
            pass  # the database is made
        asked = Asked(SERVICE)
        begun = time.perf_counter()
        plan = examine(content, asked, by="m.manager", at=AT)
        looked = time.perf_counter() - begun
        assert not plan.problems, plan.problems[:3]
        began_writing = []
        write = register_rows.write

        def watched(*words: Any) -> list[str]:
            began_writing.append(time.perf_counter())
            return write(*words)

        register_rows.write = watched
        begun = time.perf_counter()
        done = register_import.take_over(content, asked, by="m.manager", at=AT)
        ended = time.perf_counter()
        assert len(done.references) == rows
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    waited, took = ended - began_writing[0], ended - begun
    print(f"{rows:,} rows, {len(content) / 1024:,.0f} kB:")
    print(f"  looked through in {looked:.1f} s, {rows / looked:,.0f} rows a second")
    print(f"  plain openpyxl reads the same file in {plain:.1f} s: looking takes {looked / plain:.1f} times as long")
    print(
        f"  taken over in {took:.1f} s, {rows / took:,.0f} rows a second, {took / plain:.1f} times the reading alone"
    )
    print(f"  others who write wait for {waited:.1f} s of it; {memory:.0f} MB at most")


def register(rows: int) -> bytes:
    """A workbook of so many made-up requests."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append(_row(number))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _row(number: int) -> list[object]:
    received = AT.date() - timedelta(days=60 + number % 1500)
    is_open = number % 20 == 0
    answered = None if is_open else received + timedelta(days=5 + number % 30)
    kind, outcome = (("SAR", "disclosed"), ("FOI", "not held"), ("third party", "no consent"))[number % 3]
    return [
        f"R/{number:05d}", received if number % 2 else f"{received:%d/%m/%Y}", kind, "email",
        f"Clover Fernwhistle{number}", "parent", f"clover{number}@mail.example", f"Marigold Fernwhistle{number}",
        date(2012, 1, 1) + timedelta(number % 3000), answered, answered,
        None if is_open else outcome, "no", "Sent in two parts",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
