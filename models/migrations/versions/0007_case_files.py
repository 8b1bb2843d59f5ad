"""Case files and their standing consents, issues raised, hand-overs and legal holds."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as made:
        for column in columns:
            made.create_index(made.f(f"ix_{table}_{column}"), [column], unique=False)


def upgrade() -> None:
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("referrer_role", sa.String(length=80), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("shown", sa.String(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    _index("case_file", "service")
    op.create_table(
        "file_counter",
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("service"),
    )
    op.create_table(
        "request_file",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_file_id", sa.Integer(), nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("linked_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.ForeignKeyConstraint(["case_file_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("request_id", "case_file_id"),
    )
    _index("request_file", "case_file_id")
    op.create_table(
        "file_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_file_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_file_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_file_id", "role", "sha256"),
    )
    _index("file_paper", "case_file_id", "sha256")
    op.create_table(
        "standing_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_file_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("says", sa.String(length=40), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("recipient_role", sa.String(length=80), nullable=True),
        sa.Column("organisation", sa.String(length=200), nullable=True),
        sa.Column("recipient_name", sa.String(length=400), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("confirms", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("limits_told_on", sa.Date(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["case_file_id"], ["case_file.id"]),
        sa.ForeignKeyConstraint(["confirms"], ["standing_consent.id"]),
        sa.ForeignKeyConstraint(["paper_id"], ["file_paper.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _index("standing_consent", "case_file_id")
    op.create_table(
        "issue_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recipient_role", sa.String(length=80), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.slug"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _index("issue_report", "service")
    op.create_table(
        "issue_report_file",
        sa.Column("issue_report_id", sa.Integer(), nullable=False),
        sa.Column("case_file_id", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["issue_report_id"], ["issue_report.id"]),
        sa.ForeignKeyConstraint(["case_file_id"], ["case_file.id"]),
        sa.ForeignKeyConstraint(["consent_id"], ["standing_consent.id"]),
        sa.PrimaryKeyConstraint("issue_report_id", "case_file_id"),
        sa.UniqueConstraint("decision_id"),
    )
    _index("issue_report_file", "case_file_id")
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("team", sa.String(length=200), nullable=False),
        sa.Column("saw", sa.JSON(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("handed_by", sa.String(length=80), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("back_by", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _index("hand_over", "request_id")
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("case_file_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.String(length=80), nullable=True),
        sa.Column("lifted_because", sa.String(), nullable=True),
        sa.CheckConstraint("(request_id IS NULL) <> (case_file_id IS NULL)", name="legal_hold_is_on_one_thing"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.ForeignKeyConstraint(["case_file_id"], ["case_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _index("legal_hold", "request_id", "case_file_id")
    _hold_what_came_before()


def _hold_what_came_before() -> None:
    """Orders and legal requests that were settled before holds were kept are held from the day they came."""
    part = sa.table("part", sa.column("request_id"), sa.column("kind"))
    request = sa.table("request", sa.column("id"), sa.column("received_on", sa.Date))
    hold = sa.table(
        "legal_hold",
        sa.column("request_id"),
        sa.column("because"),
        sa.column("since", sa.Date),
        sa.column("by"),
    )
    found = sa.select(part.c.request_id, part.c.kind, request.c.received_on).where(
        part.c.request_id == request.c.id, part.c.kind.in_(["court_order", "la_legal"])
    )
    connection = op.get_bind()
    for row in connection.execute(found).all():
        values = {"request_id": row.request_id, "because": row.kind, "since": row.received_on, "by": "inforights"}
        connection.execute(sa.insert(hold).values(**values))


def downgrade() -> None:
    for table in (
        "legal_hold",
        "hand_over",
        "issue_report_file",
        "issue_report",
        "standing_consent",
        "file_paper",
        "request_file",
        "file_counter",
        "case_file",
    ):
        op.drop_table(table)
