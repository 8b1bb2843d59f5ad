"""The cells of an export: every value as a text that a spreadsheet opens and takes for no formula, and back.

Nothing is `\\N`. A text that begins with a backslash, or with what a spreadsheet takes for the beginning of a formula
(CWE-1236), has one backslash more in front.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer
from sqlalchemy.types import TypeDecorator, TypeEngine

from models.sealed_columns import SealedDate

NOTHING: Final = "\\N"
Sort = Literal["boolean", "integer", "number", "datetime", "date", "any", "string"]
# A moment is a day with a time, a truth is a number for some databases: the narrower comes first.
_SORTS: Final[tuple[tuple[type[TypeEngine[Any]], Sort], ...]] = (
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "number"),
    (DateTime, "datetime"),
    (Date, "date"),
    (JSON, "any"),
)
_GUARDED: Final = ("\\", "=", "+", "-", "@", "\t", "\r", "\n")


def sort_of(column: Column[Any]) -> Sort:
    """What a column holds, as the Table Schema of a Data Package calls it."""
    of: TypeEngine[Any] = column.type
    if isinstance(of, SealedDate):
        return "date"
    if isinstance(of, TypeDecorator):
        of = of.impl_instance
    for known, word in _SORTS:
        if isinstance(of, known):
            return word
    return "string"


def cell(value: Any, sort: str) -> str:
    """A value as it stands in the file."""
    match value:
        case None:
            return NOTHING
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bool():
            return "true" if value else "false"
        case int() | float() if sort != "any":
            return repr(value)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) if sort == "any" else str(value)
    return f"\\{text}" if text.startswith(_GUARDED) else text


def value_of(text: str, sort: str) -> Any:
    """The plain value of a cell: days and moments stay texts.

    Raises:
        ValueError: it is none of that sort.
    """
    if text == NOTHING:
        return None
    if sort in _READ:
        return _READ[sort](text)
    found = text.removeprefix("\\")
    return json.loads(found) if sort == "any" else found


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("no truth")
    return text == "true"


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "boolean": _truth,
    "integer": int,
    "number": float,
    "date": str,
    "datetime": str,
}
