"""What an earlier register called a request, and the day on which it says that it was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", sa.Column("earlier_reference", sa.String(length=40), nullable=True))
    op.add_column("request", sa.Column("earlier_answered_on", sa.Date(), nullable=True))
    op.create_index("ix_request_service_earlier_reference", "request", ["service", "earlier_reference"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_request_service_earlier_reference", "request")
    op.drop_column("request", "earlier_answered_on")
    op.drop_column("request", "earlier_reference")
