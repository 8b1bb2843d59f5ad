"""The description of an export, `datapackage.json`: a Data Package. What is read of one is of the sort it must be.

Another program may add properties, as the standard lets it: those are passed over.
"""

import inspect
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta
from sqlalchemy import Table
from sqlmodel import SQLModel

import models.tables  # noqa: F401 - fills the metadata
from models.open_cells import NOTHING, Sort, sort_of

PACKAGE: Final = "datapackage.json"
FORM: Final = "inforights-export-1"
# Who may get in, here; where the backups are, here; and what is worked out from the rest.
LEFT_OUT: Final = frozenset({"access_token", "backup_state", "credential", "person_word", "web_session"})
_NEVER: Final = LEFT_OUT | {"alembic_version"}  # of which no export has rows, whoever made it
LARGEST: Final = 1 << 28  # bytes of it: it has a line for each document, and of those a million are 100 MB

Count = Annotated[int, Meta(ge=0)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Place = Annotated[str, Meta(pattern=r"^data/[a-z_]+\.csv\Z")]


class Column(msgspec.Struct, frozen=True):
    """A column by its name, and by the sort of what it holds."""

    name: str
    type: Sort


class Reference(msgspec.Struct, frozen=True):
    """The table that others refer to, and by which columns."""

    resource: str
    fields: tuple[str, ...]


class ForeignKey(msgspec.Struct, frozen=True):
    """Columns that refer to another table."""

    fields: tuple[str, ...]
    reference: Reference


class Schema(msgspec.Struct, frozen=True, rename="camel"):
    """What a table has, as a Table Schema."""

    fields: tuple[Column, ...]
    missing_values: tuple[str, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()


class Resource(msgspec.Struct, frozen=True):
    """A table: where its rows are, and what it is."""

    name: str
    path: Place
    schema: Schema
    profile: str = "tabular-data-resource"
    description: str = ""

    @property
    def table(self) -> str:
        """The name of the table in the database."""
        return self.path.removeprefix("data/").removesuffix(".csv")


class Head(msgspec.Struct, frozen=True):
    """The newest event of the audit log."""

    number: Count
    hash: str


class Ours(msgspec.Struct, frozen=True):
    """What an export must hold to be whole.

    Attributes:
        missing: documents that the store had not when it was made.
        sha256: the hash of every part but this one, by its name.
    """

    program: str
    revision: str
    rows: dict[str, Count]
    missing: tuple[Sha256, ...]
    audit: Head
    sha256: dict[str, Sha256]


class Package(msgspec.Struct, frozen=True):
    """An export, described."""

    name: Literal["inforights-export-1"]
    resources: tuple[Resource, ...]
    inforights: Ours
    profile: str = "tabular-data-package"
    title: str = "Everything that an installation of Inforights keeps"
    created: str = ""

    def written(self) -> bytes:
        """As it stands in the file, for people too."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def read(content: bytes) -> Package:
    """A description that is whole in itself: its tables are such as an export has, and are among its parts.

    Raises:
        ValueError: it is none of an export.
    """
    try:
        found = msgspec.json.decode(content, type=Package)
    except msgspec.MsgspecError:
        raise ValueError("no description of an export") from None
    tables = {one.path for one in found.resources if one.table not in _NEVER}
    if len(tables) != len(found.resources) or tables != {one for one in found.inforights.sha256 if _is_table(one)}:
        raise ValueError("not the tables of its parts")
    return found


def described(table: Table) -> Resource:
    """A table as an export describes it: in the words of its class, and each column by its name and sort."""
    foreign = sorted(table.foreign_keys, key=lambda one: one.parent.name)
    return Resource(
        table.name.replace("_", "-"),
        f"data/{table.name}.csv",
        Schema(
            columns_of(table.name),
            (NOTHING,),
            tuple(column.name for column in table.primary_key.columns),
            tuple(
                ForeignKey((one.parent.name,), Reference(one.column.table.name.replace("_", "-"), (one.column.name,)))
                for one in foreign
            ),
        ),
        description=_words(table),
    )


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, as this release has it.

    Raises:
        KeyError: there is no such table.
    """
    return tuple(Column(column.name, sort_of(column)) for column in SQLModel.metadata.tables[table].columns)


def _words(table: Table) -> str:
    (row,) = (one.class_ for one in SQLModel._sa_registry.mappers if one.local_table is table)
    return (inspect.getdoc(row) or "").partition("\n")[0]


def _is_table(name: str) -> bool:
    return name.startswith("data/")
