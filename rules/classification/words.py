"""The words of a letter, single and in pairs, each with the part of the letter in which it stands.

What a letter is shows in its words long before a list of cues has thought of them. Three parts are told apart:
what it says, who it is from (letterhead, sign-off, address), and its subject line.
"""

import re
from collections.abc import Iterator

from rules.classification.flat import Flat

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?£]")
_APART = re.compile(r"[.!?;:]")  # no pair across the end of a sentence
_SHORT_LETTER = 20  # a "sign-off" that begins before this is the whole letter


def words_in(letter: Flat, title: Flat, sender: str) -> dict[str, list[Span]]:
    """Each word and pair of neighbours, as "says: copy of", "from: council" or "subject: my file".

    Args:
        sender: the line of the sender, name and address, in lower case.

    Returns:
        With each the places in `letter.text` where it stands; none for the subject line and the sender's line.
    """
    found: dict[str, list[Span]] = {}
    # Without a farewell the end may be a sign-off or the request itself: it counts as both.
    signed = letter.signed[0] if letter.farewell and letter.signed[0] > _SHORT_LETTER else len(letter.text)
    for part, text, start, end in (
        ("says", letter, 0, signed),
        ("from", letter, *letter.opening),
        ("from", letter, *letter.signed),
        ("subject", title, 0, len(title.text)),
    ):
        for term, span in _terms(text.text, start, end, pairs=part != "from"):
            places = found.setdefault(f"{part}: {term}", [])
            if text is letter:
                places.append(span)
    for term, _ in _terms(sender, 0, len(sender), pairs=False):
        found.setdefault(f"from: {term}", [])
    return found


def _terms(text: str, start: int, end: int, *, pairs: bool) -> Iterator[tuple[str, Span]]:
    before, before_at, before_ends = "", start, start
    for word in _WORD.finditer(text, start, end):
        term = "0" if word.group()[0].isdigit() else word.group()
        yield term, word.span()
        if pairs and before and not _APART.search(text, before_ends, word.start()):
            yield f"{before} {term}", (before_at, word.end())
        before, before_at, before_ends = term, *word.span()
