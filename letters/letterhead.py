"""The sheet that a letter is written on: a plain one made from the service's facts, or the service's own file."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx import Document as open_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from letters.errors import LettersError

_FONT = "Arial"
_INK = RGBColor(0x0B, 0x0C, 0x0C)
_ACCENT = RGBColor(0x1D, 0x3C, 0x63)
_LARGEST = 20_000_000  # bytes unpacked: a small file can hold hundreds of megabytes
# Whatever the zip, the XML and the Word library say of a file that is damaged, encrypted or something else.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, SyntaxError, ValueError, LookupError, OSError, RuntimeError)
_CONFIDENTIAL = (
    "Confidential: for the person or office named above. If this letter has come to you by mistake, please tell us, "
    "and do not copy it or pass it on."
)


def plain(service: Mapping[str, Any]) -> bytes:
    """A letterhead for `service` (letters.facts.Service) as a Word file: A4, margins of 2.5 cm, more at the foot."""
    buffer = BytesIO()
    plain_document(service).save(buffer)
    return buffer.getvalue()


def plain_document(service: Mapping[str, Any]) -> Document:
    """The same letterhead, open."""
    document = open_document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    section.bottom_margin = Cm(3.5)  # the footer has up to four lines and must not touch the text
    section.header_distance = section.footer_distance = Cm(1.2)
    _set_styles(document)
    name = section.header.paragraphs[0]
    _write(name, service["name"], 16, bold=True, colour=_ACCENT)
    host = section.header.add_paragraph()
    _write(host, f"Hosted by {service['host_name']}", 9)
    host.paragraph_format.space_after = Pt(18)
    contact = [*service["address"], service["phone"], service["email"], service["website"]]
    _write(section.footer.paragraphs[0], " | ".join(line for line in contact if line), 9)
    _write(section.footer.add_paragraph(), _CONFIDENTIAL, 8.5)
    _number_pages(section.footer.add_paragraph())
    return document


def own(letterhead: bytes) -> Document:
    """A service's own Word file, opened; empty lines at its end are dropped.

    Raises:
        LettersError: it is no .docx file, or far too large unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(letterhead)) as package:
            size = sum(entry.file_size for entry in package.infolist())
        if size > _LARGEST:
            raise LettersError("The letterhead is larger than 20 MB unpacked; use smaller pictures.")
        document = open_document(BytesIO(letterhead))
    except _UNREADABLE:
        raise LettersError(
            "The letterhead is no Word document. Save it from Word as .docx, neither a template nor with macros."
        ) from None
    while document.paragraphs and _is_blank_end(document):
        last = document.paragraphs[-1]._p
        last.getparent().remove(last)
    for name in ("Title", "Heading 1", "Heading 2"):
        if name not in document.styles:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            assert isinstance(style, ParagraphStyle)
            style.font.bold = True
            style.paragraph_format.keep_with_next = True
    _speak_english(document)
    return document


def _is_blank_end(document: Document) -> bool:
    last = document.paragraphs[-1]
    following = last._p.getnext()
    return (
        not last.text.strip()
        and not last._p.xpath(".//w:drawing | .//w:pict | .//w:sectPr | .//w:br")
        and (following is None or following.tag == qn("w:sectPr"))
    )


def _write(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, colour: RGBColor = _INK) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, colour
    paragraph.paragraph_format.space_after = Pt(2)


def _number_pages(paragraph: Paragraph) -> None:
    """Write "Page 1 of 2", which Word counts itself."""
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        _write(paragraph, words, 8.5)
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        paragraph._p.append(counted)
        run = paragraph.add_run("1")
        run.font.size, run.font.color.rgb = Pt(8.5), _INK
        counted.append(run._r)


def _set_styles(document: Document) -> None:
    _style(document, "Normal", 11, after=8)
    _style(document, "Title", 15, bold=True, before=4, after=10)
    _style(document, "Heading 1", 13, bold=True, before=12, after=4)
    _style(document, "Heading 2", 11, bold=True, before=8, after=4)
    _speak_english(document)


def _style(
    document: Document, name: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0
) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    font = style.font
    font.size, font.bold, font.color.rgb = Pt(size), bold, _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme would win over the name
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.15
    style.paragraph_format.keep_with_next = name != "Normal"
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)  # the rule under a title


def _speak_english(document: Document) -> None:
    """The language of the text: screen readers and the spelling check go by it."""
    styles = document.styles.element
    defaults = styles.xpath("./w:docDefaults/w:rPrDefault/w:rPr")
    for properties in defaults or [document.styles["Normal"].element.get_or_add_rPr()]:
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), "en-GB")
