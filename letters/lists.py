"""Real Word lists, whatever lists a letterhead has: each letter brings numbering of its own."""

_BULLET = '<w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
_NUMBER = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%{level}."/>'
_DEEPEST = 2
_HANGING = 397  # twips; 0.7 cm
# Word takes two lists of one nsid for the same one; these are far from what it draws itself.
_FIRST_NSID = 0x1F0A0000


def indent(level: int) -> tuple[int, int]:
    """How far an item at `level` (0 is outermost) stands in, and its sign hangs out, in twips."""
    return 567 * (level + 1), _HANGING


def inner(level: int) -> int:
    """The level of a list inside an item at `level`."""
    return min(level + 1, _DEEPEST)


def definition(abstract: int, *, ordered: bool, style: str | None = None) -> str:
    """The `w:abstractNum` of a list; `style` is the id of the paragraph style whose list it is, if any."""
    levels = ""
    for level in range(_DEEPEST + 1):
        left, hanging = indent(level)
        linked = f'<w:pStyle w:val="{style}"/>' if style and level == 0 else ""
        shape = _NUMBER.format(level=level + 1) if ordered else _BULLET
        # In lvl the style stands between the format and the text of the number.
        shape = shape.replace("<w:lvlText", f"{linked}<w:lvlText")
        levels += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>{shape}<w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}"><w:nsid w:val="{_FIRST_NSID + abstract:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def instance(number: int, abstract: int) -> str:
    """The `w:num` that paragraphs name."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'


class Numbering:
    """The lists of one letter. Each `begin` is a list of its own, so that its numbers start at 1."""

    def __init__(self, first: int) -> None:
        """Begin with lists whose ids are `first` and above: those below are the letterhead's."""
        self._next = first
        self.definitions = ""
        self.instances = ""

    def begin(self, *, ordered: bool) -> int:
        """Start a list; its id goes into each of its paragraphs."""
        number = self._next
        self._next += 1
        self.definitions += definition(number, ordered=ordered)
        self.instances += instance(number, number)
        return number
