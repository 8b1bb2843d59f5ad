"""Days proclaimed for an installation, what they move when looked at or applied, and the events of it."""

from datetime import date
from pathlib import Path

from sqlmodel import col, select

from models import clocks
from models.audit_event import AuditEvent
from models.db import reading
from rules.bank_holidays import BankHolidays, Nation, Proclaimed
from rules.proclaimed import write
from rules.working_days import calendars
from tasks import holidays, recompute
from tasks.recompute import Found
from tests.conftest import at

NOW = at(date(2026, 11, 23))
SCOTLAND, ENGLAND = Nation.SCOTLAND, Nation.ENGLAND_AND_WALES


def row(on: date, nation: Nation, *, closed: bool = True) -> Proclaimed:
    return Proclaimed(on, nation, "A day of thanks", "a proclamation", closed)


def proclaim(home: Path, *rows: Proclaimed) -> None:
    """The file of the installation says so from now on."""
    (home / "bank-holidays.yaml").write_text(write(BankHolidays(rows)), "utf-8")


def look(*rows: Proclaimed) -> list[Found]:
    """What these days would move; those of the file where none is given."""
    with reading() as session:
        return list(recompute.moves(session, calendars(BankHolidays(rows)) if rows else holidays.in_force()))


def apply(size: int = clocks.PAGE) -> list[Found]:
    return list(recompute.apply("m.manager", NOW, size))


def told(name: str) -> list[AuditEvent]:
    with reading() as session:
        query = select(AuditEvent).where(AuditEvent.event == name).order_by(col(AuditEvent.number))
        return list(session.exec(query))
