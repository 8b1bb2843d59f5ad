"""What looks like a person's name: capitals or a script without them, apostrophes, hyphens, particles."""

import re
from functools import cache
from pathlib import Path

import yaml

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|\.(?=\s|$|[A-Z])|['\u2019-](?=[^\W\d_]))*")
_POSSESSIVE = re.compile(r"['\u2019]s$", re.I)
_COLLAR_NUMBER = re.compile(r"\d{2,6}\s+")  # DC 4411 ...
_GAP = re.compile(r"[^\S\n]{1,2}")
_GAP_OR_LINE = re.compile(r"[^\S\n]{1,2}|[^\S\n]?\n(?=\S)")
_BRACKETED_TITLE = re.compile(r"^\W*\((?:mr|mrs|ms|miss|mx|dr)\)\s*", re.I)
_NAME_ENDS = re.compile(r"[,(|\u2013\u2014]| - |\t|\s{3,}")
_NO_NAME = re.compile(r"[@:?!/]")


@cache
def _words(group: str) -> frozenset[str]:
    data = yaml.load((Path(__file__).parent / "names.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return frozenset(str(data[group]).split())


def _begins_a_name(word: str) -> bool:
    """True for a capital, and for letters of a script that has none."""
    return word[0].isupper() or not word[0].islower()


def _accepts(word: str, *, first: bool, initials: bool) -> bool:
    low = word.lower().rstrip(".")
    if initials and len(low) == 1:
        return word[0].isupper()
    if low in _words("never"):
        return False
    return _begins_a_name(word) or (not first and low in _words("particles"))


def name_at(text: str, start: int = 0, *, most: int = 5, initials: bool = False) -> str | None:
    """The name that begins at `start`, without a title; null when no name does.

    Args:
        most: words that a name may have.
        initials: whether it may hold single letters, as in a sign-off: "A. Whitlow".
    """
    words: list[tuple[int, int]] = []
    at = start
    while len(words) < most and (found := _WORD.match(text, at)):
        word = found.group()
        low = word.lower().rstrip(".")
        before_the_name = not words and low in _words("titles") | _words("ranks")
        if not before_the_name:
            if not _accepts(word, first=not words, initials=initials):
                break
            words.append(found.span())
        at = found.end()
        # A full stop after a whole word ends the sentence, and the name with it.
        if _POSSESSIVE.search(word) or (words and word.endswith(".") and len(low) > 1):
            break
        gap = (_GAP if words else _GAP_OR_LINE).match(text, at)
        if not gap:
            break
        at = gap.end()
        if before_the_name and (number := _COLLAR_NUMBER.match(text, at)):
            at = number.end()
    while words and text[slice(*words[-1])].lower() in _words("particles"):
        words.pop()
    if not words:
        return None
    name = _POSSESSIVE.sub("", text[words[0][0] : words[-1][1]]).rstrip(".")
    return name if len(name) > 1 else None


def whole_name(line: str) -> str | None:
    """The line when it is a name, perhaps with a title, a rank, or an office after a comma or bracket."""
    line = _BRACKETED_TITLE.sub("", line.strip(" \t*_-"))
    line = _NAME_ENDS.split(line, maxsplit=1)[0].strip()
    if not line or _NO_NAME.search(line):
        return None
    name = name_at(line, initials=True)
    return name if name and line.rstrip(". ").endswith(name) else None
