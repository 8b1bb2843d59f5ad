"""The tables as the database keeps them: what is sealed in a column is the text that it is sealed as."""

from functools import cache

from sqlalchemy import JSON, MetaData, String
from sqlmodel import SQLModel

import models.tables  # noqa: F401 - fills the metadata
from models.sealed_columns import Sealable, SealedJson


@cache
def stored() -> MetaData:
    """Every table, a copy of its own."""
    found = MetaData()
    for table in SQLModel.metadata.sorted_tables:
        for column in table.to_metadata(found).columns:
            if isinstance(column.type, Sealable):
                column.type = JSON() if isinstance(column.type, SealedJson) else String()
    return found


@cache
def sealable() -> dict[str, dict[str, Sealable]]:
    """The columns that can be sealed, and as what the program reads each, by table."""
    found: dict[str, dict[str, Sealable]] = {}
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealable):
                found.setdefault(table.name, {})[column.name] = column.type
    return found
