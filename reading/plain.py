"""Plain text files: UTF-8, UTF-16 with its mark, else the Windows code page that UK programs write."""

import codecs

from reading.limits import Limits
from reading.result import Reading, Trust, Unreadable
from reading.wording import tidy_letter

EMPTY = "The file is empty. Check that the right file was chosen, or ask the sender for it again."
_LOST = "some characters could not be read"


def decode(content: bytes) -> tuple[str, str, bool]:
    """Decode text of unknown encoding.

    Returns:
        The text, the encoding in words, and whether every character could be read.

    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
        return text, "UTF-16", "\ufffd" not in text
    try:
        return content.decode("utf-8-sig"), "UTF-8", True
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        return text, "Windows-1252", "\ufffd" not in text


def parse(content: bytes, limits: Limits) -> Reading:
    """Read a plain text file.

    Raises:
        Unreadable: nothing but white space, or far too much text.

    """
    decoded, encoding, whole = decode(content)
    text = tidy_letter(decoded, limits)
    if not text.strip():
        raise Unreadable(EMPTY)
    return Reading(
        text=text,
        how=f"plain text, {encoding}",
        trust=Trust.SURE if whole else Trust.DOUBTFUL,
        doubts=() if whole else (_LOST,),
    )
