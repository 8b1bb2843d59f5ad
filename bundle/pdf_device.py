"""What pdfminer tells of a page as it is painted: letters, shapes, pictures, each with its state."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pdfminer.layout import LTChar
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, apply_matrix_pt, apply_matrix_rect

from bundle.colour import RGB
from bundle.pdf_state import Box, Cover, Letter, Page, Point, meet

_THICK = 4.0  # points: a line of this width covers print
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_SOLID = 0.95
_UNIT: Box = (0.0, 0.0, 1.0, 1.0)


class State(PDFGraphicState):
    """The graphic state with what pdfminer leaves out."""

    clip: Box = _EVERYWHERE
    fill_alpha: float = 1.0
    line_alpha: float = 1.0
    mixes: bool = False  # a blend mode or a soft mask: what lies beneath may shine through
    mode: int = 0

    def copy(self) -> "State":
        """A state of its own."""
        state = State()
        state.__dict__.update(self.__dict__)
        return state


def _rgb(colour: Any, space: str) -> RGB | None:
    """The colour as seen; None for a pattern, a spot colour, or an index into a table."""
    if space in ("Separation", "DeviceN", "Indexed", "Pattern", "Lab"):
        return None
    try:
        values = [min(1.0, max(0.0, float(c))) for c in (colour if isinstance(colour, tuple | list) else [colour])]
    except (TypeError, ValueError):
        return None
    if len(values) == 1:
        return (values[0],) * 3
    if len(values) == 3:
        return (values[0], values[1], values[2])
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None


def box_of(points: Sequence[Point]) -> Box:
    """The box round these points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(up), max(across), max(up))


class Device(PDFTextDevice):
    """Collects what is painted on one page after the other."""

    ctm: Matrix

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Page(_EVERYWHERE, (0.0, 0.0))
        self.state = State()
        self.order = 0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Start anew; `ctm` turns the page as it is shown."""
        left, bottom, right, top = apply_matrix_rect(ctm, page.mediabox)
        shown = apply_matrix_rect(ctm, page.cropbox)
        self.page = Page(meet(shown, (left, bottom, right, top)), (right - left, top - bottom))
        self.order = 0

    def next(self) -> int:
        """The place of the next thing in the order of painting."""
        self.order += 1
        return self.order

    def render_char(
        self, matrix: Any, font: Any, fontsize: Any, scaling: Any, rise: Any, cid: int, *rest: Any
    ) -> float:
        """Note a letter; gives how far it moves on."""
        try:
            text = font.to_unichr(cid)
        except Exception:  # a font without a table of its letters; what is seen is not known, that something is, is
            text = ""
        state: State = rest[-1]
        width, shift = font.char_width(cid), font.char_disp(cid)
        item = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, *rest)
        lines = state.mode in (1, 5)
        colour = _rgb(state.scolor, state.scs.name) if lines else _rgb(state.ncolor, state.ncs.name)
        alpha = state.line_alpha if lines else state.fill_alpha
        box = (float(item.x0), float(item.y0), float(item.x1), float(item.y1))
        clipped = not state.clip[0] <= (box[0] + box[2]) / 2 <= state.clip[2]
        clipped = clipped or not state.clip[1] <= (box[1] + box[3]) / 2 <= state.clip[3]
        mode = 7 if clipped else state.mode
        self.page.letters.append(Letter(text, box, self.next(), colour, mode, alpha))
        return float(item.adv)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Note a filled shape or a thick line."""
        outlines = self.outlines(path)
        if not outlines:
            return
        state: State = gstate
        points = [point for outline in outlines for point in outline]
        if fill:
            box = meet(box_of(points), state.clip)
            solid = state.fill_alpha >= _SOLID and not state.mixes
            colour = _rgb(state.ncolor, state.ncs.name)
            self.page.covers.append(Cover(box, self.next(), colour, solid, outlines=outlines, even_odd=bool(evenodd)))
        if stroke and state.linewidth >= _THICK:
            solid = state.line_alpha >= _SOLID and not state.mixes
            colour = _rgb(state.scolor, state.scs.name)
            for outline in outlines:
                for one, other in pairwise(outline):
                    left, bottom, right, top = box_of([one, other])
                    half = state.linewidth / 2
                    if min(right - left, top - bottom) > half:
                        continue  # a slanting line: its box says nothing
                    box = meet((left - half, bottom - half, right + half, top + half), state.clip)
                    self.page.covers.append(Cover(box, self.next(), colour, solid))

    def outlines(self, path: Sequence[Any]) -> tuple[tuple[Point, ...], ...]:
        """The corners of each part of a path as they lie on the page; a curve counts by its ends."""
        parts: list[list[Point]] = []
        for step in path:
            if step[0] == "m":
                parts.append([])
            if step[0] != "h" and parts:
                x, y = apply_matrix_pt(self.ctm, (float(step[-2]), float(step[-1])))
                parts[-1].append((x, y))
        return tuple(tuple(part) for part in parts if len(part) > 1)

    def render_image(self, _name: str, stream: PDFStream) -> None:
        """Note a picture; one with a mask may be a mere frame."""
        state = self.state
        see_through = any(key in stream for key in ("SMask", "Mask", "ImageMask", "IM"))
        solid = state.fill_alpha >= _SOLID and not state.mixes and not see_through
        box = meet(apply_matrix_rect(self.ctm, _UNIT), state.clip)
        self.page.covers.append(Cover(box, self.next(), None, solid, picture=True))
        if stream.objid is not None:
            self.page.painted.add(stream.objid)
