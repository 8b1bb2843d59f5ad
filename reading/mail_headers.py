"""The headers of a message: decoded, on one line, and forgiving of broken ones."""

from datetime import UTC, date
from email import policy
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from zoneinfo import ZoneInfo

from reading.plain import decode
from reading.wording import tidy_line

# A day of receipt is a day in the United Kingdom, whatever zone the server stamps.
_UK = ZoneInfo("Europe/London")


def header(message: Message, name: str) -> str | None:
    """Give the first header of that name, decoded; None when there is none or it is blank."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), None)
    if raw is None:
        return None
    unfolded = raw.replace("\r", "").replace("\n", "")
    # Some programs write UTF-8 or Windows bytes straight into a header; the parser keeps half characters.
    spoken = decode(unfolded.encode("utf-8", "surrogateescape"))[0]
    try:
        parsed = str(policy.default.header_factory(name, spoken))
    except Exception:
        # The library's header parser fails on many malformed headers, each in its own way.
        parsed = spoken
    return tidy_line(parsed) or None


def sender(message: Message) -> str | None:
    """Give From as `Name <address>`, without the quotes that mail needs round some names."""
    whole = header(message, "From")
    name, address = parseaddr(whole or "")
    if not address:
        return whole
    return f"{name} <{address}>" if name else address


def reply_to(message: Message) -> str | None:
    """Give the address of Reply-To alone; None when the header is missing or holds no address."""
    address = parseaddr(header(message, "Reply-To") or "")[1]
    return address if "@" in address else None


def sent_on(message: Message) -> date | None:
    """Give the day in the United Kingdom of the sender's own Date header."""
    return _day(header(message, "Date"))


def arrived_on(message: Message) -> date | None:
    """Give the day in the United Kingdom of the topmost trace header, RFC 5321 s.4.4.

    Each server writes its line above the others, so only the topmost is the receiving server's. If that
    cannot be understood, no other takes its place.
    """
    trace = header(message, "Received")
    return _day(trace.rpartition(";")[2]) if trace and ";" in trace else None


def _day(stamp: str | None) -> date | None:
    if not stamp:
        return None
    try:
        moment = parsedate_to_datetime(stamp)
        # "-0000" says UTC without saying where, RFC 5322 s.3.3; Python gives it as a time without zone.
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_UK).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
