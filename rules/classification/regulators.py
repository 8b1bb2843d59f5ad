"""Whether a letter comes from a regulator or an ombudsman: they may have a power, which no other outsider has."""

import re
from collections.abc import Iterable
from typing import Final

from rules.role import Role

_NAME: Final = re.compile(
    r"\binformation commission(?:er)?\b"
    r"|\b(?:local government|local administration|health service|housing)\b.*\bombudsman\b"
    r"|\bombudsman(?:'s)? (?:office|service)\b|\boffice of the .*\bombudsman\b",
    re.I,
)
_NOT_THEIRS: Final = re.compile(r"^\s*(?:cc\b|copy to|to:?\s|dear\b|re\b|subject\b)|[.?!;]\s*$", re.I)
_SALUTATION: Final = re.compile(r"^[^\S\n]*(?:dear|hello|hi|to whom)\b", re.I | re.M)
_REACH = 3000  # characters, from either end
_LINES = 6  # of a letterhead, and of a signature
_LONGEST = 90  # a line of either; what is longer is a sentence
# Who writes in their own name in another way is left as they were found.
_MAY_BE: Final = frozenset({None, Role.PROFESSIONAL, Role.PUBLIC, Role.INSPECTOR, Role.LOCAL_AUTHORITY})


def regulator(role: Role | None, text: str) -> Role | None:
    """The role, or that of a regulator where a line of the letter's head or of its signature is one's name.

    Args:
        text: the letter as it is written, line by line.
    """
    if role not in _MAY_BE:
        return role
    salutation = _SALUTATION.search(text[:_REACH])
    head = text[: salutation.start()].splitlines() if salutation else []
    foot = [line for line in text[-_REACH:].splitlines() if line.strip()][-_LINES:]
    return Role.REGULATOR if _named(head[:_LINES]) or _named(foot) else role


def _named(lines: Iterable[str]) -> bool:
    return any(len(line) <= _LONGEST and _NAME.search(line) and not _NOT_THEIRS.search(line) for line in lines)
