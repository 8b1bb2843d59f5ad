"""Set a page straight that was laid on the glass askew."""

from reading.page_ink import size_of


def turned(bitmap: bytes, degrees: float) -> bytes | None:
    """Give the PGM turned clockwise by so much, on white; None when Pillow, which turns it, is not installed."""
    try:
        from PIL import Image
    except ImportError:
        return None
    width, height, dots = size_of(bitmap)
    page = Image.frombytes("L", (width, height), dots)
    straight = page.rotate(-degrees, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
    return b"P5\n%d %d\n255\n" % straight.size + straight.tobytes()
