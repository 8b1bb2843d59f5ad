"""OpenDocument texts for the tests, put together by hand."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

_NAMES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("manifest", "manifest"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
TEXT = "application/vnd.oasis.opendocument.text"


def xml(root: str, inside: str, head: str = "") -> bytes:
    """Give an XML document with the prefixes of OpenDocument."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<{root} {_NAMES}>{inside}</{root}>'.encode()


def odt(body: str, *, styles: str = "", looks: str = "", kind: str = TEXT, head: str = "", **more: bytes) -> bytes:
    """Give an .odt whose text is this XML; `styles` goes into the page styles, `looks` into the styles of the text.

    `more` are further pieces, or these pieces otherwise: `manifest` for the manifest.
    """
    manifest = more.pop("manifest", xml("manifest:manifest", ""))
    content = (
        f"<office:automatic-styles>{looks}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, ZIP_STORED)
        archive.writestr("content.xml", xml("office:document-content", content, head))
        archive.writestr(
            "styles.xml",
            xml("office:document-styles", f"<office:master-styles>{styles}</office:master-styles>"),
        )
        archive.writestr("META-INF/manifest.xml", manifest)
        for name, piece in more.items():
            archive.writestr(name, piece)
    return out.getvalue()


def paragraphs(*lines: str) -> bytes:
    """Give a plain letter."""
    return odt("".join(f"<text:p>{line}</text:p>" for line in lines))
