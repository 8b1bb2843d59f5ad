"""What an order says and how it was checked; what the police, advisers and safeguarding decided."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place, with a default for the rows that are there: SQLite would else make the tables anew, and refuses
    # to drop a disclosure that a schedule refers to.
    for name in ("witness_summons", "forbids_telling"):
        op.add_column("court_order", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("disclosure", sa.Column("not_held", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "order_check",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.String(length=40), nullable=False),
        sa.Column("found", sa.String(length=40), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("request_id", "asked"),
    )
    op.create_table(
        "order_piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id", "number"),
    )
    op.create_index("ix_order_piece_request_id", "order_piece", ["request_id"])
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("of", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_advice_request_id", "advice", ["request_id"])
    op.create_table(
        "police_request",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("on_form", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("necessity", sa.String(), nullable=False),
        sa.Column("telling_prejudices", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("request_id"),
    )
    op.create_table(
        "safeguarding_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("case_file", sa.String(length=20), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_as", sa.String(length=80), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("necessity", sa.String(), nullable=False),
        sa.Column("recipient_role", sa.String(length=80), nullable=False),
        sa.Column("what_goes", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("not_told_because", sa.String(), nullable=True),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.ForeignKeyConstraint(["case_file"], ["case_file.reference"]),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_safeguarding_decision_service", "safeguarding_decision", ["service"])
    op.create_index("ix_safeguarding_decision_request_id", "safeguarding_decision", ["request_id"])
    op.create_index("ix_safeguarding_decision_case_file", "safeguarding_decision", ["case_file"])


def downgrade() -> None:
    for name in ("safeguarding_decision", "police_request", "advice", "order_piece", "order_check"):
        op.drop_table(name)  # its indexes go with it
    op.drop_column("disclosure", "not_held")
    for name in ("witness_summons", "forbids_telling"):
        op.drop_column("court_order", name)
