"""What an export does not have in it, and who may make one."""

from pathlib import Path

import pytest
import yaml

import settings
from models.audit_event import PROGRAM
from models.engine import close
from models.open_export import ExportRefused
from models.open_package import LEFT_OUT
from rules.access import AccessRefused
from tasks import everything
from tests import staff
from tests.tasks import kept_installation as kept
from tests.tasks.export_parts import parts_of, taken_out
from tests.tasks.kept_installation import NOW

SECRET = "lantern-orchard"
MAILBOXES = f"""# the old one: {SECRET}-1
mailboxes:
- name: derby-inbox
  service: derby
  server: imap.example.org
  user: info@example.org
  since: 2026-10-01
  port: 993
  password: {SECRET}-2
- {{name: derby-post, service: derby, server: imap.example.org, user: post, password_file: post.secret}}
- {{name: slip, service: derby, server: imap.example.org, user: zoë, pasword: {SECRET}-3, folder: [{SECRET}-4]}}
"""
SETTINGS = f"""
# INFORIGHTS_SSO_CLIENT_SECRET={SECRET}-1
# as it was before this was put back: INFORIGHTS_DATABASE_URL=postgresql://u:{SECRET}-2@host/name
INFORIGHTS_SSO_CLIENT_SECRET = {SECRET}-3
INFORIGHTS_SSO_ISSUER=https://us:{SECRET}-4@sign-in.derby.example/
INFORIGHTS_SSO_CLIENT_ID=inforights
INFORIGHTS_USER = m.manager
"""


def test_what_lets_somebody_in_is_not_in_it(home: Path, tmp_path: Path) -> None:
    """No password, code or key is in it; and it is its owner's alone."""
    kept.fill(home)
    parts = parts_of(taken_out(tmp_path / "one.zip"))
    everything_in_it = b"\n".join(parts.values())
    assert kept.secret().encode() not in everything_in_it
    assert settings.load().safe.key_file.read_bytes()[-40:] not in everything_in_it
    assert not [name for name in parts if name.rpartition("/")[2].partition(".")[0] in LEFT_OUT]
    assert (tmp_path / "one.zip").stat().st_mode & 0o077 == 0


def test_a_secret_setting_is_named_alone(home: Path, tmp_path: Path) -> None:
    """Of a secret setting, or of one with a sign-in in its address, its name goes out; of comments nothing does."""
    kept.fill(home)
    with (home / "settings.env").open("a") as file:
        file.write(SETTINGS)
    close()
    parts = parts_of(taken_out(tmp_path / "one.zip"))
    assert SECRET.encode() not in b"\n".join(parts.values())
    assert parts["files/settings.env"].decode().splitlines() == [
        "INFORIGHTS_LARGEST_FILE_MB=20",
        "INFORIGHTS_KEY_FILE=keys/ours.keys",
        "# INFORIGHTS_SSO_CLIENT_SECRET: not in the export, it is secret",
        "# INFORIGHTS_SSO_ISSUER: not in the export, it is secret",
        "INFORIGHTS_SSO_CLIENT_ID=inforights",
        "INFORIGHTS_USER=m.manager",
    ]


def test_mailboxes_go_without_their_passwords(home: Path, tmp_path: Path) -> None:
    """What a mailbox is goes along; neither its password, nor a comment, nor what may be a slip in that word."""
    kept.fill(home)
    (home / "mailboxes.yaml").write_text(MAILBOXES, "utf-8")
    parts = parts_of(taken_out(tmp_path / "one.zip"))
    assert SECRET.encode() not in b"\n".join(parts.values())
    one, two, three = yaml.safe_load(parts["files/mailboxes.yaml"])["mailboxes"]
    before = yaml.safe_load(MAILBOXES)["mailboxes"]
    assert one == {name: value for name, value in before[0].items() if name != "password"}
    assert two == before[1]
    assert three == {"name": "slip", "service": "derby", "server": "imap.example.org", "user": "zoë"}
    assert everything.take_in(tmp_path / "one.zip", tmp_path / "again", NOW).mailboxes
    kept_there = (tmp_path / "again" / "mailboxes.yaml").read_bytes()
    assert kept_there == parts["files/mailboxes.yaml"]


@pytest.mark.parametrize(
    "text", ["mailboxes: [", "- password: x", "mailboxes:\n- x", "mailboxes: 2026-13-45", "\xff"]
)
def test_mailboxes_that_cannot_be_read_stop_the_export(text: str, home: Path, tmp_path: Path) -> None:
    """Nobody can tell where the passwords are in it: it is told, and no file is there."""
    kept.fill(home)
    (home / "mailboxes.yaml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ExportRefused, match=r"mailboxes\.yaml cannot be read"):
        taken_out(tmp_path / "one.zip")
    assert not (tmp_path / "one.zip").exists()


def test_an_empty_list_of_mailboxes_goes_along(home: Path, tmp_path: Path) -> None:
    """A file in which all is a comment has no passwords but in the comments."""
    kept.fill(home)
    (home / "mailboxes.yaml").write_text("# none yet\n")
    assert parts_of(taken_out(tmp_path / "one.zip"))["files/mailboxes.yaml"] == b"mailboxes: []\n"


def test_who_does_not_manage_takes_nothing_out(home: Path, tmp_path: Path) -> None:
    """DER-1: an officer is refused, and no file is there; who took everything out is in the log."""
    staff.of("derby")
    with pytest.raises(AccessRefused):
        everything.export(tmp_path / "one.zip", by="officer.derby", at=NOW)
    assert not (tmp_path / "one.zip").exists()
    taken_out(tmp_path / "one.zip")
    assert (staff.newest().event, staff.newest().actor) == ("everything.exported", "manager.derby")


def test_no_manager_takes_out_what_is_anothers(home: Path, tmp_path: Path) -> None:
    """DER-1: where another service has accounts whoever runs the machine makes it; a manager who tried is noted."""
    staff.of("derby")
    assert not everything.is_of_several()
    staff.of("cumbria")
    assert everything.is_of_several()
    with pytest.raises(AccessRefused, match=r"without saying who acts.*\(DER-1, CUM-3\.4\)"):
        taken_out(tmp_path / "one.zip")
    assert not (tmp_path / "one.zip").exists()
    assert (staff.newest().event, staff.newest().service) == ("access.refused", "derby")
    with pytest.raises(AccessRefused):
        everything.export(tmp_path / "one.zip", by="officer.cumbria", at=NOW)
    everything.export(tmp_path / "one.zip", by=PROGRAM, at=NOW)
    assert staff.newest().event == "everything.exported"
