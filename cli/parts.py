"""The parts of an installation (Prefect's server, worker, dashboard): what starts each, and when it is well."""

import base64
import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rules.refusal import Refusal
from settings import Settings, prefect_environment
from settings.prefect_server import USER

ROOT = Path(__file__).parent.parent
LOOPBACK = "127.0.0.1"
POOL = "inforights"
PATIENCE = 5  # seconds in which a healthy part answers
FREED_WITHIN = 40.0  # seconds: by then what a killed `up` left behind has ended
_PREFECT = (sys.executable, "-m", "prefect")


class NotUp(Refusal):
    """A part did not start, or stopped; says which, and where its output lies."""


class Name(StrEnum):
    """The parts, in the order in which they are started."""

    SERVER = "server"
    BOARD = "board"
    WORKER = "worker"


CALLED = {Name.SERVER: "Prefect server", Name.BOARD: "dashboard", Name.WORKER: "worker"}


@dataclass(frozen=True, slots=True)
class Health:
    """An address that answers where a part is well."""

    url: str
    password: str | None = None
    any_answer: bool = False  # it says of others, too, whether they are well

    def status(self) -> int:
        """The status of its answer; 0 where there is none."""
        asked = urllib.request.Request(self.url)
        if self.password:
            asked.add_header(
                "Authorization", "Basic " + base64.b64encode(f"{USER}:{self.password}".encode()).decode()
            )
        # No proxy stands between us and this machine.
        proxies = [urllib.request.ProxyHandler({})] if self.url.startswith("http:") else []
        try:
            with urllib.request.build_opener(*proxies).open(asked, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except (OSError, http.client.HTTPException):
            return 0

    def answers(self) -> bool:
        """Whether it answers as a healthy one does."""
        status = self.status()
        return status == 200 or (self.any_answer and status > 0)


@dataclass(frozen=True, slots=True)
class Part:
    """One part, ready to be started."""

    called: str
    command: Sequence[str]
    environment: Mapping[str, str]
    health: Health
    output: Path
    needs: Health | None = None  # what must be well before it


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one installation."""

    found: Settings
    environment: Mapping[str, str]
    password: str
    set_up_key: str

    @property
    def api(self) -> str:
        """The address of Prefect's API."""
        return self.environment["PREFECT_API_URL"]

    @property
    def prefect(self) -> Health:
        """Whether Prefect's server is well, here or on another machine; anybody may ask that."""
        return Health(f"{self.api}/health")

    @property
    def prefect_takes_us(self) -> Health:
        """Whether it takes our password, too."""
        return Health(f"{self.api}/admin/version", self.password)

    def part(self, name: Name) -> Part:
        """A part, made anew at each start."""
        return {Name.SERVER: self._server, Name.WORKER: self._worker, Name.BOARD: self._board}[name]()

    def output(self, called: str) -> Path:
        """Where the output of something goes."""
        return self.found.home / "log" / f"{called.replace(' ', '-').lower()}.log"

    def check_ports(self, names: Sequence[Name], *, patient: bool) -> None:
        """Another program that listens on a port would answer in place of ours.

        Args:
            patient: one that was killed may still be ending.

        Raises:
            NotUp: a port is taken.
        """
        until = time.monotonic() + (FREED_WITHIN if patient else 0)
        ports = {Name.SERVER: ("INFORIGHTS_PREFECT_PORT", self.found.prefect_port)}
        ports[Name.BOARD] = ("INFORIGHTS_BOARD_PORT", self.found.board_port)
        for name in names:
            setting, port = ports.get(name, ("", 0))
            while not _is_free(port):
                if time.monotonic() >= until:
                    raise NotUp(f"The {CALLED[name]} cannot start: port {port} is taken. Set {setting} to another.")
                time.sleep(0.3)

    def register(self) -> None:
        """Tell Prefect's server of the deployments and schedules of `prefect.yaml`; can be done again.

        Raises:
            NotUp: it did not take them.
        """
        output = self.output("set-up")
        with output.open("ab") as log:
            done = subprocess.run(
                [sys.executable, "-m", "cli.register"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        if done.returncode:
            raise NotUp(f"Prefect did not take the deployments of prefect.yaml; see {output}.")

    def schedules(self) -> list[str]:
        """What runs by itself, each with its schedule as in `prefect.yaml`."""
        import yaml

        plan = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
        return [
            f"{flow['name']} ({schedule['cron']}, {schedule['timezone']})"
            for flow in plan["deployments"]
            for schedule in flow.get("schedules", ())
        ]

    def _server(self) -> Part:
        port = str(self.found.prefect_port)
        command = [*_PREFECT, "server", "start", "--host", LOOPBACK, "--port", port, "--no-ui"]
        asks = {"PREFECT_SERVER_API_AUTH_STRING": f"{USER}:{self.password}"}
        health = Health(f"http://{LOOPBACK}:{port}/api/health")
        return self._part(Name.SERVER, command, asks, health)

    def _worker(self) -> Part:
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            port = str(probe.getsockname()[1])
        command = [*_PREFECT, "worker", "start", "--pool", POOL, "--name", "inforights", "--with-healthcheck"]
        tells = {"PREFECT_WORKER_WEBSERVER_HOST": LOOPBACK, "PREFECT_WORKER_WEBSERVER_PORT": port}
        return self._part(Name.WORKER, command, tells, Health(f"http://{LOOPBACK}:{port}/health"), self.prefect)

    def _board(self) -> Part:
        # With the database away it says so, and starting it again would not help.
        health = Health(f"http://{LOOPBACK}:{self.found.board_port}/healthz", any_answer=True)
        opens = {"INFORIGHTS_SET_UP_KEY": self.set_up_key}
        return self._part(Name.BOARD, board_command(self.found.board_port), opens, health)

    def _part(
        self, name: Name, command: Sequence[str], more: Mapping[str, str], health: Health, needs: Health | None = None
    ) -> Part:
        called = CALLED[name]
        return Part(called, command, {**self.environment, **more}, health, self.output(called), needs)


def parts_of(found: Settings) -> Parts:
    """The parts as the settings want them.

    Raises:
        NotUp: Prefect's server is on another machine, and there is no password for it.
        PrefectSettingRefused: the kept password cannot be used.
    """
    server = found.prefect
    password = server.password() if server.address else server.own_password()
    if not password:
        raise NotUp(
            "INFORIGHTS_PREFECT_ADDRESS says that Prefect's server is on another machine, and its password is not "
            "here: copy the file prefect/password from its home folder, or set INFORIGHTS_PREFECT_PASSWORD."
        )
    (found.home / "log").mkdir(parents=True, exist_ok=True, mode=0o700)
    environment = {
        **os.environ,
        **prefect_environment(found),
        "INFORIGHTS_HOME": str(found.home),
        "PREFECT_API_URL": server.address or f"http://{LOOPBACK}:{found.prefect_port}/api",
        "PREFECT_API_AUTH_STRING": f"{USER}:{password}",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
    }
    return Parts(found, environment, password, secrets.token_urlsafe(24))


def board_command(port: int) -> list[str]:
    """What starts the dashboard."""
    board = [sys.executable, "-m", "uvicorn", "web.app:dashboard", "--factory", "--host", LOOPBACK]
    return [*board, "--port", str(port), "--no-access-log", "--log-level", "warning"]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
