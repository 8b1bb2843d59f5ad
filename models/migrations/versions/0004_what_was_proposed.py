"""A proposal keeps all its kinds, what was asked for, under what authority, where it goes next, and its doubts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LISTS = ("proposed_kinds", "scope", "doubts")


def upgrade() -> None:
    with op.batch_alter_table("classification") as table:
        for name in _LISTS:
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("authority", sa.String(), nullable=True))
        table.add_column(sa.Column("harm", sa.String(), nullable=True))
        table.add_column(sa.Column("goes_to", sa.String(length=40), nullable=True))
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("stated_age", sa.Integer(), nullable=True))
    _keep_what_was_proposed()
    with op.batch_alter_table("classification") as table:
        table.drop_column("proposed")
        table.alter_column("proposed_kinds", new_column_name="proposed", existing_type=sa.JSON(), nullable=False)
    with op.batch_alter_table("classification") as table:
        for name in ("proposed", "scope", "doubts"):
            table.alter_column(name, existing_type=sa.JSON(), nullable=False, server_default=None)


def _keep_what_was_proposed() -> None:
    """The one kind that was kept; where nobody has decided since, the parts as they stand are all that was proposed."""
    old = sa.table(
        "classification",
        sa.column("request_id"),
        sa.column("proposed"),
        sa.column("decided_by"),
        sa.column("proposed_kinds", sa.JSON),
    )
    part = sa.table("part", sa.column("request_id"), sa.column("position"), sa.column("kind"))
    connection = op.get_bind()
    parts: dict[int, list[str]] = {}
    for row in connection.execute(sa.select(part).order_by(part.c.request_id, part.c.position)).all():
        parts.setdefault(row.request_id, []).append(row.kind)
    for row in connection.execute(sa.select(old)).all():
        one = [row.proposed] if row.proposed else []
        kinds = one if row.decided_by else parts.get(row.request_id, one)
        change = sa.update(old).where(old.c.request_id == row.request_id)
        connection.execute(change.values(proposed_kinds=kinds))


def downgrade() -> None:
    with op.batch_alter_table("classification") as table:
        table.add_column(sa.Column("first_kind", sa.String(length=40), nullable=True))
    new = sa.table("classification", sa.column("request_id"), sa.column("proposed", sa.JSON), sa.column("first_kind"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(new)).all():
        first = next(iter(row.proposed), None)
        connection.execute(sa.update(new).where(new.c.request_id == row.request_id).values(first_kind=first))
    with op.batch_alter_table("classification") as table:
        for name in ("proposed", "goes_to", "scope", "authority", "harm", "doubts"):
            table.drop_column(name)
        table.alter_column("first_kind", new_column_name="proposed", existing_type=sa.String(length=40))
    with op.batch_alter_table("person") as table:
        table.drop_column("stated_age")
