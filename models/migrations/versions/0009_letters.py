"""What a person says in a letter, its three forms, a service's own wording and letterhead, and what went locked."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _added() -> dict[str, list[sa.Column[Any]]]:
    return {
        "letter": [
            sa.Column("page_document_id", sa.Integer(), nullable=True),
            sa.Column("text_document_id", sa.Integer(), nullable=True),
            sa.Column("said", sa.JSON(), nullable=False, server_default="{}"),
            sa.Column("ticks", sa.JSON(), nullable=False, server_default="[]"),
            sa.Column("wording", sa.JSON(), nullable=False, server_default="{}"),
        ],
        "disclosure": [sa.Column("said", sa.JSON(), nullable=False, server_default="{}")],
    }


def upgrade() -> None:
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "wording_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("service", "name", "number"),
    )
    op.create_index("ix_wording_version_service", "wording_version", ["service"])
    op.create_table(
        "letterhead_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letterhead_version_service", "letterhead_version", ["service"])
    op.create_table(
        "bundle_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bundle_note_request_id", "bundle_note", ["request_id"])


def downgrade() -> None:
    for name in ("bundle_note", "letterhead_version", "wording_version"):
        op.drop_table(name)  # its indexes go with it
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)
