"""The last look at an Excel workbook."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bundle.colour import RGB, WHITE, from_hex, unseen
from bundle.finding import Finding, What, found
from bundle.office_parts import look_at_parts
from bundle.package import Package
from bundle.refusals import NotLooked

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ON = {"1", "true", "on"}
_OWN_NAMES = ("_xlnm._filterdatabase", "_xlnm.print_area", "_xlnm.print_titles")
_CHANGES = re.compile(r"\b(TODAY|NOW|RAND|RANDBETWEEN|CELL|INFO)\s*\(", re.I)
_CHANGING_CODE = re.compile(r"&[DTFZ]")  # in the head or foot of a printed sheet: date, time, file, folder
_PARTS = (
    ("comments+xml", What.COMMENT),
    ("threadedcomments+xml", What.COMMENT),
    ("externalLink+xml", What.EXTERNAL_LINK),
    ("connections+xml", What.EXTERNAL_LINK),
    ("queryTable+xml", What.EXTERNAL_LINK),
    ("pivotCacheDefinition+xml", What.PIVOT_CACHE),
    ("pivotCacheRecords+xml", What.PIVOT_CACHE),
    ("revisionHeaders+xml", What.TRACKED_CHANGE),
    ("revisionLog+xml", What.TRACKED_CHANGE),
)


def look_at_sheet(package: Package) -> Iterator[Finding]:
    """What a workbook hides.

    Raises:
        NotLooked: it is damaged.
    """
    yield from look_at_parts(package)
    for what in dict.fromkeys(what for mark, what in _PARTS if any(p.type.endswith(mark) for p in package.parts)):
        yield found(what, "the workbook")
    if any(len(package.xml(part.name)) for part in package.of_type("ms-excel.person+xml")):
        yield found(What.AUTHOR, "the list of people who worked on it")
    book = package.xml(package.main.name)
    if any(element.tag.endswith("}absPath") for element in book.iter()):
        yield found(What.AUTHOR, "where the workbook was kept")
    names = [name for name in book.iter(f"{S}definedName") if name.get("hidden") in _ON]
    if any(name.get("name", "").lower() not in _OWN_NAMES for name in names):
        yield found(What.HIDDEN_NAME, "the workbook")
    styles = _Styles(next((package.xml(p.name) for p in package.of_type("spreadsheetml.styles+xml")), None))
    targets = _targets(package)
    for number, sheet in enumerate(book.iter(f"{S}sheet"), 1):
        if sheet.get("state", "visible") != "visible":
            yield found(What.HIDDEN_SHEET, f"sheet {number}")
        target = targets.get(sheet.get(f"{R}id", ""))
        if target is None:
            raise NotLooked("A sheet of the workbook is missing. Open it in Excel and save it again.")
        yield from _sheet(package.xml(target), f"sheet {number}", styles)


def _targets(package: Package) -> dict[str, str]:
    """Where each sheet lies, by the mark that the workbook gives it."""
    folder, file = package.main.name.rsplit("/", 1)
    relations = package.relations(package.main.name)
    marks = package.xml(f"{folder}/_rels/{file}.rels")
    names = {part.name.lower(): part.name for part in package.parts}
    return {
        mark.get("Id", ""): names.get(relation.target.lower(), relation.target)
        for mark, relation in zip(marks, relations, strict=True)
    }


def _sheet(root: Element, place: str, styles: "_Styles") -> Iterator[Finding]:
    hidden = any(_is_hidden(row, "ht") for row in root.iter(f"{S}row"))
    hidden = hidden or any(_is_hidden(column, "width") for column in root.iter(f"{S}col"))
    form = root.find(f"{S}sheetFormatPr")
    if hidden or (form is not None and form.get("zeroHeight") in _ON):
        yield found(What.HIDDEN_ROWS, place)
    if any(_CHANGES.search(formula.text or "") for formula in root.iter(f"{S}f")) or any(
        _CHANGING_CODE.search(words.text or "") for margin in root.iter(f"{S}headerFooter") for words in margin
    ):
        yield found(What.CHANGING_FIELD, place)
    if any(styles.hides(cell.get("s", "0")) for cell in root.iter(f"{S}c") if _is_filled(cell)):
        yield found(What.HIDDEN_TEXT, place)


def _is_hidden(element: Element, size: str) -> bool:
    if element.get("hidden") in _ON:
        return True
    try:
        return float(element.get(size, "1")) == 0
    except ValueError:
        return False


def _is_filled(cell: Element) -> bool:
    return any((child.text or "").strip() or len(child) for child in cell if child.tag != f"{S}f")


class _Styles:
    """Which styles of cells show nothing: the number format ";;;", or words in the colour of the cell."""

    def __init__(self, root: Element | None) -> None:
        self._hiding: set[int] = set()
        if root is None:
            return
        silent = {
            number.get("numFmtId")
            for number in root.iter(f"{S}numFmt")
            if (number.get("formatCode") or "").replace(" ", "").startswith(";;;")
        }
        fonts = [_colour(font.find(f"{S}color")) for font in root.iterfind(f"{S}fonts/{S}font")]
        fills = [_fill(fill) for fill in root.iterfind(f"{S}fills/{S}fill")]
        for index, cell in enumerate(root.iterfind(f"{S}cellXfs/{S}xf")):
            font = _at(fonts, cell.get("fontId"))
            ground = _at(fills, cell.get("fillId"))
            if cell.get("numFmtId") in silent or (font and ground and unseen(font, ground)):
                self._hiding.add(index)

    def hides(self, style: str) -> bool:
        return style.isdigit() and int(style) in self._hiding


def _at(colours: list[RGB | None], index: str | None) -> RGB | None:
    return colours[int(index)] if index and index.isdigit() and int(index) < len(colours) else None


def _colour(colour: Element | None) -> RGB | None:
    if colour is None:
        return None
    if colour.get("theme") == "0" and not colour.get("tint"):
        return WHITE
    return from_hex((colour.get("rgb") or "")[-6:])


def _fill(fill: Element) -> RGB | None:
    """The colour of a cell; white where it has none; None where it is a theme's or a pattern's."""
    pattern = fill.find(f"{S}patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return WHITE if fill.find(f"{S}gradientFill") is None else None
    return _colour(pattern.find(f"{S}fgColor")) if pattern.get("patternType") == "solid" else None
