"""The page of reminders: what today asks for, the ledger, and what is shown of it to whom."""

from datetime import date

from fastapi import FastAPI

from rules.kinds import Kind
from tasks import need_to_know, reminders
from tests import staff
from tests.conftest import at
from tests.web.visits import NOON, Visit, app_at, opened, text_of

DAY = at(date(2026, 11, 26), 12)  # two working days before an FOI request of 2 November is due


def notes(visit: Visit) -> tuple[str, str]:
    """What is due today, and the ledger."""
    due, _, ledger = text_of(visit.get("/reminders")).partition("Ledger")
    return due, ledger


def test_what_is_due_today_is_shown_until_it_is_noted(derby: tuple[str, str, str]) -> None:
    """The page notes nothing itself: a look twice shows the same; once the daily run has noted it, it is history."""
    reference = opened(Kind.FOI)
    visit = Visit(app_at(DAY)).sign_in("officer.derby")
    says = f"{reference} is due in 2 working days, on Tuesday 1 December 2026"
    for _ in range(2):
        due, ledger = notes(visit)
        assert says in due
        assert reference not in ledger
    reminders.note_due("derby", DAY)
    due, ledger = notes(visit)
    assert reference not in due
    assert f"26 Nov 2026 an officer {says}" in ledger


def test_another_services_reminders_are_not_shown(derby: tuple[str, str, str]) -> None:
    """DER-1, HIL-9."""
    staff.of("bathnes")
    reference = opened(Kind.FOI, "bathnes")
    reminders.note_due("bathnes", at(date(2026, 11, 25)))
    visit = Visit(app_at(DAY)).sign_in("manager.derby")
    assert reference.partition("-")[0] == "BNS"
    assert "BNS-" not in visit.get("/reminders").text


def test_of_a_restricted_request_only_that_somebody_looks_is_told(derby: tuple[str, str, str]) -> None:
    """CUM-3.4: also of what was noted before it was restricted."""
    reference = opened(Kind.FOI)
    reminders.note_due("derby", at(date(2026, 11, 24)))
    need_to_know.restrict(reference, ["manager.derby"], "Reason.", by="manager.derby", at=at(date(2026, 11, 25)))
    officer, manager = (Visit(app_at(DAY)).sign_in(f"{who}.derby") for who in ("officer", "manager"))
    for told in notes(officer):
        assert "it waits for" not in told
        assert "working days, on" not in told
    assert f"{reference} is due in 4 working days" in notes(manager)[1]
    veiled = f"{reference} is restricted: whoever is named on it looks at it (CUM-3.4)."
    assert veiled in notes(officer)[0]
    assert veiled in notes(manager)[0]


def test_a_volunteer_sees_the_reminders_of_assigned_requests(derby: tuple[str, str, str]) -> None:
    """BNS-5: nothing of the service itself, of accounts or of other requests."""
    opened(Kind.SAR)
    mine = opened(Kind.FOI)
    volunteer = Visit(app_at(DAY)).sign_in("volunteer.derby")
    need_to_know.assign(mine, "volunteer.derby", by="manager.derby", at=NOON)
    due, _ = notes(volunteer)
    assert mine in due
    reminders.note_due("derby", DAY)
    told = volunteer.get("/reminders").text
    assert mine in told
    assert "DER-2026-0001" not in told
    assert "policy has no review date" not in told


def test_a_long_ledger_is_read_page_by_page(app: FastAPI, manager: Visit) -> None:
    """The last one that was noted comes first; each stands on exactly one page."""
    from models.db import transaction
    from models.reminder import ReminderNote

    with transaction("manager.derby", NOON) as tx:
        for number in range(60):
            row = ReminderNote(
                service="derby", whom="an officer", occasion=f"test:{number}", says=f"Note {number:02}.",
                noted_on=date(2026, 11, 1),
            )  # fmt: skip
            tx.session.add(row)
    first = manager.get("/reminders").text
    second = manager.get(first.partition('rel="next" href="')[2].partition('"')[0]).text
    shown = [[number for number in range(60) if f"Note {number:02}." in page] for page in (first, second)]
    assert shown == [list(range(10, 60)), list(range(10))]
    assert "Due today" not in second
    assert 'rel="next"' not in second
