"""The last look: what is in a file that the eye does not see on the page.

A file that says more than it shows is how papers leak: the row hidden in a workbook, the name under a black box
(UK GDPR Art 5(1)(f) and 32: what is sent is kept from those whom it is not for).
"""

from collections.abc import Iterator

from bundle.confined import confined
from bundle.finding import Finding
from bundle.forms import Form, form_of
from bundle.limits import LIMITS, MEGABYTE, Limits
from bundle.orders import Content, Findings
from bundle.refusals import NotLooked


def look(content: bytes, limits: Limits = LIMITS) -> tuple[Finding, ...]:
    """Look through a file, by what its bytes are, in a child process with limits.

    Raises:
        NotLooked: it is locked, damaged, too large, or of a kind that cannot go.
    """
    _weigh(content, limits)
    return confined("look", Content(content, limits), Findings, limits).findings


def _weigh(content: bytes, limits: Limits) -> None:
    if len(content) > limits.together_bytes:
        raise NotLooked(f"The file is larger than {limits.together_bytes // MEGABYTE} MB. Send it in parts.")


def look_here(content: bytes, limits: Limits = LIMITS) -> tuple[Finding, ...]:
    """Look through a file in this process. The same finding at the same place is listed once.

    Raises:
        NotLooked: as `look`.
        Exception: whatever a parser raises on a damaged file.
    """
    return tuple(dict.fromkeys(_findings(content, limits)))


def _findings(content: bytes, limits: Limits) -> Iterator[Finding]:
    # Each parser is loaded only when it is needed: the child process starts in a third of the time.
    match form_of(content, limits):
        case Form.WORD:
            from bundle.look_word import look_at_word
            from bundle.package import UNKNOWN, Package

            package = Package(content, limits)
            if package.main.kind != "word":
                raise NotLooked(UNKNOWN)
            yield from look_at_word(package)
        case Form.SHEET:
            from bundle.look_sheet import look_at_sheet
            from bundle.package import Package

            yield from look_at_sheet(Package(content, limits))
        case Form.PDF:
            from bundle.look_pdf import look_at_pdf

            yield from look_at_pdf(content, limits)
        case Form.PICTURE:
            from bundle.look_picture import look_at_picture

            yield from look_at_picture(content, limits)
        case Form.TEXT:
            return
