"""`demo`: the whole way once, for five services, on the fictional letters of `samples/`, in a throw-away folder.

The dates are those of the letters' story, so that the demo shows the same on every day.
"""

import csv
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cli.words import at_ten

SAMPLES = Path(__file__).parent.parent / "samples"
AS_ON = date(2026, 11, 23)  # the day of the table


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the post book: what a manager knows when the post comes in."""

    file: str
    service: str
    received: date
    channel: str


def run() -> None:
    """Log every sample, run the flows, answer one request of each kind, print the table."""
    home = Path(tempfile.mkdtemp(prefix="inforights-demo-"))
    # The demo is a world of its own: no other database, no other Prefect.
    for name in [*os.environ]:
        if name.startswith(("INFORIGHTS_", "PREFECT_")) and name != "INFORIGHTS_TRACEBACK":
            del os.environ[name]
    os.environ["INFORIGHTS_HOME"] = str(home)
    print(f"A throw-away folder: {home}")
    print("Starting Prefect (the first time takes up to half a minute) ...", flush=True)
    from cli import demo_story

    book = post_book()
    references = log_all(book)
    print(f"{len(references)} letters logged, read, dated and acknowledged.", flush=True)
    demo_story.answer_one_of_each_kind(references)
    print("One request of each of the four kinds answered, with its consents and approvals.\n")
    _print_table(references)
    _copy_letters(references, home / "letters")
    print(f"\nThe Word letters lie in {home / 'letters'}")
    print(f"Look at one case:  INFORIGHTS_HOME={home} {sys.argv[0]} show {references['derby/02-email.eml']}")
    print("Delete the folder when you have seen enough.")


def post_book() -> list[Entry]:
    """The lines of the samples' post book, in the order in which the letters came."""
    with (SAMPLES / "post-book.csv").open(encoding="utf-8", newline="") as lines:
        book = [
            Entry(row["file"], row["service"], date.fromisoformat(row["received"]), row["channel"])
            for row in csv.DictReader(lines)
        ]
    return sorted(book, key=lambda entry: (entry.received, entry.file))


def log_all(book: list[Entry]) -> dict[str, str]:
    """Log each letter on the day it came and receive it; returns the references by file."""
    import asyncio

    from flows.receive import receive
    from rules.channel import Channel
    from tasks import intake

    references: dict[str, str] = {}

    async def each_in_turn() -> None:
        for entry in book:
            at = at_ten(entry.received)
            logged = intake.log(
                (SAMPLES / entry.file).read_bytes(),
                Path(entry.file).name,
                service=entry.service,
                received=entry.received,
                channel=Channel(entry.channel),
                by="demo.manager",
                at=at,
            )
            references[entry.file] = logged.reference
            await receive(logged.reference, at=at)

    asyncio.run(each_in_turn())
    return references


def _print_table(references: dict[str, str]) -> None:
    from cli.table import print_table
    from models import board, queries
    from models.db import reading
    from rules.outstanding import waits_for
    from tasks import policies

    lines = []
    with reading() as session:
        for reference in references.values():
            found = queries.request(session, reference)
            row = board.row(session, found)
            proposal = queries.classification(session, found)
            why = proposal.evidence[0]["says"] if proposal and proposal.evidence else "it says too little"
            kinds = " + ".join(kind.value for kind in row.kinds) + ("" if row.state != "in_doubt" else "?")
            waits = waits_for(row.facts, policies.of(row.service), AS_ON) if row.state.is_open else f"({row.state})"
            due = row.due.isoformat() if row.due else "paused"
            lines.append((reference, row.service, kinds, why, row.received.isoformat(), due, waits))
    print(f"As on {AS_ON.isoformat()} (a ? marks a kind that a manager has to decide):\n")
    headings = ("Reference", "Service", "Kind", "Why", "Received", "Due", "Waits for")
    print_table(headings, sorted(lines, key=lambda line: (line[5], line[0])))


def _copy_letters(references: dict[str, str], folder: Path) -> None:
    from models import document_store, queries
    from models.db import reading
    from models.document import DocumentRole

    with reading() as session:
        for reference in references.values():
            found = queries.request(session, reference)
            place = folder / found.service / reference
            place.mkdir(parents=True, exist_ok=True)
            for document in queries.documents(session, found, DocumentRole.LETTER):
                (place / document.filename).write_bytes(document_store.get(document.sha256))
