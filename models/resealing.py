"""Bringing what the database holds to how it is to be kept: sealed with the newest key, or open.

Row after row in the order of their keys, some at a time: each piece is a transaction of its own, in which nobody else
writes (`alone`), so that nothing is written over that somebody is just changing, and no two wait for each other. A
run that was cut off is gone on with by the next, which finds what is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, String, Table, and_, cast, func, or_, select, tuple_, update
from sqlmodel import Session, col

import settings
from models import person_words, stored_tables
from models.board_line import PersonWord
from models.request import Request
from models.sealed_columns import SEALED, ColumnNotOpened, SealedJson, anew, newest_mark

AT_ONCE: Final = 500  # rows of a piece


@dataclass(slots=True)
class Resealing:
    """A run through every table, piece after piece, until it has ended."""

    broken: int = 0  # values that cannot be opened, which stay as they are
    _left: list[str] = field(default_factory=lambda: list(stored_tables.sealable()))
    _after: tuple[Any, ...] | None = None  # the key of the last row that was looked at
    _request: int | None = 0  # the same of the words of names; None: done

    @property
    def ended(self) -> bool:
        """Whether everything was looked at."""
        return not self._left and self._request is None

    def pieces(self, session: Session) -> Iterator[int]:
        """All that is left, in one transaction: the number of values that were changed, piece by piece."""
        while not self.ended:
            yield self.piece(session)

    def piece(self, session: Session) -> int:
        """Bring some rows to how they are to be kept. Gives how many values were changed."""
        if self._left:
            table = stored_tables.stored().tables[self._left[0]]
            rows = self._rows(session, table)
            done = sum(self._brought(session, table, row) for row in rows)
            self._after = tuple(rows[-1][column.name] for column in table.primary_key) if rows else None
            if len(rows) < AT_ONCE:
                self._left.pop(0)
                self._after = None
            return done
        return self._words(session)

    def _rows(self, session: Session, table: Table) -> list[dict[str, Any]]:
        key = tuple(table.primary_key.columns)
        query = select(table).where(or_(*_otherwise(table))).order_by(*key).limit(AT_ONCE)
        if self._after is not None:
            query = query.where(tuple_(*key) > tuple_(*self._after))
        return [dict(row._mapping) for row in session.execute(query)]

    def _brought(self, session: Session, table: Table, row: dict[str, Any]) -> int:
        """The number of values of a row that were changed."""
        changed = {}
        for name, of in stored_tables.sealable()[table.name].items():
            try:
                value = anew(of, row[name])
            except ColumnNotOpened:
                self.broken += 1
                continue
            if value != row[name]:
                changed[name] = value
        if changed:
            here = and_(*(column == row[column.name] for column in table.primary_key))
            session.execute(update(table).where(here).values(changed))
        return len(changed)

    def _words(self, session: Session) -> int:
        """The words of names, request by request."""
        query = (
            select(col(PersonWord.request_id))
            .where(col(PersonWord.request_id) > self._request, person_words.otherwise_kept())
            .distinct()
            .order_by(col(PersonWord.request_id))
            .limit(AT_ONCE)
        )
        ids = list(session.execute(query).scalars())
        if not ids:
            self._request = None
            return 0
        self._request = ids[-1]
        done = 0
        for request in session.execute(select(Request).where(col(Request.id).in_(ids))).scalars():
            try:
                person_words.write(session, [request])
                done += 1
            except ColumnNotOpened:
                self.broken += 1
        session.flush()
        return done


def left(session: Session) -> int:
    """How many rows hold something that is kept otherwise than it is to be; the words of names are not counted."""
    tables = [stored_tables.stored().tables[name] for name in stored_tables.sealable()]
    counts = [select(func.count()).select_from(table).where(or_(*_otherwise(table))) for table in tables]
    return sum(int(session.execute(count).scalar_one()) for count in counts)


def _otherwise(table: Table) -> Iterator[ColumnElement[bool]]:
    """That a value of a row is not kept as it is to be, column by column."""
    seals = settings.load().safe.seals
    mark = newest_mark() if seals else SEALED
    for name, of in stored_tables.sealable()[table.name].items():
        text = cast(table.c[name], String)
        begins = f'"{mark}' if isinstance(of, SealedJson) else mark
        same = func.substr(text, 1, len(begins)) == begins
        yield and_(text.is_not(None), ~same if seals else same)
