"""How a run of a Word document looks, with all that it takes from its styles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from bundle.colour import RGB, WHITE, from_hex, is_dark
from bundle.word_marks import HIGHLIGHTS, W
from bundle.word_squeezed import squeezed_run

_OFF = {"0", "false", "off", "none"}
_DEEPEST = 20  # styles based on styles; Word allows eleven
_WHITE_THEMES = {"background1", "light1"}


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a run; None is "not said", a size is in half-points. `marked`: the ground is a highlight."""

    vanish: bool | None = None
    colour: RGB | None = None
    size: float | None = None
    ground: RGB | None = None
    marked: bool = False

    def under(self, nearer: "Look") -> "Look":
        """This look, overlaid by one that is nearer to the run."""
        said: dict[str, Any] = {
            name: value
            for name in ("vanish", "colour", "size", "ground", "marked")
            if (value := getattr(nearer, name)) not in (None, False) or (name == "vanish" and value is False)
        }
        return replace(self, **said)


def shade(properties: Element | None) -> RGB | None:
    """The colour of the shading in these properties of a run, paragraph or cell."""
    shading = properties.find(f"{W}shd") if properties is not None else None
    if shading is None:
        return None
    pattern = shading.get(f"{W}val", "clear")
    if pattern == "nil":
        return None
    full = pattern == "solid" or (pattern.startswith("pct") and pattern[3:].isdigit() and int(pattern[3:]) >= 50)
    return from_hex(shading.get(f"{W}color" if full else f"{W}fill"))


def on(properties: Element | None, name: str) -> bool | None:
    """A switch: on, off, or not said."""
    switch = properties.find(W + name) if properties is not None else None
    return None if switch is None else switch.get(f"{W}val", "1").lower() not in _OFF


def look_of(properties: Element | None) -> Look:
    """What the properties of a run say themselves."""
    if properties is None:
        return Look()
    colour = properties.find(f"{W}color")
    rgb = None
    if colour is not None:
        rgb = from_hex(colour.get(f"{W}val"))
        if colour.get(f"{W}themeColor") in _WHITE_THEMES and colour.get(f"{W}themeShade") is None:
            rgb = WHITE
    size = properties.find(f"{W}sz")
    highlight = properties.find(f"{W}highlight")
    marked = from_hex(HIGHLIGHTS.get(highlight.get(f"{W}val", ""))) if highlight is not None else None
    return Look(
        vanish=True if squeezed_run(properties) else on(properties, "vanish"),
        colour=rgb,
        size=_number(size.get(f"{W}val")) if size is not None else None,
        ground=marked or shade(properties),
        marked=marked is not None,
    )


def _number(value: str | None) -> float | None:
    try:
        return float(value or "")
    except ValueError:
        return None


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = Look()
        self._usual: dict[str, str] = {}  # the style of what names none, by type
        if root is None:
            return
        self._default = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}default", "0") not in _OFF:
                self._usual[style.get(f"{W}type", "")] = name

    def _line(self, name: str | None, kind: str) -> Iterator[Element]:
        """The style and those that it is based on, the nearest first."""
        name = name or self._usual.get(kind)
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None

    def _named(self, name: str | None, kind: str) -> Look:
        look = Look()
        for style in reversed(list(self._line(name, kind))):
            look = look.under(look_of(style.find(f"{W}rPr")))
        return look

    def run(self, properties: Element | None, paragraph_style: str | None, table_style: str | None) -> Look:
        """The look of a run with these properties.

        Hidden by a style is hidden, even where two styles would cancel each other: rather once too often.
        """
        named = properties.find(f"{W}rStyle") if properties is not None else None
        look = self._default.under(self._named(table_style, "table") if table_style else Look())
        look = look.under(self._named(paragraph_style, "paragraph"))
        if named is not None:
            look = look.under(self._named(named.get(f"{W}val"), "character"))
        return look.under(look_of(properties))

    def paragraph_ground(self, name: str | None) -> RGB | None:
        """The shading that a paragraph takes from its style."""
        for style in self._line(name, "paragraph"):
            if (ground := shade(style.find(f"{W}pPr"))) is not None:
                return ground
        return None

    def darkens(self, table_style: str | None) -> bool:
        """Whether a style of tables has cells (a head, a band) in which light words can be seen."""
        return any(
            (ground := shade(cell)) is not None and (is_dark(ground) or ground != WHITE)
            for style in self._line(table_style, "table")
            for cell in style.iter(f"{W}tcPr")
        )
