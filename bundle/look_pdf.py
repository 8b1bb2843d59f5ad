"""The last look at a PDF."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError

from bundle.finding import Finding, What, found, on_page
from bundle.limits import Limits
from bundle.pdf_objects import look_at_objects
from bundle.pdf_painter import pages_of
from bundle.pdf_seen import can_draw, drawn
from bundle.pdf_words import hidden
from bundle.refusals import NotLooked

LOCKED = "The PDF is protected by a password. Open it with the password, print it to a new PDF and use that."
BOMB = "The PDF unpacks to far more than a paper can hold. Print it to a new PDF and use that."


def opened(content: bytes, most_pages: int) -> PdfReader:
    """The PDF, ready to be read. One that only forbids printing or copying opens without a password.

    Raises:
        NotLooked: a password is needed, or there are too many pages or none.
        Exception: whatever pypdf raises on a damaged file.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotLooked(LOCKED)
        pages = len(reader.pages)
    except LimitReachedError:
        raise NotLooked(BOMB) from None
    if not pages:
        raise NotLooked("The PDF has no page. Put the right file in its place.")
    if pages > most_pages:
        raise NotLooked(
            f"The PDF has more than {most_pages:,} pages. Cut it into parts, each with a line of its own."
        )
    return reader


def look_at_pdf(content: bytes, limits: Limits) -> Iterator[Finding]:
    """What a PDF hides.

    Raises:
        NotLooked: it is locked or too large.
        Exception: whatever the libraries raise on a damaged file.
    """
    reader = opened(content, limits.together_pages)
    try:
        yield from look_at_objects(reader)
    except LimitReachedError:
        raise NotLooked(BOMB) from None
    yield from _pages(content, len(reader.pages))


def _pages(content: bytes, expected: int) -> Iterator[Finding]:
    pictures = drawn(content) if can_draw() else iter(())
    scanned: list[int] = []
    undrawn = False
    painted: set[int] = set()
    at_hand: set[int] = set()
    number = 0
    for number, (page, mine) in enumerate(pages_of(content), 1):
        painted |= page.painted
        at_hand |= mine
        picture = next(pictures, None)
        undrawn = undrawn or picture is None
        for what in hidden(page, picture):
            if what is What.SCANNED_TEXT:
                scanned.append(number)
            else:
                yield on_page(what, number)
    if number != expected:
        # Two programs that see different pages: one of them would show what the other did not look at.
        raise NotLooked(
            "The PDF is damaged: its pages cannot be counted for sure. Print it to a new PDF and use that."
        )
    if at_hand - painted:
        yield found(What.UNUSED_PICTURE, "the PDF")
    if scanned:
        yield found(What.SCANNED_TEXT, f"{len(scanned)} of {expected} pages")
    if undrawn:
        yield found(What.UNPROVED, "the PDF")
