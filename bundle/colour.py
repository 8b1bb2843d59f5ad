"""How light a colour is, and whether words in one colour can be seen on another."""

RGB = tuple[float, float, float]  # each 0 to 1

WHITE: RGB = (1.0, 1.0, 1.0)
BLACK: RGB = (0.0, 0.0, 0.0)
# Below this nobody sees the words: white on nearly white, black on black. Pale grey print on white has 1.4.
_UNSEEN = 1.2
# Black print on a dark grey box: some screens show a shadow of the words, but they were meant to be covered.
_UNSEEN_IN_THE_DARK = 2.0
_DARK = 0.18


def luminance(colour: RGB) -> float:
    """The relative luminance of WCAG 2: 0 is black, 1 is white."""
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The contrast of WCAG 2: 1 (none) to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def is_dark(colour: RGB) -> bool:
    """Whether a box of this colour is one that blackens."""
    return luminance(colour) < _DARK


def unseen(words: RGB, ground: RGB) -> bool:
    """Whether words of this colour cannot be seen on this ground."""
    least = _UNSEEN_IN_THE_DARK if is_dark(ground) else _UNSEEN
    return contrast(words, ground) < least


def from_hex(code: str | None) -> RGB | None:
    """The colour of six hexadecimal digits; None for "auto" and whatever else is no colour."""
    if code is None or len(code := code.lstrip("#")) != 6:
        return None
    try:
        return (int(code[:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:], 16) / 255)
    except ValueError:
        return None
