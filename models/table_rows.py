"""The rows of every table as lines of JSON, and back: an open form that is the same for every sort of database.

What is sealed stays sealed.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Date, DateTime, MetaData, Table, func, insert, select, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from models.stored_tables import stored

_AT_ONCE: Final = 2000  # rows read or written together
_PIECE: Final = 1 << 20  # bytes of lines, before they are packed


def dumped(connection: Connection, counts: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    """Every table piece by piece: its name, and packed lines, the first of which names the columns.

    Args:
        counts: is told how many rows each table has.
    """
    for table in stored().sorted_tables:
        counts[table.name] = 0
        heading = _line([column.name for column in table.columns])
        lines, size = [heading], len(heading)
        query = select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
            line = _line([_plain(value) for value in row])
            lines.append(line)
            size += len(line)
            counts[table.name] += 1
            if size > _PIECE:
                yield table.name, _packed(lines)
                lines, size = [heading], len(heading)
        if len(lines) > 1:
            yield table.name, _packed(lines)


class Filling:
    """A new database of some form, into which rows are put as they were: also those that a later form moved.

    Args:
        of_before: its form is not the newest, so that it is asked what tables it has.
    """

    def __init__(self, connection: Connection, *, of_before: bool) -> None:
        self._connection = connection
        self.of_before = of_before
        self._tables = stored()
        if of_before:
            self._tables = MetaData()
            self._tables.reflect(connection)
        self.counts: dict[str, int] = {}
        for table in reversed(self._tables.sorted_tables):
            # What a migration put in is in the backup as it was then. The audit log is empty, and lets nothing be
            # deleted.
            if table.name not in {"alembic_version", "audit_event"}:
                connection.execute(table.delete())

    def put(self, name: str, packed: bytes) -> None:
        """Put a piece of a table in.

        Raises:
            KeyError, ValueError: it is no piece of a table of this form.
        """
        if name not in self._tables.tables:
            raise KeyError(name)
        heading, *lines = gzip.decompress(packed).decode("utf-8").removesuffix("\n").split("\n")
        self.add(name, json.loads(heading), map(json.loads, lines))

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Put rows of a table in, some at a time: their values plain, with days and moments as ISO has them.

        Raises:
            KeyError, ValueError: they are no rows of a table of this form.
        """
        table = self._tables.tables[name]
        back = [_back(table, column) for column in columns]
        each = iter(rows)
        while piece := list(islice(each, _AT_ONCE)):
            values = [
                {column: turn(value) for column, turn, value in zip(columns, back, row, strict=True)} for row in piece
            ]
            self._connection.execute(insert(table), values)
            self.counts[name] = self.counts.get(name, 0) + len(piece)

    def finish(self) -> None:
        """Let what is added later go on from the highest number."""
        if self._connection.dialect.name != "postgresql":
            return
        for table in self._tables.sorted_tables:
            column = table.autoincrement_column
            highest = None if column is None else self._connection.execute(select(func.max(column))).scalar()
            if column is not None and highest is not None:
                where = {"of": f'"{table.name}"', "column": column.name, "highest": highest}
                # Of a number that is given by hand there is no sequence, and nothing happens.
                statement = text("SELECT setval(pg_get_serial_sequence(:of, :column), :highest)")
                self._connection.execute(statement, where)


def is_empty(connection: Connection) -> bool:
    """Whether a database has no tables."""
    found = MetaData()
    found.reflect(connection)
    return not found.tables


def documents(connection: Connection) -> list[str]:
    """The hash of every stored document that a row speaks of."""
    found: set[str] = set()
    for table, name in _OF_DOCUMENTS:
        column = SQLModel.metadata.tables[table].c[name]
        found.update(connection.execute(select(column).where(column.is_not(None)).distinct()).scalars())
    return sorted(found)


# Not `incoming.body_sha256`, of a text that lies nowhere by itself, nor `doomed_file`, of files to be deleted.
_OF_DOCUMENTS: Final = (
    ("request", "original_sha256"),
    ("document", "sha256"),
    ("file_paper", "sha256"),
    ("incoming", "sha256"),
    ("letterhead_version", "sha256"),
)


def _line(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def _packed(lines: Iterable[str]) -> bytes:
    return gzip.compress("".join(lines).encode("utf-8"), 1, mtime=0)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _back(table: Table, column: str) -> Any:
    sort = table.c[column].type
    if isinstance(sort, TypeDecorator):
        sort = sort.impl_instance
    if isinstance(sort, DateTime):
        return lambda value: None if value is None else datetime.fromisoformat(value)
    if isinstance(sort, Date):
        return lambda value: None if value is None else date.fromisoformat(value)
    return lambda value: value
