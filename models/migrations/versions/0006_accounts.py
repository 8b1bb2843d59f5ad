"""Who may act for a service, on which requests, and when they were trained."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("employed", sa.String(length=40), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("agreement_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_index("ix_account_service", "account", ["service"])
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("assigned_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.ForeignKeyConstraint(["login"], ["account.login"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id", "login"),
    )
    op.create_index("ix_assignment_request_id", "assignment", ["request_id"])
    op.create_index("ix_assignment_login", "assignment", ["login"])
    op.create_table(
        "restriction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_restriction_request_id", "restriction", ["request_id"])
    op.create_table(
        "restricted_to",
        sa.Column("restriction_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["restriction_id"], ["restriction.id"]),
        sa.ForeignKeyConstraint(["login"], ["account.login"]),
        sa.PrimaryKeyConstraint("restriction_id", "login"),
    )
    op.add_column("request", sa.Column("assigned_to", sa.String(length=80), nullable=True))


def downgrade() -> None:
    # In place: other tables point at this one, so it cannot be made anew.
    op.drop_column("request", "assigned_to")
    op.drop_table("restricted_to")
    op.drop_index("ix_restriction_request_id", "restriction")
    op.drop_table("restriction")
    op.drop_index("ix_assignment_login", "assignment")
    op.drop_index("ix_assignment_request_id", "assignment")
    op.drop_table("assignment")
    op.drop_index("ix_account_service", "account")
    op.drop_table("account")
