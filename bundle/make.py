"""Make the bundle: the answer's letter, its schedule and its papers as one locked file."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from bundle.as_pdf import as_pdf, pages_of
from bundle.confined import confined
from bundle.finding import Finding, What
from bundle.forms import Form, form_of
from bundle.limits import LIMITS, MEGABYTE, Limits
from bundle.look import look
from bundle.orders import Lock, Made, Sheaf
from bundle.papers import check
from bundle.refusals import LETTER, BundleRefused, BundleStopped, NotLooked, paper
from bundle.schedule_sheet import Row, schedule_sheet
from bundle.workroom import clear, workroom

_MOST_ATTEMPTS = 3
_LEAST_PASSWORD = 12
# In the finished file these alone may be found: a scan is a scan, and without poppler the look is a shorter one.
_MAY_STAY = {What.SCANNED_TEXT, What.UNPROVED}


@dataclass(frozen=True, slots=True)
class PaperNote:
    """What is remembered of a paper: its number, the SHA-256 of the file as it came, its pages (None in Word)."""

    number: int
    sha256: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The locked file. `kept` is what the service keeps: the same in PDF; of a Word file, whose format knows but one
    password, the same document locked with the owner password. `noted`: what was found and did not stop."""

    content: bytes
    sha256: str
    pages: int | None
    papers: tuple[PaperNote, ...]
    kept: bytes
    noted: tuple[tuple[int, Finding], ...]


def make(
    letter: bytes,
    schedule: Sequence[Row],
    papers: Mapping[int, bytes],
    *,
    title: str,
    made_at: datetime,
    form: Literal["pdf", "word"],
    password: str,
    owner_password: str,
    parent: Path,
    limits: Limits = LIMITS,
) -> Bundle:
    """Check, look, convert, join, look again, lock, and open the locked file once to see that it does.

    `letter` is a .docx; `parent` a folder for plain copies where the machine has no place in memory for them: it
    holds nothing when this returns or raises. HIL-12; UK GDPR Art 5(1)(f), 32.

    Raises:
        BundleStopped: something that the eye does not see is in the letter, a paper or the finished file.
        BundleRefused: the papers do not fit the schedule, one cannot be read or printed, a program is missing.
        OSError: no folder can be written to.
    """
    clear(parent)  # before anything can be refused: what a killed run left must not wait for a good one
    _check_passwords(password, owner_password)
    if len({row.number for row in schedule}) != len(schedule):
        raise BundleRefused("Two lines of the schedule have one number. Number them anew.")
    schedule = sorted(schedule, key=lambda row: row.number)  # the papers follow each other by their numbers
    check(papers, {row.number: row.decision for row in schedule})
    files = {LETTER: letter, **{number: papers[number] for number in sorted(papers)}}
    _weigh(files, limits)
    noted = _look(files, limits)
    counts: dict[int, int] = {}
    if form == "word":
        made = _word(files, schedule, title, made_at, limits)
    else:
        made, counts = _pdf(files, schedule, title, made_at, parent, limits)
    lock = Lock(made.content, password, owner_password)
    locked = _job(f"lock {form}", lock, limits)
    kept = locked
    if form == "word":
        kept = _job("lock word", Lock(made.content, owner_password, owner_password), limits)
    notes = tuple(
        PaperNote(number, hashlib.sha256(content).hexdigest(), counts.get(number))
        for number, content in files.items()
        if number != LETTER
    )
    sha256 = hashlib.sha256(locked.content).hexdigest()
    return Bundle(locked.content, sha256, made.pages or None, notes, kept.content, noted)


def _check_passwords(password: str, owner_password: str) -> None:
    if min(len(password), len(owner_password)) < _LEAST_PASSWORD or password == owner_password:
        raise BundleRefused(
            f"The two passwords of a bundle must differ and have {_LEAST_PASSWORD} signs at least. "
            "Let the program make them."
        )


def _weigh(files: Mapping[int, bytes], limits: Limits) -> None:
    for number, content in files.items():
        if len(content) > limits.paper_bytes:
            raise BundleRefused(
                f"{paper(number)} is larger than {limits.paper_bytes // MEGABYTE} MB. Save it smaller and use that."
            )
    if sum(map(len, files.values())) > limits.together_bytes:
        raise BundleRefused(
            f"The papers are larger than {limits.together_bytes // MEGABYTE} MB together. Send them in two parts."
        )


