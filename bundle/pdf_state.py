"""What a page of a PDF paints, in its order: the letters, and whatever can lie over or under them."""

from dataclasses import dataclass, field

from bundle.colour import RGB

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
Point = tuple[float, float]
_CROSSES = 0.6  # a cover is at least so much of a letter's height; less is a line under it or through it


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as painted. `colour` is None where it cannot be known; `mode` 3 and 7 paint nothing."""

    text: str
    box: Box
    order: int
    colour: RGB | None
    mode: int
    alpha: float

    @property
    def centre(self) -> Point:
        """The middle of the letter."""
        return ((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2)

    @property
    def is_painted(self) -> bool:
        """Whether any ink is spent on it."""
        return self.mode not in (3, 7)


@dataclass(frozen=True, slots=True)
class Cover:
    """A filled shape, a thick line or a picture. `solid` is whether nothing shines through it."""

    box: Box
    order: int
    colour: RGB | None
    solid: bool
    picture: bool = False
    outlines: tuple[tuple[Point, ...], ...] = ()  # none: the whole box
    even_odd: bool = False

    def lies_on(self, letter: Letter) -> bool:
        """Whether it lies where the letter is, over or under it."""
        x, y = letter.centre
        left, bottom, right, top = self.box
        if not (left <= x <= right and bottom <= y <= top):
            return False
        if min(top, letter.box[3]) - max(bottom, letter.box[1]) < _CROSSES * (letter.box[3] - letter.box[1]):
            return False
        return not self.outlines or self._holds(x, y)

    def _holds(self, x: float, y: float) -> bool:
        winding = crossings = 0
        for outline in self.outlines:
            for (x0, y0), (x1, y1) in zip(outline, (*outline[1:], outline[0]), strict=True):
                if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                    crossings += 1
                    winding += 1 if y1 > y0 else -1
        return crossings % 2 == 1 if self.even_odd else winding != 0


@dataclass(slots=True)
class Page:
    """One page. `shown` is the part of it that is shown; `spoken` counts words told only to a program that reads."""

    shown: Box
    size: tuple[float, float]
    letters: list[Letter] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    painted: set[int] = field(default_factory=set)  # the numbers of the picture objects that were painted
    spoken: int = 0


def meet(one: Box, other: Box) -> Box:
    """The part that two boxes share; it may be empty (right of left)."""
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def area(box: Box) -> float:
    """The area of a box, 0 of an empty one."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
