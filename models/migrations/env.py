"""How Alembic reaches the database: over the connection that `models.engine.upgrade` or a test hands it."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import models.tables  # noqa: F401 - fills the metadata
from models.columns import Moment, Word


def _render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our column types in a generated migration: what the database sees of them."""
    if kind == "type" and isinstance(item, Word):
        return "sa.String(length=40)"
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
    render_item=_render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
