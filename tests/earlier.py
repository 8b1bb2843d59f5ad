"""Earlier registers for the tests: of made-up families, as a CSV file."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tasks import register_import
from tasks.register_import import TakenOver
from tasks.register_plan import Asked, Plan, examine
from tests.conftest import SAMPLES, at

TODAY = date(2026, 11, 26)
NOON = at(TODAY, 12)
BY = "m.manager"
SAMPLE = SAMPLES / "earlier-register.csv"
OPEN = {
    "Reference": "A/1", "Received": "2/11/2026", "Kind": "SAR", "Channel": "post", "Requester": "Clover Fernwhistle",
    "Relationship": "mother", "Child": "Marigold Fernwhistle", "DOB": "3 April 2019",
}  # fmt: skip
CLOSED = {**OPEN, "Reference": "A/2", "Received": "5/10/2026", "Answered": "26/10/2026", "Closed": "9/11/2026"}


def register(*rows: Mapping[str, str]) -> bytes:
    """A register of these rows, by their headings."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    kept = io.StringIO()
    writer = csv.DictWriter(kept, headings)
    writer.writeheader()
    writer.writerows(rows)
    return kept.getvalue().encode()


def looked_at(*rows: Mapping[str, str], service: str = "derby", **asked: Any) -> Plan:
    """What taking these rows over would do."""
    return examine(register(*rows), Asked(service, **asked), by=BY, at=NOON)


def taken_over(*rows: Mapping[str, str], service: str = "derby", by: str = BY, **asked: Any) -> TakenOver:
    """These rows taken over."""
    wanted = Asked(service, **asked)
    return register_import.take_over(register(*rows), wanted, by=by, at=NOON)


def everything(home: Path) -> bytes:
    """Every byte under the folder of an installation, the names of files among them."""
    return b"\n".join(
        str(file.relative_to(home)).encode() + file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file()
    )
