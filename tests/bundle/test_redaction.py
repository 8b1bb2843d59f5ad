"""Words under boxes: a failed redaction of a PDF is found, a real one is none."""

import pytest
from PIL import Image, ImageDraw

from bundle import look_pdf
from bundle.finding import What
from bundle.look import look_here
from tests.bundle.pdf_file import WORDS, pdf

BOX = "70 695 200 20 re f"
FAILED = {
    "a black box over the words": f"{WORDS} 0 g {BOX}",
    "a black box under black words": f"0 g {BOX} {WORDS}",
    "dark grey under black": f"0.15 g {BOX} 0 g {WORDS}",
    "a white box over the words": f"{WORDS} 1 g {BOX}",
    "a box in RGB": f"{WORDS} 0 0 0 rg {BOX}",
    "a box in CMYK": f"{WORDS} 0 0 0 1 k {BOX}",
    "a box with a label on it": f"{WORDS} 0 g {BOX} 1 g BT /F1 12 Tf 80 700 Td (REDACTED) Tj ET",
    "a thick line": f"{WORDS} 0 G 16 w 70 704 m 270 704 l S",
    "a thick line, scaled": f"{WORDS} q 4 0 0 4 0 0 cm 4 w 17 176 m 70 176 l S Q",
    "a polygon": f"{WORDS} 0 g 60 690 m 300 692 l 298 720 l 62 718 l h f",
    "a box painted the old way": f"{WORDS} 0 g 70 695 200 20 re F",
    "a box with a frame": f"{WORDS} 0 g 70 695 200 20 re B",
    "a turned page of paper": f"q 0 1 -1 0 595 0 cm {WORDS} 0 g {BOX} Q",
    "a pattern of colours": f"{WORDS} /Pattern cs /P1 scn {BOX}",
    "white on white": f"1 g {WORDS}",
    "nearly white": f"0.97 g {WORDS}",
    "invisible by its mode": "BT 3 Tr /F1 12 Tf 72 700 Td (Placeholder Petra) Tj ET",
    "clipped away": f"q 0 0 10 10 re W n {WORDS} Q",
    "clear as glass": f"/Clear gs {WORDS}",
    "half a point": "BT /F1 0.5 Tf 72 700 Td (Placeholder Petra) Tj ET",
    "told to reading programs only": "/Span << /ActualText (Placeholder Petra) >> BDC 72 700 1 1 re f EMC",
}
REAL = {
    "plain": WORDS,
    "a box where the words were": f"BT /F1 12 Tf 72 740 Td (Dear Parent) Tj ET 0 g {BOX}",
    "white words on a dark head": f"0.1 0.2 0.4 rg {BOX} 1 g {WORDS}",
    "white label on a box": f"0 g {BOX} 1 g {WORDS}",
    "a yellow marker that shines through": f"{WORDS} q /Half gs 1 1 0 rg {BOX} Q",
    "a marker that is multiplied": f"{WORDS} q /Mix gs 1 1 0 rg {BOX} Q",
    "a marker beneath": f"1 1 0 rg {BOX} 0 g {WORDS}",
    "underlined and struck through": f"{WORDS} 70 698 200 0.7 re f 70 703.5 200 0.7 re f",
    "a frame": f"{WORDS} 1 w 70 695 200 20 re S",
    "a frame of two boxes": f"{WORDS} 0 g 60 685 220 40 re 62 687 216 36 re f*",
    "a box clipped elsewhere": f"{WORDS} q 0 0 50 50 re W n 0 g 0 0 595 842 re f Q",
    "a white page beneath": f"1 g 0 0 595 842 re f 0 g {WORDS}",
    "a ligature told in full": "/Span << /ActualText (ffi) >> BDC BT /F1 12 Tf 72 700 Td (f) Tj ET EMC",
    "pale grey": f"0.75 g {WORDS}",
}


