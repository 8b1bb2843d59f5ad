"""Draw the pages by poppler and look whether each word of the text layer is to be seen there.

What is painted can be followed only so far: a picture may be blackened or whited out in itself while the words that
were read from it stay in the file. So the last word has the page as it is drawn.
"""

import subprocess
from collections.abc import Iterator
from io import BufferedReader
from shutil import which

from PIL import Image

_DOTS = 100  # an inch
_SCALE = _DOTS / 72
_LONGEST = 20_000  # pixels: no page is so large


def can_draw() -> bool:
    """Whether poppler's pdftoppm is installed."""
    return which("pdftoppm") is not None


def drawn(content: bytes) -> Iterator[Image.Image]:
    """Each page in grey, 100 dots an inch. The PDF goes in by the pipe, no file is written."""
    program = which("pdftoppm")
    assert program is not None
    child = subprocess.Popen(
        [program, "-gray", "-r", str(_DOTS), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        # poppler reads all of its input before the first page, so writing first cannot block for ever.
        try:
            child.stdin.write(content)
            child.stdin.close()
        except BrokenPipeError:
            return
        assert isinstance(child.stdout, BufferedReader)
        while (page := _page(child.stdout)) is not None:
            yield page
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def _page(pipe: BufferedReader) -> Image.Image | None:
    """One PGM bitmap: "P5", width and height, the whitest value, then a byte for each pixel."""
    if pipe.readline().strip() != b"P5":
        return None
    width, height = (int(number) for number in pipe.readline().split())
    pipe.readline()
    if not (0 < width < _LONGEST and 0 < height < _LONGEST):
        return None
    pixels = pipe.read(width * height)
    return Image.frombytes("L", (width, height), pixels) if len(pixels) == width * height else None


def shades(page: Image.Image, box: tuple[float, float, float, float], height: float) -> tuple[int, int] | None:
    """The darkest and the lightest pixel (0 black to 255 white) in a box of the page; None where it is too small.

    `box` in points from the lower left corner, `height` of the page in points.
    """
    left, bottom, right, top = box
    area = (
        max(0, int(left * _SCALE)),
        max(0, int((height - top) * _SCALE)),
        min(page.width, int(right * _SCALE) + 1),
        min(page.height, int((height - bottom) * _SCALE) + 1),
    )
    if area[2] - area[0] < 2 or area[3] - area[1] < 2:
        return None
    darkest, lightest = page.crop(area).getextrema()
    assert isinstance(darkest, int)
    assert isinstance(lightest, int)
    return darkest, lightest
