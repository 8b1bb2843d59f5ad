"""Photographs and scans (.jpg, .png, .tif): decoded to a grey bitmap here, read by tesseract."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from reading.limits import Limits
from reading.pages import Draw, read_pages
from reading.result import Reading, Trust, Unreadable
from reading.tesseract import NOT_INSTALLED, installed
from reading.wording import tidy_letter

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "TIFF")
_LONGEST = 3_508  # pixels: the long side of A4 at 300 dots an inch, what tesseract is made for
_SHORTEST = 1_800  # below it the letters are too small: the picture is enlarged
_MOST_LARGER = 3
_NO_PILLOW = (
    "it is a picture of a letter, and Pillow, which opens pictures, is not installed here: "
    "install Inforights anew, or read it yourself"
)
_BLANK = "there is nothing in the picture; a person must look at it"
_HUGE = "The picture is larger than any scan of a page. Save it again at 300 dots an inch and log that."


def parse(content: bytes, limits: Limits) -> Reading:
    """Read the words of a picture, page by page where it is a TIFF with several.

    Raises:
        Unreadable: it would unpack to too much.
        Exception: whatever the library raises on a damaged file.

    """
    if installed() is None:
        return _unread(NOT_INSTALLED)
    try:
        from PIL import Image
    except ImportError:
        return _unread(_NO_PILLOW)
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with warnings.catch_warnings(action="ignore"):
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=_FORMATS)
            pages = read_pages(_frames(picture, limits), limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unreadable(_HUGE) from None
    count = len(pages.texts.keys() | {number for numbers in pages.doubts.values() for number in numbers})
    text = tidy_letter("\n\n".join(pages.texts[number] for number in sorted(pages.texts)), limits)
    doubts = pages.said(count) or (() if text.strip() else (_BLANK,))
    return Reading(
        text=text,
        how=f"picture, {pages.how()}",
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=doubts,
    )


def _unread(why: str) -> Reading:
    return Reading(text="", how="picture, not read", trust=Trust.DOUBTFUL, doubts=(why,))


def _frames(picture: "Image", limits: Limits) -> Iterator[tuple[int, Draw]]:
    """Give the pages; of any format but TIFF the first picture, which is the one that viewers show."""
    for number in range(1, limits.scanned_pages + 2):
        if number > 1:
            if picture.format != "TIFF":
                return
            try:
                picture.seek(number - 1)
            except EOFError:
                return
        if picture.width * picture.height > limits.pixels:
            raise Unreadable(_HUGE)
        yield number, lambda _: bitmap(picture)


def bitmap(picture: "Image") -> bytes:
    """Give the picture as a grey PGM: the right way up as the camera noted, on white, of a size for reading."""
    from PIL import Image, ImageOps

    longest = max(picture.size)
    if picture.format == "JPEG":
        # The decoder leaves out what would be thrown away again.
        picture.draft("L", (_LONGEST, _LONGEST))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):  # sixteen bits a dot
        upright = upright.convert("I").point(lambda dot: dot * (1 / 256))
    elif upright.has_transparency_data:
        seen = upright.convert("RGBA")
        upright = Image.new("RGB", seen.size, "white")
        upright.paste(seen, mask=seen.getchannel("A"))
    grey = upright.convert("L")
    wanted = longest if _SHORTEST <= longest <= _LONGEST else min(_LONGEST, longest * _MOST_LARGER)
    scale = wanted / max(grey.size)
    if scale != 1:
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    return b"P5\n%d %d\n255\n" % grey.size + grey.tobytes()
