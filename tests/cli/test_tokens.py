"""`token`: keys for programs at the command line."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from models.db import reading
from models.moment import now
from rules.scopes import Scope
from tasks import access_tokens
from tests import staff

Cli = Callable[..., subprocess.CompletedProcess[str]]


def test_a_key_is_made_listed_and_revoked(home: Path, cli: Cli) -> None:
    """DER-1: printed once, alone on its line; listed without its secret; revoked at once."""
    staff.of("derby")
    made = cli("token", "add", "screen in the office", "--scope", "wall", "--by", "officer.derby")
    assert made.returncode == 0, made.stderr
    secret = made.stdout.strip()
    assert "It is key 1 and holds until" in made.stderr
    with reading() as session:
        assert access_tokens.opened(session, secret, Scope.WALL, now()).login == "officer.derby"
    listed = cli("token", "list", "--by", "manager.derby").stdout
    assert "screen in the office" in listed
    assert "in use" in listed
    assert secret not in listed
    assert cli("token", "revoke", "1", "--by", "officer.derby").stdout == "Key 1 opens nothing any more.\n"
    assert "revoked" in cli("token", "list", "--by", "officer.derby").stdout


def test_what_is_refused_is_told(home: Path, cli: Cli) -> None:
    """BNS-5: a volunteer has none; a word that is no scope is none; a key that is not there is not revoked."""
    staff.of("derby")
    volunteer = cli("token", "add", "x", "--scope", "wall", "--by", "volunteer.derby")
    assert (volunteer.returncode, "BNS-5" in volunteer.stderr) == (1, True)
    wrong = cli("token", "add", "x", "--scope", "everything", "--by", "officer.derby")
    assert (wrong.returncode, "deadlines:read" in wrong.stderr) == (2, True)
    gone = cli("token", "revoke", "9", "--by", "officer.derby")
    assert (gone.returncode, "no key of that number" in gone.stderr) == (1, True)
    assert cli("token", "list", "--by", "officer.derby").stdout == "There is no key.\n"
