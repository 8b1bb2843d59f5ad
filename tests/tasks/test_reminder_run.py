"""The run of a day: one row, every reminder, one mail to each person; once, whoever runs it and however often."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.audit_event import PROGRAM
from models.db import reading
from models.outgoing import Outgoing
from models.reminder import ReminderNote, ReminderRun, ReminderTo
from rules.channel import Channel
from rules.kinds import Kind
from rules.mail_state import MailState
from tasks import accounts, incoming_decisions, intake, need_to_know, outbox, reminders
from tests import staff, way
from tests.arrived import arrived
from tests.conftest import at
from tests.mail_messages import message
from tests.smtp_server import Taker, sending

THURSDAY = date(2026, 11, 26)
MANAGER, OFFICER, VOLUNTEER = "manager.derby", "officer.derby", "volunteer.derby"


@pytest.fixture
def server(installation: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Taker]:
    """A mail server, and Derby's three people, each with an address."""
    with sending(monkeypatch) as taker:
        staff.of("derby")
        for login in (MANAGER, OFFICER, VOLUNTEER):
            accounts.set_email(login, f"{login}@sendiass.example", by=MANAGER, at=staff.OPENED)
        yield taker


def opened(kind: Kind, service: str = "derby") -> str:
    """A request that came to a service by itself, received and acknowledged by the program. Gives its reference."""
    moment = at(way.RECEIVED)
    found = intake.log(
        way.LETTERS[kind].encode(),
        "letter.txt",
        service=service,
        received=way.RECEIVED,
        channel=Channel.EMAIL,
        by=PROGRAM,
        at=moment,
        again=True,
    )
    way.receive(found.reference, moment)
    return found.reference


def run(day: date = THURSDAY, hour: int = 8, service: str = "derby") -> reminders.Run:
    """The run of a service at an hour of a day."""
    return reminders.note_due(service, at(day, hour))


def mails() -> dict[str, str]:
    """The text of each mail in the outbox, by who gets it."""
    with reading() as session:
        return {row.login: row.text for row in session.exec(select(Outgoing)).all()}


def notes(reference: str) -> list[ReminderNote]:
    """What the ledger has of a request."""
    with reading() as session:
        return list(session.exec(select(ReminderNote).where(ReminderNote.reference == reference)).all())


def test_each_person_gets_one_mail_with_all_that_concerns_them(server: Taker) -> None:
    """One a person a day, not one a case: an officer of what waits on officers, the manager of the service's own."""
    first, second = opened(Kind.FOI), opened(Kind.SAR)
    done = run()
    assert (done.for_day, done.missed, done.done_before) == (THURSDAY, (), False)
    found = mails()
    assert {*found} == {MANAGER, OFFICER}  # nothing is assigned to the volunteer (BNS-5)
    assert first in found[OFFICER]
    assert second in found[OFFICER]
    assert "policy was to be reviewed" in found[MANAGER]
    assert "policy was to be reviewed" not in found[OFFICER]
    assert outbox.send_due(at(THURSDAY, 8)).sent == 2
    assert sorted(to for to, _ in server.taken) == [f"{who}@sendiass.example" for who in (MANAGER, OFFICER)]
    assert {str(message["Subject"]) for _, message in server.taken} == {
        "Inforights: reminders of Thursday 26 November 2026"
    }


def test_a_second_run_of_the_day_does_nothing(server: Taker) -> None:
    """Design, 3: neither for what it said nor for what came up since: that is the next day's, as it is by then."""
    opened(Kind.FOI)
    run()
    before, events = mails(), staff.newest().number
    later = opened(Kind.FOI)
    assert run(hour=15) == reminders.Run(THURSDAY, done_before=True)
    assert mails() == before
    assert notes(later) == []
    assert staff.newest().number > events  # that of the request; none of the run
    assert staff.newest().event != "reminders.noted"
    assert any(later in line for line in run(date(2026, 11, 27)).lines)


def test_two_runs_at_the_same_moment_are_one(server: Taker) -> None:
    """Design, 3: two workers note each reminder once, and write each mail once."""
    opened(Kind.FOI)
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: run(), range(2)))
    assert sorted(one.done_before for one in both) == [False, True]
    with reading() as session:
        assert len(session.exec(select(ReminderRun)).all()) == 1
        assert len(session.exec(select(Outgoing)).all()) == 2
        keys = [(row.reference, row.whom, row.occasion) for row in session.exec(select(ReminderNote)).all()]
    assert len(keys) == len({*keys})


def test_e_mails_that_wait_are_reminded_of(server: Taker) -> None:
    """From the working day after the first came, on every day, until somebody has decided; nothing of their words."""
    arrived(message(subject="News", more={"List-Id": "<news.example>"}), received=at(date(2026, 11, 25), 9))
    assert not any("e-mail" in line for line in run(date(2026, 11, 25)).lines)
    for day in (THURSDAY, date(2026, 11, 27)):
        (line,) = [line for line in run(day).lines if "e-mail" in line]
        assert line.startswith("an officer: 1 e-mail waits for somebody to decide, the first since Wednesday 25 Nov")
    incoming_decisions.nothing(1, "News.", by=OFFICER, at=at(date(2026, 11, 28)))
    assert not any("e-mail" in line for line in run(date(2026, 11, 30)).lines)


