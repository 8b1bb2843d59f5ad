"""Cut the notices that organisations put round every message, so that they are not read as the letter."""

import re
from functools import cache
from pathlib import Path

import yaml

_ABOVE_LINES = 8  # a warning put above the message begins within these
_WRAPPED_OVER = 4  # lines over which a notice's telling phrase may be broken
_LONGEST_LINE = 2_000
_BARE = re.compile(r"[\s*_=~\-]*")  # rules drawn round notices


@cache
def _patterns(place: str) -> tuple[re.Pattern[str], ...]:
    data = yaml.load(Path(__file__).with_name("disclaimers.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in data[place])


def _begins(lines: list[str], at: int, place: str) -> bool:
    """Tell whether a notice begins in this line, perhaps to go on in the next ones."""
    first = lines[at][:_LONGEST_LINE]
    window = [first]
    for line in lines[at + 1 : at + _WRAPPED_OVER]:
        if not line.strip():
            break
        window.append(line[:_LONGEST_LINE])
    said = " ".join(window)
    for pattern in _patterns(place):
        match = pattern.search(first) or pattern.search(said)
        if match is not None and match.start() < len(first):
            return True
    return False


def _is_mark(line: str) -> bool:
    """Tell whether the line was put there by a telephone or a mail program, as "Sent from my ..." is."""
    return len(line) <= _LONGEST_LINE and any(pattern.search(line) for pattern in _patterns("lines"))


def without_disclaimers(text: str) -> tuple[str, str]:
    """Give the text without notices, and the notices.

    A message that is nothing but notices is given whole: then nothing is known about which words count.
    """
    kept: list[str] = []
    cut: list[str] = []
    cutting = False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.strip():
            cutting = False
        elif not cutting:
            cutting = (number < _ABOVE_LINES and _begins(lines, number, "above")) or (
                number >= len(lines) // 2 and _begins(lines, number, "below")
            )
        (cut if cutting or _is_mark(line) else kept).append(line)
    if not cut:
        return text, ""
    while kept and len(kept[-1]) <= _LONGEST_LINE and _BARE.fullmatch(kept[-1]):
        kept.pop()
    rest = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")
    return (rest, "\n".join(cut)) if rest.strip() else (text, "")
