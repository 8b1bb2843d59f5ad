"""Arrival: what a file says of itself before it is logged: that it can be read, when it reached us, and how."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import reading
import settings
from reading import Reading
from reading.formats import of_name
from reading.limits import LIMITS, MEGABYTE, Limits
from rules.channel import Channel
from rules.refusal import Refusal

# What a page waits for: the file is opened, its headers are read, and no picture in it. The flow reads it whole.
AT_A_GLANCE: Final = replace(LIMITS, scanned_pages=0, attachments_joined=0, wall_seconds=20)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a file reached the service, and how."""

    received: date
    channel: Channel | None  # None: nobody said, and the file does not tell
    by_server: bool = False  # the day is the one on which the mail server took it


def largest() -> int:
    """Bytes of the largest file that is taken."""
    return settings.load().largest_file_mb * MEGABYTE


def within(limits: Limits = LIMITS) -> Limits:
    """These limits for a file of any size that is taken: what was let in is read, whatever its size."""
    return replace(limits, input_bytes=largest())


def read(content: bytes, filename: str, limits: Limits = LIMITS) -> Reading:
    """Read an incoming file, for what is to be known of it before it is logged.

    Raises:
        rules.refusal.Refusal: it cannot be read; says why, and what to do.
    """
    try:
        return reading.read(content, filename, within(limits))
    except reading.Unreadable as refused:
        raise Refusal(str(refused)) from None


def arrival(found: Reading, filename: str, *, received: date | None, channel: Channel | None, today: date) -> Arrival:
    """When and how a file came: as somebody says; else as it says itself; else today.

    The date in the server's own trace header is that of receipt; the one that the sender wrote is not.
    """
    form = of_name(filename)
    is_mail = form is not None and form.carries
    return Arrival(
        received or found.arrived_on or today,
        channel or (Channel.EMAIL if is_mail else None),
        by_server=received is None and found.arrived_on is not None,
    )
