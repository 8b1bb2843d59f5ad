"""The mailboxes that mail is taken from: `mailboxes.yaml` in the home folder, one entry a mailbox.

A password is never shown, neither in a list nor in an error.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
import yaml

from rules.refusal import Refusal
from settings.mail import Security

FILE: Final = "mailboxes.yaml"
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_PORTS: Final = {Security.TLS: 993, Security.STARTTLS: 143, Security.PLAIN: 143}
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SERVER: Final = re.compile(r"[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:]{2,45}")
_LONGEST: Final = 200  # characters of a user or a folder
_LARGEST: Final = 1_000_000  # bytes of the file: 150 services have some 30,000


class MailboxesRefused(Refusal):
    """The file of mailboxes cannot be used; says which entry, what of it, and what it must be."""


class Mailbox(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One folder of one account, whose mail is for one service.

    Attributes:
        name: what people call it; it stands in logs, so no person's.
        folder: where new mail comes in.
        taken_folder: where what was stored is moved to; None: it stays where it is.
        since: the first day whose mail is taken; None: whatever is there.
        ca: a file of certificates to trust, of a council's own authority.
    """

    name: str
    service: str
    server: str
    user: str
    password: str | None = None
    password_file: str | None = None
    security: Security = Security.TLS
    port: int | None = None
    folder: str = "INBOX"
    taken_folder: str | None = None
    since: date | None = None
    ca: str | None = None

    def __repr__(self) -> str:
        """Without the password, wherever it is printed."""
        return f"Mailbox({self.name!r})"

    @property
    def where(self) -> tuple[str, int]:
        """The server and its port."""
        return self.server, self.port or _PORTS[self.security]

    @property
    def account(self) -> str:
        """What tells one folder of one account from another, whatever it is called: what was taken is known by it."""
        named = "\n".join((self.server.casefold(), str(self.where[1]), self.user, self.folder))
        return hashlib.sha256(named.encode()).hexdigest()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mailboxes: tuple[Mailbox, ...]


def load(home: Path) -> tuple[Mailbox, ...]:
    """The mailboxes of an installation; none where there is no file.

    Raises:
        MailboxesRefused
    """
    file = home / FILE
    try:
        found = file.stat()
    except OSError:
        return ()
    return _loaded(file, (found.st_mtime_ns, found.st_size, found.st_mode))


@lru_cache(maxsize=64)
def _loaded(file: Path, _stamp: tuple[int, int, int]) -> tuple[Mailbox, ...]:
    """Read again where it was written since, or others may read it since."""
    found = _read(file)
    if any(one.password is not None for one in found):
        _check_kept(file, FILE)
    names: set[str] = set()
    accounts: dict[str, str] = {}
    for one in found:
        _check(one)
        if one.name in names:
            raise MailboxesRefused(f"{FILE}: two mailboxes are called {one.name}.")
        if one.account in accounts:
            raise MailboxesRefused(
                f"{FILE}: {one.name} is the same folder of the same account as {accounts[one.account]}: "
                "the mail of a folder is for one service (DER-1, HIL-9)."
            )
        names.add(one.name)
        accounts[one.account] = one.name
    return found


def password(mailbox: Mailbox, home: Path) -> str:
    """The password of a mailbox, from the file or from a file of its own.

    Raises:
        MailboxesRefused: the file is not there, is empty, or others can read it.
    """
    if mailbox.password is not None:
        return mailbox.password
    file = home / (mailbox.password_file or "")
    try:
        text = file.read_text("utf-8").strip("\r\n")
    except (OSError, ValueError):  # no file of that name, or none of text
        raise MailboxesRefused(f"{mailbox.name}: the password file cannot be read; check password_file.") from None
    _check_kept(file, f"{mailbox.name}: the password file")
    if not text:
        raise MailboxesRefused(f"{mailbox.name}: the password file is empty.")
    if not text.isprintable():
        raise MailboxesRefused(f"{mailbox.name}: the password file must hold one line of signs that can be typed.")
    return text


def _read(file: Path) -> tuple[Mailbox, ...]:
    try:
        content = file.read_bytes()
        document = yaml.load(content[:_LARGEST], Loader=yaml.CSafeLoader)
    except OSError:
        raise MailboxesRefused(f"{FILE} cannot be read.") from None
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        raise MailboxesRefused(f"{FILE} is not valid YAML{f' (line {mark.line + 1})' if mark else ''}.") from None
    except (ValueError, AttributeError):  # how the library breaks on a day or a number that is none
        raise MailboxesRefused(f"{FILE} has a day or a number that is none, such as 2026-13-45.") from None
    try:
        return msgspec.convert(document, _File).mailboxes
    except msgspec.ValidationError as error:
        raise MailboxesRefused(f"{FILE}: {_without_values(str(error))}.") from None


def _without_values(says: str) -> str:
    """What is wrong and where, without what stands there: it may be a password in the wrong place."""
    says = re.sub(r"'[^']*'", "what stands there", says.partition("\n")[0])
    return re.sub(r"unknown field `([^`]*)`", lambda found: f"unknown field{_as_one_of_ours(found[1])}", says)


def _as_one_of_ours(name: str) -> str:
    """The name of a field where it is a slip in one of ours; another may be a password without its name."""
    return f" `{name}`" if get_close_matches(name, Mailbox.__struct_fields__, 1) else ""


def _check(one: Mailbox) -> None:
    if not _NAME.fullmatch(one.name):
        raise MailboxesRefused(f"{FILE}: a mailbox's name has small letters, numbers and hyphens, as derby-inbox.")
    where = f"{FILE}, {one.name}:"
    if not _SERVER.fullmatch(one.server):
        raise MailboxesRefused(f"{where} server must be a name or an address, as imap.example.org.")
    if one.port is not None and not 0 < one.port < 65536:
        raise MailboxesRefused(f"{where} port must be from 1 to 65535.")
    if one.security is Security.PLAIN and one.server not in _LOOPBACK:
        raise MailboxesRefused(
            f"{where} security may be plain only where the server is on this machine (UK GDPR Art 32)."
        )
    if (one.password is None) == (one.password_file is None):
        raise MailboxesRefused(f"{where} give either password or password_file.")
    if one.password == "":
        raise MailboxesRefused(f"{where} password is empty.")
    if one.password and not one.password.isprintable():  # a line break would end the command that has it in it
        raise MailboxesRefused(f"{where} password must be one line of signs that can be typed.")
    texts: Sequence[tuple[str, str | None]] = (
        ("user", one.user), ("folder", one.folder), ("taken_folder", one.taken_folder),
    )  # fmt: skip
    for name, text in texts:
        if text is not None and not (text and len(text) <= _LONGEST and text.isprintable()):
            raise MailboxesRefused(f"{where} {name} must be 1 to {_LONGEST} characters that can be printed.")
    if one.folder == one.taken_folder:
        raise MailboxesRefused(f"{where} taken_folder must be another folder than the one that mail is taken from.")


def _check_kept(file: Path, called: str) -> None:
    """A password is its owner's alone, as keys are (UK GDPR Art 32(1)(a))."""
    if file.stat().st_mode & 0o077:
        raise MailboxesRefused(
            f"Others on this machine can read {called}: let only the service's own account read it (chmod 600)."
        )