def _look(files: Mapping[int, bytes], limits: Limits) -> tuple[tuple[int, Finding], ...]:
    """Look at each file; every finding of every file is told at once, so that staff mend them in one go."""
    found: list[tuple[int, Finding]] = []
    for number, content in files.items():
        try:
            if number == LETTER and form_of(content) is not Form.WORD:
                raise NotLooked("It is no Word file (.docx). Write it with the program, or save it as .docx.")
            found += [(number, one) for one in look(content, limits)]
        except NotLooked as why:
            raise BundleRefused(f"{paper(number)}: {why}") from None
    stopping = [(number, one) for number, one in found if one.stops]
    if stopping:
        raise BundleStopped(stopping)
    return tuple(found)


def _job(job: str, order: Sheaf | Lock, limits: Limits) -> Made:
    try:
        return confined(job, order, Made, limits)
    except NotLooked as why:
        raise BundleRefused(str(why)) from None


def _pdf(
    files: Mapping[int, bytes],
    schedule: Sequence[Row],
    title: str,
    made_at: datetime,
    parent: Path,
    limits: Limits,
) -> tuple[Made, dict[int, int]]:
    """The joined PDF and the pages of each file."""
    # The schedule is printed twice: with the papers, so that its own pages are known, and with the right numbers.
    sheet = max(files) + 1
    with workroom(parent) as room:
        draft = schedule_sheet(schedule, dict.fromkeys(files, (9999, 9999)))
        pdfs = as_pdf({**files, sheet: draft}, room, limits)
        counts = {number: pages_of(number, pdf, limits) for number, pdf in pdfs.items()}
        for _ in range(_MOST_ATTEMPTS):
            pages = _ranges(counts, sheet)
            pdfs |= as_pdf({sheet: schedule_sheet(schedule, pages)}, room, limits)
            before = counts[sheet]
            counts[sheet] = pages_of(sheet, pdfs[sheet], limits)
            if counts[sheet] == before:
                break
        else:
            raise BundleRefused("The schedule could not be laid out. Shorten its longest descriptions.")
    order = [(LETTER, "Letter", "Letter-"), (sheet, "Schedule of documents", "Schedule-")]
    order += [
        (row.number, f"{row.number}. {row.description}", f"{row.number}-") for row in schedule if row.number in files
    ]
    sheaf = Sheaf(
        tuple((name, prefix, pdfs[number]) for number, name, prefix in order), title, made_at.isoformat(), limits
    )
    made = _job("pdf", sheaf, limits)
    _look_again(made.content, [(number, counts[number]) for number, _, _ in order], sheet, limits)
    del counts[sheet]
    return made, counts


def _ranges(counts: Mapping[int, int], sheet: int) -> dict[int, tuple[int, int]]:
    """From which page to which each paper goes in the finished file."""
    next_page = counts[LETTER] + counts[sheet] + 1
    ranges = {}
    for number in sorted(set(counts) - {LETTER, sheet}):
        ranges[number] = (next_page, next_page + counts[number] - 1)
        next_page += counts[number]
    return ranges


def _word(files: Mapping[int, bytes], schedule: Sequence[Row], title: str, made_at: datetime, limits: Limits) -> Made:
    for number, content in files.items():
        if form_of(content) is not Form.WORD:
            raise BundleRefused(
                f"{paper(number)} is no Word file, so the bundle cannot be one. Make the bundle a PDF."
            )
    sheaf = [("The letter", "", files[LETTER]), ("The schedule", "", schedule_sheet(schedule, None))]
    sheaf += [(paper(number), "", content) for number, content in files.items() if number != LETTER]
    made = _job("word", Sheaf(tuple(sheaf), title, made_at.isoformat(), limits), limits)
    _look_again(made.content, [], LETTER, limits)
    return made


def _look_again(content: bytes, counts: Sequence[tuple[int, int]], sheet: int, limits: Limits) -> None:
    """Look at the finished file before it is locked: what a source hid well may show only now."""
    bad = [one for one in look(content, limits) if one.what not in _MAY_STAY]
    if bad:
        raise BundleStopped(
            (_whose(one.page, counts, sheet), replace(one, where=f"{one.where} of the finished file")) for one in bad
        )


def _whose(page: int, counts: Sequence[tuple[int, int]], sheet: int) -> int:
    """The number of the paper that this page of the finished file is from."""
    for number, pages in counts:
        if page <= pages:
            return LETTER if number == sheet else number
        page -= pages
    return LETTER
