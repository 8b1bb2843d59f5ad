"""A clock event may be about one part of a hybrid, or take another back; each date names the data behind it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clock_event") as table:
        table.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("takes_back", sa.Integer(), nullable=True))
        table.create_foreign_key("clock_event_takes_back", "clock_event", ["takes_back"], ["id"])
    with op.batch_alter_table("part") as table:
        table.add_column(sa.Column("data_version", sa.String(length=120), nullable=False, server_default=""))
    part = sa.table("part", sa.column("id"), sa.column("working", sa.JSON), sa.column("data_version"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(part.c.id, part.c.working)).all():
        version = (row.working or {}).get("data_version", "")
        connection.execute(sa.update(part).where(part.c.id == row.id).values(data_version=version))


def downgrade() -> None:
    with op.batch_alter_table("part") as table:
        table.drop_column("data_version")
    with op.batch_alter_table("clock_event") as table:
        table.drop_constraint("clock_event_takes_back", type_="foreignkey")
        table.drop_column("takes_back")
        table.drop_column("kind")
