"""What a person typed becomes literal text: no markup, no control over the page."""

import re
import unicodedata

from letters.errors import LettersError

# Markers of this room live in the private use area (see letters/marks.py), so no value may hold such a character.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")
# Embeddings, overrides and isolates would turn round the words that follow them; they are not seen themselves.
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WHITE = re.compile(r"[ \t\n\r\v\f\x85\u2028\u2029]+")
_PUNCTUATION = re.compile(r"""[!-/:-@\[-`{-~]""")
_LEFT_TO_RIGHT_MARK = "\u200e"


def clean(text: str) -> str:
    """One line of text that every format can hold: white space to single spaces, unprintables to U+FFFD."""
    text = _DIRECTION_CONTROLS.sub("", text)
    text = _WHITE.sub(" ", text).strip()
    return _UNPRINTABLE.sub("\ufffd", text)


def settled(text: str) -> str:
    """`text` with a closing mark if it holds right-to-left letters, so that a date after it stays in order."""
    if text.isascii():
        return text
    turned = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
    return text + _LEFT_TO_RIGHT_MARK if turned else text


class Marked(str):
    """Text that this room made itself and that needs no escaping."""

    __slots__ = ()


def literal(value: object) -> str:
    """What a template inserts, as Markdown that reads as exactly that text.

    Each ASCII punctuation mark becomes a character reference, which CommonMark never takes for structure.

    Raises:
        LettersError: the value is no text or whole number: a template forgot a filter or a condition.
    """
    if isinstance(value, Marked):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise LettersError("The wording inserts a value that is no text: it lacks a filter or a condition.")
    return settled(_PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", str(value)))
