"""A consent is asked, chased, answered and reviewed; who understands, who is at odds, what a schedule rests on."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
