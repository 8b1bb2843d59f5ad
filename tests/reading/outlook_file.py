"""Outlook messages for the tests, built property by property as MS-OXMSG says."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from reading.compound import compound
from reading.outlook_store import Tree

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_TYPES = {str: 0x001F, bytes: 0x0102, int: 0x0003, datetime: 0x0040}
_BY_VALUE, _EMBEDDED = 1, 5
Value = str | bytes | int | datetime
SUBJECT, HEADERS, BODY, HTML, RTF, CLASS = 0x0037, 0x007D, 0x1000, 0x1013, 0x1009, 0x001A
FROM_NAME, FROM_SMTP, SENDER_NAME, SENDER_KIND, SENDER_ADDRESS = 0x0042, 0x5D02, 0x0C1A, 0x0C1E, 0x0C1F
SUBMITTED, DELIVERED, CODE_PAGE = 0x0039, 0x0E06, 0x3FFD
METHOD, NAME, DATA, KIND, ADDRESS = 0x3705, 0x3707, 0x3701, 0x370E, 0x39FE


def _storage(values: Mapping[int, Value], head: bytes) -> Tree:
    """Give one storage: a stream for each long value, the fixed ones in the list of properties."""
    entries = head
    tree: Tree = {}
    for tag, value in values.items():
        kind = _TYPES[type(value)]
        if isinstance(value, int):
            held = struct.pack("<q", value)
        elif isinstance(value, datetime):
            held = struct.pack("<Q", int((value - _EPOCH).total_seconds()) * 10**7)
        else:
            content = value.encode("utf-16-le") if isinstance(value, str) else value
            tree[f"__substg1.0_{tag:04X}{kind:04X}"] = content
            held = struct.pack("<II", len(content), 0)
        entries += struct.pack("<HHI8s", kind, tag, 6, held)
    tree["__properties_version1.0"] = entries
    return tree


def attached(name: str, content: bytes, kind: str = "") -> Tree:
    """Give an attachment that lies in the message."""
    return _storage({METHOD: _BY_VALUE, NAME: name, DATA: content, KIND: kind}, bytes(8))


def linked(name: str) -> Tree:
    """Give an attachment that is only a link."""
    return _storage({METHOD: 7, NAME: name}, bytes(8))


def enclosed(inner: Tree) -> Tree:
    """Give a message inside a message: its list of properties has a shorter head."""
    tree = _storage({METHOD: _EMBEDDED}, bytes(8))
    listed = inner["__properties_version1.0"]
    assert isinstance(listed, bytes)
    tree[f"__substg1.0_{DATA:04X}000D"] = {**inner, "__properties_version1.0": listed[:24] + listed[32:]}
    return tree


def message(values: Mapping[int, Value], files: Sequence[Tree] = (), readers: Sequence[str] = ()) -> Tree:
    """Give the storage of a message."""
    tree = _storage({CLASS: "IPM.Note", **values}, bytes(32))
    for number, file in enumerate(files):
        tree[f"__attach_version1.0_#{number:08X}"] = file
    for number, reader in enumerate(readers):
        tree[f"__recip_version1.0_#{number:08X}"] = _storage({ADDRESS: reader}, bytes(8))
    return tree


def msg(values: Mapping[int, Value], files: Sequence[Tree] = (), readers: Sequence[str] = ()) -> bytes:
    """Give a whole .msg file."""
    return compound(message(values, files, readers))
