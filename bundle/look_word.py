"""The last look at a Word document."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from bundle.finding import Finding, What, found
from bundle.office_parts import look_at_parts
from bundle.package import Package, Part
from bundle.word_marks import CHANGES, MC, W
from bundle.word_story import Story
from bundle.word_styles import Styles, on

# A field that fetches something from outside when it is brought up to date.
_FETCHES = re.compile(r"\s*(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|DATABASE|IMPORT|EMBED)\b", re.I)
_PLACES = (
    ("document.main", "the text"),
    ("ms-word", "the text"),
    ("header+xml", "a header"),
    ("footer+xml", "a footer"),
    ("footnotes+xml", "a footnote"),
    ("endnotes+xml", "an endnote"),
    ("glossary+xml", "the building blocks"),
)
_COMMENTS = ("comments+xml", "commentsExtended+xml", "commentsIds+xml", "commentsExtensible+xml")


def look_at_word(package: Package) -> Iterator[Finding]:
    """What a Word document hides.

    Raises:
        NotLooked: it is damaged.
    """
    yield from look_at_parts(package)
    styles = Styles(next((package.xml(part.name) for part in package.of_type("wordprocessingml.styles+xml")), None))
    settings = next((package.xml(part.name) for part in package.of_type("wordprocessingml.settings+xml")), None)
    ground = settings is not None and bool(on(settings, "displayBackgroundShape"))
    comments = False
    for part in package.parts:
        if part.type.endswith(_COMMENTS):
            comments = comments or len(package.xml(part.name)) > 0
            continue
        place = _place(part)
        if place is not None:
            yield from _story(package.xml(part.name), place, styles, ground)
    if comments:
        yield found(What.COMMENT, "the margin")
    if settings is not None and settings.find(f"{W}docVars") is not None:
        yield found(What.DOCUMENT_VARIABLE, "the settings")
    if any(len(package.xml(part.name)) for part in package.of_type("people+xml")):
        yield found(What.AUTHOR, "the list of people who worked on it")


def _place(part: Part) -> str | None:
    return next((place for mark, place in _PLACES if mark in part.type and part.type.endswith("xml")), None)


def _story(root: Element, place: str, styles: Styles, ground: bool) -> Iterator[Finding]:
    story = Story(styles, page_is_coloured=ground and root.find(f"{W}background") is not None)
    story.walk(root)
    for what, paragraphs in story.seen.items():
        yield found(what, _where(place, paragraphs))
    tags = Counter(element.tag for element in root.iter())
    if any(tags[change] for change in CHANGES):
        yield found(What.TRACKED_CHANGE, place)
    if tags[f"{W}commentReference"] or tags[f"{W}commentRangeStart"] or tags[f"{W}annotationRef"]:
        yield found(What.COMMENT, place)
    if tags[f"{W}object"] or tags[f"{W}altChunk"] or tags[f"{W}control"]:
        yield found(What.EMBEDDED_FILE, place)
    if any(_FETCHES.match(order) for order in orders(root)):
        yield found(What.EXTERNAL_LINK, place)
    if any(_differ(choice) for choice in root.iter(f"{MC}AlternateContent")):
        yield found(What.HIDDEN_TEXT, f"{place}, kept for older programs")


def orders(root: Element) -> Iterator[str]:
    """What each field is ordered to show. An order may be split over many runs, and fields lie in each other."""
    open_: list[list[str]] = []
    for element in root.iter():
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                open_.append([])
            elif open_ and kind == "end":
                yield "".join(open_.pop())
        elif element.tag == f"{W}instrText" and open_:
            open_[-1].append(element.text or "")
    for rest in open_:
        yield "".join(rest)


def _differ(choice: Element) -> bool:
    """Whether a drawing kept for older programs holds other words than the one that is shown."""
    shown = {_words(branch) for branch in choice.findall(f"{MC}Choice")}
    spare = choice.find(f"{MC}Fallback")
    return spare is not None and bool(_words(spare)) and _words(spare) not in shown


def _words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t")).strip()


def _where(place: str, paragraphs: Iterable[int]) -> str:
    numbers = sorted(set(paragraphs))
    shown = ", ".join(str(number) for number in numbers[:5])
    more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
    return f"{place}, paragraph {shown}{more}" if len(numbers) == 1 else f"{place}, paragraphs {shown}{more}"
