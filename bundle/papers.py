"""The papers that go: files in a folder, each named by its number on the schedule."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from bundle.limits import LIMITS, MEGABYTE, Limits
from bundle.refusals import BundleRefused
from bundle.schedule_sheet import DISCLOSE, REDACT, WITHHOLD

_NUMBER = re.compile(r"0*([1-9][0-9]{0,3})(?![0-9])")
_OF_THE_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini", ".localized"}
_HOW = "Name each file by its number on the schedule, as in “2.pdf” or “2 redacted.docx”."


def papers_in(folder: Path, limits: Limits = LIMITS) -> dict[int, bytes]:
    """The content of each paper by its number.

    Raises:
        BundleRefused: a file without a number, two of one number, a folder or a link in it, nothing, or too much.
        OSError: the folder cannot be read.
    """
    found: dict[int, bytes] = {}
    weight = 0
    for path in sorted(folder.iterdir()):
        if _is_of_the_system(path.name):
            continue
        if path.is_symlink() or not path.is_file():
            raise BundleRefused(
                "There is a folder or a link among the papers. Put the papers themselves side by side in one folder."
            )
        number = number_of(path.name)
        if number is None:
            raise BundleRefused(f"A file among the papers has no number. {_HOW}")
        if number in found:
            raise BundleRefused(f"There are two files for paper {number}. Keep the one that is to go.")
        size = path.stat().st_size
        weight += size
        if size > limits.paper_bytes or weight > limits.together_bytes:
            raise BundleRefused(
                f"Paper {number} makes it too much: a paper may have {limits.paper_bytes // MEGABYTE} MB, "
                f"all together {limits.together_bytes // MEGABYTE} MB. Save it smaller, or make two bundles."
            )
        found[number] = path.read_bytes()
    if not found:
        raise BundleRefused(f"There is no paper in the folder. {_HOW}")
    return dict(sorted(found.items()))


def number_of(name: str) -> int | None:
    """The number that a file's name begins with, 1 to 9999; None without one."""
    begins = _NUMBER.match(name)
    return int(begins[1]) if begins else None


def _is_of_the_system(name: str) -> bool:
    return name.lower() in _OF_THE_SYSTEM or name.startswith(("~$", "._", ".~lock."))


def check(papers: Collection[int], wanted: Mapping[int, str]) -> None:
    """Compare the papers that are there with the schedule: `wanted` says for each number what was decided.

    Raises:
        BundleRefused: a paper that goes is missing, one that is withheld is there, or one is on no line.
    """
    unknown = sorted(set(wanted.values()) - {DISCLOSE, REDACT, WITHHOLD})
    if unknown:
        raise BundleRefused("A line of the schedule has no decision. Decide: disclose, redact or withhold.")
    withheld = sorted(number for number in papers if wanted.get(number) == WITHHOLD)
    if withheld:
        raise BundleRefused(f"{_named(withheld)} must not go: the schedule withholds it. Take it out of the papers.")
    stray = sorted(number for number in papers if number not in wanted)
    if stray:
        raise BundleRefused(f"{_named(stray)} stands on no line of the schedule. Take it out, or list it.")
    missing = sorted(number for number, decision in wanted.items() if decision != WITHHOLD and number not in papers)
    if missing:
        raise BundleRefused(f"{_named(missing)} goes by the schedule, but there is no such file. {_HOW}")


def _named(numbers: list[int]) -> str:
    return f"Paper {numbers[0]}" if len(numbers) == 1 else "Each of the papers " + ", ".join(map(str, numbers))
