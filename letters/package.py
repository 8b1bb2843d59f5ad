"""The Word file as a package: the same bytes for the same letter, and nothing in it about who wrote it."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from letters.word_xml import DECLARATION, escaped

CORE = "docProps/core.xml"
TYPES = "[Content_Types].xml"

_LEVEL = 6  # of compression: the highest takes three times as long for 1 % less
_DATE = (1 << 5) | 1  # 1 January 1980, the first day that a zip file can hold
_UTF_8 = 0x800  # flag: the name is UTF-8
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the file, compressed. A letterhead's parts are compressed once and then used for each letter."""

    name: str
    packed: bytes
    size: int
    check: int


def entry(name: str, content: bytes) -> Entry:
    """Compress a part."""
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(name, squeezer.compress(content) + squeezer.flush(), len(content), zlib.crc32(content))


def packed(entries: Iterable[Entry]) -> bytes:
    """The zip file, its parts in order of name and without the time of writing."""
    # A reader may expect the list of content types first.
    ordered = sorted(entries, key=lambda each: (each.name != TYPES, each.name))
    body: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for each in ordered:
        name = each.name.encode()
        flags = 0 if each.name.isascii() else _UTF_8
        shared = (20, flags, zlib.DEFLATED, 0, _DATE, each.check, len(each.packed), each.size, len(name), 0)
        directory += [_CENTRAL.pack(b"PK\x01\x02", 20, *shared, 0, 0, 0, 0, at), name]
        body += [_LOCAL.pack(b"PK\x03\x04", *shared), name, each.packed]
        at += _LOCAL.size + len(name) + len(each.packed)
    catalogue = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(catalogue), at, 0)
    return b"".join([*body, catalogue, end])


def core(title: str, written_on: date) -> bytes:
    """The file's properties: title, language and the letter's own date. No person, company or template."""
    moment = f"{written_on.isoformat()}T00:00:00Z"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created><dc:language>en-GB</dc:language>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:title>{escaped(title)}</dc:title></cp:coreProperties>"
    ).encode()
