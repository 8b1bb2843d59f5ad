"""PDFs of one's own making, order by order."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

WORDS = "BT /F1 12 Tf 72 700 Td (Placeholder Petra) Tj ET"


def name(word: str) -> NameObject:
    """A name of PDF."""
    return NameObject(f"/{word}")


def pdf(*pages: str, change: Callable[[PdfWriter], None] | None = None, picture: Image.Image | None = None) -> bytes:
    """A PDF with these orders on its A4 pages; "/F1" is a font, "/Im1" the picture, see `ExtGState` for the rest."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            name("Type"): name("Font"),
            name("Subtype"): name("Type1"),
            name("BaseFont"): name("Helvetica"),
            name("Encoding"): name("WinAnsiEncoding"),
        }
    )
    half = DictionaryObject({name("ca"): FloatObject(0.5), name("CA"): FloatObject(0.5)})
    clear = DictionaryObject({name("ca"): FloatObject(0)})
    mix = DictionaryObject({name("BM"): name("Multiply")})
    resources = DictionaryObject(
        {
            name("Font"): DictionaryObject({name("F1"): font}),
            name("ExtGState"): DictionaryObject({name("Half"): half, name("Mix"): mix, name("Clear"): clear}),
        }
    )
    if picture is not None:
        image = DecodedStreamObject()
        image.set_data(picture.convert("L").tobytes())
        image.update(
            {
                name("Type"): name("XObject"),
                name("Subtype"): name("Image"),
                name("Width"): NumberObject(picture.width),
                name("Height"): NumberObject(picture.height),
                name("ColorSpace"): name("DeviceGray"),
                name("BitsPerComponent"): NumberObject(8),
            }
        )
        resources[name("XObject")] = DictionaryObject({name("Im1"): writer._add_object(image)})
    for orders in pages:
        page = writer.add_blank_page(595, 842)
        content = DecodedStreamObject()
        content.set_data(orders.encode("latin-1"))
        page[name("Contents")] = writer._add_object(content)
        page[name("Resources")] = resources
    writer.metadata = None
    if change is not None:
        change(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def annotation(kind: str, **more: object) -> DictionaryObject:
    """An annotation of this kind."""
    box = ArrayObject([NumberObject(n) for n in (72, 690, 200, 712)])
    entries = {name("Type"): name("Annot"), name("Subtype"): name(kind), name("Rect"): box}
    return DictionaryObject({**entries, **{name(key): value for key, value in more.items()}})


def with_annotation(kind: str, **more: object) -> Callable[[PdfWriter], None]:
    """A change that puts an annotation on the first page."""

    def change(writer: PdfWriter) -> None:
        writer.pages[0][name("Annots")] = ArrayObject([writer._add_object(annotation(kind, **more))])

    return change


def text(words: str) -> TextStringObject:
    """A string of PDF."""
    return TextStringObject(words)
