"""An earlier register looked through: what each of its rows would become, and everything that is wrong with it.

Nothing is stored, and no person is in what is said of a problem.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import reading
from models import access, document_store, earlier
from models.db import reading as read_session
from models.moment import day_of
from reading.limits import MEGABYTE
from reading.table import Fault, read_table
from rules.channel import Channel
from rules.earlier_register import (
    Clocks,
    Column,
    Dated,
    Headings,
    Line,
    Problem,
    RegisterRefused,
    Summary,
    Terms,
    dated,
    find,
    read_line,
    summary,
)
from rules.rights import Right
from rules.working_days import written
from tasks import access as let
from tasks import arrival, holidays, policies


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody says of a register that is to be taken over."""

    service: str
    sheet: str | None = None
    mapped: Mapping[str, Column | None] = field(default_factory=dict)  # by headings; None: it is no column here
    channel: Channel | None = None  # of rows that do not say how they came
    letters: Path | None = None  # the folder of the files that rows name
    skip_known: bool = False  # pass over those that are here already


@dataclass(frozen=True, slots=True)
class Letter:
    """The file of a request, as it was when it was looked at."""

    place: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One row as it would be taken over."""

    dated: Dated
    line: Line
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a register would become. With a problem in it nothing is taken over."""

    sha256: str
    today: date
    headings: Headings
    rows: tuple[Planned, ...]  # those with which nothing is wrong
    problems: tuple[Problem, ...]
    passed_over: int  # rows that are here already
    without_letter: int  # rows that name a file, where no folder was named
    summary: Summary


def examine(content: bytes, asked: Asked, *, by: str, at: datetime) -> Plan:
    """Look a register through. Nothing is stored.

    Raises:
        RegisterRefused: it cannot be read as a whole.
        rules.access.AccessRefused: whoever asks does not manage the service; that they tried is recorded.
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    policy = policies.of(asked.service)
    let.check_service(asked.service, Right.MANAGE, by=by, at=at)
    headings, lines, faults = _read(content, asked)
    today = day_of(at)
    terms = Terms(today, asked.channel, policy.service.roles)
    clocks = Clocks(
        lambda kind: policies.promise(kind, policy), holidays.in_force(), policy.is_public_authority, today
    )
    problems: list[Problem] = list(_faults(faults, headings, {line.number for line in lines}))
    found: list[Planned] = []
    unlettered = 0
    for line in lines:
        row, wrong = read_line(line, headings, terms)
        one: Dated | None = None
        if row:
            one, wrong = dated(row, headings, clocks)
        letter: Letter | None = None
        if row and row.letter_file and asked.letters:
            letter, says = _letter(asked.letters, row.letter_file)
            wrong += [Problem(line.number, headings.of(Column.LETTER_FILE), says)] if says else []
        unlettered += bool(row and row.letter_file and not asked.letters)
        problems += wrong
        if one:
            found.append(Planned(one, line, letter))
    problems += _repeated(lines, headings)
    known = _known(asked.service, found)
    if asked.skip_known:
        found = [one for one in found if one.dated.row.reference not in known]
    else:
        problems += _here(found, known, headings)
    problems += _unrestricted(found, headings, asked.service, by)
    place_of = {headings.at(place): place for place in range(len(headings.texts))}
    wrong_rows = {one.row for one in problems}
    found = [one for one in found if one.line.number not in wrong_rows]
    return Plan(
        sha256=document_store.sha256(content),
        today=today,
        headings=headings,
        rows=tuple(found),
        problems=tuple(sorted(problems, key=lambda one: (one.row, place_of.get(one.column, -1)))),
        passed_over=len(known) if asked.skip_known else 0,
        without_letter=unlettered,
        summary=summary([one.dated for one in found], today),
    )


def _read(content: bytes, asked: Asked) -> tuple[Headings, list[Line], tuple[Fault, ...]]:
    try:
        table = read_table(content, asked.sheet, arrival.within())
    except reading.Unreadable as refused:
        raise RegisterRefused(str(refused)) from None
    headings = find([cells for _, cells in table.lines], asked.mapped)
    lines = [Line(number, cells) for number, cells in table.lines[headings.line + 1 :]]
    if not lines:
        raise RegisterRefused("The register has headings and no row beneath them.")
    return headings, lines, table.faults


def _faults(faults: Iterable[Fault], headings: Headings, numbers: set[int]) -> Iterator[Problem]:
    """Of the columns that are taken over."""
    taken = set(headings.places.values())
    for fault in faults:
        if fault.number in numbers and fault.place in taken:
            yield Problem(fault.number, headings.at(fault.place), fault.says)


def _repeated(lines: Iterable[Line], headings: Headings) -> Iterator[Problem]:
    """A reference that stands in two rows is wrong in the later one, whatever else is wrong with either."""
    place = headings.places[Column.REFERENCE]
    first: dict[str, int] = {}
    for line in lines:
        reference = " ".join(line.cells[place].split()) if place < len(line.cells) else ""
        if reference and (before := first.setdefault(reference, line.number)) != line.number:
            says = f"It stands in row {before} too: give each request a reference of its own."
            yield Problem(line.number, headings.of(Column.REFERENCE), says)


def _known(service: str, rows: Iterable[Planned]) -> dict[str, str]:
    with read_session() as session:
        return earlier.known(session, service, {one.dated.row.reference for one in rows})


def _here(rows: Iterable[Planned], known: Mapping[str, str], headings: Headings) -> Iterator[Problem]:
    for one in rows:
        if ours := known.get(one.dated.row.reference):
            says = f"It is here as {ours}: take the row out, or pass over those that are here."
            yield Problem(one.line.number, headings.of(Column.REFERENCE), says)


def _unrestricted(rows: Iterable[Planned], headings: Headings, service: str, by: str) -> Iterator[Problem]:
    """What is restricted is kept to somebody, and that is an account of the service (CUM-3.4)."""
    wanted = [one for one in rows if one.dated.row.restricted]
    if not wanted:
        return
    with read_session() as session:
        holder = access.who(session, by).holder
    if holder is None or holder.service != service:
        for one in wanted:
            says = "It is restricted, and you have no account of the service to keep it to: open accounts first."
            yield Problem(one.line.number, headings.of(Column.RESTRICTED), says)


def _letter(folder: Path, name: str) -> tuple[Letter | None, str]:
    """The file of that name in the folder; or what is wrong with it, without the name: it may be a person's."""
    try:
        place = (folder / name).resolve(strict=True)
        if not place.is_relative_to(folder.resolve()) or not place.is_file():
            return None, "It names no file within the folder of letters: correct the name."
        if place.stat().st_size > arrival.largest():
            return None, f"The file is larger than {arrival.largest() // MEGABYTE} MB: keep its papers apart."
        content = place.read_bytes()
    except (OSError, ValueError):
        return None, "There is no such file in the folder of letters, or it cannot be opened: correct the name."
    if not content.strip():
        return None, "The file is empty: find the letter itself, or empty the cell."
    return Letter(place, document_store.sha256(content)), ""


def as_it_stood(one: Planned, plan: Plan) -> bytes:
    """The row as it stood in the register, also what stood in columns that are not taken over."""
    lines = [f"Taken over on {written(plan.today)} from the earlier register, row {one.line.number}.", ""]
    for place, cell in enumerate(one.line.cells):
        if cell:
            heading, text = plan.headings.at(place), "\n    ".join(cell.splitlines())
            lines.append(f"{heading}: {text}")
    return ("\n".join(lines) + "\n").encode()
