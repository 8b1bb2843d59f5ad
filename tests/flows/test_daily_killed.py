"""The daily run killed a hundred times: each reminder reaches each person, and the ledger has it once."""

import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models.audit_chain import verify
from models.audit_event import PROGRAM
from models.db import reading
from models.outgoing import Outgoing
from models.reminder import ReminderNote, ReminderRun, ReminderTo
from rules.channel import Channel
from rules.mail_state import TAKEN_FOR, MailState
from tasks import accounts, intake
from tasks.accounts import Opening
from tests import staff, way
from tests.conftest import at
from tests.flows.conftest import Driver
from tests.rules.calendars import RELEASE
from tests.smtp_server import Taker, sending

ALONE = "daily without Prefect"
pytestmark = pytest.mark.prefect
KILLS, A_DAY = 100, 4
OFFICERS = 12
MANAGER = "manager.derby"


@pytest.fixture
def server(apart: Driver, monkeypatch: pytest.MonkeyPatch) -> Iterator[Taker]:
    """A mail server, twelve officers and a manager with addresses, and two requests that are late."""
    with sending(monkeypatch) as taker:
        staff.of("derby")
        for number in range(OFFICERS):
            login = f"officer{number}.derby"
            opening = Opening(login, "derby", "Officer", "service", staff.TRAINED)
            accounts.add(opening, by=MANAGER, at=staff.OPENED)
            accounts.set_email(login, f"{login}@sendiass.example", by=MANAGER, at=staff.OPENED)
        accounts.set_email(MANAGER, f"{MANAGER}@sendiass.example", by=MANAGER, at=staff.OPENED)
        moment = at(way.RECEIVED)
        for letter in (way.FOI, way.SAR):
            found = intake.log(
                letter.encode(), "letter.txt", service="derby", received=way.RECEIVED, channel=Channel.EMAIL,
                by=PROGRAM, at=moment,
            )  # fmt: skip
            way.receive(found.reference, moment)
        yield taker


def working_days() -> Iterator[date]:
    """Working days, one after the other."""
    return (RELEASE.england_and_wales.nth_after(date(2027, 1, 8), number) for number in range(1, 200))


@pytest.mark.timeout(600)
def test_a_run_killed_a_hundred_times_tells_everybody_of_everything_once(
    apart: Driver, server: Taker, record_property: Callable[[str, object], None]
) -> None:
    """Design, 3: kill -9 at random points; a mail goes twice only where the server took it and its run died then.

    One day in five the runs are those of Prefect; on the others their steps are the same, and quicker.
    """
    chance = random.Random(8)
    usual: dict[str, int] = {}
    killed, days = 0, []
    for number, day in enumerate(working_days()):
        flow = ALONE if number % 5 else "daily"
        moment = at(day, 8)
        for _ in range(A_DAY if flow in usual else 0):
            code, said = apart.run(flow, "derby", moment.isoformat(), int(chance.random() * usual[flow]), "within")
            assert code in {0, -signal.SIGKILL}, said
            killed += code == -signal.SIGKILL
            moment += TAKEN_FOR + timedelta(seconds=1)  # when another run sees that nobody sends it any more
        took = apart.whole(flow, "derby", moment.isoformat())
        usual.setdefault(flow, took)
        days.append(day)
        if killed >= KILLS:
            break

    taken = Counter(server.ids)
    with reading() as session:
        notes = session.exec(select(ReminderNote)).all()
        mails = session.exec(select(Outgoing)).all()
        told = session.exec(select(ReminderTo)).all()
        assert verify(session)[0] is None
        assert [row.for_day for row in session.exec(select(ReminderRun).order_by(col(ReminderRun.for_day)))] == days
    twice = sum(count - 1 for count in taken.values())
    record_property(
        "counted",
        f"{killed} daily runs killed on {len(days)} days; {len(notes)} reminders and {len(mails)} mails, each sent; "
        f"{twice} mails that the server took twice",
    )
    assert killed >= KILLS
    late = Counter((note.reference, note.occasion) for note in notes if note.occasion.startswith("late:"))
    assert {*late.values()} == {2}  # an officer's and the manager's
    assert len(late) == 2 * len(days)
    assert {mail.state for mail in mails} == {MailState.SENT}
    assert {f"<{mail.message_id}>" for mail in mails} == {*taken}
    assert Counter(mail.occasion for mail in mails) == {f"digest:{day.isoformat()}": OFFICERS + 1 for day in days}
    assert {row.reminder_id for row in told} == {note.id for note in notes if note.unsent is None}
    assert {note.whom for note in notes if note.unsent} <= {"Volunteer"}
    # Each killed run may leave one mail that the server took and nobody noted.
    assert twice <= killed
    assert all(mail.attempts >= taken[f"<{mail.message_id}>"] for mail in mails)
