"""`up`: Prefect's server, the worker with the schedules of `prefect.yaml`, and the dashboard, on this machine."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import settings
from rules.refusal import Refusal

ROOT = Path(__file__).parent.parent
LOOPBACK = "127.0.0.1"
POOL = "inforights"
START_WITHIN = 120  # seconds: Prefect's first start makes its database


class NotUp(Refusal):
    """A part did not start, or stopped; says which, and where its output lies."""


@dataclass(slots=True)
class Part:
    """One process that `up` started."""

    name: str
    process: subprocess.Popen[bytes]
    output: Path


def run() -> None:
    """Start every part, wait until each is healthy, and stop all when one ends or Ctrl-C is pressed.

    Raises:
        NotUp: a part did not come up or went down; all others were stopped.
    """
    found = settings.load()
    environment = _environment(found)
    parts: list[Part] = []
    for sign in (signal.SIGINT, signal.SIGTERM):  # a script that started us in the background had SIGINT ignored
        signal.signal(sign, _as_interrupt)
    try:
        prefect = [sys.executable, "-m", "prefect"]
        server = [*prefect, "server", "start", "--host", LOOPBACK, "--port", str(found.prefect_port), "--no-ui"]
        parts.append(_start("Prefect server", server, environment, found))
        auth = environment["PREFECT_API_AUTH_STRING"]
        _wait(parts, f"{environment['PREFECT_API_URL']}/health", auth)
        print("Prefect's server is up.", flush=True)
        _once([*prefect, "work-pool", "create", POOL, "--type", "process", "--overwrite"], environment, found)
        _once([*prefect, "--no-prompt", "deploy", "--all"], environment, found)
        worker = [*prefect, "worker", "start", "--pool", POOL, "--name", "inforights"]
        parts.append(_start("worker", worker, environment, found))
        key = secrets.token_urlsafe(24)
        board = board_command(found.board_port)
        parts.append(_start("dashboard", board, environment | {"INFORIGHTS_SET_UP_KEY": key}, found))
        _wait(parts, f"http://{LOOPBACK}:{found.board_port}/healthz")
        address = f"http://{LOOPBACK}:{found.board_port}"
        print(f"The dashboard: {found.address or address}/")
        if _nobody_signs_in():
            print(f"Open the first account there, once: {address}/set-up?key={key}")
        print(f"The flows:     {environment['PREFECT_API_URL']} (password in {_password_file(found)})")
        print("Schedules:     reminders at 07:00 on weekdays, catching up every quarter of an hour.")
        print("Ctrl-C stops all.", flush=True)
        _watch(parts)
    except KeyboardInterrupt:
        print("\nStopping.")
    finally:
        for part in reversed(parts):
            _stop(part)


def board_command(port: int) -> list[str]:
    """What starts the dashboard."""
    board = [sys.executable, "-m", "uvicorn", "web.app:dashboard", "--factory", "--host", LOOPBACK]
    return [*board, "--port", str(port), "--no-access-log", "--log-level", "warning"]


def _nobody_signs_in() -> bool:
    from models.db import reading
    from tasks import credentials

    with reading() as session:
        return not credentials.anybody(session)


def _environment(found: settings.Settings) -> dict[str, str]:
    made = {**os.environ, **settings.prefect_environment(found)}
    auth = f"inforights:{_password(found)}"
    made |= {
        "INFORIGHTS_HOME": str(found.home),
        "PREFECT_API_URL": f"http://{LOOPBACK}:{found.prefect_port}/api",
        "PREFECT_API_AUTH_STRING": auth,
        "PREFECT_SERVER_API_AUTH_STRING": auth,
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
    }
    return made


def _password_file(found: settings.Settings) -> Path:
    return found.prefect_home / "password"


def _password(found: settings.Settings) -> str:
    """The password of Prefect's API, made once and readable by this user alone."""
    file = _password_file(found)
    found.prefect_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(24))
    return file.read_text("ascii").strip()


def _start(name: str, command: list[str], environment: Mapping[str, str], found: settings.Settings) -> Part:
    output = found.home / "log" / f"{name.replace(' ', '-').lower()}.log"
    output.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with output.open("ab") as log:
        # A session of its own: Ctrl-C reaches `up` alone, which then stops each part in order.
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    return Part(name, process, output)


def _once(command: list[str], environment: Mapping[str, str], found: settings.Settings) -> None:
    output = found.home / "log" / "set-up.log"
    with output.open("ab") as log:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise NotUp(f"Prefect did not take `{' '.join(command[3:6])}`; see {output}.")


def _wait(parts: list[Part], url: str, auth: str | None = None) -> None:
    import httpx

    name, password = auth.split(":", 1) if auth else ("", "")
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end:
        _check(parts)
        try:
            answer = httpx.get(url, auth=(name, password) if auth else None, timeout=5, trust_env=False)
            if answer.status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise NotUp(f"The {parts[-1].name} did not answer within {START_WITHIN} seconds; see {parts[-1].output}.")


def _check(parts: list[Part]) -> None:
    for part in parts:
        if part.process.poll() is not None:
            raise NotUp(
                f"The {part.name} stopped (exit code {part.process.returncode}); see {part.output}. "
                "If its port is taken, set INFORIGHTS_PREFECT_PORT or INFORIGHTS_BOARD_PORT."
            )


def _watch(parts: list[Part], sleep: Callable[[float], None] = time.sleep) -> None:
    while True:
        _check(parts)
        sleep(1)


def _stop(part: Part) -> None:
    """End one part and what it started itself; by force where it does not end when asked."""
    for sign, patience in ((signal.SIGINT, 10), (signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        try:
            os.killpg(part.process.pid, sign)
        except ProcessLookupError:
            break
        try:
            part.process.wait(patience)
            break
        except subprocess.TimeoutExpired:
            continue


def _as_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
