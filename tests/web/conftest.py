"""What the tests of pages share: three people of a service who can sign in, and a browser."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

import settings
from models import engine
from tasks import credentials
from tests import new_database, staff
from tests.web import visits
from tests.web.visits import Visit
from web import brake, quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


_SMALL = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.fixture(autouse=True)
def own_minute() -> None:
    """Each test has a minute of its own: all of them together sign in oftener than a service ever does."""
    brake._recent.clear()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What waits for a quiet moment is done as soon as no page is asked for, and before the next test."""
    monkeypatch.setattr(quiet, "STILL", 0.0)
    yield
    assert quiet.QUIET.done(60)


@pytest.fixture(autouse=True)
def quick_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 of a small size: the full one takes a quarter of a second, and is proved where it is the matter."""
    if "slow_hashes" not in request.fixturenames:
        monkeypatch.setattr(credentials, "_hasher", _SMALL)


@pytest.fixture
def slow_hashes() -> None:
    """The hashes of the program itself."""


@pytest.fixture(scope="session")
def derby_file(newest_file: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite database with the people of Derby, to be copied: opened by the tasks once, and not for each test."""
    home = tmp_path_factory.mktemp("derby")
    with pytest.MonkeyPatch.context() as patch:
        new_database.copy_from(newest_file, patch)
        patch.setenv("INFORIGHTS_HOME", str(home))
        patch.setattr(credentials, "_hasher", _SMALL)
        _people()
        engine.close()
    return new_database.whole(home / settings.DATABASE_FILE)


def _people() -> tuple[str, str, str]:
    people = staff.of("derby")
    for login in people:
        visits.password_for(login)
    return people


@pytest.fixture
def derby(home: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str, str]:
    """The manager, an officer and a volunteer of Derby, who sign in with a password alone."""
    monkeypatch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
    file = home / settings.DATABASE_FILE
    if "slow_hashes" in request.fixturenames or file.exists():
        return _people()
    home.mkdir(mode=0o700, exist_ok=True)
    file.touch(mode=0o600)
    file.write_bytes(request.getfixturevalue("derby_file"))
    return "manager.derby", "officer.derby", "volunteer.derby"


@pytest.fixture
def app(derby: tuple[str, str, str]) -> FastAPI:
    """The dashboard at noon of the day of `visits.NOON`."""
    return visits.app_at()


@pytest.fixture
def manager(app: FastAPI) -> Visit:
    """The manager of Derby, signed in."""
    return Visit(app).sign_in("manager.derby")


@pytest.fixture
def chromium() -> Iterator["Browser"]:
    """A real browser. Where everything is to be had (CI) a skipped test is a failed one.

    One for each test: its driver runs an event loop in this thread, beside which no flow could be run.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def served() -> Iterator[Callable[[FastAPI], str]]:
    """Serves an application on a port of this machine, in this process, so that its time is the test's."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(app: FastAPI) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        running.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield serve
    for server, thread in running:
        server.should_exit = True
        thread.join(20)
