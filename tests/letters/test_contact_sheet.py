"""All pages of many letters on a few large ones."""

import os
import shutil
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from letters import LettersError
from letters.contact_sheet import contact_sheet


def _pdf(pages: int, colour: str) -> bytes:
    """A PDF of so many pages of one colour."""
    sheets = [Image.new("RGB", (210, 297), colour) for _ in range(pages)]
    buffer = BytesIO()
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:])
    return buffer.getvalue()


@pytest.fixture
def drawing() -> None:
    """Skip where no page can be drawn."""
    if shutil.which("pdftoppm") is None:
        if os.environ.get("CI"):
            pytest.fail("pdftoppm is not installed, so no page was drawn.")
        pytest.skip("pdftoppm is not installed.")


@pytest.mark.usefixtures("drawing")
def test_every_page_is_shown_once() -> None:
    """Eight to a sheet of A3: ten pages make two sheets, and each page is where it belongs."""
    content = contact_sheet([("closing / foi / derby", _pdf(7, "red")), ("closing / sar / derby", _pdf(3, "blue"))])
    sheets = PdfReader(BytesIO(content)).pages
    assert len(sheets) == 2
    assert [round(float(size)) for size in sheets[0].mediabox[2:]] == [1190, 842]  # A3, lying, in points
    shown = [_colours(page.images[0].image) for page in sheets]
    assert shown == [["red"] * 7 + ["blue"], ["blue"] * 2]


def _colours(sheet: Image.Image | None) -> list[str]:
    """The colours of the pages on a sheet, row by row; white where there is none."""
    assert sheet is not None
    found = []
    for row in range(2):
        for column in range(4):
            red, _, blue = sheet.convert("RGB").getpixel((30 + column * 612 + 200, 30 + row * 862 + 300))
            found.append("red" if red > 200 > blue else "blue" if blue > 200 > red else "")
    return [colour for colour in found if colour]


@pytest.mark.usefixtures("drawing")
def test_what_is_no_pdf_is_a_clear_error() -> None:
    """The error names no letter's content."""
    with pytest.raises(LettersError, match="no PDF that can be drawn"):
        contact_sheet([("closing", b"not a PDF")])
    with pytest.raises(LettersError, match="no page to show"):
        contact_sheet([])


def test_without_pdftoppm_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing letters needs no such program; looking at them all says what it needs."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LettersError, match="install poppler-utils"):
        contact_sheet([("closing", b"x")])
