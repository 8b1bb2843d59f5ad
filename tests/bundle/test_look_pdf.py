"""The last look at PDFs: what lies beside the pages."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from bundle.finding import What
from bundle.look import look_here
from bundle.refusals import NotLooked
from tests.bundle.pdf_file import WORDS, name, pdf, text, with_annotation


def _attached(writer: PdfWriter) -> None:
    writer.add_attachment("petra.txt", b"Petra")


def _script(writer: PdfWriter) -> None:
    action = DictionaryObject({name("S"): name("JavaScript"), name("JS"): text("app.alert(1)")})
    names = DictionaryObject({name("Names"): ArrayObject([text("s"), action])})
    writer.root_object[name("Names")] = DictionaryObject({name("JavaScript"): names})


def _launch(writer: PdfWriter) -> None:
    writer.root_object[name("OpenAction")] = DictionaryObject({name("S"): name("Launch"), name("F"): text("x.exe")})


def _layer(**default: object) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        layer = writer._add_object(DictionaryObject({name("Type"): name("OCG"), name("Name"): text("Layer")}))
        settings = {name(key): ArrayObject([layer]) if value is True else value for key, value in default.items()}
        writer.root_object[name("OCProperties")] = DictionaryObject(
            {name("OCGs"): ArrayObject([layer]), name("D"): DictionaryObject(settings)}
        )

    return change


def _form(**field: object) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        entries = {name("FT"): name("Tx"), name("T"): text("child"), **{name(k): v for k, v in field.items()}}
        fields = ArrayObject([writer._add_object(DictionaryObject(entries))])
        writer.root_object[name("AcroForm")] = DictionaryObject({name("Fields"): fields})

    return change


def _metadata(writer: PdfWriter) -> None:
    writer.metadata = {"/Author": "Petra", "/Keywords": "Petra"}
    xmp = DecodedStreamObject()
    xmp.set_data(b"<x:xmpmeta>Petra</x:xmpmeta>")
    writer.root_object[name("Metadata")] = writer._add_object(xmp)


HIDDEN = {
    **{
        f"an annotation: {kind}": (with_annotation(kind, Contents=text("Petra")), What.COMMENT, "page 1")
        for kind in ("Text", "FreeText", "Highlight", "StrikeOut", "Ink", "Stamp", "Redact", "Popup")
    },
    "an attached file at a place": (with_annotation("FileAttachment"), What.EMBEDDED_FILE, "the PDF"),
    "an attached file": (_attached, What.EMBEDDED_FILE, "the PDF"),
    "a script": (_script, What.SCRIPT, "the PDF"),
    "a program that is started": (_launch, What.SCRIPT, "the PDF"),
    "a link that starts a script": (
        with_annotation("Link", A=DictionaryObject({name("S"): name("JavaScript"), name("JS"): text("x")})),
        What.SCRIPT,
        "the PDF",
    ),
    "a layer that is off": (_layer(OFF=True), What.HIDDEN_LAYER, "the PDF"),
    "layers that are off unless said": (_layer(BaseState=name("OFF")), What.HIDDEN_LAYER, "the PDF"),
    "a form that was filled in": (_form(V=text("Petra")), What.FORM_FIELD, "the PDF"),
}


@pytest.mark.parametrize(("change", "what", "where"), HIDDEN.values(), ids=HIDDEN)
def test_what_lies_beside_the_page_stops(change: Callable[[PdfWriter], None], what: What, where: str) -> None:
    """UK GDPR Art 5(1)(f): comments, attachments, layers, scripts and forms of a PDF are found and stop."""
    found = look_here(pdf(WORDS, change=change))
    assert (what, where) in {(f.what, f.where) for f in found if f.stops}
    assert "Petra" not in repr(found)


@pytest.mark.parametrize(
    "change",
    [
        with_annotation(
            "Link", A=DictionaryObject({name("S"): name("URI"), name("URI"): text("https://www.gov.uk")})
        ),
        _layer(ON=True),
        _form(V=text("")),
    ],
    ids=["a link", "a layer that is on", "an empty form"],
)
def test_what_is_seen_is_no_finding(change: Callable[[PdfWriter], None]) -> None:
    """A look that cries wolf is soon not heeded."""
    assert look_here(pdf(WORDS, change=change)) == ()


def test_who_made_it_is_listed_and_does_not_stop() -> None:
    """UK GDPR Art 5(1)(c): the author of a PDF is left out by the program."""
    found = look_here(pdf(WORDS, change=_metadata))
    assert {(f.what, f.stops) for f in found} == {(What.AUTHOR, False), (What.METADATA, False)}


def test_a_picture_that_no_page_shows_stops() -> None:
    """UK GDPR Art 5(1)(f): a picture that was taken off the page, but not out of the file, goes with it."""
    found = look_here(pdf(WORDS, picture=Image.new("L", (10, 10))))
    assert [(f.what, f.stops) for f in found] == [(What.UNUSED_PICTURE, True)]


def test_a_locked_pdf_is_refused_and_a_restricted_one_is_looked_at() -> None:
    """A PDF that needs a password cannot be looked through; one that only forbids printing can."""

    def locked(user: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(WORDS))))
        writer.encrypt(user, "owner", algorithm="AES-256")
        made = BytesIO()
        writer.write(made)
        return made.getvalue()

    with pytest.raises(NotLooked, match="password"):
        look_here(locked("secret"))
    assert look_here(locked("")) == ()


def test_each_page_is_told_by_its_number() -> None:
    """Staff must find the place: the page is said, the words never."""
    found = look_here(pdf(WORDS, f"1 g {WORDS}", WORDS, f"{WORDS} 0 g 70 695 200 20 re f"))
    assert [(f.what, f.where) for f in found] == [
        (What.INVISIBLE_TEXT, "page 2"),
        (What.TEXT_UNDER_BOX, "page 4"),
    ]


def test_the_inner_drawings_of_a_page_are_followed() -> None:
    """UK GDPR Art 5(1)(f): a box drawn by a form object lies over the words as well."""

    def change(writer: PdfWriter) -> None:
        box = DecodedStreamObject()
        box.set_data(b"0 0 200 20 re f")
        box.update({name("Type"): name("XObject"), name("Subtype"): name("Form")})
        box[NameObject("/BBox")] = ArrayObject(NumberObject(n) for n in (0, 0, 200, 20))
        resources = writer.pages[0]["/Resources"]
        resources[name("XObject")] = DictionaryObject({name("Fm1"): writer._add_object(box)})

    found = look_here(pdf(f"{WORDS} q 1 0 0 1 70 695 cm /Fm1 Do Q", change=change))
    assert [(f.what, f.where) for f in found] == [(What.TEXT_UNDER_BOX, "page 1")]
