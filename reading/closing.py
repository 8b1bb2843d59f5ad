"""The block that closes a message: the sign-off, the writer's name, who they are and how to reach them."""

import re

# Formal and everyday sign-offs, alone on their line; "-- " is the mark of RFC 3676 s.4.3.
_SIGN_OFF = re.compile(
    r"^\W*(?:(?:with )?(?:kind(?:est)?|warm(?:est)?|best|many|very best)?\s*(?:regards|wishes|thanks)"
    r"(?: and (?:kind |best )?(?:regards|wishes|thanks))?"
    r"|thank(?:s| you)(?: (?:so much|very much|again|in advance|for your (?:help|time)))?|cheers|best|k\.?r\.?"
    r"|yours(?: (?:sincerely|faithfully|truly|respectfully|ever))?|respectfully|--)\W*$",
    re.IGNORECASE,
)
_LOOKED_AT = 40  # lines at the end of the message
_LONGEST_LINE = 200
_PROSE = 12  # words of a line; titles, addresses and numbers have fewer
_NEAR = 6  # lines between two sign-offs of one closing
_NAME = 4  # words
_SENTENCE = re.compile(r"[a-z]{3,}[.!?]\s+[A-Z]|[a-z]{3,}[!?]\s*$|(?:\S+\s+){6}\S*\.\s*$")


def signature_in(text: str) -> str:
    """Give the end of the text from the sign-off on; empty where there is none, or where prose follows it."""
    lines = text.rstrip().split("\n")
    for at in range(len(lines) - 1, max(-1, len(lines) - _LOOKED_AT), -1):
        line = lines[at]
        if len(line) > _LONGEST_LINE or len(line.split()) > _PROSE or _SENTENCE.search(line):
            return ""
        if _SIGN_OFF.match(line):
            start = _first(lines, at)
            return "\n".join(lines[start:]) if start or at + 1 < len(lines) else ""
    return ""


def _first(lines: list[str], last: int) -> int:
    """Give where the closing begins: "Kind regards" may stand under "Thank you", a card under a name."""
    start = last
    for at in range(last - 1, max(-1, last - _NEAR), -1):
        if _SIGN_OFF.match(lines[at]):
            start = at
        elif len(lines[at].split()) > _NAME:
            break
    return start
