"""Everything that is stored of one request, table by table: found by the foreign keys, so that nothing is forgotten.

A table or a column that is added later stands in the record with the rest. What is left out is listed here, with the
reason.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Column, Table, select
from sqlmodel import Session, SQLModel, col

from models import answering, case_files, follow_ups, queries
from models.clock_event import ClockEvent
from models.moment import LONDON, day_of
from models.queries import id_of
from models.reminder import ReminderNote
from models.request import Request
from rules.gates import to_weigh
from rules.ledger import stage
from rules.order_checks import QUESTIONS

Row = dict[str, Any]

_OF_WHAT_WENT: Final = "a digest, by which the program sees whether what was shown is still what would go"
_OF_THE_SERVER: Final = "where the mail server has it"
# A whole table, or a column of one, and why it is not in the record.
LEFT_OUT: Final = {
    "board_line": "a line of the board, which is worked out of the rest",
    "person_word": "the words to search by, which are worked out of the names",
    "approval.of": _OF_WHAT_WENT,
    "consent.asked_of": _OF_WHAT_WENT,
    "consent.of": _OF_WHAT_WENT,
    "letter.of": _OF_WHAT_WENT,
    "release.of": _OF_WHAT_WENT,
    "bundle_note.nonce": "from it the password of what left the service is derived",
    "letter.page_document_id": "the same letter as a page, which stands among the documents",
    "letter.text_document_id": "the same letter as text, whose words stand in the record",
    "incoming.body_sha256": "a digest, by which a message that comes twice is known",
    "incoming.restored": _OF_THE_SERVER,
    "incoming.uidvalidity": _OF_THE_SERVER,
    "incoming.uid": _OF_THE_SERVER,
    "reminder_to.outgoing_id": "the number of the mail that carried it; the reminder has its words",
}


def stored(session: Session, request: Request, at: datetime) -> dict[str, list[Row]]:
    """Every row of a request, by its table; what hangs on a row stands in it, under the name of its own table.

    Days are dates, moments are moments in the United Kingdom, and words of a list are what the program has for them.

    Args:
        at: when the record is made: as on that day it is said how a consent stands.
    """
    tables = SQLModel.metadata.sorted_tables
    found: dict[str, list[Row]] = {}
    numbers: dict[str, list[Any]] = {}  # of the same rows, by which others refer to them
    for table in tables:
        raw = _raw(session, table, request)
        if raw:
            found[table.name] = [_row(session, request, table, row) for row in raw]
            numbers[table.name] = [row.get("id") for row in raw]
    for table in tables:
        for parent in _parents(table):
            if parent.name in found:
                _hang(session, request, table, parent, found[parent.name], numbers[parent.name])
    _explain(session, request, found, at)
    return found


def _raw(session: Session, table: Table, request: Request) -> Sequence[Row]:
    """The rows of one table that are of a request."""
    if table.name in LEFT_OUT:
        return ()
    if table.name == Request.__tablename__:
        wanted = [table.c.id == id_of(request)]
    elif table.name == ReminderNote.__tablename__:  # reminders outlive their request, and know it by its reference
        wanted = [table.c.service == request.service, table.c.reference == request.reference]
    else:
        wanted = [table.c[name] == id_of(request) for name in _to(table, Request.__tablename__)]
        if not wanted:
            return ()
    query = select(table).where(*wanted).order_by(*table.primary_key.columns)
    return [dict(row) for row in session.execute(query).mappings()]


def _to(table: Table, other: Any) -> list[str]:
    """The names of the columns by which a table refers to the rows of another."""
    return [key.parent.name for key in table.foreign_keys if key.column.table.name == other]


def _parents(table: Table) -> list[Table]:
    """The tables on whose rows those of another hang that know no request by themselves."""
    if table.name in LEFT_OUT or _to(table, Request.__tablename__):
        return []
    others = [key.column.table for key in table.foreign_keys]
    return [one for one in others if one.name == ReminderNote.__tablename__ or _to(one, Request.__tablename__)]


def _hang(
    session: Session, request: Request, table: Table, parent: Table, rows: list[Row], numbers: list[Any]
) -> None:
    (key,) = _to(table, parent.name)
    query = select(table).where(table.c[key].in_(numbers)).order_by(*table.primary_key.columns)
    under: dict[Any, list[Row]] = defaultdict(list)
    for raw in session.execute(query).mappings():
        under[raw[key]].append(_row(session, request, table, raw))
    for row, number in zip(rows, numbers, strict=True):
        row[table.name] = under[number]


def _row(session: Session, request: Request, table: Table, raw: Mapping[Any, Any]) -> Row:
    """One row without its numbers; where it refers to another row, what people call that one."""
    row: Row = {}
    for column in table.columns:
        if is_left_out(column):
            continue
        value = raw[column.name]
        for key in column.foreign_keys:
            value = None if value is None else _called(session, request, key.column.table.name, value)
        row[name_of(column)] = _plain(value)
    return row


def is_left_out(column: Column[Any]) -> bool:
    """Whether a column is not in the record: the number of its row or of its request, or one that is listed."""
    refers = {key.column.table.name for key in column.foreign_keys}
    return (
        column.name == "id"
        or f"{column.table.name}.{column.name}" in LEFT_OUT
        or bool(refers & {"request", "service"})
        or any(column.name in _to(column.table, parent.name) for parent in _parents(column.table))
    )


def name_of(column: Column[Any]) -> str:
    """How the record calls a column: what another row is called stands there in place of its number."""
    return column.name.removesuffix("_id")


def _called(session: Session, request: Request, table: str, key: Any) -> Any:
    match table:
        case "document":
            return next((row.filename for row in queries.documents(session, request) if row.id == key), None)
        case "case_file":
            named = (one.reference for one in case_files.files_of(session, request) if key in {one.id, one.reference})
            return next(named, key if isinstance(key, str) else None)
        case "follow_up":
            numbered = follow_ups.numbered(follow_ups.rows(session, request))
            return next((one.name for one, row in numbered if row.id == key), None)
        case "clock_event":
            query = select(col(ClockEvent.id)).where(col(ClockEvent.request_id) == request.id)
            return [*session.execute(query.order_by(col(ClockEvent.id))).scalars()].index(key) + 1
        case _:
            return key  # such as the login of an account


def _plain(value: Any) -> Any:
    return value.astimezone(LONDON) if isinstance(value, datetime) else value


def _explain(session: Session, request: Request, found: dict[str, list[Row]], at: datetime) -> None:
    """Add what the numbers and words of a row stand for."""
    for row in found.get("consent", ()):
        row["chased_on"] = [date.fromisoformat(day) for day in row["chased_on"]]
    for row, one in zip(found.get("consent", ()), queries.consents(session, request), strict=True):
        row["stands"] = stage(answering.consent_state(session, request, one), day_of(at)).value
    for row in found.get("order_check", ()):
        row["question"] = QUESTIONS[row["asked"]].words
    prepared = {(row.kind, item.number): item for row in queries.disclosures(session, request)
                for item in queries.schedule_items(session, row)}  # fmt: skip
    for row in found.get("disclosure", ()):
        for item in row["schedule_item"]:
            asked = to_weigh(answering.item_of(prepared[row["kind"], item["number"]]), row["kind"])
            questions = [*asked[1]] if asked else []
            questions += [""] * (len(item["weighed"]) - len(questions))
            item["weighed_under"] = asked[0] if asked else None
            item["weighed"] = [
                {"asked": question or None, "answer": answer}
                for question, answer in zip(questions, item["weighed"], strict=False)
            ]
