"""Write a compound file, MS-CFB version 4: the container of an Outlook message.

A message inside a message is no file of its own; written as one it can be kept, opened and read like any other.
"""

import struct
from dataclasses import dataclass, field

from reading.outlook_store import Tree

_SECTOR, _MINI, _CUTOFF = 4096, 64, 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_BLACK = 1
_IN_HEADER = 109  # sectors of the table that the header itself can name: files of some 450 MB
_ENTRY = struct.Struct("<64sHBBIII16s4xQQIQ")


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END


@dataclass(slots=True)
class _Chains:
    """Contents cut into pieces of one size, and the table of what follows what."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    following: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """Append one content; give the number of its first piece."""
        if not content:
            return _END
        start = len(self.following)
        pieces = -(-len(content) // self.size)
        self.following += [*range(start + 1, start + pieces), _END]
        self.data += content + bytes(pieces * self.size - len(content))
        return start


def compound(tree: Tree) -> bytes:
    """Give the file that holds these streams and storages.

    Raises:
        ValueError: far too large, or a name is longer than 31 characters.

    """
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _grow(entries, tree)
    big, small = _Chains(_SECTOR), _Chains(_MINI)
    for entry in entries[1:]:
        if entry.kind == _STREAM:
            entry.start = (small if len(entry.content) < _CUTOFF else big).add(entry.content)
    entries[0].content = bytes(small.data)
    entries[0].start = big.add(entries[0].content)
    mini_table = struct.pack(f"<{len(small.following)}I", *small.following)
    mini_table += b"\xff" * (-len(mini_table) % _SECTOR)
    mini_start = big.add(mini_table)
    directory = b"".join(_packed(entry) for entry in entries)
    directory += _packed(_Entry("", 0)) * (-len(entries) % (_SECTOR // _ENTRY.size))
    directory_start = big.add(directory)

    in_sector = _SECTOR // 4
    tables = -(-(len(big.following)) // (in_sector - 1))  # each also has a place for itself
    if tables > _IN_HEADER:
        raise ValueError("too large")
    first = len(big.following)
    table = big.following + [_FAT] * tables
    table += [_FREE] * (tables * in_sector - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 4, 0xFFFE, 12, 6,
        len(directory) // _SECTOR, tables, directory_start, 0, _CUTOFF,
        mini_start, len(mini_table) // _SECTOR, _END, 0, first,
    )  # fmt: skip
    others = [first + n if n < tables else _FREE for n in range(1, _IN_HEADER)]
    header += struct.pack(f"<{len(others)}I", *others)
    return header.ljust(_SECTOR, b"\0") + bytes(big.data) + struct.pack(f"<{len(table)}I", *table)


def _grow(entries: list[_Entry], tree: Tree) -> int:
    """Add what lies in one storage; give the entry at the root of its search tree, MS-CFB s.2.6.4."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        inside = tree[name]
        number = len(entries)
        entries.append(_Entry(name, _STREAM, inside) if isinstance(inside, bytes) else _Entry(name, _STORAGE))
        if not isinstance(inside, bytes):
            entries[number].child = _grow(entries, inside)
            entries[number].start = 0
        numbers.append(number)
    return _balanced(entries, numbers)


def _balanced(entries: list[_Entry], numbers: list[int]) -> int:
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    root = numbers[middle]
    entries[root].left = _balanced(entries, numbers[:middle])
    entries[root].right = _balanced(entries, numbers[middle + 1 :])
    return root


def _packed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le") if entry.kind else b""
    if len(name) > 64:
        raise ValueError("name too long")
    return _ENTRY.pack(
        name, len(name), entry.kind, _BLACK, entry.left, entry.right, entry.child, bytes(16), 0, 0,
        entry.start if entry.kind else 0, len(entry.content),
    )  # fmt: skip
