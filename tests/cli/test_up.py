"""`inforights up`, the real thing: server, worker, schedules and board start, work, and stop without a trace."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT, free_port

pytestmark = pytest.mark.prefect


@pytest.fixture
def installation_up(home: Path) -> Iterator[tuple[subprocess.Popen[str], httpx.Client, str]]:
    """A running installation: its process, a client of its Prefect API, and the board's address."""
    prefect, board = free_port(), free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {
        "INFORIGHTS_HOME": str(home),
        "INFORIGHTS_PREFECT_PORT": str(prefect),
        "INFORIGHTS_BOARD_PORT": str(board),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from cli import main; main()", "up"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        assert any("Ctrl-C" in line for line in lines), "".join(lines)
        password = (home / "prefect" / "password").read_text()
        api = f"http://127.0.0.1:{prefect}/api"
        with httpx.Client(base_url=api, auth=("inforights", password), trust_env=False, timeout=30) as client:
            yield process, client, f"http://127.0.0.1:{board}"
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def closed(port: int) -> bool:
    """Whether nothing listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_up_serves_schedules_and_stops(
    installation_up: tuple[subprocess.Popen[str], httpx.Client, str], home: Path
) -> None:
    """The API wants its password, prefect.yaml's deployments are there, one runs on the worker, Ctrl-C ends all."""
    process, prefect, board = installation_up
    assert httpx.get(f"{board}/healthz", trust_env=False).json() == {"status": "ok"}
    assert "Nobody can sign in here yet" in httpx.get(f"{board}/", trust_env=False, follow_redirects=True).text
    stranger = httpx.post(f"{prefect.base_url}deployments/filter", json={}, trust_env=False)
    assert stranger.status_code == 401
    found = prefect.post("/deployments/filter", json={}).json()
    assert {row["name"]: row["entrypoint"] for row in found} == {
        "receive": "flows.receive.receive",
        "respond": "flows.respond.respond",
        "daily": "flows.daily.daily",
        "catch-up": "flows.catch_up.catch_up",
    }
    schedules = {row["name"]: [s["schedule"].get("cron") for s in row["schedules"]] for row in found}
    assert schedules["daily"] == ["0 7 * * 1-5"]
    assert {s["schedule"]["timezone"] for row in found for s in row["schedules"]} == {"Europe/London"}

    daily = next(row["id"] for row in found if row["name"] == "daily")
    for _ in range(60):  # a server that has just started may be busy, and says so; its own client asks again
        made = prefect.post(f"/deployments/{daily}/create_flow_run", json={})
        if made.status_code == 201:
            break
        time.sleep(0.5)
    assert made.status_code == 201, made.text
    run = made.json()
    for _ in range(240):
        asked = prefect.get(f"/flow_runs/{run['id']}")
        state = asked.json()["state"] if asked.status_code == 200 else {"type": asked.text}
        if state["type"] in {"COMPLETED", "FAILED", "CRASHED"}:
            break
        time.sleep(0.5)
    assert state["type"] == "COMPLETED", state

    ports = [int(str(prefect.base_url).rsplit(":", 1)[1].split("/")[0]), int(board.rsplit(":", 1)[1])]
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert all(closed(port) for port in ports)
    assert (home / "prefect" / "password").stat().st_mode & 0o077 == 0
