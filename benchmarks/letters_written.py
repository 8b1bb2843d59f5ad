"""How fast a letter is written, beside docxtpl and python-docx writing the same page; and whether memory stays flat.

    make bench        (or python -m benchmarks.letters_written, where benchmarks/requirements.txt is installed)

The page: the answer to a subject access request, two sheets with five headings, two lists and a table. All three
write it on the same letterhead, and nothing is timed before their files say the same, paragraph by paragraph.
Ours begins with the facts: wording, checklist and layout are in its time. docxtpl gets its template opened and its
values made ready beforehand, python-docx the letter composed. Rounds are interleaved; only ratios mean something.
Exits with 1 where an aim is missed.
"""

import gc
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from benchmarks.letters_peers import by_docxtpl, by_python_docx
from letters.letter import Letter, compose
from letters.specimens import cases
from letters.specimens.people import HELD_BACK
from letters.word import word
from tests.letters.made_up_services import SERVICES

LETTER = "sar_disclosure"
ROUNDS, MANY = 40, 1_000
A_THIRD = 1 / 3  # the aim: of docxtpl's time, at most
GROWTH = 512 * 1024  # bytes that a thousand letters may leave behind


def facts(number: int) -> dict[str, Any]:
    """The facts of one of many letters, no two the same."""
    return cases.facts(SERVICES["derby"], schedule=HELD_BACK, reference=f"DER-2026-{number:04}")


def ours(given: dict[str, Any]) -> bytes:
    """From facts to the Word file."""
    return word(compose(LETTER, given))


def said(content: bytes) -> list[str]:
    """Every paragraph of a file's body, also those in its tables, with its style."""
    document = Document(BytesIO(content))
    inside = [
        each for table in document.tables for row in table.rows for cell in row.cells for each in cell.paragraphs
    ]
    return [f"{each.style.name}: {each.text}" for each in [*document.paragraphs, *inside] if each.text]


def measure(ways: dict[str, Callable[[int], bytes]]) -> dict[str, float]:
    """Milliseconds a letter, the median of all rounds."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way(number)
            taken[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(found) for name, found in taken.items()}


def letters() -> Iterator[dict[str, Any]]:
    """The facts of many letters, made as they are needed."""
    return (facts(number) for number in range(MANY))


def resident() -> int:
    """Bytes that this process holds in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def in_a_row() -> bool:
    """Write many, first for their time and then for what they leave in memory; tell whether memory stayed flat."""
    before = resident()
    start = time.perf_counter()
    for given in letters():
        ours(given)
    seconds = time.perf_counter() - start
    after = resident()
    print(f"\n{MANY:,} letters in a row: {MANY / seconds:,.0f} a second")
    print(f"  the process holds {before / 2**20:.1f} MB before and {after / 2**20:.1f} MB after")
    tracemalloc.start()
    ours(facts(0))
    gc.collect()
    first, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    for given in letters():
        ours(given)
    gc.collect()
    last, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    grown, most = (last - first) / 1024, (peak - first) / 1024
    print(f"  Python's objects grew by {grown:,.0f} kB over {MANY:,} letters; at most {most:,.0f} kB were in use")
    return aim(f"no more than {GROWTH // 1024} kB are left behind", last - first <= GROWTH)


def aim(words: str, holds: bool) -> bool:
    """Print whether an aim holds."""
    print(f"  {'holds' if holds else 'MISSED'}: {words}")
    return holds


def main() -> None:
    """Check, measure, print."""
    pattern: Letter = compose(LETTER, facts(0))
    docxtpl, python_docx = by_docxtpl(pattern), by_python_docx()
    composed = [compose(LETTER, facts(number)) for number in range(ROUNDS)]
    ways: dict[str, Callable[[int], bytes]] = {
        "inforights, from facts": lambda number: ours(facts(number)),
        "inforights, letter composed": lambda number: word(composed[number]),
        "docxtpl, template kept": lambda number: docxtpl(composed[number]),
        "python-docx": lambda number: python_docx(composed[number]),
    }
    expected = said(ways["inforights, from facts"](7))
    for name, way in ways.items():
        if said(way(7)) != expected:
            sys.exit(f"{name} writes another page.")
    print(f"One letter of {len(expected)} paragraphs; all {len(ways)} write the same")
    found = measure(ways)
    first, theirs = found["inforights, from facts"], found["docxtpl, template kept"]
    for name, milliseconds in found.items():
        print(f"  {name:28} {milliseconds:7.2f} ms a letter, {milliseconds / first:6.2f} x the first")
    fast = aim(f"at most a third of docxtpl's time: {first / theirs:.3f} of it", first <= theirs * A_THIRD)
    flat = in_a_row()
    sys.exit(0 if fast and flat else 1)


if __name__ == "__main__":
    main()
