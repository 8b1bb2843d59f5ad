"""The message that was passed on inside another: the words, and who the block above them says wrote them."""

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr, parsedate_to_datetime

from reading.quoted import begins_forward, begins_history, header_block, unmarked
from reading.wording import tidy_line

_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? (\w{3,9}),? (\d{4})\b")
_AMERICAN_DAY = re.compile(r"\b(\w{3,9}) (\d{1,2}),? (\d{4})\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAILTO = re.compile(r"[<\[(](?:mailto:)?([^\s<>()\[\]]+@[^\s<>()\[\]]+)[>\])]")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The words passed on; `sender` as `Name <address>`, None where the block does not say.

    `marked` tells that a mail program wrote "Forwarded message" above it, which no reply has.
    """

    text: str
    sender: str | None
    sent_on: date | None
    marked: bool

    @property
    def domain(self) -> str:
        """Give the part of the writer's address behind the @, in lower case; empty when unknown."""
        return parseaddr(self.sender or "")[1].rpartition("@")[2].lower()


def forwarded_in(quoted: str) -> Forwarded | None:
    """Find a whole message at the top of what is quoted; None where the history begins in another way."""
    lines = unmarked(quoted).split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), 0)
    marked = begins_forward(lines[at])
    if marked or begins_history(lines[at]):
        at = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), at)
    block = header_block(lines, at)
    if block is None:
        return None
    labels, end = block
    text = "\n".join(lines[end:]).strip("\n")
    return Forwarded(text, _sender(labels.get("from")), _day(labels.get("sent") or labels.get("date")), marked)


def _sender(said: str | None) -> str | None:
    if not said:
        return None
    address = _MAILTO.search(said)
    if address is None:
        return tidy_line(said) or None
    name = tidy_line(said[: address.start()]).strip("\"' ")
    return f"{name} <{address[1]}>" if name and name.lower() != address[1].lower() else address[1]


def _day(said: str | None) -> date | None:
    """Read the day that the block names; None where its order could be misread, as in 03/04/2026."""
    if not said:
        return None
    british, american = _DAY.search(said), _AMERICAN_DAY.search(said)
    try:
        if british:
            return date(int(british[3]), _MONTHS.index(british[2][:3].lower()) + 1, int(british[1]))
        if american:
            return date(int(american[3]), _MONTHS.index(american[1][:3].lower()) + 1, int(american[2]))
        return parsedate_to_datetime(said).date()
    except (ValueError, TypeError, IndexError):
        return None
