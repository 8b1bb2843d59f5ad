"""What the headers of a message say of its way: what it answers, whether a machine sent it. No body is parsed here.

Only the headers that matter are taken, each cut to a length that no honest one has, so that no message takes long.
"""

import hashlib
import re
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from typing import Final

from reading.delivery_report import report_of
from reading.mail_headers import header
from reading.mail_parts import SEALED
from reading.result import Unreadable
from reading.signatures import mail_source
from rules.incoming import Report, Seen

_LONGEST: Final = 2 * 1024 * 1024  # bytes of all headers
_VALUE: Final = 1_000  # bytes of one header
_VALUES: Final = {b"references": 20_000, b"in-reply-to": 20_000}
_MOST: Final = 100  # messages that one names
_WANTED: Final = frozenset({
    b"auto-submitted", b"content-type", b"from", b"in-reply-to", b"list-id", b"message-id", b"precedence",
    b"references", b"reply-to", b"return-path", b"subject", b"x-autoreply", b"x-autorespond",
    b"x-failed-recipients", b"x-inforights",
})  # fmt: skip
_NAME: Final = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_MESSAGE_ID: Final = re.compile(r"<([^<>\s]{1,998})>")
_NOTHING: Final = "The message has no headers that can be read: look at the original."


def seen(content: bytes) -> Seen:
    """What the headers say.

    Raises:
        Unreadable: it has none.
    """
    head, body = parts_of(content)
    message = _trimmed(head)
    return Seen(
        subject=header(message, "Subject") or "",
        sender=_address(message, "From"),
        message_id=_id_of(message),
        named=_named(message),
        auto_submitted=header(message, "Auto-Submitted"),
        precedence=header(message, "Precedence"),
        list_id=message.get("List-Id") is not None,
        auto_reply=any(message.get(name) is not None for name in ("X-Autoreply", "X-Autorespond")),
        null_path=(header(message, "Return-Path") or "").replace(" ", "") == "<>",
        failed_recipient=message.get("X-Failed-Recipients") is not None,
        ours=header(message, "X-Inforights") is not None,
        report=_report(message, body),
    )


def said_by(content: bytes) -> tuple[str | None, str | None]:
    """The sender as the message gives it, with a name, and the subject; for a page."""
    message = _trimmed(parts_of(content)[0])
    return header(message, "From"), header(message, "Subject")


def addresses(content: bytes) -> frozenset[str]:
    """Where a message says that it comes from and where an answer is to go: addresses alone, in small letters."""
    message = _trimmed(parts_of(content)[0])
    found = (_address(message, name) for name in ("From", "Reply-To"))
    return frozenset(one.casefold() for one in found if one)


def body_digest(content: bytes) -> str:
    """What tells one body from another, whatever way the message went: its headers are not in it."""
    return hashlib.sha256(parts_of(content)[1].replace(b"\r\n", b"\n").strip()).hexdigest()


def digest(message_id: str) -> str:
    """A Message-ID as it is kept: it can hold a name."""
    return hashlib.sha256(message_id.encode("utf-8", "surrogateescape")).hexdigest()


def parts_of(content: bytes) -> tuple[bytes, bytes]:
    """The headers and the body."""
    source = mail_source(content)
    found = re.search(rb"\r?\n\r?\n", source)
    return (source[: found.start()], source[found.end() :]) if found else (source, b"")


def _trimmed(head: bytes) -> Message:
    """The headers that matter, each as long as an honest one is; the first of each name, as `header` takes it."""
    kept: dict[bytes, bytes] = {}
    name = b""
    lines = 0
    for line in head[:_LONGEST].splitlines():
        if line[:1] in (b" ", b"\t"):
            most = _VALUES.get(name, _VALUE)
            if name in kept and len(kept[name]) < most:  # else each of many lines would copy what is there
                kept[name] = (kept[name] + b" " + line.strip())[:most]
            continue
        named = _NAME.match(line)
        lines += named is not None
        name = named[1].lower() if named else b""
        if name not in _WANTED or name in kept:
            name = b""
            continue
        kept[name] = line[named.end() if named else 0 :].strip()[: _VALUES.get(name, _VALUE)]
    if not lines:
        raise Unreadable(_NOTHING)
    return message_from_bytes(b"".join(b"%b: %b\n" % pair for pair in kept.items()) + b"\n", policy=SEALED)


def _address(message: Message, name: str) -> str | None:
    try:
        found = parseaddr(header(message, name) or "")[1]
    except RecursionError:  # a thousand brackets, each inside the other
        return None
    return found if "@" in found else None


def _raw(message: Message, name: str) -> str:
    """A header of which every sign counts."""
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def _id_of(message: Message) -> str | None:
    text = _raw(message, "message-id")
    found = _MESSAGE_ID.search(text)
    return found[1] if found else text.strip(" \t<>") or None  # some programs leave the brackets out, or all else


def _named(message: Message) -> tuple[str, ...]:
    """What it answers, the nearest first."""
    nearest = _MESSAGE_ID.findall(_raw(message, "in-reply-to"))
    further = _MESSAGE_ID.findall(_raw(message, "references"))
    return tuple(dict.fromkeys((*nearest, *reversed(further))))[:_MOST]


def _report(message: Message, body: bytes) -> Report | None:
    found = report_of(message, body)
    if found is None:
        return None
    try:
        returned = _trimmed(found.returned) if found.returned else None
    except Unreadable:
        returned = None
    if returned is None:
        return Report(found.failed, found.status)
    return Report(found.failed, found.status, _id_of(returned), _named(returned))
