"""Word files for the tests: made by python-docx, or by hand where it makes none such."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as WordDocument

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(build: Callable[[WordDocument], object] | None = None, *paragraphs: str) -> bytes:
    """Give a .docx with these paragraphs, after `build` has done what it wants to the document."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if build:
        build(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def letter(*paragraphs: str) -> bytes:
    """Give a plain .docx letter."""
    return word(None, *paragraphs)


def with_member(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give the zip with one member changed; a member that is not there yet is added to it."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return out.getvalue()


def with_body(xml: str) -> bytes:
    """Give a .docx whose body is this WordprocessingML (prefix w)."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{xml}</w:body></w:document>"
    )
    return with_member(letter("x"), "word/document.xml", lambda _: document.encode())


def zip_bomb(megabytes: int) -> bytes:
    """Give a .docx with a member that is nothing but that many megabytes of spaces."""
    spaces = b" " * (megabytes * 1024 * 1024)
    return with_member(letter("A letter."), "word/media/image1.bmp", lambda _: spaces)


def billion_laughs() -> bytes:
    """Give a .docx whose body is ten entities, each of ten of the one before."""
    entities = "".join(
        f'<!ENTITY e{n} "{("&e" + str(n - 1) + ";") * 10}">' if n else '<!ENTITY e0 "ha">' for n in range(10)
    )
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE w:document [{entities}]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    )
    return with_member(letter("x"), "word/document.xml", lambda _: xml.encode())
