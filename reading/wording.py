"""Text as it should come out of every format: the same words in the same order, the same few characters."""

import re

from reading.limits import Limits
from reading.result import Unreadable

# What looks the same to a reader must be the same to a pattern. Zero-width joiners stay: scripts need them.
_SAME: dict[int, str | None] = {
    0x00AD: None,  # soft hyphen
    0x200B: None,  # zero-width space
    0x2060: None,  # word joiner
    0xFEFF: None,  # byte-order mark
    0x00A0: " ",  # no-break space
    0x202F: " ",
    0x205F: " ",
    0x3000: " ",
    0x2011: "-",  # no-break hyphen
    0x2028: "\n",
    0x2029: "\n\n",
    0x0085: "\n",
    0x000B: "\n",  # Word's line break
    0x000C: "\n\n",  # page break
    0xF0B7: "\u2022",  # bullet of the Symbol font
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
_SAME.update(dict.fromkeys(range(0x2000, 0x200B), " "))
_SAME.update(dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))  # direction marks
_SAME.update(dict.fromkeys([c for c in range(0x20) if c not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)] + [0x7F]))
_SAME.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))  # half a character cannot be stored

_BLANK_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """Give the text with one kind of line end and space, no invisible characters, no run of blank lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SAME)
    # Line by line: a pattern for trailing space over the whole text takes quadratic time on a run of spaces.
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def tidy_line(text: str) -> str:
    """Give a header or title as one line; empty when nothing is left."""
    return " ".join(tidy(text).split())


def tidy_letter(text: str, limits: Limits) -> str:
    """Give the tidy text of a whole file.

    Raises:
        Unreadable: there is more text than any letter has.

    """
    if len(text) > limits.text_characters:
        raise Unreadable(
            f"The file holds more than {limits.text_characters:,} characters of text. "
            "Log the letter itself and keep the papers that came with it apart."
        )
    return tidy(text)
