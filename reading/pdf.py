"""PDF files: their text layer, what was typed into their form fields, and the words of pages that are pictures."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject

from reading.drawn_page import drawn
from reading.limits import Limits
from reading.pages import Draw, Pages, numbered, read_pages
from reading.result import Reading, Trust, Unreadable
from reading.tesseract import installed
from reading.wording import tidy_letter

NO_TEXT_LAYER = "no text layer: probably a scan; a person must read it"
_FEW_WORDS = 8  # a page of a scan with a stamp of the scanning program has less
_GARBLED = 0.3  # share of characters that are neither letters nor digits nor common signs
_COMMON = frozenset(" \n\t.,;:'\"!?()[]/@&%-+*#=_|\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u00a3\u2026")
_BOMB = "The PDF unpacks to more than a letter can hold. Open it, print it to a new PDF and log that."


def parse(content: bytes, limits: Limits) -> Reading:
    """Read a PDF: the text layer, and pages without one as pictures.

    A PDF that only forbids printing or copying opens without a password in every viewer, so it is read.

    Raises:
        Unreadable: a password is needed, too many pages, or it would unpack to too much.
        Exception: whatever the library raises on a damaged file.

    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(
                "The PDF is protected by a password. Ask the sender for the password, "
                "open it and print it to a new PDF."
            )
        if len(reader.pages) > limits.pages:
            raise Unreadable(
                f"The PDF has more than {limits.pages:,} pages. Log the letter itself and keep its papers apart."
            )
        return _read(reader, content, limits)
    except LimitReachedError:
        raise Unreadable(_BOMB) from None


def _read(reader: PdfReader, content: bytes, limits: Limits) -> Reading:
    texts: dict[int, str] = {}
    lost: set[int] = set()
    scanned: set[int] = set()
    stamped: dict[int, int] = {}  # words on pages that may be no more than a stamp on a scan
    for number, page in enumerate(reader.pages, start=1):
        try:
            text = page.extract_text()
        except (LimitReachedError, MemoryError, RecursionError):
            raise
        except Exception:
            # One broken page must not hide the others; it is read as a picture, or a person looks.
            lost.add(number)
            continue
        texts[number] = text
        words = len(text.split())
        if _is_garbled(text) or (not words and _has_drawing(page)):
            scanned.add(number)
        elif words < _FEW_WORDS and _has_drawing(page):
            stamped[number] = words
    typed = _typed(reader)
    count = len(reader.pages)
    whole = sum(len(words.split()) for words in [*texts.values(), *typed])
    if not whole:
        scanned = set(texts)  # perhaps the letters are drawn as lines
    elif whole < _FEW_WORDS * count:
        scanned |= stamped.keys()
    elif installed() is None:
        stamped = {}
    look = sorted(scanned | lost | stamped.keys())
    pages = read_pages(
        ((number, _drawing(content, number)) for number in look),
        limits,
        {number: words + _FEW_WORDS for number, words in stamped.items() if number not in scanned},
    )
    texts.update({number: words for number, words in pages.texts.items() if words.strip()})
    text = tidy_letter("\n\n".join([*(texts[number] for number in sorted(texts)), *typed]), limits)
    doubts = tuple(_doubts(reader, text, pages.said(count)))
    layer = "PDF, text layer and form fields" if typed else "PDF, text layer"
    return Reading(
        text=text,
        how=_how(layer, pages, count),
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=doubts,
    )


def _drawing(content: bytes, number: int) -> Draw:
    return lambda seconds: drawn(content, number, seconds)


def _how(layer: str, pages: Pages, count: int) -> str:
    if not pages.texts:
        return layer
    if len(pages.texts) == count:
        return f"PDF of pictures, {pages.how()}"
    return f"{layer}; page {numbered(sorted(pages.texts))} is a picture, {pages.how()}"


def _doubts(reader: PdfReader, text: str, of_pages: tuple[str, ...]) -> Iterator[str]:
    if not text.strip():
        yield NO_TEXT_LAYER
    yield from of_pages
    if _is_garbled(text):
        yield "the text layer is garbled; a person must read it"
    if reader.root_object.get("/NeedsRendering"):
        yield "a form that only Adobe Reader shows; print it to a new PDF and log that"


def _is_garbled(text: str) -> bool:
    return bool(text) and sum(not (c.isalnum() or c in _COMMON) for c in text) > _GARBLED * len(text)


def _has_drawing(page: PageObject) -> bool:
    """Tell whether the page shows more than text: a picture, as every scan does."""
    try:
        resources = page["/Resources"]
        drawings = resources["/XObject"] if isinstance(resources, DictionaryObject) else None
        return isinstance(drawings, DictionaryObject) and bool(drawings)
    except Exception:
        # No such entry, or a broken one; a page without is simply blank.
        return False


def _typed(reader: PdfReader) -> list[str]:
    """Give what was typed into form fields, which no page's text contains."""
    try:
        fields = reader.get_form_text_fields()
    except (LimitReachedError, MemoryError, RecursionError):
        raise
    except Exception:
        return []
    lines = [f"{name}: {value}" for name, value in fields.items() if value and str(value).strip()]
    return ["\n".join(lines)] if lines else []
