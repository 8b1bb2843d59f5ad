"""A report on the delivery of a mail (RFC 6522, RFC 3464): whether it failed, with what code, and of which mail.

Its parts stand beside each other at the top: they are told apart without a parser that a hostile one could wear out.
"""

import re
from dataclasses import dataclass
from email.message import Message
from typing import Final

_MOST: Final = 1024 * 1024  # bytes of a report that are looked at
_PARTS: Final = 20
_TYPE: Final = re.compile(rb"^content-type:[ \t]*([a-z0-9/+.-]+)", re.IGNORECASE | re.MULTILINE)
_ACTION: Final = re.compile(rb"^action:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_STATUS: Final = re.compile(rb"^status:[ \t]*([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
_BLANK: Final = re.compile(rb"\r?\n\r?\n")
_RETURNED: Final = frozenset(
    {b"message/rfc822", b"text/rfc822-headers", b"message/global", b"message/global-headers"}
)
_STATES: Final = frozenset({b"message/delivery-status", b"message/global-delivery-status"})
_RECEIPT: Final = b"message/disposition-notification"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a report says. `returned` are the headers of the mail that it is about."""

    failed: bool
    status: str | None = None
    returned: bytes = b""


def report_of(message: Message, body: bytes) -> DeliveryReport | None:
    """The report that a message is; None where it is none. One that a mail was read is no failure (RFC 8098)."""
    try:
        if message.get_content_type() != "multipart/report":
            return None
        boundary = message.get_boundary()
    except Exception:
        # The library's header parser fails on many malformed headers, each in its own way.
        return None
    if not boundary:
        return None
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    states, returned, there = b"", b"", False
    for piece in body[:_MOST].split(mark, _PARTS)[1:]:
        head, inside = _apart(piece)
        kind = found[1].lower() if (found := _TYPE.search(head)) else b""
        if kind in _STATES:
            there, states = True, inside
        elif kind == _RECEIPT:
            there = True
        elif kind in _RETURNED:
            returned = _apart(inside.lstrip())[0]
    if not there:
        return None
    actions = {one.lower() for one in _ACTION.findall(states)}
    status = _STATUS.search(states)
    code = status[1].decode("ascii") if status else None
    failed = b"failed" in actions or (not actions and bool(code and code.startswith("5")))
    return DeliveryReport(failed, code, returned)


def _apart(piece: bytes) -> tuple[bytes, bytes]:
    found = _BLANK.search(piece)
    return (piece[: found.start()], piece[found.end() :]) if found else (piece, b"")
