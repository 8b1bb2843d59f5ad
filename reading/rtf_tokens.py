"""Rich text cut into its pieces: group marks, control words, bytes of text. RTF specification 1.9.1, "Syntax"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PIECE = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n\\]",
    re.DOTALL,
)


class Token(NamedTuple):
    """One piece: `kind` is open, close, word, sign or text; a word may bear a number, text its bytes."""

    kind: str
    said: bytes = b""
    number: int | None = None


def tokens(content: bytes) -> Iterator[Token]:
    """Give the pieces one after the other; raw data that `bin` announces is passed over."""
    at = 0
    while True:
        match = _PIECE.match(content, at)
        if match is None:
            return
        at = match.end()
        kind = match.lastgroup
        if kind == "text":
            yield Token("text", match["text"])
        elif kind in ("word", "number"):
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin":
                at += max(0, number or 0)
            else:
                yield Token("word", match["word"], number)
        elif kind == "hex":
            yield Token("text", bytes.fromhex(match["hex"].decode()))
        elif kind == "sign":
            yield Token("sign", match["sign"])
        elif kind:
            yield Token(kind)
