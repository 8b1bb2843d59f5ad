"""Columns that hold what people are or wrote: sealed in the database where the installation is set so (BNS-8).

A sealed value is AES-256-GCM under a key of the installation, bound to its column. Sealed and open ones may stand
beside each other: each says what it is, so that the setting can be changed while others work. No question that is put
to the database can be about such a column, but whether it is empty.
"""

import json
from datetime import date
from typing import Any, Final

from sqlalchemy import JSON, String
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator, TypeEngine

import settings
from models import closed_text, key_ring
from models.closed_text import NotOpened
from rules.refusal import Refusal

SEALED: Final = "sealed:"
_OPEN: Final = "open:"  # before an open text that would else be taken for a sealed one
_PURPOSE: Final = "columns"


class ColumnNotOpened(Refusal):
    """A sealed value cannot be opened; says what to do, and nothing of it."""


class _Comparator(TypeEngine.Comparator[Any]):
    """Only asks whether there is a value: two sealed values differ also where what they hold is the same."""

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        if op not in {operators.is_, operators.is_not}:
            raise TypeError("a sealed column cannot be compared or sorted in the database")
        return super().operate(op, *other, **kwargs)


class _OfColumn(TypeDecorator[Any]):
    """A value that is bound to its column.

    Args:
        column: the table's name and the column's, such as `person.name`.
    """

    impl: type[TypeEngine[Any]] = String
    cache_ok = True
    comparator_factory = _Comparator

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column


class SealedText(_OfColumn):
    """Text of any length."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else kept(value, self.column)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else read(value, self.column)


class SealedDate(_OfColumn):
    """A day; in the database a text."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else kept(value.isoformat(), self.column)

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(read(value, self.column))


class SealedJson(_OfColumn):
    """A list or an object; sealed, a text in their place."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return _json_kept(value, self.column)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return _json_read(value, self.column)


Sealable = SealedText | SealedDate | SealedJson


def kept(text: str, column: str) -> str:
    """A text as it is kept: sealed, or open, as the installation is set."""
    if settings.load().safe.seals:
        return sealed(text, column)
    return lying_open(text)


def lying_open(text: str) -> str:
    """A text as it is kept open, which nothing takes for a sealed one."""
    return _OPEN + text if text.startswith((SEALED, _OPEN)) else text


def sealed(text: str, column: str) -> str:
    """A text sealed with the newest key, for a column."""
    return SEALED + closed_text.closed(text, _PURPOSE, column)


def read(value: str, column: str) -> str:
    """A text from what is kept of it.

    Raises:
        ColumnNotOpened: its key is not here, or it was changed or is of another column.
    """
    if value.startswith(_OPEN):
        return value.removeprefix(_OPEN)
    if not value.startswith(SEALED):
        return value
    try:
        return closed_text.opened(value.removeprefix(SEALED), _PURPOSE, column)
    except NotOpened:
        raise ColumnNotOpened(
            "What is sealed in the database cannot be opened: its key is not in the file of keys, or it was changed. "
            "Put the file of keys back from its copy, or restore a backup. References, dates and the audit log "
            "can be read without it."
        ) from None


def newest_mark() -> str:
    """How every value begins that is sealed with the newest key."""
    return f"{SEALED}{key_ring.load().newest.label}."


def anew(of: Sealable, value: Any) -> Any:
    """What the database keeps of a value of this type, from what it kept of it before.

    Raises:
        ColumnNotOpened
    """
    if value is None or (settings.load().safe.seals and isinstance(value, str) and value.startswith(newest_mark())):
        return value
    if isinstance(of, SealedJson):
        return _json_kept(_json_read(value, of.column), of.column)
    return kept(read(value, of.column), of.column)


def _json_kept(value: Any, column: str) -> Any:
    if value is None or not settings.load().safe.seals:
        return value
    return sealed(json.dumps(value, ensure_ascii=False, separators=(",", ":")), column)


def _json_read(value: Any, column: str) -> Any:
    return json.loads(read(value, column)) if isinstance(value, str) else value
