"""The table of formats that can be read, and the choice among them for one file."""

from collections.abc import Callable
from dataclasses import dataclass

from reading.limits import Limits
from reading.result import Reading, Unreadable
from reading.signatures import (
    Looks,
    apparent,
    is_locked_office,
    is_mail,
    is_open_text,
    is_outlook,
    is_pdf,
    is_phone_photo,
    is_rtf,
    is_scan,
    is_text,
    is_with_macros,
    is_word,
)


# The parsers are imported when first used: a command that reads nothing must not pay for them.
def _plain(content: bytes, limits: Limits) -> Reading:
    from reading.plain import parse

    return parse(content, limits)


def _mail(content: bytes, limits: Limits) -> Reading:
    from reading.mail import parse

    return parse(content, limits)


def _outlook(content: bytes, limits: Limits) -> Reading:
    from reading.outlook import parse

    return parse(content, limits)


def _word(content: bytes, limits: Limits) -> Reading:
    from reading.word import parse

    return parse(content, limits)


def _pdf(content: bytes, limits: Limits) -> Reading:
    from reading.pdf import parse

    return parse(content, limits)


def _rich_text(content: bytes, limits: Limits) -> Reading:
    from reading.rich_text import parse

    return parse(content, limits)


def _open_text(content: bytes, limits: Limits) -> Reading:
    from reading.open_text import parse

    return parse(content, limits)


def _picture(content: bytes, limits: Limits) -> Reading:
    from reading.picture import parse

    return parse(content, limits)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how a person calls it, its endings, its signature, its parser.

    `confined` formats are parsed in a child process only. `carries` tells that such a file can hold
    other files whose words may be the letter itself.
    """

    name: str
    extensions: tuple[str, ...]
    looks: Looks
    parse: Callable[[bytes, Limits], Reading]
    confined: bool = True
    carries: bool = False


FORMATS: tuple[Format, ...] = (
    Format("plain text", ("txt", "md"), is_text, _plain, confined=False),
    Format("e-mail", ("eml",), is_mail, _mail, carries=True),
    Format("Outlook message", ("msg",), is_outlook, _outlook, carries=True),
    Format("Word document", ("docx",), is_word, _word),
    Format("PDF", ("pdf",), is_pdf, _pdf),
    Format("rich text document", ("rtf",), is_rtf, _rich_text),
    Format("OpenDocument text", ("odt",), is_open_text, _open_text),
    Format("picture", ("jpg", "jpeg", "png", "tif", "tiff"), is_scan, _picture),
)

CAN_BE_READ = ", ".join(f"{f.name} ({', '.join('.' + ending for ending in f.extensions)})" for f in FORMATS)
_PHONE_PHOTO = (
    "Photographs in the format of newer phones (HEIC) cannot be read. "
    "Open the photograph, save it as JPEG and log that."
)
_PHONE_ENDINGS = ("heic", "heif", "avif")


def ending(filename: str) -> str:
    """Give the file name's ending without the dot, in lower case; empty when it has none."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return last.strip().lower() if dot and stem else ""


def of_name(filename: str) -> Format | None:
    """Give the format that the ending promises; None when no format here has that ending."""
    wanted = ending(filename)
    return next((f for f in FORMATS if wanted in f.extensions), None)


def _spoken(form: Format) -> str:
    """Give the format's name with its article."""
    if form.name == "plain text":
        return form.name
    return f"{'an' if form.name[0] in 'aeioAEIO' else 'a'} {form.name}"


def recognise(content: bytes, filename: str) -> Format:
    """Give the format on which the ending and the content's own signature agree.

    Raises:
        Unreadable: no known ending, or the content is not what the ending says.

    """
    promised = of_name(filename)
    if is_phone_photo(content) or (promised is None and ending(filename) in _PHONE_ENDINGS):
        raise Unreadable(_PHONE_PHOTO)
    if promised is None:
        raise Unreadable(
            f"Files of this kind cannot be read. These can: {CAN_BE_READ}. "
            "Save the letter as one of them, or type it into a text file."
        )
    if is_locked_office(content):
        raise Unreadable(
            "The document is protected by a password. Ask the sender for the password, open it and save it without."
        )
    if is_with_macros(content):
        raise Unreadable(
            "The document holds macros, which are programs and no part of a letter. "
            "Do not open it; ask the sender for a PDF."
        )
    if promised.looks(content):
        return promised
    said = _spoken(promised)
    found = apparent(content)
    if found is None:
        raise Unreadable(
            f"The file's ending says {said}, but its content is not; it may be damaged. "
            "Open it in its own program and save it again, or ask the sender for it again."
        )
    raise Unreadable(
        f"The file's ending says {said}, but its content is {found}. "
        "Open it in its own program and save it in a format that can be read, with the right ending."
    )
