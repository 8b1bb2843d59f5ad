"""The schedule of documents as a form: a row a document, typed or from a CSV file; errors are told by their rows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from rules.kinds import Kind
from rules.schedule import COLUMNS, MORE_COLUMNS, Decision, Health, Held, Item, LineRefused, Others, line_of
from rules.schedule import ScheduleRefused as Refused
from rules.schedule_csv import rows as rows_of
from web.answer_words import DECISIONS, HEALTH, HELD, OTHERS
from web.field import Field, Option, Sent

Row = Mapping[str, str]
FILE: Final = Field(
    "papers",
    "Or take the documents from a CSV file",
    "file",
    f"Its columns: {', '.join((*COLUMNS, *MORE_COLUMNS))}. It takes the place of the rows above.",
    needed=False,
)
MOST: Final = 200  # documents of one schedule on a page
LARGEST: Final = 2_000_000  # bytes of its file
AT_FIRST, MORE = 3, 5  # rows
CITES = "cites"  # the id of the list of exemptions that are proposed
_ALL: Final = (*COLUMNS, *MORE_COLUMNS)
_CELLS: Final = {
    "document": Field("document", "What it is"),
    "dated": Field("dated", "Date (as 22 November 2026)"),
    "decision": Field(
        "decision", "Decision", "select", options=[Option(one, f"{text} ({one})") for one, text in DECISIONS.items()]
    ),
    "exemption": Field("exemption", "Kept back under", listed=CITES),
    "reason": Field("reason", "Why that applies", "long", rows=2),
    "held": Field("held", "Held on", "select", options=[Option(one, text) for one, text in HELD.items()]),
    "others": Field(
        "others", "Says about others", "select", options=[Option(one, text) for one, text in OTHERS.items()]
    ),
    "health": Field("health", "Health data", "select", options=[Option(one, text) for one, text in HEALTH.items()]),
    "ordered": Field("ordered", "Piece of the order", "number"),
    "file": Field("file", "From case file (reference)"),
}
# How people write the day of a document; as 2026-11-22 it may stand too, as a CSV file has it.
_DAYS: Final = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_WORDS: Final = {"decision": Decision, "held": Held, "others": Others, "health": Health}


def columns(kind: Kind, rows: Sequence[Row]) -> list[str]:
    """The columns that matter for an answer to that kind, and those in which something stands all the same."""
    asked = {*COLUMNS}
    if kind is not Kind.FOI:
        asked |= {"held", "others", "health", "file"}
    if kind is Kind.COURT_ORDER:
        asked.add("ordered")
    return [name for name in _ALL if name in asked or any(row.get(name) for row in rows)]


def fields(shown: Sequence[str], number: int) -> list[Field]:
    """The cells of one row."""
    cells = [_CELLS[name] for name in shown]
    return [
        Field(f"{cell.name}-{number}", cell.label, cell.kind, cell.hint, cell.options, needed=False, rows=cell.rows,
              listed=cell.listed)
        for cell in cells
    ]  # fmt: skip


def values(rows: Sequence[Row]) -> dict[str, str]:
    """What stands in the cells, by their names."""
    return {f"{name}-{number}": _shown(name, row[name]) for number, row in enumerate(rows, 1) for name in row}


def typed(sent: Sent) -> list[Row]:
    """The rows as they were typed, without the empty ones between them."""
    found: list[Row] = [
        {name: _taken(name, sent.one(f"{name}-{number}").strip()) for name in _ALL} for number in range(1, MOST + 1)
    ]
    return [row for row in found if any(row.values())]


def of_schedule(schedule: Sequence[Item]) -> list[Row]:
    """The rows of a schedule that is on record."""
    return [
        {
            "document": item.description,
            "dated": item.dated.isoformat() if item.dated else "",
            "decision": item.decision.value,
            "exemption": item.exemption or "",
            "reason": item.reason or "",
            "held": item.held or "",
            "others": item.others or "",
            "health": item.health or "",
            "ordered": str(item.ordered or ""),
            "file": item.file or "",
        }
        for item in schedule
    ]


def of_csv(content: bytes) -> list[Row]:
    """The rows of a CSV file, as somebody would have typed them.

    Raises:
        rules.schedule.ScheduleRefused: it is no such file, lists nothing, or more than a page takes.
    """
    if len(content) > LARGEST:
        raise Refused("The schedule is too large to be one: save the list of documents alone.")
    found: list[Row] = [
        {name: _word(name, (row.get(name) or "").strip()) for name in _ALL} for row in rows_of(content)
    ]
    found = [row for row in found if any(row.values())]
    if not found:
        raise Refused("The schedule lists no document.")
    if len(found) > MOST:
        raise Refused(f"The schedule lists more than {MOST} documents: take some together.")
    return found


def _shown(name: str, text: str) -> str:
    """What stands in a cell: a day as people write it, whatever form the schedule has for it."""
    try:
        on = date.fromisoformat(text) if name == "dated" else None
    except ValueError:
        return text
    return f"{on.day} {on:%B %Y}" if on else text


def _taken(name: str, text: str) -> str:
    """What a cell means: a day in the form of the schedule; what is no day stays as it was typed, to be told of."""
    for form in _DAYS if name == "dated" else ():
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day, of no time and no zone
        except ValueError:
            continue
    return text


def _word(name: str, text: str) -> str:
    """The word of a column that has words of its own, however it is written, so that the form shows it."""
    return text.casefold() if name in _WORDS else text


def items(rows: Sequence[Row]) -> tuple[list[Item], dict[str, str]]:
    """The documents of the rows, and what is wrong, by the name of the cell."""
    found: list[Item] = []
    errors: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        try:
            found.append(line_of(row))
        except LineRefused as refused:
            says = "enter the date as 22 November 2026." if refused.column == "dated" else refused
            errors[f"{refused.column}-{number}"] = f"Document {number}: {says}"
    return found, errors
