"""`inforights up`, the real thing: parts start, work, come back when they are killed, and stop without a trace."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from cli import lock
from cli.parts import Name
from tests.cli.installed import Installed, becomes, closed, gone
from tests.conftest import ROOT

pytestmark = pytest.mark.prefect
PLAN = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """A running installation, for all tests of this file: the last one stops it."""
    found = Installed(tmp_path_factory.mktemp("installed") / "home")
    try:
        yield found.up()
    finally:
        found.stop()


def test_up_serves_and_schedules(installed: Installed) -> None:
    """Board and API answer, the API wants its password, and Prefect has all of prefect.yaml with its schedules."""
    assert httpx.get(f"{installed.board}/healthz", trust_env=False).json() == {"status": "ok"}
    home_page = httpx.get(f"{installed.board}/", trust_env=False, follow_redirects=True)
    assert "Nobody can sign in here yet" in home_page.text
    assert httpx.post(f"{installed.api}/deployments/filter", json={}, trust_env=False).status_code == 401
    assert stat.S_IMODE((installed.home / "prefect" / "password").stat().st_mode) == 0o600
    with installed.prefect() as prefect:
        found = prefect.post("/deployments/filter", json={}).json()
    assert {row["name"]: row["entrypoint"] for row in found} == {row["name"]: row["entrypoint"] for row in PLAN}
    registered = {
        (row["name"], one["schedule"]["cron"], one["schedule"]["timezone"])
        for row in found
        for one in row["schedules"]
    }
    planned = {(row["name"], one["cron"], one["timezone"]) for row in PLAN for one in row.get("schedules", ())}
    assert registered == planned
    told = installed.told("Schedules:")
    assert all(f"{name} ({cron}, {zone})" in told for name, cron, zone in planned)
    assert {zone for _, _, zone in planned} == {"Europe/London"}


def test_every_schedule_fires(installed: Installed) -> None:
    """A reminder that silently never comes: Prefect plans the next runs of each deployment that has a schedule."""
    wanted = {row["name"] for row in PLAN if row.get("schedules")}
    with installed.prefect() as prefect:
        names = {row["id"]: row["name"] for row in prefect.post("/deployments/filter", json={}).json()}

        def ahead() -> set[str]:
            scheduled = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
            asked = prefect.post("/flow_runs/filter", json=scheduled)
            rows = asked.json() if asked.status_code == 200 else []
            return {names[row["deployment_id"]] for row in rows if row["auto_scheduled"]}

        assert becomes(lambda: wanted <= ahead(), within=90), ahead()


def test_a_second_up_of_the_same_home_is_refused(installed: Installed) -> None:
    """Two workers and two dashboards on one database help nobody: all of it and each part are refused in a line."""
    for words in ((), ("worker",)):
        second = Installed(installed.home, words)
        line = second.told("is running already", within=30)
        assert f"(started by the process {installed.process.pid})" in line
        assert second.process.wait(10) == 1
    other = Installed(installed.home.with_name("other"), ("board",), board_port=installed.board_port)
    assert other.told("The dashboard cannot start", within=30).endswith("Set INFORIGHTS_BOARD_PORT to another.")
    assert other.process.wait(10) == 1


def test_what_is_killed_comes_back_and_works(installed: Installed) -> None:
    """After a kill -9 of worker and board the board answers again, and the worker takes and finishes a run."""
    opens = installed.told("Open the first account there").rpartition(": ")[2]
    before = [installed.running("worker start"), installed.running("uvicorn")]
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    installed.told("The worker ended (exit code 137); it is started again in 1 second.")
    installed.told("The dashboard ended (exit code 137); it is started again in 1 second.")
    installed.told("The worker is up again.")
    installed.told("The dashboard is up again.")
    assert gone(before)
    assert httpx.get(f"{installed.board}/healthz", trust_env=False).json() == {"status": "ok"}
    assert httpx.get(opens, trust_env=False).status_code == 200  # the address that was told still opens
    kept = (installed.home / "log" / "up.log").read_text()
    assert "The worker ended (exit code 137)" in kept
    assert "key=" not in kept

    with installed.prefect() as prefect:
        rows = prefect.post("/deployments/filter", json={}).json()
        daily = next(row["id"] for row in rows if row["name"] == "daily")
        made = []

        def taken() -> bool:  # a server that has just started may be busy, and says so; its own client asks again
            made[:] = [prefect.post(f"/deployments/{daily}/create_flow_run", json={})]
            return bool(made[0].status_code == 201)

        assert becomes(taken), made[0].text
        run = made[0].json()["id"]

        def state() -> str:
            asked = prefect.get(f"/flow_runs/{run}")
            return str(asked.json()["state"]["type"]) if asked.status_code == 200 else asked.text

        assert becomes(lambda: state() in {"COMPLETED", "FAILED", "CRASHED"}, within=120)
        assert state() == "COMPLETED"


def test_one_part_runs_alone_beside_a_server_elsewhere(installed: Installed, tmp_path: Path) -> None:
    """A worker of another home takes the server's address and password by settings; killed, it leaves nothing."""
    elsewhere = {"INFORIGHTS_PREFECT_ADDRESS": installed.api}
    for settings, says in (
        ({}, "its password is not here"),
        ({"INFORIGHTS_PREFECT_PASSWORD": "not-the-password"}, "does not take its password"),
    ):
        refused = Installed(tmp_path, ("worker",), elsewhere | settings)
        refused.told(says, within=30)
        assert refused.process.wait(30) == 1
    whole = Installed(tmp_path, (), elsewhere)
    whole.told("Start here what is to run here, one by one: `inforights up worker`", within=30)

    worker = Installed(tmp_path, ("worker",), elsewhere | {"INFORIGHTS_PREFECT_PASSWORD": installed.password}).up()
    assert worker.told("The flows:").endswith(f"{installed.api} (password in INFORIGHTS_PREFECT_PASSWORD)")
    started = list(worker.processes())
    assert len(started) >= 2
    worker.process.kill()
    assert worker.process.wait(10) == -signal.SIGKILL
    assert becomes(lambda: gone(started), within=30)


def test_ctrl_c_leaves_nothing(installed: Installed) -> None:
    """All parts end in order: no process, no port and no lock is left."""
    started = list(installed.processes())
    assert len(started) >= 2 * len(Name)
    assert installed.stop() == 0
    assert installed.told("Stopping.")
    assert gone(started)
    assert closed(installed.prefect_port)
    assert closed(installed.board_port)
    with lock.held(installed.home, list(Name)) as was_killed:
        assert not was_killed
