"""Who writes: a name from the sign-off or the sender's line, and an address for the answer."""

import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr

from rules.classification.facts import Hit
from rules.classification.names import name_at, whole_name
from rules.classification.result import Incoming, Requester
from rules.classification.roles import role_of
from rules.kinds import Kind

_ADDRESS = re.compile(r"(?<![\w.+'-])[\w+'-][\w.+'-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_FAREWELL = re.compile(
    r"^[^\S\n]*(?:yours\b.{0,20}"
    r"|(?:with )?(?:(?:kind(?:est)?|best|warm(?:est)?|many) )?(?:regards|wishes|thanks)\b.{0,25}"
    r"|(?:thank you|thankyou|cheers|ta|sincerely|love|best)\b.{0,25}|signed:?)[^\S\n]*$",
    re.I | re.M,
)
_SAME_LINE = re.compile(
    r"\b(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|many|warm) (?:regards|wishes)|regards"
    r"|many thanks|thanks|thank you|cheers|yours|love|sincerely)[,.!]?[^\S\n]+(?=\S)",
    re.I,
)
_SAID = re.compile(r"\b(?:my name is|my name's|i am called|from:|name:|signed:?|this is)[^\S\n]+", re.I)
_I_AM = re.compile(r"\bI(?:,| am|['\u2019]m)[^\S\n]+")
_LAST_SENTENCE = re.compile(r"[.?!][^\S\n]+(?=\S)")
_WORD = r"[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)*"
_LOWER_NAME = re.compile(rf"{_WORD}(?:[^\S\n]{_WORD}){{0,2}}")
_REACH = 3000


def _under_farewell(tail: str) -> Iterator[str | None]:
    for farewell in reversed(list(_FAREWELL.finditer(tail))):
        lines = [line for line in tail[farewell.end() :].splitlines() if line.strip()][:3]
        for line in lines:
            yield whole_name(line)
        if lines and (low := _LOWER_NAME.fullmatch(lines[0].strip(" .,x"))) and low.group().islower():
            yield low.group()
    for same in reversed(list(_SAME_LINE.finditer(tail))):
        yield whole_name(tail[same.end() :].split("\n", 1)[0])


def _last_words(tail: str) -> str | None:
    """No farewell: a last line that is a name, or a name after the last full stop."""
    lines = [line for line in tail.splitlines() if line.strip()]
    if not lines:
        return None
    last = lines[-1]
    if len(lines) > 1 and (name := whole_name(last)):
        return name
    after = _LAST_SENTENCE.split(last)[-1]
    name = whole_name(after) if after != last else None
    return name if name and " " in name else None


def _signed(text: str) -> str | None:
    tail = text[-_REACH:]
    return next((name for name in _under_farewell(tail) if name), None) or _last_words(tail)


def _stated(text: str) -> str | None:
    for phrase in (_SAID, _I_AM):
        for found in phrase.finditer(text, 0, _REACH):
            if (name := name_at(text, found.end())) and " " in name:
                return name
    return None


def requester_of(letter: Incoming, hits: Mapping[str, Hit], kind: Kind | None) -> Requester:
    """Who writes, as far as the letter tells."""
    shown, address = parseaddr(letter.sender or "")
    signed, stated = _signed(letter.text), _stated(letter.text)
    from_line = whole_name(shown)
    name = signed or stated or from_line
    for fuller in (stated, from_line):
        # "Jo" under the letter and "Jo Marsh" elsewhere are the same person.
        if name and fuller and _shortens(name, fuller):
            name = fuller
    return Requester(name=name, role=role_of(hits, kind), reply_to=_reply_to(letter, address))


def _shortens(name: str, fuller: str) -> bool:
    """True where one name is the other cut short: "Jo" or "J. Marsh" of "Jo Marsh"."""
    first, *rest = name.lower().replace(".", "").split()
    full, *more = fuller.lower().split()
    if not rest:
        return first == full
    return len(first) == 1 < len(full) and full.startswith(first) and rest[-1] == (more[-1] if more else full)


def _reply_to(letter: Incoming, address: str) -> str | None:
    for candidate in (parseaddr(letter.reply_to or "")[1], address):
        if "@" in candidate:
            return candidate
    written = set(_ADDRESS.findall(letter.text))
    return written.pop() if len(written) == 1 else None
