"""`mailboxes.yaml` is read strictly: what is wrong is said, and no password is, whatever is wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from settings.mail import Security
from settings.mailboxes import MailboxesRefused, load, password

SECRET = "lantern-orchard"
ONE = {"name": "derby-inbox", "service": "derby", "server": "imap.example.org", "user": "info", "password": SECRET}


def written(home: Path, *entries: Mapping[str, Any], mode: int = 0o600) -> Path:
    """A home folder with these mailboxes."""
    file = home / "mailboxes.yaml"
    file.write_text(yaml.safe_dump({"mailboxes": list(entries)}), "utf-8")
    file.chmod(mode)
    return home


def test_without_a_file_there_is_no_mailbox(tmp_path: Path) -> None:
    """Mail is an extra: whoever has none set up needs nothing."""
    assert load(tmp_path) == ()


def test_what_is_left_out_is_the_usual(tmp_path: Path) -> None:
    """TLS from the first byte, on its own port, from the inbox; nothing is moved."""
    (one,) = load(written(tmp_path, ONE))
    assert (one.where, one.security, one.folder, one.taken_folder) == (
        ("imap.example.org", 993),
        Security.TLS,
        "INBOX",
        None,
    )
    assert password(one, tmp_path) == SECRET
    (one,) = load(written(tmp_path, {**ONE, "security": "starttls"}))
    assert one.where == ("imap.example.org", 143)


def test_a_password_can_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    """UK GDPR Art 32: its owner's alone; the list of mailboxes may then be read by others."""
    entry = {name: value for name, value in ONE.items() if name != "password"} | {"password_file": "secret"}
    (one,) = load(written(tmp_path, entry, mode=0o644))
    with pytest.raises(MailboxesRefused, match="cannot be read"):
        password(one, tmp_path)
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    file.chmod(0o640)
    with pytest.raises(MailboxesRefused, match="Others on this machine"):
        password(one, tmp_path)
    file.chmod(0o600)
    assert password(one, tmp_path) == SECRET
    file.write_text("\n")
    with pytest.raises(MailboxesRefused, match="empty"):
        password(one, tmp_path)
    file.write_text(f"{SECRET}\nanother\n")
    with pytest.raises(MailboxesRefused, match="one line"):
        password(one, tmp_path)


def test_a_file_with_passwords_is_its_owners_alone(tmp_path: Path) -> None:
    """UK GDPR Art 32(1)(a): as the keys of the installation are; noticed at once when it is opened to others."""
    home = written(tmp_path, ONE)
    assert load(home)
    (home / "mailboxes.yaml").chmod(0o644)
    with pytest.raises(MailboxesRefused, match="chmod 600"):
        load(home)


WRONG: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "unknown key": ({"passwort": SECRET}, "passwort"),
    "a password in place of a key": ({SECRET: "x"}, "unknown field"),
    "no service": ({"service": None}, "service"),
    "name of a person": ({"name": "Clover Fernwhistle"}, "small letters"),
    "security": ({"security": SECRET}, "security"),
    "plain elsewhere": ({"security": "plain"}, "this machine"),
    "server": ({"server": "imap.example.org/x"}, "server must be"),
    "port": ({"port": 70000}, "port"),
    "port as text": ({"port": SECRET}, "port"),
    "no password": ({"password": None}, "either password or password_file"),
    "both passwords": ({"password_file": "secret"}, "either password or password_file"),
    "empty password": ({"password": ""}, "empty"),
    "password of two lines": ({"password": f"{SECRET}\r\nx LOGOUT"}, "one line"),
    "folder": ({"folder": "a\nb"}, "folder"),
    "moved to itself": ({"taken_folder": "INBOX"}, "another folder"),
    "password as a number": ({"password": 12345}, "password"),
    "since": ({"since": SECRET}, "since"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_without_the_password(tmp_path: Path, name: str) -> None:
    """Design, 8: which entry, what of it, and what it must be; never what stands there."""
    changed, says = WRONG[name]
    with pytest.raises(MailboxesRefused) as refused:
        load(written(tmp_path, {**ONE, **changed}))
    assert says in str(refused.value)
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "text",
    [
        "mailboxes: [",
        "- a",
        "",
        "mailboxes: 3",
        "mailboxes:\n  - lantern-orchard\n",
        "mailboxes:\n  - since: 2026-13-45\n",
        "mailboxes:\n  - password: !!int lantern-orchard\n",
        "mailboxes:\n  - password: !!timestamp lantern-orchard\n",
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    """Design, 8: with the line where there is one, and without what stands there."""
    (tmp_path / "mailboxes.yaml").write_text(text)
    with pytest.raises(MailboxesRefused, match=r"mailboxes\.yaml") as refused:
        load(tmp_path)
    assert SECRET not in str(refused.value)


def test_two_mailboxes_are_two(tmp_path: Path) -> None:
    """DER-1, HIL-9: neither two of a name, nor one folder for two services, whatever it is called."""
    with pytest.raises(MailboxesRefused, match="called derby-inbox"):
        load(written(tmp_path, ONE, {**ONE, "user": "other"}))
    same = {**ONE, "name": "hillingdon-inbox", "service": "hillingdon", "server": "IMAP.example.org"}
    with pytest.raises(MailboxesRefused, match="for one service"):
        load(written(tmp_path, ONE, same))
    assert len(load(written(tmp_path, ONE, {**same, "folder": "Hillingdon"}))) == 2


def test_a_mailbox_is_printed_without_its_password(tmp_path: Path) -> None:
    """Wherever it is printed, in a log or in an error of another."""
    (one,) = load(written(tmp_path, ONE))
    assert SECRET not in repr(one) + str(one) + f"{one}"
