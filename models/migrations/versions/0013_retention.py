"""Lists of records to be destroyed, what is kept of each, files that are to be deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disposal_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=80), nullable=True),
        sa.Column("paper", sa.String(length=40), nullable=True),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("paper_by", sa.String(length=80), nullable=True),
        sa.Column("paper_how", sa.String(length=200), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_disposal_list_service", "disposal_list", ["service"])
    op.create_table(
        "disposal_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("because", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=True),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["disposal_list.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("list_id", "reference"),
    )
    op.create_index("ix_disposal_item_list_id", "disposal_item", ["list_id"])
    op.create_index("ix_disposal_item_reference", "disposal_item", ["reference"])
    op.create_table(
        "trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("together", sa.String(length=36), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("statutory_due", sa.Date(), nullable=True),
        sa.Column("target_due", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("waits", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_trace_service", "trace", ["service"])
    op.create_index("ix_trace_ended_on", "trace", ["ended_on"])
    op.create_table(
        "doomed_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )


def downgrade() -> None:
    for name in ("doomed_file", "trace", "disposal_item", "disposal_list"):
        op.drop_table(name)  # its indexes go with it
