"""Words of a Word document that are there and nowhere to be seen: squeezed, moved off the page, transparent."""

from xml.etree.ElementTree import Element

from bundle.word_marks import W

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NARROWEST = 20  # per cent of a letter's own width
_CLOSEST = -60  # twentieths of a point between letters: three points, about half a letter
_FURTHEST = 120  # half-points above or below the line: more than a line
_THINNEST = 60  # twentieths of a point: a line or a row of three points
_PAGE = 12_000  # twentieths of a point: an A4 page is 11,906 wide


def squeezed_run(properties: Element) -> bool:
    """Whether a run is too narrow, too far from its line, or of no colour at all."""
    if 0 < _value(properties, "w", 100) <= _NARROWEST or _value(properties, "spacing", 0) <= _CLOSEST:
        return True
    if abs(_value(properties, "position", 0)) >= _FURTHEST:
        return True
    fill = properties.find(f"{_W14}textFill")
    if fill is None:
        return False
    alphas = [alpha.get(f"{_W14}val", "0") for alpha in fill.iter(f"{_W14}alpha")]
    return fill.find(f"{_W14}noFill") is not None or any(a.isdecimal() and int(a) >= 90_000 for a in alphas)


def squeezed_paragraph(properties: Element | None) -> bool:
    """Whether a paragraph's lines have no height, or lie beyond the edge of the page."""
    if properties is None:
        return False
    spacing, indent, frame = (properties.find(W + name) for name in ("spacing", "ind", "framePr"))
    if spacing is not None and spacing.get(f"{W}lineRule") == "exact" and _number(spacing, "line", 240) <= _THINNEST:
        return True
    if indent is not None:
        ends = [_number(indent, name, 0) for name in ("left", "start", "right", "end", "firstLine")]
        if any(abs(end) >= _PAGE for end in ends) or any(end <= -_PAGE // 4 for end in ends):
            return True
    return frame is not None and any(abs(_number(frame, name, 0)) >= _PAGE for name in ("x", "y"))


def squeezed_row(row: Element) -> bool:
    """Whether a table's row is hidden or has no height."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return False
    height = properties.find(f"{W}trHeight")
    thin = height is not None and height.get(f"{W}hRule") == "exact" and _number(height, "val", 999) <= _THINNEST
    hidden = properties.find(f"{W}hidden")
    return thin or (hidden is not None and hidden.get(f"{W}val", "1") not in {"0", "false", "off"})


def _value(properties: Element, name: str, usual: int) -> int:
    found = properties.find(W + name)
    return usual if found is None else _number(found, "val", usual)


def _number(element: Element, name: str, usual: int) -> int:
    try:
        return int(float(element.get(W + name, str(usual)).rstrip("%")))
    except ValueError:
        return usual
