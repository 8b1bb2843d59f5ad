"""What Word and Excel files have in common: properties, macros, embedded files, links, pictures."""

from collections.abc import Iterator

from bundle.finding import Finding, What, found
from bundle.limits import LIMITS
from bundle.look_picture import says_who
from bundle.package import Package
from bundle.refusals import NotLooked

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PEOPLE = {"creator", "lastModifiedBy", "Company", "Manager"}
# A title is wanted, and replaced.
_ABOUT = {"subject", "description", "keywords", "category", "contentStatus", "HyperlinkBase"}
# Parts that are no XML. A font or a picture is seen; how the printer was set says whose printer it was.
_SEEN = ("image/", "application/x-font", "application/x-fontdata", "obfuscatedFont", "application/font")
_PRINTER = "printerSettings"
# Whatever is taken from outside the file when it is opened. A link that one clicks is not.
_CLICKED = {"hyperlink", "attachedTemplate"}
_CUT = 1_000  # a hundredth, in the thousandths of a per cent that a crop is measured in


def look_at_parts(package: Package) -> Iterator[Finding]:
    """What any Office file may hide."""
    yield from _properties(package)
    yield from _foreign(package)
    yield from _relations(package)
    yield from _pictures(package)


def _properties(package: Package) -> Iterator[Finding]:
    filled: set[str] = set()
    for part in package.parts:
        if "core-properties" in part.type or "extended-properties" in part.type:
            for element in package.xml(part.name).iter():
                if element.text and element.text.strip():
                    filled.add(element.tag.rsplit("}", 1)[-1])
    if filled & _PEOPLE:
        yield found(What.AUTHOR, "the properties of the file")
    if filled & _ABOUT or any(True for _ in package.of_type("custom-properties")):
        yield found(What.METADATA, "the properties of the file")
    if any(part.name.lower().startswith("/customxml/item") for part in package.parts):
        yield found(What.CUSTOM_XML, "the file")


def _foreign(package: Package) -> Iterator[Finding]:
    macros = embedded = printer = False
    for part in package.parts:
        kind = part.type
        if "vba" in kind.lower() or "macroenabled" in kind.lower() or "macrosheet" in kind.lower():
            macros = True
        elif _PRINTER in kind:
            printer = True
        elif "activex" in kind.lower() or "oleObject" in kind or "/embeddings/" in part.name.lower():
            embedded = True
        elif not kind.endswith(("xml", "vmlDrawing")) and not any(seen in kind for seen in _SEEN):
            embedded = True  # of a kind that neither program draws
    if macros:
        yield found(What.MACRO, "the file")
    if embedded:
        yield found(What.EMBEDDED_FILE, "the file")
    if printer:
        yield found(What.METADATA, "how the printer was set")


def _relations(package: Package) -> Iterator[Finding]:
    relations = [one for part in package.parts for one in package.relations(part.name)]
    relations += package.relations("/")
    if any(one.external and one.type not in _CLICKED for one in relations):
        yield found(What.EXTERNAL_LINK, "the file")
    if any(one.type == "attachedTemplate" for one in relations):
        yield found(What.TEMPLATE, "the settings")
    if any(one.type == "aFChunk" for one in relations):
        yield found(What.EMBEDDED_FILE, "the file")


def _pictures(package: Package) -> Iterator[Finding]:
    speaking = False
    for part in package.parts:
        if part.type in ("image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/tiff"):
            try:
                speaking = speaking or says_who(package.raw(part.name), LIMITS)
            except NotLooked:
                continue  # it cannot be drawn either, so nobody sees it, and it does not go
    if speaking:
        yield found(What.PICTURE_METADATA, "a picture in the file")
    cropped = 0
    for part in package.parts:
        if part.type.endswith("xml") and ("document" in part.type or "drawing" in part.type):
            for rectangle in package.xml(part.name).iter(f"{_DRAWING}srcRect"):
                cropped += any(_share(rectangle.get(side)) > _CUT for side in "ltrb")
    if cropped:
        yield found(What.CROPPED_PICTURE, f"{cropped} in the file")


def _share(value: str | None) -> float:
    try:
        return float((value or "0").rstrip("%")) * (1_000 if value and value.endswith("%") else 1)
    except ValueError:
        return 0
