"""A consent is asked, chased, answered and reviewed; who understands, who is at odds, what a schedule rests on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


_EMPTY = sa.text("'[]'")
# Added and removed column by column: a table that others refer to is never built anew.
_COLUMNS = (
    ("consent", "asked_on", sa.Date(), None),
    ("consent", "asked_of", sa.String(length=64), None),
    ("consent", "chased_on", sa.JSON(), _EMPTY),
    ("consent", "signed_on", sa.Date(), None),
    ("consent", "valid_until", sa.Date(), None),
    ("consent", "recipient", sa.String(length=80), None),
    ("consent", "purpose", sa.String(), None),
    ("disclosure", "searched", sa.JSON(), _EMPTY),
    ("schedule_item", "held", sa.String(length=40), None),
    ("schedule_item", "others", sa.String(length=40), None),
    ("schedule_item", "health", sa.String(length=40), None),
    ("schedule_item", "ordered", sa.Integer(), None),
    ("schedule_item", "file", sa.String(length=20), None),
    ("schedule_item", "weighed", sa.JSON(), _EMPTY),
    ("schedule_item", "opinion_on", sa.Date(), None),
    ("schedule_item", "opinion_of", sa.String(length=120), None),
    ("schedule_item", "opinion_of_harm", sa.Boolean(), None),
    ("person", "own", sa.Boolean(), None),
    ("person", "parental_responsibility", sa.Boolean(), None),
    ("person", "shown_by", sa.String(length=200), None),
    ("classification", "conflict", sa.String(), None),
)


def upgrade() -> None:
    op.execute("ALTER TABLE consent RENAME COLUMN asked_on TO noted_on")
    for table, name, kind, default in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=default is None, server_default=default))
    op.create_table(
        "competence",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("understands", sa.Boolean(), nullable=False),
        sa.Column("of_a_child", sa.Boolean(), nullable=False),
        sa.Column("assessed_by", sa.String(length=80), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("request_id"),
    )
    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("decided_because", sa.String(), nullable=True),
        sa.Column("both_parents", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id", "what"),
    )
    op.create_index("ix_conflict_request_id", "conflict", ["request_id"])
    _asked_by_letters_that_went()


def _asked_by_letters_that_went() -> None:
    """A question was put to somebody on the day on which its letter went; what went otherwise nobody noted."""
    consent = sa.table(
        "consent", sa.column("id"), sa.column("request_id"), sa.column("whom"), sa.column("asked_on", sa.Date)
    )
    letter = sa.table("letter", sa.column("request_id"), sa.column("name"), sa.column("sent_on", sa.Date))
    letter_to = {
        "parent": "consent_request_parent",
        "parent_or_young_person": "consent_request_parent",
        "young_person": "consent_request_young_person",
    }
    connection = op.get_bind()
    sent = {
        (row.request_id, row.name): row.sent_on
        for row in connection.execute(sa.select(letter).where(letter.c.sent_on.is_not(None))).all()
    }
    for row in connection.execute(sa.select(consent.c.id, consent.c.request_id, consent.c.whom)).all():
        asked_on = sent.get((row.request_id, letter_to.get(row.whom, "")))
        if asked_on:
            connection.execute(sa.update(consent).where(consent.c.id == row.id).values(asked_on=asked_on))


def downgrade() -> None:
    op.drop_index("ix_conflict_request_id", "conflict")
    op.drop_table("conflict")
    op.drop_table("competence")
    for table, name, _, _ in reversed(_COLUMNS):
        op.drop_column(table, name)
    op.execute("ALTER TABLE consent RENAME COLUMN noted_on TO asked_on")
