"""Columns that can be sealed are texts of any length: days too, and what had a greatest length."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_DAYS = (("person", "date_of_birth"), ("case_file", "date_of_birth"))
_LONGER = (
    ("person", "shown_by", 200),
    ("court_order", "case_number", 80),
    ("schedule_item", "opinion_of", 120),
    ("standing_consent", "organisation", 200),
    ("standing_consent", "recipient_name", 400),
    ("incoming", "reason", 500),
    ("court_order", "court", 200),
    ("hand_over", "team", 200),
    ("disposal_item", "why", 500),
    ("disposal_list", "paper_by", 80),
    ("disposal_list", "paper_how", 200),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _DAYS:
            as_text = f"to_char({column}, 'YYYY-MM-DD')"
            op.alter_column(table, column, type_=sa.String(), postgresql_using=as_text)
        for table, column, _ in _LONGER:
            op.alter_column(table, column, type_=sa.String())
        return
    for table, column in _DAYS:
        _replace(table, column, sa.Column(f"{column}_", sa.String(), nullable=True))
    # SQLite heeds no length: as others refer to these tables, which would have to be made anew, they stay as declared.


def downgrade() -> None:
    """Only of a database in which nothing is sealed (`inforights keys apply` opens what is)."""
    if op.get_bind().dialect.name == "postgresql":
        for table, column, length in _LONGER:
            op.alter_column(table, column, type_=sa.String(length))
        for table, column in _DAYS:
            op.alter_column(table, column, type_=sa.Date(), postgresql_using=f"to_date({column}, 'YYYY-MM-DD')")
        return
    for table, column in _DAYS:
        _replace(table, column, sa.Column(f"{column}_", sa.Date(), nullable=True))


def _replace(table: str, column: str, made: sa.Column[Any]) -> None:
    op.add_column(table, made)
    op.execute(f"UPDATE {table} SET {column}_ = {column}")  # noqa: S608 - the names are those above
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.execute(f"ALTER TABLE {table} RENAME COLUMN {column}_ TO {column}")
