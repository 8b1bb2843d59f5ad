"""Where Prefect's server is and what its password is: by settings, with secrets kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import settings
from settings.prefect_server import PrefectServer, PrefectSettingRefused, server_of
from tests.conftest import ROOT

ADDRESS, PASSWORD = "INFORIGHTS_PREFECT_ADDRESS", "INFORIGHTS_PREFECT_PASSWORD"


@pytest.mark.parametrize(
    "address",
    [
        "https://prefect.example.org/api",
        "https://prefect.example.org:8443/orchestration/api/",
        "http://127.0.0.1:4200/api",
        "http://localhost:4200/api",
        "http://[::1]:4200/api",
    ],
)
def test_an_address_with_tls_or_on_this_machine_is_taken(address: str) -> None:
    """A stroke at the end makes no difference."""
    assert server_of({ADDRESS: address}, Path()).address == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "http://prefect.example.org/api",  # the password would go in the clear
        "http://127.0.0.1.example.org/api",
        "https://prefect.example.org",  # no API is there
        "https://inforights:secret@prefect.example.org/api",
        "https://prefect.example.org/api?x=1",
        "prefect.example.org/api",
    ],
)
def test_another_address_is_refused(address: str) -> None:
    """UK GDPR Art 32: nothing goes over a network in the clear; and a password has a place of its own."""
    with pytest.raises(PrefectSettingRefused, match=r"must be as https://prefect\.example\.org/api") as refused:
        server_of({ADDRESS: address}, Path())
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("password", ["short", "with a blank in it", "mit-Umläuten-darin"])
def test_a_password_that_no_header_carries_is_refused(password: str) -> None:
    """It is not repeated in the refusal."""
    with pytest.raises(PrefectSettingRefused) as refused:
        server_of({PASSWORD: password}, Path())
    assert password not in str(refused.value)


def test_the_password_is_made_once_and_kept(tmp_path: Path) -> None:
    """The first part that needs it makes it, readable by this user alone; a set one goes before it."""
    server = PrefectServer(tmp_path / "prefect")
    assert server.password() is None
    made = server.own_password()
    assert server.own_password() == server.password() == made
    assert len(made) >= 24
    assert server.password_file.stat().st_mode & 0o077 == 0
    assert [file.name for file in server.folder.iterdir()] == ["password"]
    given = PrefectServer(tmp_path / "prefect", secret="given-as-a-setting")
    assert given.own_password() == "given-as-a-setting"
    assert "given-as-a-setting" not in repr(given)


def test_a_kept_password_that_is_none_is_told(tmp_path: Path) -> None:
    """An empty file, and one that holds no text, are refused with what to do."""
    server = PrefectServer(tmp_path)
    server.password_file.write_bytes(b"")
    with pytest.raises(PrefectSettingRefused, match="remove it"):
        server.own_password()
    server.password_file.write_bytes(b"\xff\xfe")
    with pytest.raises(PrefectSettingRefused, match="one line of ASCII"):
        server.password()


def test_the_password_is_not_shown(tmp_path: Path) -> None:
    """`inforights settings` says that there is one."""
    given = {
        "INFORIGHTS_HOME": str(tmp_path),
        ADDRESS: "https://prefect.example.org/api",
        PASSWORD: "not-to-be-shown",
    }
    shown = {name: value for name, value, _ in settings.shown(given)}
    assert shown[ADDRESS] == "https://prefect.example.org/api  (the environment)"
    assert shown[PASSWORD].startswith("not shown")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "None None"),
        ({ADDRESS: "https://prefect.example.org/api"}, "https://prefect.example.org/api inforights:kept-in-the-file"),
        (
            {ADDRESS: "https://prefect.example.org/api", PASSWORD: "given-as-a-setting"},
            "https://prefect.example.org/api inforights:given-as-a-setting",
        ),
        # Somebody else's server, named for once: our password is not for it.
        (
            {ADDRESS: "https://prefect.example.org/api", "PREFECT_API_URL": "http://other/api"},
            "http://other/api None",
        ),
    ],
)
def test_each_command_finds_the_server_that_is_set(tmp_path: Path, given: dict[str, str], expected: str) -> None:
    """A command on the machine of the dashboard runs its flows on the server elsewhere, with its password."""
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "password").write_text("kept-in-the-file\n")
    program = (
        "import os, settings; settings.prepare_prefect(); "
        "print(os.environ.get('PREFECT_API_URL'), os.environ.get('PREFECT_API_AUTH_STRING'))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {"INFORIGHTS_HOME": str(tmp_path), **given}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"{expected}\n"), done.stderr
