"""Word documents of one's own making."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from bundle.scrub_word import packed, scrub

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def element(xml: str) -> object:
    """An element of WordprocessingML from XML without namespaces declared."""
    return parse_xml(re.sub(r"<([\w:]+)", rf"<\1 {NS}", xml, count=1))


def word(*bodies: str, build: Callable[[WordDocument], None] | None = None) -> bytes:
    """A clean document with an ordinary paragraph, then these elements of its body."""
    document = Document()
    document.add_paragraph("An ordinary paragraph.")
    for body in bodies:
        document.element.body.insert(len(document.element.body) - 1, element(body))
    scrub(document)
    if build is not None:
        build(document)
    return packed(document)


def with_part(content: bytes, name: str, part: bytes | str, kind: str, relation: str = "") -> bytes:
    """The file with one part more, of this content type, related to the main part by the last word of its type."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            if member == "[Content_Types].xml":
                override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            if relation and member.endswith(("document.xml.rels", "workbook.xml.rels")):
                base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                line = f'<Relationship Id="rX1" Type="{base}/{relation}" Target="/{name}"/></Relationships>'
                data = data.replace(b"</Relationships>", line.encode())
            if member != name:
                new.writestr(member, data)
        new.writestr(name, part)
    return made.getvalue()


def with_replaced(content: bytes, name: str, old: str, new: str) -> bytes:
    """The file with some words of one part replaced."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.namelist():
            data = before.read(member)
            if member == name:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            after.writestr(member, data)
    return made.getvalue()
