"""`export` and `import`: what they say, and with which exit code."""

from pathlib import Path

import pytest

from models.engine import close
from rules.kinds import Kind
from tests import staff, way
from tests.cli.conftest import Say

pytestmark = pytest.mark.usefixtures("today")
BOXES = (
    "mailboxes:\n- {name: derby-inbox, service: derby, server: imap.example.org, user: info, password: a-secret}\n"
)


def test_everything_is_taken_out_and_in(say: Say, tmp_path: Path) -> None:
    """The whole way as somebody types it: where there are no settings, nothing is said of them."""
    way.opened(Kind.FOI, "derby")
    said = say("export", str(tmp_path / "all.zip"))
    assert said.code == 0
    assert "5 documents" in said.out
    close()
    said = say("import", str(tmp_path / "all.zip"), "--to", str(tmp_path / "again"))
    assert (said.code, said.err) == (0, "")
    assert "5 documents" in said.out
    assert "settings.env" not in said.out
    assert "mailboxes" not in said.out
    close()
    assert say("audit", "verify", INFORIGHTS_HOME=str(tmp_path / "again")).code == 0


def test_what_is_to_be_seen_to_after_it_is_said(say: Say, home: Path, tmp_path: Path) -> None:
    """The settings of the new folder by their place, and the passwords of its mailboxes, which are in no export."""
    home.mkdir(exist_ok=True)
    (home / "settings.env").write_text("INFORIGHTS_ONE_TIME_CODES=offered\n")
    (home / "mailboxes.yaml").write_text(BOXES)
    (home / "mailboxes.yaml").chmod(0o600)
    assert say("export", str(tmp_path / "all.zip")).code == 0
    close()
    again = tmp_path / "again"
    said = say("import", str(tmp_path / "all.zip"), "--to", str(again))
    assert f"Look at {again / 'settings.env'}" in said.out
    assert f"Enter the passwords of the mailboxes again, in {again / 'mailboxes.yaml'}" in said.out
    close()
    said = say("mailboxes", INFORIGHTS_HOME=str(again))
    assert "derby-inbox: give either password or password_file" in said.err


def test_what_is_not_there_is_told_in_words(say: Say, tmp_path: Path) -> None:
    """A name that was mistyped is told as such, and not by what the program calls it."""
    said = say("import", str(tmp_path / "none.zip"), "--to", str(tmp_path / "again"))
    assert said.code == 1
    assert said.err.strip() == "The export cannot be taken in: there is no file of that name."
    said = say("export", str(tmp_path / "none" / "all.zip"))
    assert said.code == 1
    assert said.err.strip() == ("There is no such folder to write the export into: make it first, or name another.")


def test_whoever_runs_the_machine_takes_out_several_services(say: Say, tmp_path: Path) -> None:
    """DER-1: no manager takes out what is another service's; at the machine it is as with a backup."""
    staff.of("derby")
    said = say("export", str(tmp_path / "one.zip"))
    assert (said.code, "no account of that name" in said.err) == (1, True), "with one service an account is asked for"
    assert say("export", str(tmp_path / "one.zip"), "--by", "manager.derby").code == 0
    staff.of("cumbria")
    said = say("export", str(tmp_path / "two.zip"), "--by", "manager.derby")
    assert (said.code, "whoever runs the machine makes it, without saying who acts" in said.err) == (1, True)
    assert say("export", str(tmp_path / "two.zip")).code == 0
