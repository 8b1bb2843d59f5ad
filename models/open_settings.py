"""The settings and the mailboxes as an export has them: what lets somebody in is left out.

No comment goes out either: an old password may stand in it. What is left is what this program knows and would read.
"""

import re
from datetime import date
from typing import Any, Final

import yaml

import settings
from settings.mailboxes import Mailbox

_SIGNS_IN: Final = re.compile(r"://[^/\s]*@")  # an address with a name, and perhaps a password, in it
_MAILBOX: Final = frozenset(Mailbox.__struct_fields__) - {"password"}


def settings_told(content: bytes) -> bytes:
    """The lines of `settings.env` that are settings; of each secret one only that there is one."""
    lines = map(_told, content.decode("utf-8-sig").splitlines())
    return "".join(f"{line}\n" for line in lines if line).encode()


def mailboxes_told(content: bytes) -> bytes:
    """The mailboxes, each without its password, and with nothing that no mailbox has: it may be a slip in that word.

    Raises:
        ValueError: it is no list of mailboxes, so that nobody can tell where the passwords are in it.
    """
    try:
        found = yaml.load(content, Loader=yaml.CSafeLoader) or {"mailboxes": []}
    except (yaml.YAMLError, AttributeError):  # the latter is how the library breaks on a day that is none
        raise ValueError("no YAML") from None
    entries = found.get("mailboxes") if isinstance(found, dict) else None
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise ValueError("no list of mailboxes")
    told = {"mailboxes": [{name: value for name, value in one.items() if _goes(name, value)} for one in entries]}
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True).encode()


def _told(line: str) -> str | None:
    name, equals, value = (part.strip() for part in line.partition("="))
    if not equals or name not in settings.KNOWN:
        return None
    if name in settings.SECRET or _SIGNS_IN.search(value):
        return f"# {name}: not in the export, it is secret"
    return f"{name}={value}"


def _goes(name: Any, value: Any) -> bool:
    return name in _MAILBOX and isinstance(value, str | int | date)
