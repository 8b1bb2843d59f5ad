"""Which words of a page cannot be seen, though they can be copied from it."""

from collections import Counter
from collections.abc import Iterator

from PIL import Image

from bundle.colour import RGB, WHITE, is_dark, unseen
from bundle.finding import What
from bundle.pdf_seen import shades
from bundle.pdf_state import Box, Cover, Letter, Page, area

_BAND = 24.0  # points: covers are sought by bands of the page
_SCAN = 0.5  # a picture of so much of the page is the page
_TINY = 1.5  # points: nobody reads that
_FAINT = 24  # of 255: less than this between the darkest and the lightest pixel shows no letter
_BLACKENED = 110  # of 255: a word that is no lighter than this anywhere is blackened
_CLEAR = 0.05


def hidden(page: Page, picture: Image.Image | None) -> Counter[What]:
    """What is hidden on the page, and how many letters of it. `picture` is the page as drawn, where it could be."""
    found: Counter[What] = Counter()
    bands = _bands(page.covers)
    whole = area(page.shown) or 1.0
    scans = [cover for cover in page.covers if cover.picture and area(cover.box) >= _SCAN * whole]
    left: list[Letter] = []  # what seems to be seen, or to lie on a scan: the drawn page decides
    on_scan: list[Letter] = []
    for letter in page.letters:
        if not _counts(letter):
            continue
        covers = [cover for cover in bands.get(int(letter.centre[1] // _BAND), ()) if cover.lies_on(letter)]
        what = _hidden(letter, covers, page.shown, scans)
        if what is None:
            left.append(letter)
        else:
            found[what] += 1
            if what is What.SCANNED_TEXT:
                on_scan.append(letter)
    if picture is not None:
        for letters in (left, on_scan):
            found.update(_unseen(letters, picture, page.size[1]))
    if page.spoken:
        found[What.HIDDEN_TEXT] += page.spoken
    return found


def _counts(letter: Letter) -> bool:
    return not letter.text or not letter.text.isspace()


def _bands(covers: list[Cover]) -> dict[int, list[Cover]]:
    bands: dict[int, list[Cover]] = {}
    for cover in covers:
        low, high = max(-1e4, cover.box[1]), min(1e5, cover.box[3])
        if high >= low:
            for band in range(int(low // _BAND), int(high // _BAND) + 1):
                bands.setdefault(band, []).append(cover)
    return bands


def _hidden(letter: Letter, covers: list[Cover], shown: Box, scans: list[Cover]) -> What | None:
    x, y = letter.centre
    if not (shown[0] <= x <= shown[2] and shown[1] <= y <= shown[3]):
        return What.TEXT_OUTSIDE
    if not letter.is_painted:
        scan = next((scan for scan in scans if scan.lies_on(letter)), None)
        if scan is None:
            return What.INVISIBLE_TEXT
        # Words that a program read from the picture: a box drawn over that picture was meant for them too.
        boxes = [c for c in covers if not c.picture and c.order > scan.order and c.solid]
        return What.TEXT_UNDER_BOX if boxes else What.SCANNED_TEXT
    if letter.box[3] - letter.box[1] < _TINY or letter.alpha < _CLEAR:
        return What.INVISIBLE_TEXT
    over = [cover for cover in covers if cover.order > letter.order and cover.solid]
    if any(cover not in scans for cover in over):
        return What.TEXT_UNDER_BOX
    if over:
        return What.SCANNED_TEXT
    under = [cover for cover in covers if cover.order < letter.order]
    if letter.colour is None or (under and not under[-1].solid):
        return None
    ground: RGB | None = under[-1].colour if under else WHITE
    if ground is None or not unseen(letter.colour, ground):
        return None
    return What.TEXT_UNDER_BOX if is_dark(ground) else What.INVISIBLE_TEXT


def _unseen(letters: list[Letter], picture: Image.Image, height: float) -> Iterator[What]:
    """Yield once for each letter of a word where the drawn page shows nothing but one shade."""
    for word in _words(letters):
        box = (
            min(letter.box[0] for letter in word),
            min(letter.box[1] for letter in word),
            max(letter.box[2] for letter in word),
            max(letter.box[3] for letter in word),
        )
        seen = shades(picture, box, height)
        if seen is None:
            continue
        darkest, lightest = seen
        if lightest - darkest < _FAINT:
            yield from [What.TEXT_UNDER_BOX if lightest < _BLACKENED else What.INVISIBLE_TEXT] * len(word)


def _words(letters: list[Letter]) -> Iterator[list[Letter]]:
    """Letters and digits that follow each other on one line, two at least: a dot may be too small to be drawn."""
    word: list[Letter] = []
    for letter in letters:
        if word and not _follows(word[-1], letter):
            if len(word) > 1:
                yield word
            word = []
        if letter.text.isalnum():
            word.append(letter)
    if len(word) > 1:
        yield word


def _follows(one: Letter, other: Letter) -> bool:
    size = one.box[3] - one.box[1]
    return (
        other.text.isalnum()
        and abs(one.centre[1] - other.centre[1]) < size / 2
        and -size < other.box[0] - one.box[2] < size / 4
    )
