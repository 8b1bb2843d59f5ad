"""What an order says and how it was checked; what the police, advisers and safeguarding decided."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
