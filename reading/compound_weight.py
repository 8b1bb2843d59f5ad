"""Weigh a compound file (MS-CFB) by its own tables before anything in it is read.

The library follows the tables as they are: a claim of more sectors or longer streams than the file has would keep it
reading in a circle.
"""

import struct
from io import BytesIO

from olefile import OleFileIO

from reading.result import Unreadable

_OVERLAPPING = (
    "The pieces of the message claim to be larger than the message. "
    "Open it in Outlook and save it again, or ask the sender for it again."
)
_HEAD = struct.Struct("<24xHHHHH6x9I")
_SHIFTS = {3: 9, 4: 12}  # version: size of a sector as a power of two, MS-CFB s.2.2
_MINI_SHIFT = 6


def opened(content: bytes) -> "OleFileIO[str]":
    """Open the file.

    Raises:
        Unreadable: its pieces claim more room than the file has.
        Exception: whatever the library raises on a damaged file.

    """
    _, version, _, shift, mini_shift, directory, tables, _, _, _, _, mini_tables, _, more_tables = _HEAD.unpack_from(
        content
    )
    if _SHIFTS.get(version) != shift or mini_shift != _MINI_SHIFT:
        raise ValueError("no sizes that a compound file has")
    sectors = len(content) >> shift
    if max(directory, tables, mini_tables, more_tables) > sectors:
        raise Unreadable(_OVERLAPPING)
    file = OleFileIO(BytesIO(content))
    sizes = [file.get_size(name) for name in file.listdir()]
    whole = int(getattr(file.root, "size", 0))  # all short streams together, which the library's types do not show
    if max(whole, sum(sizes)) > len(content):
        raise Unreadable(_OVERLAPPING)
    return file
