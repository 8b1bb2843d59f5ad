"""Scans and photographs of letters for the tests, drawn when they are needed."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

LINES = (
    "Dear Sir or Madam",
    "",
    "I am writing to make a subject access request.",
    "Please send me a copy of all the records that you hold",
    "about my son Ashwin Testperson, born 12 March 2014.",
    "",
    "Yours faithfully",
    "Jo Testperson",
)
WORDS = " ".join(LINES).split()
_SIZE = (1240, 1754)  # A4 at 150 dots an inch


def share_read(text: str, words: Sequence[str] = WORDS) -> float:
    """Give the share, 0 to 1, of these words that the text holds in their order: no program reads every one."""
    match = SequenceMatcher(None, words, text.split(), autojunk=False)
    return sum(block.size for block in match.get_matching_blocks()) / len(words)


def page(lines: Sequence[str] = LINES, *, size: tuple[int, int] = _SIZE, ink: int = 0) -> Image.Image:
    """Give a printed page."""
    drawn = Image.new("L", size, 255)
    font = ImageFont.load_default(30)
    ImageDraw.Draw(drawn).multiline_text((120, 150), "\n".join(lines), font=font, fill=ink, spacing=14)
    return drawn


def scrawl(drawn: Image.Image, rows: int = 14) -> Image.Image:
    """Write over the lower part of a page what no program can read."""
    pen = ImageDraw.Draw(drawn)
    for row in range(rows):
        for word in range(6):
            left, middle = 120 + 170 * word, 650 + 70 * row
            strokes = [(left + 9 * i, middle + (i * 37 + word * 11 + row * 7) % 41 - 20) for i in range(14)]
            pen.line(strokes, fill=60, width=3)
    return drawn


def saved(drawn: Image.Image, form: str, **options: object) -> bytes:
    """Give the picture as a file in this format."""
    out = BytesIO()
    drawn.save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def tiff(*pages: Image.Image) -> bytes:
    """Give a TIFF with these pages, as a scanner with a feeder makes it."""
    return saved(
        pages[0].convert("1"),
        "TIFF",
        save_all=True,
        append_images=[p.convert("1") for p in pages[1:]],
        compression="group4",
    )


def scanned_pdf(*pages: Image.Image) -> bytes:
    """Give a PDF whose pages are pictures."""
    return saved(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=150)
