"""The destruction of one record: every row that hangs on it, found by the foreign keys, and the documents it leaves.

Nothing is listed by hand that the tables can say themselves: a table that is added later is destroyed with the rest.
What outlives a record is listed here, with the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Table, delete, update
from sqlmodel import Session, SQLModel, col, select

from models.case_file import CaseFile
from models.disposal import DoomedFile
from models.document import Document
from models.file_paper import FilePaper
from models.incoming import Incoming
from models.letterhead import LetterheadVersion
from models.request import Request
from rules.incoming import Stage

# A message stays known by its number on the mail server, or it would be taken once more; nothing else of it stays.
_SCRUBBED: Final = {"incoming"}
# Held by whoever deletes what is doomed, and by whoever stores what is listed as doomed until it is spoken of.
LOCK: Final = "doomed"
# A decision about a request and a file is destroyed with the one that is destroyed last.
_SHARED: Final = {"safeguarding_decision": ("request_id", "case_file")}


def destroy(session: Session, record: Request | CaseFile) -> int:
    """Delete a record and every row that hangs on it. Gives how many documents are doomed with it.

    The files themselves are deleted after the transaction: `doomed` lists them until they are.
    """
    root = "request" if isinstance(record, Request) else "case_file"
    found = _rows(session, root, record)
    names = {*_documents(session, found), *_scrub(session, record)}
    for table in reversed(SQLModel.metadata.sorted_tables):
        if table.name in found:
            key = next(iter(table.primary_key.columns))
            if table.name == "request_file":  # its key is of two columns, and it hangs on this record alone
                key = table.c["request_id" if root == "request" else "case_file_id"]
            session.execute(delete(table).where(key.in_(sorted(found[table.name]))))
    for name in sorted(names):
        session.merge(DoomedFile(sha256=name))
    session.flush()
    session.expire_all()
    return len(names)


def doomed(session: Session) -> Iterator[tuple[str, bool]]:
    """The documents to delete, and whether each may be: not where another record has the same bytes."""
    for row in session.exec(select(DoomedFile)).all():
        yield (
            row.sha256,
            not any(
                session.exec(select(column).where(column == row.sha256).limit(1)).first()
                for column in (
                    col(Document.sha256),
                    col(FilePaper.sha256),
                    col(Incoming.sha256),
                    col(LetterheadVersion.sha256),
                )
            ),
        )


def _rows(session: Session, root: str, record: Request | CaseFile) -> dict[str, set[Any]]:
    """The keys of every row that hangs on the record, by table; parents come before what hangs on them."""
    values: dict[tuple[str, str], set[Any]] = defaultdict(set)  # by table and column: what others refer to
    found: dict[str, set[Any]] = {root: {record.id}}
    values[root, "id"] = {record.id}
    if isinstance(record, CaseFile):
        values[root, "reference"] = {record.reference}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in {root, *_SCRUBBED}:
            continue
        for keys in _hanging(session, table, values):
            found.setdefault(table.name, set()).update(keys)
        if table.name in found and "id" in table.c:
            values[table.name, "id"] = found[table.name]
    return found


def _hanging(session: Session, table: Table, values: dict[tuple[str, str], set[Any]]) -> Iterator[Iterable[Any]]:
    for foreign in table.foreign_keys:
        wanted = values.get((foreign.column.table.name, foreign.column.name))
        if not wanted or foreign.column.table is table:
            continue
        here = foreign.parent.in_(sorted(wanted))
        if table.name in _SHARED:
            (other,) = (name for name in _SHARED[table.name] if name != foreign.parent.name)
            kept = update(table).where(here, table.c[other].is_not(None))
            session.execute(kept.values({foreign.parent.name: None}))
        key = next(iter(table.primary_key.columns)) if table.name != "request_file" else foreign.parent
        yield session.execute(select(key).where(here)).scalars().all()


def _documents(session: Session, found: dict[str, set[Any]]) -> Iterator[str]:
    for model in (Document, FilePaper):
        keys = found.get(str(model.__tablename__))
        if keys:
            yield from session.exec(select(model.sha256).where(col(model.id).in_(sorted(keys))))


def _scrub(session: Session, record: Request | CaseFile) -> Iterator[str]:
    """Take everything from the messages about a request but by what they are known to be taken."""
    if not isinstance(record, Request):
        return
    for row in session.exec(select(Incoming).where(Incoming.request_id == record.id)).all():
        if row.sha256:
            yield row.sha256
        row.request_id = row.sha256 = row.body_sha256 = row.message_id = row.reason = None
        row.because = "It was destroyed with the request that it was about."
        row.stage, row.cite = Stage.DONE, None
        session.add(row)
    session.flush()


def leave_no_trace(session: Session) -> None:
    """Have the database forget what its own log still holds of deleted rows: SQLite's, whose pages are overwritten.

    On PostgreSQL what was deleted is overwritten by its own vacuum; docs/retention.md says how to have it at once.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
