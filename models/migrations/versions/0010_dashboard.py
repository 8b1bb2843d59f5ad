"""Who signs in and with what, keys for programs, the lines of the board, words to search by, what follows an answer."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _moment(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def upgrade() -> None:
    op.create_table(
        "credential",
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        _moment("password_set_at"),
        sa.Column("invitation_hash", sa.String(length=64), nullable=True),
        _moment("invited_until"),
        sa.Column("codes_sealed", sa.String(length=200), nullable=True),
        _moment("codes_since"),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.Column("sso_subject", sa.String(length=400), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        _moment("locked_until"),
        sa.ForeignKeyConstraint(["login"], ["account.login"]),
        sa.PrimaryKeyConstraint("login"),
        sa.UniqueConstraint("sso_subject"),
    )
    op.create_index("ix_credential_invitation_hash", "credential", ["invitation_hash"])
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        _moment("began_at", needed=True),
        _moment("seen_at", needed=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        _moment("ended_at"),
        sa.ForeignKeyConstraint(["login"], ["account.login"]),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_web_session_login", "web_session", ["login"])
    op.create_table(
        "access_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("scopes", sa.String(length=200), nullable=False),
        _moment("made_at", needed=True),
        _moment("used_at"),
        _moment("ends_at"),
        _moment("revoked_at"),
        sa.ForeignKeyConstraint(["login"], ["account.login"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_access_token_login", "access_token", ["login"])
    op.create_table(
        "board_line",
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("kinds", sa.String(length=120), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("sorted_on", sa.Date(), nullable=False),
        sa.Column("statutory_due", sa.Date(), nullable=True),
        sa.Column("stated", sa.Boolean(), nullable=False),
        sa.Column("waits_for", sa.String(), nullable=False),
        sa.Column("waits_on", sa.String(length=80), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("policy", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("request_id"),
    )
    op.create_index("ix_board_line_service_sorted_on", "board_line", ["service", "sorted_on", "reference"])
    op.create_index("ix_board_line_sorted_on", "board_line", ["sorted_on", "reference"])
    op.create_table(
        "person_word",
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("word", "request_id"),
    )
    op.create_index("ix_person_word_request_id", "person_word", ["request_id"])
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("complex", sa.Boolean(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("working", sa.JSON(), nullable=False),
        sa.Column("data_version", sa.String(length=120), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("same_because", sa.String(), nullable=True),
        _moment("written_down_at", needed=True),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_follow_up_request_id", "follow_up", ["request_id"])


def downgrade() -> None:
    for name in ("follow_up", "person_word", "board_line", "access_token", "web_session", "credential"):
        op.drop_table(name)  # its indexes go with it
