"""PDF files: their text layer, and what was typed into their form fields."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject

from reading.limits import Limits
from reading.result import Reading, Trust, Unreadable
from reading.wording import tidy_letter

NO_TEXT_LAYER = "no text layer: probably a scan; a person must read it"
_FEW_WORDS = 8  # a page of a scan with a stamp of the scanning program has less
_GARBLED = 0.3  # share of characters that are neither letters nor digits nor common signs
_COMMON = frozenset(" \n\t.,;:'\"!?()[]/@&%-+*#=_|\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u00a3\u2026")
_BOMB = "The PDF unpacks to more than a letter can hold. Open it, print it to a new PDF and log that."


def parse(content: bytes, limits: Limits) -> Reading:
    """Read the text layer of a PDF.

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
        return _read(reader, limits)
    except LimitReachedError:
        raise Unreadable(_BOMB) from None


def _read(reader: PdfReader, limits: Limits) -> Reading:
    texts: list[str] = []
    lost: list[int] = []
    bare: list[int] = []
    for number, page in enumerate(reader.pages, start=1):
        try:
            text = page.extract_text()
        except (LimitReachedError, MemoryError, RecursionError):
            raise
        except Exception:
            # One broken page must not hide the others; the doubt below sends a person to the original.
            lost.append(number)
            continue
        if not text.strip() and _has_drawing(page):
            bare.append(number)
        texts.append(text)
    typed = _typed(reader)
    text = tidy_letter("\n\n".join([*texts, *typed]), limits)
    doubts = tuple(_doubts(reader, text, lost, bare))
    return Reading(
        text=text,
        how="PDF, text layer and form fields" if typed else "PDF, text layer",
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=doubts,
    )


def _doubts(reader: PdfReader, text: str, lost: list[int], bare: list[int]) -> Iterator[str]:
    pages = len(reader.pages)
    if not text.strip():
        yield NO_TEXT_LAYER
    elif bare or lost:
        named = ", ".join(str(number) for number in sorted(bare + lost)[:10])
        yield f"no text could be read on page {named} of {pages}; a person must look at it"
    elif len(text.split()) < _FEW_WORDS * pages and any(_has_drawing(page) for page in reader.pages):
        yield "hardly a word beside pictures: probably a scan; a person must read it"
    if text and sum(not (c.isalnum() or c in _COMMON) for c in text) > _GARBLED * len(text):
        yield "the text layer is garbled; a person must read it"
    if reader.root_object.get("/NeedsRendering"):
        yield "a form that only Adobe Reader shows; print it to a new PDF and log that"


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
