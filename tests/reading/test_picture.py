"""Photographs and scans. Here the real tesseract runs; CI installs it."""

import os
import struct
import zlib
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from pypdf import PdfWriter

from reading import Reading, Trust, Unreadable, read
from reading.door import read_in_process
from reading.limits import Limits
from reading.tesseract import installed
from tests.reading.letter_mail import attach, mail
from tests.reading.pdf_page import pdf
from tests.reading.scan_file import LINES, WORDS, page, saved, scanned_pdf, scrawl, share_read, tiff

NEARLY_ALL = 0.9


@pytest.fixture(autouse=True)
def tesseract() -> None:
    """These tests need the program; where it is not installed they fail in CI, and say so elsewhere."""
    if installed() is None:
        if os.environ.get("CI"):
            pytest.fail("tesseract is not installed, so no picture was read.")
        pytest.skip("tesseract is not installed.")


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without tesseract and poppler."""
    monkeypatch.setenv("PATH", str(tmp_path))


def read_here(content: bytes, name: str = "scan.png") -> Reading:
    """Read a picture here."""
    return read_in_process(content, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scan.png", saved(page(), "PNG")),
        ("scan.jpg", saved(page(), "JPEG")),
        ("scan.jpeg", saved(page().convert("CMYK"), "JPEG")),
        ("scan.tif", tiff(page())),
        ("photo.jpg", saved(page(), "PNG")),  # what a telephone calls it is not always what it is
    ],
)
def test_a_clear_picture_is_read(name: str, content: bytes) -> None:
    """Words of a clear scan are relied on, and `how` says who read them and how sure they are."""
    reading = read_here(content, name)
    assert share_read(reading.text) > NEARLY_ALL
    assert reading.text.split("\n")[0] == LINES[0]
    assert reading.trust is Trust.SURE
    assert reading.how.startswith("picture, read by tesseract, 9")


def test_the_child_reads_what_this_process_reads() -> None:
    """The limits of the child leave tesseract room to work."""
    content = saved(page(), "PNG")
    assert read(content, "scan.png") == read_here(content)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_is_read(turn: int) -> None:
    """Pages are laid on the glass as it happens."""
    assert share_read(read_here(saved(page().rotate(turn, expand=True), "PNG")).text) > NEARLY_ALL


def test_a_page_that_lies_askew_is_set_straight() -> None:
    """Five degrees are enough to mix up the lines of an uncorrected page."""
    reading = read_here(saved(page().rotate(5, expand=True, fillcolor=255), "PNG"))
    assert share_read(reading.text) > NEARLY_ALL
    assert reading.trust is Trust.SURE


def test_a_photograph_is_turned_as_the_camera_noted() -> None:
    """Telephones save the picture as the sensor saw it, with a note of which way was up."""
    note = Image.Exif()
    note[0x0112] = 6
    assert share_read(read_here(saved(page().rotate(90, expand=True), "JPEG", exif=note), "a.jpg").text) > NEARLY_ALL


@pytest.mark.parametrize("kind", ["shadow", "see-through", "sixteen bits", "palette"])
def test_a_picture_of_an_odd_kind_is_read(kind: str) -> None:
    """A shadow over half the page, a page without paper behind it, more bits than usual: the words are the same."""
    drawn = page()
    if kind == "shadow":
        shade = Image.linear_gradient("L").resize(drawn.size).point(lambda dot: 70 + dot * 0.7)
        drawn = Image.composite(shade, Image.new("L", drawn.size, 30), drawn)
    elif kind == "see-through":
        drawn = Image.merge("LA", (Image.new("L", drawn.size, 0), drawn.point(lambda dot: 255 - dot)))
    elif kind == "sixteen bits":
        drawn = drawn.convert("I").point(lambda dot: dot * 257).convert("I;16")
    else:
        drawn = drawn.convert("P")
    assert share_read(read_here(saved(drawn, "PNG")).text) > NEARLY_ALL


def test_a_small_picture_is_enlarged() -> None:
    """A picture sent through a messenger has few dots a letter."""
    small = page().resize((560, 792))
    assert share_read(read_here(saved(small, "PNG")).text) > NEARLY_ALL


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (saved(page().filter(ImageFilter.GaussianBlur(4)), "PNG"), "hard to read|hardly a word"),
        (saved(page(["Page 1"]), "PNG"), "hardly a word"),
        (saved(scrawl(page([])), "PNG"), "hard to read|hardly a word|good part"),
        (saved(scrawl(page()), "PNG"), "hard to read|hardly a word|good part"),
        (saved(page([]), "PNG"), "nothing in the picture"),
        (saved(Image.effect_noise((300, 300), 90), "PNG"), "hard to read|hardly a word"),
    ],
    ids=["blurred", "few words", "handwriting", "handwriting on a letterhead", "blank", "noise"],
)
def test_what_is_not_clear_is_a_doubt(content: bytes, says: str) -> None:
    """A blurred, written or empty page goes to a person, with the reason; it is never a guess."""
    reading = read_here(content)
    assert reading.trust is Trust.DOUBTFUL
    assert any(part in reading.doubts[0] for part in says.split("|")), reading.doubts


def test_every_page_of_a_tiff_is_read_and_an_empty_back_is_no_doubt() -> None:
    """A scanner with a feeder makes one file of all pages, backs included."""
    reading = read_here(
        tiff(page(), page([]), page(["And the e-mails about him too, please,", "from May to July."])), "a.tif"
    )
    assert share_read(reading.text) > NEARLY_ALL
    assert reading.text.endswith("May to July.")
    assert reading.trust is Trust.SURE


def test_a_page_that_is_not_clear_is_named() -> None:
    """The person who looks is told where."""
    reading = read_here(tiff(page(), scrawl(page([]))), "a.tif")
    assert reading.doubts[0].startswith("page 2 of 2: ")
    assert reading.text.split()[:3] == WORDS[:3]


def test_more_pages_than_are_read_is_a_doubt() -> None:
    """A stack of pages is not read to the end, and says so."""
    reading = read_in_process(tiff(*[page()] * 3), "a.tif", Limits(scanned_pages=2))
    assert share_read(reading.text, WORDS * 2) > NEARLY_ALL
    assert "more than 2 pages" in reading.doubts[0]


def test_reading_stops_when_the_time_is_over() -> None:
    """Time for pictures is part of the time for the file; what was not read is a doubt, not a failure."""
    reading = read_in_process(tiff(*[page()] * 2), "a.tif", Limits(wall_seconds=0.1))
    assert (reading.text, reading.trust) == ("", Trust.DOUBTFUL)
    assert "too long" in reading.doubts[0]


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize(("name", "content"), [("scan.png", saved(page(), "PNG")), ("scan.pdf", scanned_pdf(page()))])
def test_without_tesseract_a_picture_is_kept_and_a_person_reads_it(name: str, content: bytes) -> None:
    """A machine without the program loses no letter; one sentence says what to install."""
    reading = read(content, name)
    assert (reading.text, reading.trust) == ("", Trust.DOUBTFUL)
    assert "install " in reading.doubts[-1]
    assert reading == read_in_process(content, name)


def test_a_scanned_pdf_is_read_page_by_page() -> None:
    """A PDF of pictures is drawn as a viewer shows it, then read."""
    reading = read_in_process(scanned_pdf(page(), page([]), page().rotate(180)), "scan.pdf")
    assert share_read(reading.text, WORDS * 2) > NEARLY_ALL
    assert reading.trust is Trust.SURE
    assert reading.how.startswith("PDF of pictures, read by tesseract, 9")


def test_an_attached_photograph_is_read_with_its_note() -> None:
    """A parent photographs the letter and sends it with "please see attached"."""
    message = attach(mail("Please see attached."), saved(page(), "JPEG"), "image/jpeg", "IMG_1.jpg")
    reading = read(message.as_bytes(), "a.eml")
    assert reading.text.startswith("Please see attached.\n\n")
    assert share_read(reading.text) > NEARLY_ALL
    assert "attachment 1 (picture, read by tesseract" in reading.how
    assert reading.trust is Trust.SURE


def test_a_scanned_page_among_others_is_read() -> None:
    """Text pages are taken from their text, the others are read as pictures, in the order of the file."""
    writer = PdfWriter()
    for part in (
        pdf(["Dear service,", "Here is my letter, which I wrote by hand and had typed at the library."]),
        scanned_pdf(page()),
        pdf(["And the e-mails of May, please, and those of June."]),
    ):
        writer.append(BytesIO(part))
    out = BytesIO()
    writer.write(out)
    reading = read_in_process(out.getvalue(), "letter.pdf")
    assert reading.text.startswith("Dear service,")
    assert share_read(reading.text) > NEARLY_ALL
    assert reading.text.endswith("those of June.")
    assert reading.how.startswith("PDF, text layer; page 2 is a picture, read by tesseract, 9")
    assert reading.trust is Trust.SURE


def test_a_letter_that_is_an_inline_picture_is_read() -> None:
    """Some send nothing but a photograph of the letter, pasted into the message."""
    message = mail(None, "<p><img src='cid:1'></p>")
    message.make_mixed()
    part = EmailMessage(policy=SMTP)
    part.set_content(saved(page(), "PNG"), "image", "png", disposition="inline", cid="<1>")
    message.attach(part)
    reading = read_here(message.as_bytes(), "a.eml")
    assert share_read(reading.text) > NEARLY_ALL
    assert "attachment 1 (picture, read by tesseract" in reading.how


def png_of(width: int, height: int) -> bytes:
    """Give a PNG that claims this size and holds almost nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(bytes(1024))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.png", png_of(60_000, 60_000), "larger than any scan"),
        ("a.png", png_of(12_000, 12_000), "larger than any scan"),
        ("a.png", png_of(2_000, 2_000), "damaged or not complete"),
        ("a.png", saved(page(), "PNG")[:2_000], "damaged or not complete"),
        ("a.jpg", saved(page(), "JPEG")[:500], "damaged or not complete"),
        ("a.tif", tiff(page())[:200], "damaged or not complete"),
        ("a.jpg", pdf(["x"]), "ending says a picture, but its content is a PDF"),
        ("a.png", b"GIF89a" + bytes(90), "a picture of another kind"),
        ("a.pdf", saved(page(), "PNG"), "its content is a picture"),
        ("a.jpg", b"\x00\x00\x00\x18ftypheic" + bytes(90), "HEIC"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(90), "save it as JPEG"),
    ],
)
def test_a_picture_that_cannot_be_read_is_one_clear_line(name: str, content: bytes, says: str) -> None:
    """Bombs, damaged files and other kinds are refused in words, and in time."""
    with pytest.raises(Unreadable, match=says):
        read(content, name)
