"""With Prefect away nothing is lost: the letter is kept at once, and `catch-up` finishes the work."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.moment import now
from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import LETTER, one_line, stored
from tests.conftest import free_port

Cli = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.prefect


@pytest.fixture
def nobody_answers() -> Iterator[str]:
    """Prefect's address is a port at which nobody listens; gives the address."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    address = f"http://127.0.0.1:{free_port()}/api"
    with temporary_settings({PREFECT_API_URL: address}):
        yield address


def test_a_letter_is_logged_without_prefect_and_finished_later(
    cli: Cli, say: Say, home: Path, tmp_path: Path, nobody_answers: str, prefect_server: tuple[str, Path]
) -> None:
    """The reference comes at once, with the command that finishes it; `catch-up` does, in a process of its own."""
    file = tmp_path / "letter.txt"
    file.write_text(LETTER)
    reference = f"DER-{now().year}-0001"

    logged = cli("log", str(file), "--service", "derby", PREFECT_API_URL=nobody_answers)
    assert (logged.returncode, logged.stdout) == (0, f"{reference}\n")
    first, second = logged.stderr.splitlines()
    assert first.startswith(f"{reference} is kept, but Prefect could not run it")
    assert "run `inforights catch-up`" in first
    assert second.startswith(f"{reference}: not read yet; due ")
    assert stored(home)[0] == 1
    before = stored(home)

    # As long as it is away: told in a line, and nothing changed.
    refused = say("catch-up")
    assert (refused.code, refused.out) == (1, "")
    assert one_line(refused.err).startswith("Prefect could not run it")
    assert stored(home) == before
    assert say("due").out.count("the program to read it") == 1

    done = cli("catch-up", PREFECT_API_URL=prefect_server[0])
    assert (done.returncode, done.stdout, done.stderr) == (0, "Nothing is left half-way.\n", "")
    shown = say("show", reference)
    assert "Subject access request: due 20" in shown.out
    assert "acknowledgement, draft" in shown.out


@pytest.mark.usefixtures("nobody_answers")
def test_a_decision_stands_without_prefect(say: Say, home: Path) -> None:
    """A manager's decision is kept with its date; the letter that is written after it waits for `catch-up`."""
    reference = way.opened(Kind.SAR, "derby")
    decided = say("kind", reference, "foi", "--by", "a.manager")
    assert (decided.code, decided.out) == (0, "")
    first, second = decided.err.splitlines()
    assert first.startswith(f"{reference} is kept, but Prefect could not run it")
    assert "run `inforights catch-up`" in first
    assert second.startswith(f"{reference}: freedom of information request; due 20")
    assert "Kind decided (freedom of information request) by a.manager" in say("show", reference).out
    assert say("letter", reference).out == "", "no draft of the old kind is left"


@pytest.mark.usefixtures("nobody_answers")
def test_reminders_are_not_noted_while_prefect_is_away(say: Say, home: Path) -> None:
    """Noting and telling go together: what could not be told is not noted as told."""
    refused = say("remind")
    assert (refused.code, refused.out) == (1, "")
    assert one_line(refused.err).startswith("Prefect could not run it")
    assert stored(home) == (0, 0, 0)
