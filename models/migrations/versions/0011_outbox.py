"""Where staff are written to, the mails to them, whom a reminder went to, and the runs that made the reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("email", sa.String(length=254), nullable=True))
    with op.batch_alter_table("reminder") as table:
        table.add_column(sa.Column("unsent", sa.String(length=200), nullable=True))
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("occasion", sa.String(length=120), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("because", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.ForeignKeyConstraint(["login"], ["account.login"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login", "occasion"),
        sa.UniqueConstraint("message_id"),
    )
    op.create_index("ix_outgoing_service", "outgoing", ["service"])
    op.create_index("ix_outgoing_state_next_at", "outgoing", ["state", "next_at"])
    op.create_table(
        "reminder_to",
        sa.Column("reminder_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("outgoing_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminder.id"]),
        sa.ForeignKeyConstraint(["login"], ["account.login"]),
        sa.ForeignKeyConstraint(["outgoing_id"], ["outgoing.id"]),
        sa.PrimaryKeyConstraint("reminder_id", "login"),
    )
    op.create_index("ix_reminder_to_outgoing_id", "reminder_to", ["outgoing_id"])
    op.create_table(
        "reminder_run",
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("service", "for_day"),
    )


def downgrade() -> None:
    for name in ("reminder_run", "reminder_to", "outgoing"):
        op.drop_table(name)  # its indexes go with it
    with op.batch_alter_table("reminder") as table:
        table.drop_column("unsent")
    with op.batch_alter_table("account") as table:
        table.drop_column("email")
