"""What the first bytes of a file say that it is, whatever its name says."""

import re
from collections.abc import Callable

Looks = Callable[[bytes], bool]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SCANS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_DOTS_OF_A_PAGE = 400_000  # A4 at 65 dots an inch; a logo has less
_IMAGES = (*_SCANS, b"GIF87a", b"GIF89a", b"BM", b"RIFF")
_HEIC = frozenset(
    b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")
)
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."  # stored unpacked and first, ODF 1.3 part 2 s.3.3
_WHERE_KIND_STANDS = slice(30, 120)
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")  # the stream that every .msg has, MS-OXMSG s.2.4
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
    """Tell whether this is a zip, which every .docx and .odt is."""
    return content.startswith(_ZIP)


def is_open_document(content: bytes) -> bool:
    """Tell whether this is an OpenDocument file: a text, a sheet or slides."""
    return is_zip(content) and (
        _OPEN_DOCUMENT in content[_WHERE_KIND_STANDS]
        or (b"META-INF/manifest.xml" in content and b"content.xml" in content)
    )


def is_open_text(content: bytes) -> bool:
    """Tell whether this is an OpenDocument text, or one that does not say which kind it is."""
    kind = content[_WHERE_KIND_STANDS].partition(_OPEN_DOCUMENT)
    return is_open_document(content) and (not kind[1] or kind[2].startswith(b"text"))


def is_sheet_or_slides(content: bytes) -> bool:
    """Tell whether this is a modern Excel or PowerPoint file, by the name of its main piece."""
    return is_zip(content) and (b"xl/workbook." in content or b"ppt/presentation." in content)


def is_with_macros(content: bytes) -> bool:
    """Tell whether this is a Word file with programs inside, by the name of the piece that holds them."""
    return is_zip(content) and b"word/vbaProject.bin" in content


def is_word(content: bytes) -> bool:
    """Tell whether this can be a Word document: a zip that is known as nothing else."""
    return is_zip(content) and not (is_open_document(content) or is_sheet_or_slides(content))


def is_ole(content: bytes) -> bool:
    """Tell whether this is a compound file: old Word, Outlook's .msg, or a Word file under a password."""
    return content.startswith(_OLE)


def is_outlook(content: bytes) -> bool:
    """Tell whether this is a message that Outlook saved (.msg)."""
    return is_ole(content) and _OUTLOOK in content


def is_locked_office(content: bytes) -> bool:
    """Tell whether this is a modern Office file under a password, by the name of its sealed stream."""
    return is_ole(content) and "EncryptedPackage".encode("utf-16-le") in content


def is_rtf(content: bytes) -> bool:
    """Tell whether this is rich text."""
    return content.startswith(b"{\\rtf")


def is_scan(content: bytes) -> bool:
    """Tell whether this is a picture as scanners, phones and screens make them: PNG, JPEG or TIFF."""
    return content.startswith(_SCANS)


def is_phone_photo(content: bytes) -> bool:
    """Tell whether this is a photograph in the format of newer phones (HEIC), which is not read here."""
    return content[4:12] in _HEIC


def is_image(content: bytes) -> bool:
    """Tell whether this is a picture in one of the common formats."""
    return content.startswith(_IMAGES) or is_phone_photo(content)


def is_page_sized(content: bytes) -> bool:
    """Tell whether a picture has the dots of a page, however few bytes it takes: a scan in black and white."""
    if content.startswith(_SCANS[0]) and content[12:16] == b"IHDR":
        return int.from_bytes(content[16:20], "big") * int.from_bytes(content[20:24], "big") >= _DOTS_OF_A_PAGE
    return content.startswith(_SCANS[2:])


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
    (is_open_text, "an OpenDocument text"),
    (is_open_document, "an OpenDocument sheet or slides"),
    (is_sheet_or_slides, "an Excel or PowerPoint file"),
    (is_with_macros, "a Word document with macros"),
    (is_zip, "a zip archive or a Word document"),
    (is_outlook, "an Outlook message"),
    (is_ole, "an old Office document (.doc, .xls, .ppt)"),
    (is_rtf, "a rich text document"),
    (is_phone_photo, "a phone's photograph (HEIC)"),
    (is_scan, "a picture (PNG, JPEG or TIFF)"),
    (is_image, "a picture of another kind (GIF, BMP, WebP)"),
)


def apparent(content: bytes) -> str | None:
    """Say in words what the content is by its signature; None when no signature is known."""
    return next((words for looks, words in SAYS if looks(content)), None)