@pytest.mark.parametrize("orders", FAILED.values(), ids=FAILED)
def test_words_that_can_be_copied_but_not_seen_stop(orders: str) -> None:
    """UK GDPR Art 5(1)(f): words under a box, or in the colour of the paper, are still in the file."""
    found = look_here(pdf(orders))
    assert [f for f in found if f.stops and f.where == "page 1"], found
    assert "Petra" not in repr(found)


@pytest.mark.parametrize("orders", REAL.values(), ids=REAL)
def test_what_is_seen_is_no_finding(orders: str) -> None:
    """A look that cries wolf is soon not heeded: a real redaction, a marker, a table's head find nothing."""
    assert look_here(pdf(orders)) == ()


@pytest.mark.parametrize("orders", [FAILED["a box with a label on it"], FAILED["a white box over the words"]])
def test_boxes_are_found_without_poppler(orders: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """UK GDPR Art 32: where the pages cannot be drawn, boxes are found all the same, and the gap is told."""
    monkeypatch.setattr(look_pdf, "can_draw", lambda: False)
    assert {f.what for f in look_here(pdf(orders))} == {What.TEXT_UNDER_BOX, What.UNPROVED}


SCAN = "q 595 0 0 842 0 0 cm /Im1 Do Q "
LAYER = "BT 3 Tr /F1 12 Tf 72 700 Td (Placeholder Petra) Tj ET"


def scanned() -> Image.Image:
    """A page of a scan with a line of print where `LAYER` lies."""
    page = Image.new("L", (595, 842), 250)
    draw = ImageDraw.Draw(page)
    for x in range(72, 172, 6):
        draw.line((x, 842 - 709, x + 2, 842 - 699), fill=20, width=2)
    return page


def test_the_text_layer_of_a_scan_is_told_and_does_not_stop() -> None:
    """A scan with the words that a program read from it is an everyday paper."""
    found = look_here(pdf(SCAN + LAYER, picture=scanned()))
    assert [(f.what, f.stops) for f in found] == [(What.SCANNED_TEXT, False)]


@pytest.mark.parametrize("orders", [f"{SCAN}{LAYER} 0 g {BOX}", f"{SCAN} 0 g {BOX} {LAYER}"])
def test_a_box_on_a_scan_does_not_hide_its_text_layer(orders: str) -> None:
    """UK GDPR Art 5(1)(f): the words that were read before the scan was blackened stay in the file."""
    assert What.TEXT_UNDER_BOX in {f.what for f in look_here(pdf(orders, picture=scanned())) if f.stops}


@pytest.mark.parametrize(("colour", "what"), [(0, What.TEXT_UNDER_BOX), (250, What.INVISIBLE_TEXT)])
def test_a_scan_painted_over_in_itself_does_not_hide_its_text_layer(colour: int, what: What) -> None:
    """UK GDPR Art 5(1)(f): a picture blackened or whited out in itself says nothing of the words behind it."""
    page = scanned()
    ImageDraw.Draw(page).rectangle((60, 842 - 720, 300, 842 - 690), fill=colour)
    assert what in {f.what for f in look_here(pdf(SCAN + LAYER, picture=page)) if f.stops}


def test_a_small_picture_over_the_words_stops() -> None:
    """UK GDPR Art 5(1)(f): a picture laid over words covers them no better than a box."""
    orders = f"{WORDS} q 200 0 0 20 70 695 cm /Im1 Do Q"
    found = look_here(pdf(orders, picture=Image.effect_noise((100, 10), 90)))
    assert What.TEXT_UNDER_BOX in {f.what for f in found if f.stops}


def test_text_beyond_the_edge_stops() -> None:
    """UK GDPR Art 5(1)(f): what lies outside the page is in the file."""
    beyond = "BT /F1 12 Tf 700 700 Td (Placeholder Petra) Tj ET"
    assert {f.what for f in look_here(pdf(beyond)) if f.stops} == {What.TEXT_OUTSIDE}
