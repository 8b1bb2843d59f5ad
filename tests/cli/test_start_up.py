"""How the command line starts: at once, and telling in one line what it cannot do."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Cli = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = ("prefect", "sqlmodel", "sqlalchemy", "fastapi", "docx", "pydantic")
PROBE = f"""
import sys
from cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
loaded = [name for name in {HEAVY!r} if name in sys.modules]
assert not loaded, loaded
"""


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["log", "--help"],
        ["deadline", "--kind", "sar", "--received", "2026-11-02"],
        ["deadline", "--kind", "foi", "--received", "2026-11-02", "--service", "blackburn", "--json"],
        ["deadline", "--batch", "/dev/null"],
        ["classify", "samples/derby/01-letter.txt", "--json"],
        ["policy", "derby"],
        ["settings"],
    ],
)
def test_a_command_that_stores_nothing_imports_nothing_heavy(words: list[str]) -> None:
    """Prefect alone takes seconds to import: a command that needs neither it nor the database does not."""
    done = subprocess.run([sys.executable, "-c", PROBE, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout or "/dev/null" in words


def test_the_installed_command_is_this_one(cli: Cli) -> None:
    """`inforights` as it is installed says the same as the module, and both name every command."""
    installed = subprocess.run(
        [Path(sys.executable).with_name("inforights"), "--help"], capture_output=True, text=True
    )
    here = cli("--help")
    assert here.returncode == installed.returncode == 0
    assert "deadline" in here.stdout
    assert here.stdout.splitlines()[4:] == installed.stdout.splitlines()[4:]


def test_no_words_at_all_show_the_help(cli: Cli) -> None:
    """Somebody who types the name alone sees what there is."""
    done = cli()
    assert done.returncode == 2
    assert "Commands:" in done.stdout + done.stderr


def test_an_output_that_nobody_reads_any_more_is_no_error(cli: Cli) -> None:
    """`inforights policy derby | head -1` ends in peace."""
    command = f"'{sys.executable}' -c 'from cli import main; main()' policy derby | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_that_cannot_show_a_letter_ends_nothing(cli: Cli) -> None:
    """An output in ASCII gets an escape in place of a letter, and JSON stays JSON."""
    line = '{"kind": "sar", "received": "2026-11-02", "service": "d\\u2019rby"}\n'
    done = cli("deadline", "--batch", "-", stdin=line, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "d\u2019rby" in json.loads(done.stdout)["error"]
