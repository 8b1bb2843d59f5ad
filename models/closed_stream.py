"""One long file, closed with AES-256-GCM piece by piece: one that is changed, moved, left out or cut off is found.

Each piece has its number and whether it is the last in its nonce, so that no piece is taken for another. The heading
of the file is authenticated with every piece. The key is of this one file.
"""

import io
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rules.refusal import Refusal

PIECE: Final = 1 << 20
_TAG: Final = 16


class StreamBroken(Refusal):
    """The file does not open to its end: it was changed or cut short."""


class ClosingWriter(io.RawIOBase):
    """Takes plain bytes and writes closed pieces; nothing plain is kept on a disk."""

    def __init__(self, to: IO[bytes], key: bytes, heading: bytes) -> None:
        super().__init__()
        self._to, self._cipher, self._heading = to, AESGCM(key), heading
        self._waiting = bytearray()
        self._number = 0

    def writable(self) -> bool:
        """It only writes."""
        return True

    def write(self, content: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        """Take bytes; a piece is written when one that follows it is sure to come."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def finish(self) -> None:
        """Write the last piece: without it the file does not open."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._to.write(self._cipher.encrypt(_nonce(self._number, last), piece, self._heading))
        self._number += 1


class OpeningReader(io.RawIOBase):
    """Gives the plain bytes of a closed file, each only after its piece was found whole."""

    def __init__(self, of: IO[bytes], key: bytes, heading: bytes) -> None:
        super().__init__()
        self._of, self._cipher, self._heading = of, AESGCM(key), heading
        self._next = of.read(PIECE + _TAG)
        self._number = 0
        self._ready = bytearray()
        self._over = False

    def readable(self) -> bool:
        """It only reads."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, fewer only at the end.

        Raises:
            StreamBroken
        """
        while not self._over and (size < 0 or len(self._ready) < size):
            self._ready += self._piece()
        taken = bytes(self._ready if size < 0 else self._ready[:size])
        del self._ready[: len(taken)]
        return taken

    def _piece(self) -> bytes:
        piece, self._next = self._next, self._of.read(PIECE + _TAG)
        self._over = not self._next
        try:
            found = self._cipher.decrypt(_nonce(self._number, self._over), piece, self._heading)
        except (InvalidTag, ValueError):
            raise StreamBroken("it was changed or cut short after it was made") from None
        self._number += 1
        return found


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
