"""An answer with its papers, each of another kind and each saying who made it."""

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from docx import Document
from docx.document import Document as WordDocument
from PIL import Image
from pypdf import PdfWriter

from bundle.make import Bundle, make
from bundle.schedule_sheet import Row
from tests.bundle.pdf_file import pdf
from tests.bundle.word_file import word

AUTHOR = "AuthorPetraPlaceholder"
WORDS = "PlainWordsOfTheFamily"
PASSWORD = "kw7m-3hfq-bb22-xxyy"
OWNER = "ownerownerownerowner"
MADE_AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
DATE_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>OnTheThirdOfMay</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def libreoffice() -> None:
    """Go on only where LibreOffice is installed."""
    missing = shutil.which("soffice") is None
    if missing and os.environ.get("CI"):
        pytest.fail("LibreOffice (soffice) is not installed, so no bundle was made.")
    if missing:
        pytest.skip("LibreOffice (soffice) is not installed.")


def letter() -> bytes:
    """The answer, on a letterhead."""

    def build(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Letterhead of the service"
        document.add_paragraph(f"Dear Parent, {WORDS}")
        document.core_properties.author = AUTHOR

    return word(build=build)


def word_paper(words: str = WORDS) -> bytes:
    """A note with a date field, a picture that says who took it, and an author."""
    photo = Image.new("RGB", (40, 30), "green")
    exif = photo.getexif()
    exif[0x010E] = AUTHOR
    jpeg = BytesIO()
    photo.save(jpeg, "JPEG", exif=exif)

    def build(document: WordDocument) -> None:
        document.add_paragraph(f"Note of a meeting, {words}")
        document.add_picture(BytesIO(jpeg.getvalue()))
        document.core_properties.author = AUTHOR
        document.core_properties.last_modified_by = AUTHOR

    return word(DATE_FIELD, build=build)


def _about(writer: PdfWriter) -> None:
    writer.metadata = {"/Author": AUTHOR}


def papers() -> dict[int, bytes]:
    """A paper of each kind; the third is withheld."""
    photo = Image.new("RGB", (120, 80), "orange")
    exif = photo.getexif()
    exif[0x013B] = AUTHOR
    jpeg = BytesIO()
    photo.save(jpeg, "JPEG", exif=exif)
    first = "BT /F1 12 Tf 72 700 Td (Minutes of the panel) Tj ET"
    return {
        1: word_paper(),
        2: word_paper("the second"),
        4: pdf(first, first.replace("700", "500"), change=_about),
        5: jpeg.getvalue(),
        6: f"E-mail as text, £ {WORDS}\n".encode(),
    }


def schedule(numbers: Mapping[int, bytes] | None = None) -> tuple[Row, ...]:
    """A line for each of these papers, in no order, and one that is withheld."""
    given = papers() if numbers is None else numbers
    rows = [Row(number, f"Document {number}", date(2024, 5, number), "disclose") for number in given]
    return (Row(3, "Advice of counsel", None, "withhold"), *reversed(rows))


def made(
    parent: Path,
    given: Mapping[int, bytes] | None = None,
    *,
    form: Literal["pdf", "word"] = "pdf",
    letter_file: bytes | None = None,
) -> Bundle:
    """The bundle of these papers."""
    given = papers() if given is None else given
    return make(
        letter_file or letter(),
        schedule(given),
        given,
        title="Answer to your request",
        made_at=MADE_AT,
        form=form,
        password=PASSWORD,
        owner_password=OWNER,
        parent=parent,
    )


def headed() -> bytes:
    """A paper with a header of its own."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "School"
    result = BytesIO()
    document.save(result)
    return result.getvalue()
