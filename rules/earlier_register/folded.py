"""A cell as it is compared: whatever its case, its width, its blanks and its punctuation."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """The words of a text in lower case with one blank between them."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def tidy(text: str) -> str:
    """A text without blanks around it, with one blank between its words."""
    return " ".join(unicodedata.normalize("NFC", text).split())
