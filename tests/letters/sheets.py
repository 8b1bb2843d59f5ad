"""Letterheads with one thing wrong, made from the plain one by a change to the text of its parts."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from letters.letterhead import plain
from tests.letters.made_up_services import SERVICES

Parts = dict[str, bytes]
Change = Callable[[Parts], None]

DERBY = SERVICES["derby"]
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1" cy="1"/><wp:docPr id="1" name="p" {descr}/><a:graphic '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="x"><a:blip r:embed="logo1"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def parts(content: bytes) -> Parts:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(found: Parts) -> bytes:
    """A Word file of these parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            package.writestr(name, content)
    return buffer.getvalue()


def sheet(*changes: Change) -> bytes:
    """The plain letterhead of a service, changed."""
    found = parts(plain(DERBY))
    for change in changes:
        change(found)
    return packed(found)


def swap(part: str, old: str, new: str) -> Change:
    """Put `new` in the place of `old`, which must be there."""

    def change(found: Parts) -> None:
        text = found[part].decode()
        assert old in text, old
        found[part] = text.replace(old, new).encode()

    return change


def opening(xml: str) -> Change:
    """Begin the document with `xml`."""
    return swap("word/document.xml", "<w:body>", f"<w:body>{xml}")


def related(kind: str, target: str, *, external: bool = False, part: str = "document") -> Change:
    """Let a part point to something, as `kind` + "1"."""
    mode = ' TargetMode="External"' if external else ""
    one = f'<Relationship Id="{kind}9" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'

    def change(found: Parts) -> None:
        name = f"word/_rels/{part}.xml.rels"
        head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        text = found.get(name, f"{head}</Relationships>".encode()).decode()
        found[name] = text.replace("</Relationships>", f"{one}</Relationships>").encode()

    return change


def part(name: str, content: bytes) -> Change:
    """Add or replace a part."""

    def change(found: Parts) -> None:
        found[name] = content

    return change


def gone(name: str) -> Change:
    """Leave a part out."""

    def change(found: Parts) -> None:
        del found[name]

    return change
