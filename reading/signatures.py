"""What the first bytes of a file say that it is, whatever its name says."""

import re
from collections.abc import Callable

Looks = Callable[[bytes], bool]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WHERE_PDF_STARTS = 1024  # readers accept the mark anywhere in the first kilobyte

# One header line as RFC 5322 s.2.2 has it: printable name, colon.
_HEADER = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_MAIL_HEADERS = re.compile(
    rb"^(?:from|to|date|subject|received|return-path|message-id|mime-version|delivered-to|reply-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX_LINE = re.compile(rb"\AFrom [^\r\n]*\r?\n")


def is_pdf(content: bytes) -> bool:
    """Tell whether the PDF mark stands where readers look for it."""
    return b"%PDF-" in content[:_WHERE_PDF_STARTS]


def is_zip(content: bytes) -> bool:
    """Tell whether this is a zip, which every .docx is."""
    return content.startswith(_ZIP)


def is_ole(content: bytes) -> bool:
    """Tell whether this is a compound file: old Word, Outlook's .msg, or a Word file under a password."""
    return content.startswith(_OLE)


def is_locked_office(content: bytes) -> bool:
    """Tell whether this is a modern Office file under a password, by the name of its sealed stream."""
    return is_ole(content) and "EncryptedPackage".encode("utf-16-le") in content


def is_rtf(content: bytes) -> bool:
    """Tell whether this is rich text."""
    return content.startswith(b"{\\rtf")


def is_image(content: bytes) -> bool:
    """Tell whether this is a picture in one of the common formats."""
    return content.startswith(_IMAGES) or content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")


def mail_source(content: bytes) -> bytes:
    """Give the message without what mail programs put before it: byte-order mark, blank lines, mbox line."""
    source = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    line = _MBOX_LINE.match(source)
    return source[line.end() :] if line else source


def is_mail(content: bytes) -> bool:
    """Tell whether the content begins with message headers."""
    source = mail_source(content)
    head = re.split(rb"\r?\n\r?\n", source[:65536], maxsplit=1)[0]
    return bool(_HEADER.match(source)) and bool(_MAIL_HEADERS.search(head))


def is_text(content: bytes) -> bool:
    """Tell whether the bytes can be typed words: none of the other signatures, no NUL unless UTF-16."""
    if is_zip(content) or is_ole(content) or is_rtf(content) or content.startswith(b"%PDF-"):
        return False
    return content.startswith(_UTF16) or b"\x00" not in content


SAYS: tuple[tuple[Looks, str], ...] = (
    (is_locked_office, "an Office document under a password"),
    (is_pdf, "a PDF"),
    (is_zip, "a zip archive or an Office document"),
    (is_ole, "an old Office document or an Outlook message"),
    (is_rtf, "a rich text document"),
    (is_image, "a picture"),
)


def apparent(content: bytes) -> str | None:
    """Say in words what the content is by its signature; None when no signature is known."""
    return next((words for looks, words in SAYS if looks(content)), None)
