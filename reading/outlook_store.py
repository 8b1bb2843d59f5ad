"""The properties that Outlook keeps in a message, in an attachment, in a recipient. MS-OXMSG, MS-OXPROPS."""

import struct
from collections.abc import Iterator, Set
from datetime import UTC, datetime, timedelta

from olefile import OleFileIO

from reading.plain import decode
from reading.rtf_fonts import code_page

Path = tuple[str, ...]

_PROPERTIES = "__properties_version1.0"
_NAMES = "__nameid_version1.0"
_TOP_HEAD, _INNER_HEAD, _CHILD_HEAD = 32, 24, 8  # bytes before the entries, MS-OXMSG s.2.4.1
_ENTRY = struct.Struct("<HH4x8s")
_WIDE, _NARROW, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST_MAIL = datetime(1990, 1, 1, tzinfo=UTC)
_MESSAGE_CODE_PAGE = 0x3FFD
_INTERNET_CODE_PAGE = 0x3FDE

Tree = dict[str, "bytes | Tree"]


class Store:
    """One object of the file: reads its properties by number; None where it has no such property."""

    def __init__(
        self,
        file: "OleFileIO[str]",
        path: Path = (),
        head: int = _TOP_HEAD,
        code_page_number: int | None = None,
        streams: Set[Path] | None = None,
    ) -> None:
        """Open the object that lies in this storage."""
        self._file = file
        self._path = path
        self._streams = frozenset(tuple(name) for name in file.listdir()) if streams is None else streams
        self._fixed: dict[int, bytes] = {}
        entries = self._stream(_PROPERTIES) or b""
        for _, tag, value in _ENTRY.iter_unpack(entries[head : head + (len(entries) - head) // 16 * 16]):
            self._fixed[tag] = value
        self._code_page = self.number(_MESSAGE_CODE_PAGE) or self.number(_INTERNET_CODE_PAGE) or code_page_number

    def _stream(self, name: str) -> bytes | None:
        path = (*self._path, name)
        return self._content(path) if path in self._streams else None

    def _content(self, path: Path) -> bytes:
        with self._file.openstream(path) as stream:
            content = bytes(stream.read())
        if len(content) < self._file.get_size(path):
            raise ValueError("the file ends in the middle of a stream")
        return content

    def text(self, tag: int) -> str | None:
        """Give a property of words."""
        wide = self._stream(f"__substg1.0_{tag:04X}{_WIDE:04X}")
        if wide is not None:
            return wide.decode("utf-16-le", errors="replace").rstrip("\x00")
        narrow = self._stream(f"__substg1.0_{tag:04X}{_NARROW:04X}")
        return self.decoded(narrow, self._code_page).rstrip("\x00") if narrow is not None else None

    def html(self, tag: int) -> str | None:
        """Give a property of HTML, which Outlook keeps as bytes in the code page of the Internet message."""
        content = self.binary(tag)
        if content is None:
            return self.text(tag)
        return self.decoded(content, self.number(_INTERNET_CODE_PAGE))

    @staticmethod
    def decoded(content: bytes, number: int | None) -> str:
        """Decode bytes of this code page, or as what they look like when that does not fit."""
        named = code_page(number) if number else None
        try:
            return content.decode(named) if named else decode(content)[0]
        except UnicodeError:
            return decode(content)[0]

    def binary(self, tag: int) -> bytes | None:
        """Give a property of bytes."""
        return self._stream(f"__substg1.0_{tag:04X}{_BINARY:04X}")

    def number(self, tag: int) -> int | None:
        """Give a whole number."""
        value = self._fixed.get(tag)
        return int.from_bytes(value[:4], "little", signed=True) if value is not None else None

    def moment(self, tag: int) -> datetime | None:
        """Give a point in time."""
        value = self._fixed.get(tag)
        try:
            moment = _EPOCH + timedelta(microseconds=int.from_bytes(value or b"", "little") // 10)
        except OverflowError:
            return None
        return moment if moment >= _FIRST_MAIL else None  # an unset time is the epoch itself

    def children(self, prefix: str) -> Iterator["Store"]:
        """Give the attachments or recipients, in the order of their numbers."""
        names = {path[0] for path in self._below(self._path) if len(path) > 1 and path[0].startswith(prefix)}
        for name in sorted(names):
            yield Store(self._file, (*self._path, name), _CHILD_HEAD, self._code_page, self._streams)

    def message_inside(self, tag: int) -> Tree | None:
        """Give the message that is kept in this property as a file of its own; None when there is none."""
        tree = self._tree((*self._path, f"__substg1.0_{tag:04X}{_OBJECT:04X}"))
        properties = tree.get(_PROPERTIES)
        if not isinstance(properties, bytes):
            return None
        # At the top of a file the head has eight more bytes, all zero.
        tree[_PROPERTIES] = properties[:_INNER_HEAD] + bytes(_TOP_HEAD - _INNER_HEAD) + properties[_INNER_HEAD:]
        tree[_NAMES] = self._tree((_NAMES,))
        return tree

    def _below(self, storage: Path) -> list[Path]:
        """Give the streams in and under a storage, by their paths from there."""
        return [path[len(storage) :] for path in self._streams if path[: len(storage)] == storage]

    def _tree(self, storage: Path) -> Tree:
        tree: Tree = {}
        for path in self._below(storage):
            inside = tree
            for name in path[:-1]:
                deeper = inside.setdefault(name, {})
                if not isinstance(deeper, dict):
                    raise ValueError("a stream and a storage bear the same name")
                inside = deeper
            inside[path[-1]] = self._content((*storage, *path))
        return tree
