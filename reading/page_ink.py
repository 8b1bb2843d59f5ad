"""Where a page bears writing, found without reading it: to tell an empty page, and writing that was passed over."""

from collections.abc import Iterable

Rows = tuple[int, int]  # from the first to behind the last, counted from the top

_EVERY = 8  # rows looked at
_APART = 40  # dots between two that are compared: about one letter, so that blurred writing counts too
_CONTRAST = 24  # of 255: pencil on paper has more, a shadow over a page changes more slowly
_STROKES = 6  # sharp changes in a row of writing; the edge of a page makes two
_EMPTY = 0.01


def size_of(bitmap: bytes) -> tuple[int, int, bytes]:
    """Give width, height and dots of a PGM.

    Raises:
        ValueError: this is no PGM of one byte a dot.

    """
    fields = bitmap[:60].split(maxsplit=4)
    if len(fields) < 4 or fields[0] != b"P5" or fields[3] != b"255":
        raise ValueError("no grey bitmap")
    width, height = int(fields[1]), int(fields[2])
    dots = bitmap[len(bitmap) - width * height :]
    return width, height, dots


def written_rows(bitmap: bytes) -> list[int]:
    """Give the rows, of those looked at, that sharp changes from light to dark cross."""
    width, height, dots = size_of(bitmap)
    rows = []
    for row in range(0, height, _EVERY):
        line = dots[row * width : (row + 1) * width : 2]
        if sum(abs(a - b) > _CONTRAST for a, b in zip(line, line[_APART // 2 :], strict=False)) >= _STROKES:
            rows.append(row)
    return rows


def is_empty(bitmap: bytes, written: list[int]) -> bool:
    """Tell whether hardly a row bears writing."""
    return len(written) * _EVERY < _EMPTY * size_of(bitmap)[1]


def passed_over(written: list[int], read: Iterable[Rows]) -> float:
    """Give the share, 0 to 1, of the written rows in which no word was read."""
    covered: set[int] = set()
    for first, behind in read:
        margin = (behind - first) // 2  # what hangs below the line and stands above it
        covered.update(range((first - margin) // _EVERY, (behind + margin) // _EVERY + 1))
    left = sum(row // _EVERY not in covered for row in written)
    return left / len(written) if written else 0.0
