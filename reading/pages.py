"""Pages that are pictures: read one after the other while there is time, and told apart by how clear they were."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from types import MappingProxyType

from reading.limits import Limits
from reading.tesseract import NotRead, recognise

Draw = Callable[[float], bytes]  # given the seconds that are left, a PGM bitmap
_NOTHING: Mapping[int, int] = MappingProxyType({})
_SHARE = 0.75  # of the time for the whole file; the rest is for its text, its attachments, its answer


@dataclass(slots=True)
class Pages:
    """What was read of each page, by its number, and the doubts that came up."""

    texts: dict[int, str] = field(default_factory=dict)
    doubts: dict[str, list[int]] = field(default_factory=dict)
    surenesses: list[float] = field(default_factory=list)

    def said(self, of: int) -> tuple[str, ...]:
        """Give the doubts; where the file has several pages, with those that each is about."""
        return tuple(
            doubt if of == 1 else f"page {numbered(numbers)} of {of}: {doubt}"
            for doubt, numbers in self.doubts.items()
        )

    def how(self) -> str:
        """Say how sure tesseract is of the least clear page that it read."""
        if not self.texts:
            return "not read"
        return f"read by tesseract, {min(self.surenesses):.0f}% sure" if self.surenesses else "no words found"


def numbered(numbers: list[int]) -> str:
    """Name pages in a sentence."""
    named = ", ".join(str(number) for number in numbers[:10])
    return named + (" and more" if len(numbers) > 10 else "")


def read_pages(bitmaps: Iterable[tuple[int, Draw]], limits: Limits, least: Mapping[int, int] = _NOTHING) -> Pages:
    """Read pages given by number, each with what draws it.

    `least` names pages that have words already: fewer words than these in the picture say nothing new.

    Raises:
        Exception: whatever drawing raises, besides NotRead, which becomes a doubt.

    """
    end = monotonic() + limits.wall_seconds * _SHARE
    pages = Pages()
    for count, (number, draw) in enumerate(bitmaps):
        try:
            if count >= limits.scanned_pages:
                raise NotRead(f"more than {limits.scanned_pages} pages are pictures; a person must read the rest")
            found = recognise(draw(end - monotonic()), end - monotonic())
        except NotRead as why:
            pages.doubts.setdefault(str(why), []).append(number)
            continue
        if found.words < least.get(number, 0):
            continue
        pages.texts[number] = found.text
        if found.words:
            pages.surenesses.append(found.sure)
        if doubt := found.doubt():
            pages.doubts.setdefault(doubt, []).append(number)
    return pages
