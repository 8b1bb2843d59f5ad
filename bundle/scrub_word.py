"""Take out of a Word document what says who made it, where and with what."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bundle.bare_picture import bare_jpeg, bare_png
from bundle.fixed_fields import fix

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip file can hold
_ABOUT_THE_FILE = {RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.THUMBNAIL}
# Of the text: stored data, the list of people, building blocks, how the printer was set.
_ABOUT_THE_WORK = ("/customXml", "/people", "/glossaryDocument", "/printerSettings", "/keyMapCustomizations")
_FIELDS = (
    *("author", "last_modified_by", "comments", "keywords", "subject", "category", "content_status"),
    *("identifier", "version", "title"),
)


def scrub(document: WordDocument, *, title: str = "", at: datetime = datetime(2000, 1, 1, tzinfo=UTC)) -> None:
    """Clear the properties, stored data, template and variables; fix what changes by itself."""
    properties = document.core_properties
    for field in _FIELDS:
        setattr(properties, field, "")
    properties.title = title
    properties.language = "en-GB"
    properties.created = properties.modified = properties.last_printed = at
    properties.revision = 1
    _drop(document.part.package.rels, lambda kind: kind in _ABOUT_THE_FILE)
    _drop(document.part.rels, lambda kind: kind.endswith(_ABOUT_THE_WORK))
    settings = document.settings
    _drop(document.part._settings_part.rels, lambda kind: kind.endswith("/attachedTemplate"))
    for name in (
        "w:docVars",
        "w:attachedTemplate",
        "w:rsids",
        "w:mailMerge",
        "w:documentProtection",
        "w:writeProtection",
    ):
        for element in list(settings.element.iter(qn(name))):
            element.getparent().remove(element)
    for part in document.part.package.iter_parts():
        _scrub_part(part)


def _drop(relations: Any, unwanted: Any) -> None:
    for key in [key for key, relation in relations.items() if unwanted(relation.reltype)]:
        del relations[key]


def _scrub_part(part: Any) -> None:
    kind = part.content_type
    if "wordprocessingml" in kind and kind.endswith("xml"):
        parsed = hasattr(part, "element")
        root = part.element if parsed else parse_xml(part.blob)
        fix(root)
        # A control that is bound to stored data shows that data, not its words; the data is gone.
        for bound in list(
            root.iter(qn("w:dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")
        ):
            bound.getparent().remove(bound)
        if not parsed:
            part._blob = serialize_part_xml(root)
    elif kind in ("image/jpeg", "image/jpg", "image/pjpeg"):
        part._blob = bare_jpeg(part.blob)
    elif kind == "image/png":
        part._blob = bare_png(part.blob)


def packed(document: WordDocument) -> bytes:
    """The file, its parts in order and without the time of writing."""
    buffer = BytesIO()
    document.save(buffer)
    result = BytesIO()
    with zipfile.ZipFile(buffer) as saved, zipfile.ZipFile(result, "w") as fixed:
        # A reader may expect the list of content types first.
        for name in sorted(saved.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, saved.read(name))
    return result.getvalue()


def scrubbed(content: bytes) -> bytes:
    """The Word document without any of it.

    Raises:
        Exception: whatever python-docx raises on a damaged file.
    """
    document = Document(BytesIO(content))
    scrub(document)
    return packed(document)
