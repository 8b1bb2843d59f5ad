"""The database itself refuses to change or delete an audit event, and holds the head of the chain."""

from alembic import op

from rules.audit import GENESIS

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WHY = "audit events are append-only"


def upgrade() -> None:
    op.execute(f"INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '{GENESIS}')")  # noqa: S608 - constants
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_WHY}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
        )
    else:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_event_no_{change.lower()} BEFORE {change} ON audit_event "
                f"BEGIN SELECT RAISE(ABORT, '{_WHY}'); END"
            )
        # INSERT OR REPLACE deletes without a delete trigger unless a connection asks for it.
        op.execute(
            "CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event "  # noqa: S608 - constants
            "WHEN EXISTS (SELECT 1 FROM audit_event WHERE number = NEW.number) "
            f"BEGIN SELECT RAISE(ABORT, '{_WHY}'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_event_is_append_only ON audit_event")
        op.execute("DROP FUNCTION refuse_audit_change()")
    else:
        op.execute("DROP TRIGGER audit_event_no_replace")
        op.execute("DROP TRIGGER audit_event_no_update")
        op.execute("DROP TRIGGER audit_event_no_delete")
    op.execute("DELETE FROM audit_head")
