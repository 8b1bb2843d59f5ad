"""The table of formats that can be read, and the choice among them for one file."""

from collections.abc import Callable
from dataclasses import dataclass

from reading.limits import Limits
from reading.result import Reading, Unreadable
from reading.signatures import Looks, apparent, is_locked_office, is_mail, is_pdf, is_text, is_zip


# The parsers are imported when first used: a command that reads nothing must not pay for them.
def _plain(content: bytes, limits: Limits) -> Reading:
    from reading.plain import parse

    return parse(content, limits)


def _mail(content: bytes, limits: Limits) -> Reading:
    from reading.mail import parse

    return parse(content, limits)


def _word(content: bytes, limits: Limits) -> Reading:
    from reading.word import parse

    return parse(content, limits)


def _pdf(content: bytes, limits: Limits) -> Reading:
    from reading.pdf import parse

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
    Format("Word document", ("docx",), is_zip, _word),
    Format("PDF", ("pdf",), is_pdf, _pdf),
)

CAN_BE_READ = ", ".join(f"{f.name} ({', '.join('.' + ending for ending in f.extensions)})" for f in FORMATS)
_AN = {"e-mail": "an e-mail", "plain text": "plain text"}


def ending(filename: str) -> str:
    """Give the file name's ending without the dot, in lower case; empty when it has none."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return last.strip().lower() if dot and stem else ""


def of_name(filename: str) -> Format | None:
    """Give the format that the ending promises; None when no format here has that ending."""
    wanted = ending(filename)
    return next((f for f in FORMATS if wanted in f.extensions), None)


def recognise(content: bytes, filename: str) -> Format:
    """Give the format on which the ending and the content's own signature agree.

    Raises:
        Unreadable: no known ending, or the content is not what the ending says.

    """
    promised = of_name(filename)
    if promised is None:
        raise Unreadable(
            f"Files of this kind cannot be read. These can: {CAN_BE_READ}. "
            "Save the letter as one of them, or type it into a text file."
        )
    if is_locked_office(content):
        raise Unreadable(
            "The document is protected by a password. Ask the sender for the password, open it and save it without."
        )
    if promised.looks(content):
        return promised
    said = _AN.get(promised.name, f"a {promised.name}")
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
