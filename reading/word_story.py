"""The words of one story of a Word document (body, header, footer, notes), in the order of the page.

python-docx gives the text of runs and tables only. Letters of councils and courts are made from templates:
half their words stand in content controls, text boxes and tracked insertions. So the walk goes through
everything and leaves out only what a reader does not see.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SPOKEN = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom"})
_UNSEEN = frozenset({f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr", f"{_W}sectPr", f"{_W}instrText", f"{_W}sdtPr"})
_PICTURES = frozenset({f"{_W}drawing", f"{_W}pict", f"{_W}object"})

# lxml is not typed; an element is what python-docx hands over.
Element = Any


@dataclass(slots=True)
class Story:
    """Walks one story; remembers what a person should be told."""

    deletions: bool = False
    pictures: bool = False
    foreign: bool = False  # a piece in another format that only Word itself can show
    _boxes: list[Element] = field(default_factory=list)

    def text(self, container: Element) -> str:
        """Give the paragraphs and tables under the element, one paragraph a line."""
        return "\n".join(self._blocks(container))

    def _children(self, element: Element) -> Iterator[Element]:
        """Give the children that count; of two versions of the same thing, the first."""
        for child in element:
            if child.tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                version = choice if choice is not None else child.find(f"{_MC}Fallback")
                if version is not None:
                    yield from self._children(version)
            elif child.tag in _DELETED:
                self.deletions = self.deletions or any(True for _ in child.iter(f"{_W}delText", f"{_W}t"))
            elif isinstance(child.tag, str) and child.tag not in _UNSEEN:  # a comment's tag is no string
                yield child

    def _blocks(self, container: Element) -> Iterator[str]:
        for child in self._children(container):
            if child.tag == f"{_W}p":
                yield self._paragraph(child)
                while self._boxes:
                    yield from self._blocks(self._boxes.pop(0))
            elif child.tag == f"{_W}tbl":
                yield ""
                for row in self._rows(child):
                    yield "\t".join(self.text(cell).strip("\n") for cell in row)
                yield ""
            elif child.tag == f"{_W}altChunk":
                self.foreign = True
            else:
                yield from self._blocks(child)

    def _rows(self, table: Element) -> Iterator[list[Element]]:
        for child in self._children(table):
            if child.tag == f"{_W}tr":
                yield list(self._cells(child))
            else:  # a repeated section wraps rows
                yield from self._rows(child)

    def _cells(self, row: Element) -> Iterator[Element]:
        for child in self._children(row):
            if child.tag == f"{_W}tc":
                yield child
            else:
                yield from self._cells(child)

    def _paragraph(self, paragraph: Element) -> str:
        return "".join(self._inline(paragraph))

    def _inline(self, element: Element) -> Iterator[str]:
        for child in self._children(element):
            if child.tag == f"{_W}r" and _is_hidden(child):
                continue
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in _SPOKEN:
                yield _SPOKEN[child.tag]
            elif child.tag == f"{_W}txbxContent":
                self._boxes.append(child)
            else:
                self.pictures = self.pictures or child.tag in _PICTURES
                yield from self._inline(child)


def _is_hidden(run: Element) -> bool:
    """Tell whether Word shows the run to nobody, ISO/IEC 29500-1 s.17.3.2.41."""
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")
