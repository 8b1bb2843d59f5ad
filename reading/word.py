"""Word documents (.docx): body, tables, text boxes, notes, and the headers and footers that are shown."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml
from docx.section import _BaseHeaderFooter

from reading.document_doubts import of_document
from reading.limits import Limits
from reading.result import Reading, Trust
from reading.word_story import Story
from reading.wording import tidy_letter
from reading.xml_prolog import refuse_document_type
from reading.zip_weight import weigh

_NOTES = ("/footnotes", "/endnotes")
_SVG = ".svg"  # drawn logos may name a document type, and are never parsed here


def parse(content: bytes, limits: Limits) -> Reading:
    """Read a Word document.

    Raises:
        Unreadable: it would unpack to too much, holds entity definitions, or is far too long.
        Exception: whatever the libraries raise on a damaged file.

    """
    weigh(content, limits)
    _refuse_definitions(content)
    document = Document(BytesIO(content))
    story = Story()
    before, after = _margins(document, story)
    body = story.text(document.part.element.body)
    notes = [story.text(note) for note in _notes(document)]
    text = tidy_letter("\n\n".join([*before, body, *notes, *after]), limits)
    doubts = tuple(_doubts(text, story))
    return Reading(
        text=text,
        how="Word document",
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=doubts,
    )


def _doubts(text: str, story: Story) -> Iterator[str]:
    yield from of_document(text, pictures=story.pictures, deletions=story.deletions)
    if story.foreign:
        yield "a part of the document is in another format and could not be read"


def _refuse_definitions(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        for member in archive.infolist():
            if not member.filename.lower().endswith(_SVG):
                part = archive.read(member)
                if b"<" in part[:8]:  # after a byte-order mark perhaps, in one or two bytes a character
                    refuse_document_type(part)


def _margins(document: WordDocument, story: Story) -> tuple[list[str], list[str]]:
    """Give the shown headers and footers, each wording once."""
    before: dict[str, None] = {}
    after: dict[str, None] = {}
    even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        shown: list[tuple[_BaseHeaderFooter, _BaseHeaderFooter]] = []
        if section.different_first_page_header_footer:
            shown.append((section.first_page_header, section.first_page_footer))
        shown.append((section.header, section.footer))
        if even:
            shown.append((section.even_page_header, section.even_page_footer))
        for header, footer in shown:
            for margin, found in ((header, before), (footer, after)):
                if not margin.is_linked_to_previous:
                    found.setdefault(story.text(margin.part.element))
    return list(before), list(after)


def _notes(document: WordDocument) -> Iterator[object]:
    """Give the roots of footnotes and endnotes, which python-docx leaves unparsed."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            yield parse_xml(relation.target_part.blob)
