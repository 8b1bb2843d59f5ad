"""One story of a Word document (the text, a header, a note): which of its words cannot be seen."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from bundle.colour import RGB, WHITE, from_hex, is_dark, unseen
from bundle.finding import What
from bundle.word_marks import SHOWN, WP, WPS, A, V, W
from bundle.word_squeezed import squeezed_paragraph, squeezed_row
from bundle.word_styles import Look, Styles, on, shade

_TINY = 4  # half-points: nobody reads two points
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill")


@dataclass(frozen=True, slots=True)
class _Ground:
    """What lies behind the words. A ground that cannot be known (a picture, a theme's fill) shows any words."""

    colour: RGB = WHITE
    known: bool = True
    paragraph_style: str | None = None
    table_style: str | None = None


class Story:
    """Walk the story; `seen` is what was found: the numbers of the paragraphs, counted from 1 in this story."""

    def __init__(self, styles: Styles, *, page_is_coloured: bool = False) -> None:
        self._styles = styles
        self._paragraph = 0
        self._coloured = page_is_coloured
        self.seen: dict[What, list[int]] = {}

    def walk(self, root: Element) -> None:
        """Look at every run below this element."""
        self._walk(root, _Ground(known=not self._coloured))

    def _note(self, what: What) -> None:
        self.seen.setdefault(what, []).append(self._paragraph)

    def _walk(self, element: Element, ground: _Ground) -> None:
        for child in element:
            match child.tag:
                case tag if tag == f"{W}p":
                    self._walk_paragraph(child, ground)
                case tag if tag == f"{W}r":
                    self._run(child, ground)
                    self._walk(child, ground)
                case tag if tag == f"{W}tbl":
                    self._walk(child, self._table(child, ground))
                case tag if tag == f"{W}tr":
                    if squeezed_row(child) and any((t.text or "").strip() for t in child.iter(f"{W}t")):
                        self._note(What.HIDDEN_TEXT)
                    self._walk(child, ground)
                case tag if tag == f"{W}tc":
                    cell = shade(child.find(f"{W}tcPr"))
                    self._walk(child, replace(ground, colour=cell, known=True) if cell else ground)
                case tag if tag == f"{WP}anchor":
                    if _is_a_lid(child):
                        self._note(What.DARK_BOX)
                    self._walk(child, ground)
                case tag if tag == f"{WPS}wsp" or tag.startswith(V):
                    self._walk(child, replace(ground, known=ground.known and not _is_filled(child)))
                case _:
                    self._walk(child, ground)

    def _walk_paragraph(self, paragraph: Element, ground: _Ground) -> None:
        self._paragraph += 1
        properties = paragraph.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = named.get(f"{W}val") if named is not None else None
        colour = shade(properties) or self._styles.paragraph_ground(style)
        here = replace(ground, paragraph_style=style)
        if colour:
            here = replace(here, colour=colour, known=True)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        # A hidden mark alone hides no word, but joins paragraphs; Word's own "style separator" does so on purpose.
        if on(mark, "vanish") and not on(mark, "specVanish") and any(t.text for t in paragraph.iter(f"{W}t")):
            self._note(What.HIDDEN_TEXT)
        if squeezed_paragraph(properties) and any((t.text or "").strip() for t in paragraph.iter(f"{W}t")):
            self._note(What.INVISIBLE_TEXT)
        self._walk(paragraph, here)

    def _table(self, table: Element, ground: _Ground) -> _Ground:
        properties = table.find(f"{W}tblPr")
        named = properties.find(f"{W}tblStyle") if properties is not None else None
        style = named.get(f"{W}val") if named is not None else None
        colour = shade(properties)
        if colour:
            ground = replace(ground, colour=colour, known=True)
        elif self._styles.darkens(style):
            ground = replace(ground, known=False)
        return replace(ground, table_style=style)

    def _run(self, run: Element, ground: _Ground) -> None:
        shown = [child for child in run if child.tag in SHOWN]
        if not any(child.tag not in (f"{W}t", f"{W}instrText") or (child.text or "").strip() for child in shown):
            return
        look = self._styles.run(run.find(f"{W}rPr"), ground.paragraph_style, ground.table_style)
        if look.vanish:
            self._note(What.HIDDEN_TEXT)
        if any(child.tag in (f"{W}t", f"{W}sym") for child in shown):
            self._words(look, ground)

    def _words(self, look: Look, ground: _Ground) -> None:
        if look.size is not None and look.size <= _TINY:
            self._note(What.INVISIBLE_TEXT)
        behind = look.ground or (ground.colour if ground.known else None)
        if behind is None:
            return
        if look.colour is None:
            # Words of the automatic colour turn white on a dark shading, but stay black under a black marker.
            if look.marked and is_dark(behind):
                self._note(What.TEXT_UNDER_BOX)
        elif unseen(look.colour, behind):
            self._note(What.TEXT_UNDER_BOX if is_dark(behind) else What.INVISIBLE_TEXT)


def _is_filled(shape: Element) -> bool:
    if shape.tag.startswith(V):
        return "fillcolor" in shape.attrib or shape.find(f"{V}fill") is not None
    properties = shape.find(f"{WPS}spPr")
    style = shape.find(f"{WPS}style/{A}fillRef")
    if properties is not None and properties.find(f"{A}noFill") is not None:
        return False
    if properties is not None and any(properties.find(A + fill) is not None for fill in _FILLS):
        return True
    return style is not None and style.get("idx", "0") != "0"


def _is_a_lid(anchor: Element) -> bool:
    """Whether a dark shape without words lies in front of the text."""
    if anchor.get("behindDoc", "0") not in ("0", "false"):
        return False
    for shape in anchor.iter(f"{WPS}wsp"):
        if any((text.text or "").strip() for text in shape.iter(f"{W}t")):
            continue
        fill = shape.find(f"{WPS}spPr/{A}solidFill")
        if fill is None:
            continue
        plain = from_hex(next((c.get("val") for c in fill.iter(f"{A}srgbClr")), None))
        theme = next((c.get("val") for c in fill.iter(f"{A}schemeClr")), "")
        if (plain is not None and is_dark(plain)) or theme in ("tx1", "dk1"):
            return True
    return False
