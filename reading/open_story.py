"""The words of one story of an OpenDocument text, in the order of the page. ODF 1.3 part 3, chapters 5 to 7."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_NS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE = _NS.format("office")
STYLE = _NS.format("style")
_TEXT = _NS.format("text")
_TABLE = _NS.format("table")
_DRAW = _NS.format("drawing")
_FORM = _NS.format("form")

_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_UNSEEN = frozenset(
    {
        f"{OFFICE}annotation",
        f"{OFFICE}forms",
        f"{OFFICE}scripts",
        f"{OFFICE}event-listeners",
        f"{_TEXT}note-citation",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}variable-decls",
        f"{_TEXT}user-field-decls",
        f"{_TEXT}hidden-text",
        f"{_TEXT}meta-field-decls",
        f"{_TEXT}index-title-template",
        f"{_TEXT}table-of-content-source",
        f"{_TEXT}alphabetical-index-source",
        f"{_TEXT}ruby-text",
        "{http://www.w3.org/1998/Math/MathML}math",
        f"{_NS.format('svg-compatible')}title",
        f"{_NS.format('svg-compatible')}desc",
    }
)
_ROW_GROUPS = frozenset(_TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_SPACE = re.compile(r"[ \t\r\n]+")  # counts as one, ODF 1.3 part 3 s.6.1.2
_MOST_SPACES = 100  # a claim of a million spaces is no letter
_OBJECTS = frozenset({f"{_DRAW}object", f"{_DRAW}object-ole", f"{_DRAW}floating-frame", f"{_DRAW}plugin"})


def _rows(table: Element) -> Iterator[Element]:
    """Give the rows of this table alone, not of the tables in its cells."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def hidden_styles(root: Element) -> set[str]:
    """Give the names of styles whose words are not shown."""
    return {
        style.get(f"{STYLE}name", "")
        for style in root.iter(f"{STYLE}style")
        if any(look.get(f"{_TEXT}display") == "none" for look in style.iter(f"{STYLE}text-properties"))
    }


@dataclass(slots=True)
class Story:
    """Walks one story; remembers what a person should be told."""

    hidden: set[str]
    deletions: bool = False
    pictures: bool = False
    objects: bool = False
    notes: list[str] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)

    def text(self, container: Element) -> str:
        """Give the paragraphs and tables under the element, one paragraph a line."""
        return "\n".join(self._blocks(container))

    def _shown(self, element: Element) -> bool:
        if element.tag == f"{_TEXT}tracked-changes":
            gone = (
                line
                for deletion in element.iter(f"{_TEXT}deletion")
                for line in deletion.iter()
                if line.tag in _LINES
            )
            self.deletions = self.deletions or any("".join(line.itertext()).strip() for line in gone)
            return False
        if element.get(f"{_TEXT}display") == "none" or element.get(f"{_TEXT}is-hidden") == "true":
            return False
        return element.tag not in _UNSEEN and element.get(f"{_TEXT}style-name") not in self.hidden

    def _blocks(self, container: Element) -> Iterator[str]:
        for child in container:
            if not self._shown(child):
                continue
            if child.tag in _LINES:
                yield "".join(self._inline(child))
                while self._boxes:
                    yield from self._blocks(self._boxes.pop(0))
            elif child.tag == f"{_TEXT}list-item":
                first, *others = list(self._blocks(child)) or [""]
                yield f"- {first}" if not first.startswith("- ") else first
                yield from others
            elif child.tag == f"{_TABLE}table":
                yield ""
                for row in _rows(child):
                    cells = (cell for cell in row if cell.tag == f"{_TABLE}table-cell")
                    yield "\t".join("\n".join(self._blocks(cell)).strip("\n") for cell in cells)
                yield ""
            else:
                self._note_what(child)
                yield from self._blocks(child)

    def _note_what(self, element: Element) -> None:
        self.pictures = self.pictures or element.tag == f"{_DRAW}image"
        self.objects = self.objects or element.tag in _OBJECTS

    def _inline(self, element: Element) -> Iterator[str]:
        yield _SPACE.sub(" ", element.text or "")
        for child in element:
            if self._shown(child):
                yield from self._piece(child)
            yield _SPACE.sub(" ", child.tail or "")

    def _piece(self, child: Element) -> Iterator[str]:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}note":
            for body in child.findall(f"{_TEXT}note-body"):
                self.notes.append(self.text(body))
        elif child.tag == f"{_DRAW}text-box":
            self._boxes.append(child)
        else:
            self._note_what(child)
            yield from self._inline(child)
