"""Nothing that is stored of a case is missing from its record: each table, each column, as data and on paper."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Table, insert, select, update
from sqlmodel import Session, SQLModel

from letters.dates import written
from models.case_files import case_file, id_of_file
from models.columns import Moment, Word
from models.db import transaction
from models.outgoing import Outgoing
from models.sealed_columns import SealedDate, SealedJson
from rules.case_files import Opened, Owner
from rules.case_record import RecordForm
from rules.kinds import Kind
from rules.mail_state import MailState
from tasks import case_files, case_record
from tasks.case_record_rows import LEFT_OUT, is_left_out, name_of
from tests import staff, way
from tests.conftest import at

NOW = at(date(2026, 11, 20))
BY: dict[str, Any] = {"by": "manager.derby", "at": NOW}
# What a row is found by, or by what the program reads it: it keeps the value that it has.
_KEPT = {
    "request": {"reference", "received_on", "look_by", "original_sha256"},
    "reminder": {"reference"},
    "document": {"sha256", "role"},
    "letter": {"name", "occasion"},
    "part": {"statutory_due", "target_due", "due", "data_version", "working"},
    "clock_event": {"on", "by"},
    "classification": {"proposed"},
    "disclosure": {"searched"},
    "schedule_item": {"exemption"},  # by it the balance has its questions
}
_AS_IT_IS = Word, Integer, Boolean, Float, Moment  # nothing to look for: where it is known it stays
# What lists and the like hold: a marker stands where a text is.
_SHAPES: dict[str, Any] = {
    "consent.chased_on": ["2026-11-16"],
    "classification.evidence": [{"for": "sar", "says": "MARK", "quote": "MARK quoted"}],
    "disclosure.said": {"contact": "MARK"},
    "disclosure.not_held": [7711],
    "follow_up.working": {"because": ["MARK"], "cites": ["MARK cited"]},
    "letter.said": {"contact": "MARK"},
    "letter.ticks": [["MARK", "MARK words"]],
    "letter.wording": {"MARK": 7},
    "bundle_note.papers": [{"number": 7712, "sha256": "MARK", "pages": 7713}],
}


class Marks:
    """Markers and days, none of them twice, and where each was put."""

    def __init__(self) -> None:
        """Begin without any."""
        self.where: dict[str, str] = {}
        self.days: dict[date, str] = {}

    def mark(self, place: str) -> str:
        """A text that stands nowhere else."""
        made = f"MARK{len(self.where):03d}X"
        self.where[made] = place
        return made

    def day(self, place: str) -> date:
        """A day that stands nowhere else."""
        made = date(2027, 1, 1) + timedelta(days=len(self.days))
        self.days[made] = place
        return made

    def of(self, column: Column[Any]) -> Any:
        """A value for a column: one to look for where it is a text or a day."""
        place = f"{column.table.name}.{column.name}"
        match column.type:
            case Word() as word:
                return next(iter(word.words))
            case SealedDate() | Date():
                return self.day(place)
            case Moment():
                return NOW
            case Boolean():
                return True
            case Integer():
                return 1
            case Float():
                return 0.5
            case SealedJson() | JSON():
                return self._shaped(_SHAPES.get(place, ["MARK"]), place)
            case _:
                return self.mark(place)

    def _shaped(self, shape: Any, place: str) -> Any:
        if isinstance(shape, dict):
            return {self._shaped(key, place): self._shaped(value, place) for key, value in shape.items()}
        if isinstance(shape, list):
            return [self._shaped(one, place) for one in shape]
        return shape.replace("MARK", self.mark(place)) if "MARK" in str(shape) else shape


def hanging() -> list[Table]:
    """The tables of a case: the request, and all that hangs on it by whatever way of foreign keys."""
    found = {"request", "reminder"}
    for table in SQLModel.metadata.sorted_tables:
        if any(key.column.table.name in found for key in table.foreign_keys):
            found.add(table.name)
    return [table for table in SQLModel.metadata.sorted_tables if table.name in found]


def rows(session: Session, table: Table, known: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """The rows of a table that are of the case whose rows are known so far."""
    if table.name in {"request", "reminder"}:
        wanted = [table.c.reference == known["reference"][0]]
    else:
        wanted = [key.parent.in_(known[key.column.table.name]) for key in table.foreign_keys
                  if key.column.table.name in known and key.column.table is not table][:1]  # fmt: skip
    query = select(table).where(*wanted)
    yield from ({**row} for row in session.execute(query).mappings())


def fill(session: Session, reference: str, others: dict[str, Any]) -> Marks:
    """A row in each table of a case, and a marker in each text of it.

    Args:
        others: to what else a row refers, by the column that is referred to.
    """
    marks = Marks()
    known: dict[str, list[Any]] = {"reference": [reference]}
    for table in hanging():
        if table.name in LEFT_OUT:
            continue
        for row in [*rows(session, table, known)] or [{}]:
            given = {
                column.name: _given(column, marks, known, others)
                for column in table.columns
                if column.name != "id" and not _stays(column, row)
            }
            if row and given:
                mine = [key == row[key.name] for key in table.primary_key.columns]
                session.execute(update(table).where(*mine).values(given))
            elif not row:
                session.execute(insert(table).values(given))
        known[table.name] = [row.get("id") for row in rows(session, table, known)]
    session.expire_all()
    return marks


def _stays(column: Column[Any], row: dict[str, Any]) -> bool:
    """Whether a column of a row that is there keeps what it has."""
    known = bool(row) and row[column.name] is not None
    kept = (
        isinstance(column.type, _AS_IT_IS)
        or bool(column.foreign_keys)
        or column.name in _KEPT.get(column.table.name, ())
    )
    return known and kept


def _given(column: Column[Any], marks: Marks, known: dict[str, list[Any]], others: dict[str, Any]) -> Any:
    if str(column) == "legal_hold.case_file_id":  # a hold is on one thing
        return None
    if str(column) in others:
        return others[str(column)]
    for key in column.foreign_keys:
        return others.get(str(key.column), known.get(key.column.table.name, [None])[0])
    return marks.of(column)


def test_every_column_of_every_table_stands_in_it(home: Path) -> None:
    """UK GDPR Art 5(2): what is not in the record is listed with its reason; the paper shows what the data has."""
    reference = way.prepared(Kind.SAR, "derby")
    way.consented(reference)
    staff.of("derby")
    file = case_files.open_file("derby", Owner.PARENT, "Clover Fernwhistle", Opened.SELF_REFERRAL, **BY)
    with transaction("manager.derby", NOW) as tx:
        request = tx.request(reference)
        others = {
            "reminder.reference": reference,
            "service.slug": "derby",
            "account.login": "officer.derby",
            "outgoing.id": a_mail(tx.session),
            "case_file.id": id_of_file(case_file(tx.session, file)),
            "case_file.reference": file,
        }
        marks = fill(tx.session, reference, others)
        tx.record("person.recorded", request)
    data = json.loads(case_record.export(reference, RecordForm.JSON, **BY))
    page = case_record.export(reference, RecordForm.HTML, **BY).decode()
    said = json.dumps(data["stored"])
    for table in hanging():
        if table.name in LEFT_OUT:
            continue
        one = next(row for row in found_in(data["stored"], table.name))
        for column in table.columns:
            assert is_left_out(column) or name_of(column) in one, f"{table.name}.{column.name}"
    left_out = {place for place in LEFT_OUT if "." in place}
    assert sorted({place for mark, place in marks.where.items() if mark not in said} - left_out) == []
    assert sorted({place for mark, place in marks.where.items() if mark not in page} - left_out) == []
    assert sorted({place for day, place in marks.days.items() if day.isoformat() not in said}) == []
    assert sorted({place for day, place in marks.days.items() if escape(written(day)) not in page}) == []


def a_mail(session: Session) -> int:
    """A mail to somebody of the service, which carries a reminder. Gives its number."""
    mail = Outgoing(
        service="derby", login="officer.derby", occasion="reminders", message_id="m", subject="s", text="t",
        made_at=NOW, state=next(iter(MailState)), attempts=0,
    )  # fmt: skip
    session.add(mail)
    session.flush()
    assert mail.id is not None
    return mail.id


def found_in(stored: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The rows of a table in the record, wherever they hang."""
    yield from stored.get(name, ())
    for each in stored.values():
        for row in each:
            yield from row.get(name, ()) if isinstance(row.get(name), list) else ()


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    """A reason that speaks of no table or column any more would hide one that comes later."""
    tables = SQLModel.metadata.tables
    for place in LEFT_OUT:
        table, _, column = place.partition(".")
        assert table in tables
        assert not column or column in tables[table].c
