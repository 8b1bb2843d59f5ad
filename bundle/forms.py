"""What kind of file the bytes are. The name of a file proves nothing and is never asked."""

import re
from enum import StrEnum

from bundle.limits import LIMITS, Limits
from bundle.refusals import NotLooked


class Form(StrEnum):
    """The kinds of file that can go into a bundle."""

    WORD = "Word document"
    SHEET = "Excel workbook"
    PDF = "PDF"
    PICTURE = "picture"
    TEXT = "plain text"


_PRINT = "Print it to PDF and use that."
OLD = f"It is an old or locked Office file. If it has a password, take that off. {_PRINT}"
UNKNOWN = f"It is no Word, Excel, PDF, picture (JPEG, PNG, TIFF) or plain text file. {_PRINT}"
EMPTY = "The file is empty. Put the right file in its place."
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024
# These are text too, but show something else than they hold: an e-mail carries its attachments, HTML its comments.
_MARKUP = re.compile(r"\s*(<|\{\\rtf|%!PS)", re.I)
_MAIL = re.compile(
    r"(?:From |(?:[A-Za-z0-9-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    r"(?:Received|MIME-Version|Message-ID|Return-Path|Content-Type):|BEGIN:V)",
    re.I,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def form_of(content: bytes, limits: Limits = LIMITS) -> Form:
    """The kind of the file.

    Raises:
        NotLooked: it is empty, locked, in an old format, or of no kind that can go into a bundle.
    """
    if not content.strip():
        raise NotLooked(EMPTY)
    if content.startswith(b"PK\x03\x04"):
        # The list of content types says which; a part of another kind under a false list fails when it is opened.
        return Form.SHEET if _is_sheet(content, limits) else Form.WORD
    if b"%PDF-" in content[:_HEAD]:
        return Form.PDF
    if content.startswith(_PICTURES):
        return Form.PICTURE
    if content.startswith(_OLE):
        raise NotLooked(OLD)
    as_text(content)
    return Form.TEXT


def as_text(content: bytes) -> str:
    """The words of a plain text file, lines ended by a line feed.

    Raises:
        NotLooked: it is not plain text.
    """
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text) or _MARKUP.match(text) or _MAIL.match(text):
        raise NotLooked(UNKNOWN)
    return text


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for coding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise NotLooked(UNKNOWN)


def _is_sheet(content: bytes, limits: Limits) -> bool:
    from bundle.package import Package  # a zip is opened only where there is one

    return Package(content, limits).main.kind == "sheet"
