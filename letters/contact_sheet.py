"""The pages of many letters as small pictures on a few large ones, to be looked at by a person."""

import subprocess
import textwrap
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont

from letters.errors import LettersError

_MISSING = "The program pdftoppm, which draws the pages, is not installed here: install poppler-utils."
_DOTS = 150  # an inch
_SHEET = (2480, 1754)  # A3, lying, at that many dots
_ACROSS, _DOWN = 4, 2  # A4 pages stand upright, so that three rows would be too small to read
_MARGIN = 30
_CAPTION = 58  # two lines of text
_SECONDS = 60.0
_INK, _RULE = (11, 12, 12), (111, 119, 123)


def contact_sheet(titled: Sequence[tuple[str, bytes]]) -> bytes:
    """One PDF (A3) of all pages of the PDF files in `titled`, each with its title and "page n of m" under it.

    Raises:
        LettersError: there is nothing to show, pdftoppm is not installed, or cannot draw one of them.
    """
    program = which("pdftoppm")
    if program is None:
        raise LettersError(_MISSING)
    sheets = _sheets(_pages(program, titled))
    first = next(sheets, None)
    if first is None:
        raise LettersError("There is no page to show on the contact sheet.")
    result = BytesIO()
    first.save(result, "PDF", save_all=True, append_images=sheets, resolution=_DOTS, title="Letters, page by page")
    return result.getvalue()


def _pages(program: str, titled: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, Image.Image]]:
    """Each page as a picture with its caption, one letter at a time."""
    width, height = _room()
    for title, content in titled:
        with TemporaryDirectory(prefix="letters-") as name:
            folder = Path(name)
            size = ["-scale-to-x", str(width), "-scale-to-y", str(height)]
            try:
                subprocess.run(
                    [program, "-png", *size, "-", str(folder / "page")],
                    input=content,
                    check=True,
                    capture_output=True,
                    timeout=_SECONDS,
                )
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
                raise LettersError("One of the files for the contact sheet is no PDF that can be drawn.") from None
            drawn = sorted(folder.glob("page*.png"))
            for at, path in enumerate(drawn, start=1):
                with Image.open(path) as page:
                    yield f"{title}, page {at} of {len(drawn)}", page.convert("RGB")


def _room() -> tuple[int, int]:
    """How many dots a page has across and down, in the proportions of A4."""
    height = (_SHEET[1] - _MARGIN) // _DOWN - _CAPTION - _MARGIN
    return round(height / 297 * 210), height


def _sheets(pages: Iterator[tuple[str, Image.Image]]) -> Iterator[Image.Image]:
    font = ImageFont.load_default(18)
    width, height = _room()
    across, down = (_SHEET[0] - _MARGIN) // _ACROSS, (_SHEET[1] - _MARGIN) // _DOWN
    while batch := list(islice(pages, _ACROSS * _DOWN)):
        sheet = Image.new("RGB", _SHEET, "white")
        pen = ImageDraw.Draw(sheet)
        for at, (caption, page) in enumerate(batch):
            left = _MARGIN + at % _ACROSS * across
            top = _MARGIN + at // _ACROSS * down
            sheet.paste(page, (left, top))
            pen.rectangle((left, top, left + width - 1, top + height - 1), outline=_RULE)
            lines = textwrap.wrap(caption, 62)[:2]
            pen.text((left, top + height + 6), "\n".join(lines), fill=_INK, font=font)
        yield sheet
