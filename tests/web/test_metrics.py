"""What whoever watches the server is told: figures by a key, and whether it can work."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI

import settings
from models import engine
from rules.kinds import Kind
from rules.scopes import Scope
from tasks import need_to_know
from tests import staff
from tests.conftest import at
from tests.web.programs import ask, key, names_in
from tests.web.visits import NOON, Visit, app_at, logged, opened

DUE = date(2026, 12, 1)


def figures(app: FastAPI, secret: str) -> dict[str, int]:
    """The samples, by name; each has its HELP and its TYPE before it, as the text format has it."""
    answer = ask(app, "/metrics", secret)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert names_in(answer.text) == []
    assert "DER-2026" not in answer.text
    lines = answer.text.splitlines()
    found = {}
    for says, sort, sample in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        name, _, value = sample.rpartition(" ")
        bare = name.partition("{")[0]
        assert says.startswith(f"# HELP {bare} ")
        assert sort == f"# TYPE {bare} gauge"
        found[name.removeprefix("inforights_")] = int(value)
    return found


def test_the_figures(derby: tuple[str, str, str], app: FastAPI) -> None:
    """Of one service (DER-1, HIL-9); of what is restricted to others how many there are (CUM-3.4)."""
    staff.of("hillingdon")
    opened(Kind.FOI, "hillingdon")
    found = [opened(Kind.SAR), opened(Kind.FOI), logged("Could you let me have the thing we talked about?")]
    need_to_know.restrict(found[0], ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    number = staff.newest().number
    shown = figures(app, key(Scope.METRICS, by="officer.derby"))
    of_derby = {
        name.removesuffix('{service="derby"}'): value for name, value in shown.items() if name.endswith('="derby"}')
    }
    ten_days_and_two_hours = (10 * 24 + 2) * 60
    assert of_derby == {
        "requests_open": 2,
        "requests_late": 1,
        "requests_due_today": 0,
        "requests_restricted": 1,
        "oldest_unread_minutes": ten_days_and_two_hours,
        "reminder_run_overdue": 1,
        "mails_given_up": 0,
        "mails_waiting": 0,
        "incoming_undecided": 0,
        "mailboxes_failing": 0,
    }
    assert shown["audit_events"] == number + 1  # the key itself
    assert shown["database_up"] == 1
    assert len(shown) == len(of_derby) + 2
    on_the_day = figures(app_at(at(DUE)), key(Scope.METRICS))
    assert on_the_day['requests_due_today{service="derby"}'] == 2


def test_the_figures_need_a_key(derby: tuple[str, str, str], app: FastAPI, manager: Visit) -> None:
    """From the machine itself too: no key, another's scope, a cookie alone open nothing."""
    assert ask(app, "/metrics").status_code == 401
    assert ask(app, "/metrics", key(Scope.DEADLINES)).status_code == 403
    assert manager.get("/metrics").status_code == 401
    ended = key(Scope.METRICS, days=1)
    assert ask(app_at(NOON + timedelta(days=1)), "/metrics", ended).status_code == 401


def test_a_server_that_is_ready(app: FastAPI) -> None:
    """The database in its newest form and a disk that can be written to; nothing of any request, no cookie."""
    answer = ask(app, "/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "database": "newest form",
        "disk": "writable",
        "flows": "not configured",
    }


def test_without_prefect_it_works_on(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests are taken while Prefect is away: that is told, and makes nothing unready."""
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    answer = ask(app, "/readyz")
    assert (answer.status_code, answer.json()["flows"]) == (200, "do not answer")


def test_an_older_database_is_not_ready(app: FastAPI) -> None:
    """One that another release put back under a running server is found out."""
    made = engine.engine()
    with made.execution_options(inforights_writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    answer = ask(app, "/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "not in its newest form")


def test_a_full_disk_is_not_ready(app: FastAPI, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Where nothing can be written, no paper can be kept."""
    from dataclasses import replace

    gone = replace(settings.load(), home=home / "gone")
    monkeypatch.setattr(settings, "load", lambda: gone)
    answer = ask(app, "/readyz")
    assert (answer.status_code, answer.json()["disk"]) == (503, "cannot be written to")
