"""Unpack the rich text of an Outlook message, MS-OXRTFCP."""

import struct

# What every packer and unpacker begins with, MS-OXRTFCP s.2.1.1.1.
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_HEAD = struct.Struct("<II4sI")
_PACKED, _BARE = b"LZFu", b"MELA"
_WINDOW = 4096


def unpacked(content: bytes, most: int) -> bytes:
    """Give the rich text, at most so many bytes of it.

    Raises:
        ValueError: this is not what Outlook writes.

    """
    if len(content) < _HEAD.size:
        raise ValueError("too short")
    _, _, kind, _ = _HEAD.unpack_from(content)
    body = content[_HEAD.size :]
    if kind == _BARE:
        return body[:most]
    if kind != _PACKED:
        raise ValueError("neither packed nor bare")
    # Every reference looks back at most one window, so the text itself, with the beginning before it, is the window.
    out = bytearray(_BEGINNING)
    at = 0
    while at < len(body) and len(out) < most:
        flags = body[at]
        at += 1
        for bit in range(8):
            if flags >> bit & 1:
                pair = body[at : at + 2]
                at += 2
                if len(pair) < 2:
                    return bytes(out[len(_BEGINNING) :])
                offset, length = pair[0] << 4 | pair[1] >> 4, (pair[1] & 0xF) + 2
                back = (len(out) - offset) % _WINDOW
                if not back:  # the end mark
                    return bytes(out[len(_BEGINNING) :])
                for _ in range(length):
                    out.append(out[-back] if back <= len(out) else 0x20)
            elif at < len(body):
                out.append(body[at])
                at += 1
    return bytes(out[len(_BEGINNING) :])
