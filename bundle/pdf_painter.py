"""Follow what a page of a PDF paints, one order after the other, by pdfminer.

pdfminer's own layout forgets what a letter lies under: the order of painting, the clipping and how far a colour
shines through. Without these a yellow marker is a box, and a white box is none.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

from bundle.pdf_device import Device, State, box_of
from bundle.pdf_state import Cover, Page, meet


class _Painter(PDFPageInterpreter):
    """Carries out the orders of a page, those too that pdfminer leaves out."""

    device: Device
    graphicstate: State
    _inherited: State | None = None
    _clips = False
    _telling: tuple[tuple[str, int] | None, ...] = ()

    def subinterp(self) -> "_Painter":
        """Inner drawings go on with the state of the outer one."""
        inner = super().subinterp()
        assert isinstance(inner, _Painter)
        inner._inherited = self.graphicstate.copy()
        return inner

    def init_state(self, ctm: Any) -> None:
        """Begin with the page's or the outer drawing's state."""
        super().init_state(ctm)
        self.graphicstate = self._inherited.copy() if self._inherited else State()
        self._clips = False
        self._telling = ()

    def do_gs(self, name: Any) -> None:
        """How far colours shine through."""
        wanted = dict_value(self.resources.get("ExtGState") or {}).get(literal_name(name))
        settings = dict_value(wanted) if wanted is not None else {}
        state = self.graphicstate
        for key, value in settings.items():
            value = resolve1(value)
            if key == "ca":
                state.fill_alpha = _number(value)
            elif key == "CA":
                state.line_alpha = _number(value)
            elif key == "BM":
                first = resolve1(value[0]) if isinstance(value, list) and value else value
                blended = not isinstance(first, PSLiteral) or literal_name(first) not in ("Normal", "Compatible")
                state.mixes = blended
            elif key == "SMask" and not (isinstance(value, PSLiteral) and literal_name(value) == "None"):
                state.mixes = True

    def do_Tr(self, render: Any) -> None:
        """How letters are painted."""
        super().do_Tr(render)
        self.graphicstate.mode = self.textstate.render

    def do_W(self) -> None:
        """Clip by the path that comes to its end next."""
        self._clips = True

    def do_W_a(self) -> None:
        """Clip likewise."""
        self._clips = True

    def _clip(self, path: Sequence[Any]) -> None:
        if self._clips:
            points = [point for outline in self.device.outlines(path) for point in outline]
            self.graphicstate.clip = meet(self.graphicstate.clip, box_of(points)) if points else (0, 0, -1, -1)
            self._clips = False

    def do_n(self) -> None:
        """End a path that only clips."""
        self._clip(self.curpath)
        super().do_n()

    def do_S(self) -> None:
        """Draw a line."""
        path = self.curpath
        super().do_S()
        self._clip(path)

    def do_f(self) -> None:
        """Fill a shape."""
        path = self.curpath
        super().do_f()
        self._clip(path)

    def do_F(self) -> None:
        """Fill a shape, as old files say it."""
        self.do_f()

    def do_f_a(self) -> None:
        """Fill a shape with holes."""
        path = self.curpath
        super().do_f_a()
        self._clip(path)

    def do_B(self) -> None:
        """Fill and draw."""
        path = self.curpath
        super().do_B()
        self._clip(path)

    def do_B_a(self) -> None:
        """Fill and draw, with holes."""
        path = self.curpath
        super().do_B_a()
        self._clip(path)

    def do_sh(self, _name: Any) -> None:
        """A run of colours over all that is not clipped."""
        device = self.device
        device.page.covers.append(Cover(self.graphicstate.clip, device.next(), None, False))

    def do_Do(self, xobjid_arg: Any) -> None:
        """A picture or an inner drawing."""
        self.device.state = self.graphicstate
        super().do_Do(xobjid_arg)

    def do_EI(self, obj: Any) -> None:
        """A picture that stands among the orders."""
        self.device.state = self.graphicstate
        super().do_EI(obj)

    def do_BMC(self, _tag: Any) -> None:
        """A mark without words."""
        self._telling = (*self._telling, None)

    def do_BDC(self, _tag: Any, props: Any) -> None:
        """A mark that may tell a reading program other words than those on the page."""
        if isinstance(props, PSLiteral):
            props = resolve1(dict_value(self.resources.get("Properties") or {}).get(literal_name(props)))
        told = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        words = decode_text(told).strip() if isinstance(told, bytes) else ""
        self._telling = (*self._telling, (words, len(self.device.page.letters)) if words else None)

    def do_EMC(self) -> None:
        """The end of a mark."""
        told = self._telling[-1] if self._telling else None
        self._telling = self._telling[:-1]
        if told is not None:
            words, since = told
            # A ligature or a hyphen is one letter on the page for some that are told; a whole word is not.
            painted = sum(letter.is_painted for letter in self.device.page.letters[since:])
            if len(words) > 4 * max(painted, 1) or (not painted and any(c.isalnum() for c in words)):
                self.device.page.spoken += 1


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 1.0


def pages_of(content: bytes) -> Iterator[tuple[Page, set[int]]]:
    """Each page as it is painted, one at a time, and the numbers of the pictures that it has at hand.

    Raises:
        Exception: whatever pdfminer raises on a damaged file.
    """
    document = PDFDocument(PDFParser(BytesIO(content)))
    resources = PDFResourceManager()
    device = Device(resources)
    painter = _Painter(resources, device)
    for page in PDFPage.create_pages(document):
        painter.process_page(page)
        yield device.page, _pictures(page.resources, set())


def _pictures(resources: Any, visited: set[int]) -> set[int]:
    """The numbers of the pictures in these resources and in those of the drawings among them."""
    found: set[int] = set()
    drawings = resolve1((resolve1(resources) or {}).get("XObject")) or {}
    for reference in drawings.values():
        if not isinstance(reference, PDFObjRef) or reference.objid in visited:
            continue
        visited.add(reference.objid)
        drawing = resolve1(reference)
        if isinstance(drawing, PDFStream):
            kind = drawing.get("Subtype")
            if kind is not None and literal_name(kind) == "Image":
                found.add(reference.objid)
            else:
                found.update(_pictures(drawing.get("Resources"), visited))
    return found
