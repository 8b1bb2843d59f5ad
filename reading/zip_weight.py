"""Weigh a zip by its own table of contents before anything in it is unpacked."""

from io import BytesIO
from zipfile import ZipFile

from reading.limits import MEGABYTE, Limits
from reading.result import Unreadable

_BOMB = "Open it in its own program and save it again as PDF, or ask the sender for it again."
# Small parts of honest files (styles, themes) can pack very well; they harm nobody.
_RATIO_MATTERS_FROM = 5 * MEGABYTE
LOCKED = "The document is protected by a password. Ask the sender for a copy without one."
_LOCKED_BIT = 0x1


def weigh(content: bytes, limits: Limits) -> None:
    """Refuse a zip that would unpack to too much.

    The sizes are the zip's own claims; the unpacker stops at the claimed size, so a false claim only
    makes a damaged file.

    Raises:
        Unreadable: too many members, too large together, or packed too tightly to be honest.

    """
    with ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
    if len(members) > limits.zip_members:
        raise Unreadable(f"The document is made of more than {limits.zip_members:,} pieces. {_BOMB}")
    if any(member.flag_bits & _LOCKED_BIT for member in members):
        raise Unreadable(LOCKED)
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        limit = limits.unpacked_bytes // MEGABYTE
        raise Unreadable(f"The document unpacks to more than {limit:,} MB. {_BOMB}")
    if total > _RATIO_MATTERS_FROM and total > limits.unpacked_ratio * len(content):
        raise Unreadable(f"The document is packed more tightly than a real letter can be. {_BOMB}")
