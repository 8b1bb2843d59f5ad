"""The last look at a picture: what it says about who took it, where and when."""

import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from bundle.finding import Finding, What, found
from bundle.limits import LIMITS, Limits
from bundle.refusals import NotLooked

FORMATS = ("JPEG", "PNG", "TIFF")
DAMAGED = "The picture is damaged or not complete. Open it in a picture program and save it again."
TOO_LARGE = "The picture is far larger than a page scanned at 600 dots an inch. Save it smaller and use that."
_GPS = 0x8825
# How a TIFF is stored and how large it prints: no file is without these, and they say nothing of anybody.
_PLAIN = frozenset(
    (
        *(254, 256, 257, 258, 259, 262, 266, 269, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 292, 293),
        *(296, 297, 317, 320, 322, 323, 324, 325, 338, 339, 530, 531, 532, 34665),
    )
)
# What Pillow keeps of a file that is about the picture as such.
_TECHNICAL = frozenset(
    (
        *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile", "progressive", "progression"),
        *("adobe", "adobe_transform", "gamma", "transparency", "interlace", "srgb", "chromaticity", "compression"),
        *("aspect", "background", "resolution", "loop", "bit_depth", "default_image", "exif"),
    )
)


def opened(content: bytes, limits: Limits = LIMITS) -> Image.Image:
    """The picture, its size weighed before it is unpacked.

    Raises:
        NotLooked: it is damaged, of another kind, or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(BytesIO(content), formats=FORMATS)
            width, height = picture.size
    except Image.DecompressionBombError:
        raise NotLooked(TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise NotLooked(DAMAGED) from None
    if width * height > limits.pixels:
        raise NotLooked(TOO_LARGE)
    return picture


def look_at_picture(content: bytes, limits: Limits = LIMITS) -> Iterator[Finding]:
    """Data about the picture. It does not stop: each picture is drawn anew without it."""
    if says_who(content, limits):
        place = "where it was taken" if _GPS in opened(content, limits).getexif() else "the picture"
        yield found(What.PICTURE_METADATA, place)


def says_who(content: bytes, limits: Limits) -> bool:
    """Whether the picture carries more than itself: EXIF, XMP, a comment, text.

    Raises:
        NotLooked: it cannot be opened.
    """
    picture = opened(content, limits)
    try:
        exif = set(picture.getexif()) - _PLAIN
        if exif:
            return True
    except Exception:  # a broken EXIF block fails in many ways; it is there
        return True
    return any(key.lower() not in _TECHNICAL for key in map(str, picture.info))