def test_of_a_restricted_request_only_those_named_are_told(server: Taker) -> None:
    """CUM-3.4: and that somebody looks is all that they are told by mail."""
    reference = opened(Kind.FOI)
    need_to_know.restrict(reference, [MANAGER], "Reason.", by=MANAGER, at=at(THURSDAY, 7))
    run()
    found = mails()
    assert reference not in found.get(OFFICER, "")
    assert f"{reference} is restricted: whoever is named on it looks at it (CUM-3.4)." in found[MANAGER]
    assert "it waits for" not in found[MANAGER]


def test_a_volunteer_is_told_of_what_is_assigned_and_nothing_else(server: Taker) -> None:
    """BNS-5: of an assigned request, in place of the officers who would be told otherwise."""
    mine, other = opened(Kind.FOI), opened(Kind.FOI)
    need_to_know.assign(mine, VOLUNTEER, by=MANAGER, at=at(THURSDAY, 7))
    run()
    found = mails()
    assert mine in found[VOLUNTEER]
    assert other not in found[VOLUNTEER]
    assert mine not in found[OFFICER]
    assert "of account" not in found[VOLUNTEER]


def test_the_ledger_says_what_became_of_each(server: Taker) -> None:
    """Due, sent, failed, with the reason: to whom each went, by which mail."""
    reference = opened(Kind.FOI)
    run()
    server.refuse_to = {f"{OFFICER}@sendiass.example": "550 no such person"}
    outbox.send_due(at(THURSDAY, 8))
    (note,) = notes(reference)
    assert note.unsent is None
    with reading() as session:
        (went,) = session.exec(select(ReminderTo).where(ReminderTo.reminder_id == note.id)).all()
        mail = session.get_one(Outgoing, went.outgoing_id)
    assert (went.login, mail.state) == (OFFICER, MailState.FAILED)
    assert mail.because == "The mail server refused the address (550)."


@pytest.mark.parametrize(
    ("lacks", "why"),
    [("server", reminders.NO_MAIL), ("addresses", reminders.NO_ADDRESS), ("accounts", reminders.NO_ACCOUNT)],
)
def test_why_nobody_was_written_to_is_said(
    server: Taker, monkeypatch: pytest.MonkeyPatch, lacks: str, why: str
) -> None:
    """A reminder is noted and shown all the same; that it was not sent, and why, stands beside it."""
    service = "derby"
    if lacks == "server":
        monkeypatch.delenv("INFORIGHTS_MAIL_SERVER")
    elif lacks == "addresses":
        for login in (MANAGER, OFFICER):
            accounts.set_email(login, None, by=MANAGER, at=staff.OPENED)
    else:
        service = "bathnes"
    reference = opened(Kind.FOI, service)
    run(service=service)
    assert [note.unsent for note in notes(reference)] == [why]
    assert mails() == {}


def test_a_run_that_was_missed_is_told_of_and_made_good(server: Taker) -> None:
    """What it would have said is said, as it is now; and whoever manages hears that there was none."""
    reference = opened(Kind.FOI)
    run(date(2026, 11, 20))
    assert reminders.overdue("derby", at(date(2026, 11, 21), 12)) is None  # a Saturday
    assert reminders.overdue("derby", at(date(2026, 11, 23), 8)) is None  # within the hour
    assert reminders.overdue("derby", at(date(2026, 11, 23), 9)) == date(2026, 11, 23)
    assert "derby" in reminders.to_make_good(at(date(2026, 11, 24), 8))
    assert "derby" not in reminders.to_make_good(at(date(2026, 11, 24), 6))  # in an hour and a half it runs
    done = run(date(2026, 11, 25))
    assert done.missed == (date(2026, 11, 23), date(2026, 11, 24))
    assert "did not happen on 2026-11-23 2026-11-24" in mails()[MANAGER]
    assert any(f"{reference} is due in 3 working days" in line for line in done.lines)
    assert reminders.overdue("derby", at(date(2026, 11, 25), 12)) is None
    assert staff.newest().what["missed"] == ["2026-11-23", "2026-11-24"]


def test_on_a_day_that_is_no_working_day_the_last_run_is_made_good(server: Taker) -> None:
    """A Friday's run that failed is made good on Saturday; Christmas Day asks for none."""
    assert run(date(2026, 12, 24)).for_day == date(2026, 12, 24)
    assert run(date(2026, 12, 25)) == reminders.Run(date(2026, 12, 24), done_before=True)
    assert run(date(2027, 1, 2)).for_day == date(2026, 12, 31)
    assert run(date(2027, 1, 3)).done_before


def test_before_the_first_account_nothing_was_to_be_expected(installation: Path) -> None:
    """A service that begins at ten is not told that half past seven was missed."""
    staff.of("derby")
    assert reminders.overdue("derby", at(staff.OPENED.date(), 12)) is None
    assert reminders.overdue("derby", at(date(2026, 10, 6), 12)) == date(2026, 10, 6)
