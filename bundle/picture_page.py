"""A picture as pages of A4, drawn anew: nothing of the old file survives but what is seen."""

from io import BytesIO

from PIL import Image, ImageOps, ImageSequence
from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from bundle.limits import LIMITS, Limits
from bundle.look_picture import DAMAGED, opened
from bundle.refusals import NotLooked

_A4 = (595.28, 841.89)  # points
_MARGIN = 28.35  # points, one centimetre
_LONGEST = 3508  # pixels: A4 at 300 dots an inch
_QUALITY = 90


def picture_page(content: bytes, limits: Limits = LIMITS) -> bytes:
    """A PDF with each page of the picture (a TIFF may have several) upright on A4, as large as fits.

    Raises:
        NotLooked: the picture is damaged, too large, or has too many pages.
    """
    picture = opened(content, limits)
    # Only a TIFF has pages; what else is kept behind the first picture of a file is not seen, and does not go.
    frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if frames > limits.pages:
        raise NotLooked(f"The picture has more than {limits.pages:,} pages. Cut it into parts.")
    writer = PdfWriter()
    try:
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > limits.pixels:
                raise NotLooked(DAMAGED)
            writer.add_page(_page(frame))
            if len(writer.pages) == frames:
                break
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        raise NotLooked(DAMAGED) from None
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _page(frame: Image.Image) -> PageObject:
    flat = _flat(ImageOps.exif_transpose(frame))
    flat.thumbnail((_LONGEST, _LONGEST))
    drawn = BytesIO()
    # One pixel to the point, scaled on the page; nothing but pixels is handed over.
    flat.save(drawn, "PDF", resolution=72, quality=_QUALITY)
    inner = PdfReader(drawn).pages[0]
    width, height = _A4 if flat.width <= flat.height else _A4[::-1]
    scale = min((width - 2 * _MARGIN) / flat.width, (height - 2 * _MARGIN) / flat.height, 1.0)
    page = PageObject.create_blank_page(width=width, height=height)
    left = (width - flat.width * scale) / 2
    bottom = height - _MARGIN - flat.height * scale
    page.merge_transformed_page(inner, Transformation().scale(scale).translate(left, bottom))
    return page


def _flat(frame: Image.Image) -> Image.Image:
    """The picture on white paper: what is transparent may still hold what was drawn there."""
    if frame.mode in ("1", "L"):
        plain = frame.convert("L")
    else:
        seen = frame.convert("RGBA")
        plain = Image.new("RGB", seen.size, "white")
        plain.paste(seen, mask=seen.getchannel("A"))
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return fresh
