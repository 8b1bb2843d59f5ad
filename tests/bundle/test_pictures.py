"""Pictures: what they say of themselves, and how they are drawn anew."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin, TiffImagePlugin
from pypdf import PdfReader

from bundle.bare_picture import bare_jpeg, bare_png
from bundle.finding import What
from bundle.limits import Limits
from bundle.look import look_here
from bundle.picture_page import picture_page
from bundle.refusals import NotLooked

MARK = "PetraPlaceholder"


def saved(picture: Image.Image, form: str, **more: object) -> bytes:
    """The picture in this format."""
    made = BytesIO()
    picture.save(made, form, **more)
    return made.getvalue()


def photo(width: int = 60, height: int = 40) -> Image.Image:
    """A picture, its upper left corner red."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height // 2))
    return picture


def jpeg(*, orientation: int = 1, gps: bool = True) -> bytes:
    """A photograph as a telephone takes it."""
    picture = photo()
    exif = picture.getexif()
    exif[0x010E] = MARK
    exif[0x0112] = orientation
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
    return saved(picture, "JPEG", exif=exif, comment=MARK.encode())


def png() -> bytes:
    """A PNG with a line of text in it."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", MARK)
    return saved(photo(), "PNG", pnginfo=words)


def tiff() -> bytes:
    """A TIFF of two pages that says who made it."""
    about = TiffImagePlugin.ImageFileDirectory_v2()
    about[315] = MARK
    return saved(photo(), "TIFF", tiffinfo=about, save_all=True, append_images=[photo()])


@pytest.mark.parametrize("content", [jpeg(), png(), tiff()], ids=["JPEG", "PNG", "TIFF"])
def test_what_a_picture_says_is_listed_and_left_out(content: bytes) -> None:
    """UK GDPR Art 5(1)(c): where and by whom a photograph was taken does not go with it."""
    assert MARK.encode() in content
    found = look_here(content)
    assert [(f.what, f.stops) for f in found] == [(What.PICTURE_METADATA, False)]
    reader = PdfReader(BytesIO(picture_page(content)))
    held = b"".join(
        value.get_object().get_data() for page in reader.pages for value in page["/Resources"]["/XObject"].values()
    )
    assert MARK.encode() not in picture_page(content) + held


def test_where_it_was_taken_is_said() -> None:
    """Staff should know that a photograph held the place."""
    assert [f.where for f in look_here(jpeg())] == ["where it was taken"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_a_bare_picture_is_no_finding(form: str) -> None:
    """A look that cries wolf is soon not heeded."""
    assert look_here(saved(photo(), form, dpi=(300, 300))) == ()


def test_each_page_of_a_tiff_is_a_page() -> None:
    """No page of a paper is lost."""
    assert len(PdfReader(BytesIO(picture_page(tiff()))).pages) == 2


def test_a_turned_photograph_stands_upright() -> None:
    """The orientation that EXIF told is applied before EXIF is dropped: 6 is a quarter to the right."""
    page = PdfReader(BytesIO(picture_page(jpeg(orientation=6)))).pages[0]
    drawn = page.images[0].image
    assert drawn is not None
    assert drawn.size == (40, 60)
    red, green, _ = drawn.convert("RGB").getpixel((35, 5))
    assert red > 200 > green
    assert page.mediabox.width < page.mediabox.height


def test_nothing_lies_behind_what_is_transparent() -> None:
    """UK GDPR Art 5(1)(f): the pixels under a transparent place may still hold what was wiped out."""
    picture = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    page = PdfReader(BytesIO(picture_page(saved(picture, "PNG")))).pages[0]
    drawn = page.images[0].image
    assert drawn is not None
    assert min(drawn.convert("L").getextrema()) > 250


def test_pixels_are_weighed_before_they_are_unpacked() -> None:
    """UK GDPR Art 32: a picture of a few bytes that unpacks to gigabytes is refused."""
    with pytest.raises(NotLooked, match="larger"):
        look_here(saved(photo(200, 200), "PNG"), Limits(pixels=10_000))


@pytest.mark.parametrize("content", [jpeg()[:300], png()[:60]])
def test_half_a_picture_is_refused(content: bytes) -> None:
    """A paper that cannot be seen does not go."""
    with pytest.raises(NotLooked, match="damaged"):
        picture_page(content)


def test_a_picture_is_bared_without_touching_its_pixels() -> None:
    """UK GDPR Art 5(1)(c): a photograph in a letter loses its EXIF and its preview, and looks the same."""
    twice = jpeg() + jpeg()
    for before, bare in ((twice, bare_jpeg(twice)), (png(), bare_png(png()))):
        assert MARK.encode() not in bare
        assert Image.open(BytesIO(bare)).tobytes() == Image.open(BytesIO(before)).tobytes()
