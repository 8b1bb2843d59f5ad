"""Why a service's own letterhead cannot be used: what would make its letters go wrong or give something away."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from letters.opened import DAMAGED, Found, Opened, w

NEEDED = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number")

_WIDTH, _HEIGHT = 11_906, 16_838  # twips: A4
_NEAR = 57  # 1 mm
_NARROWEST = 5_670  # twips: 10 cm
_CHANGED = {
    *(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange")),
    *(w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")),
}
_FETCHED = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|LINK|DDE|DDEAUTO|DATABASE|RD)\b", re.IGNORECASE)
_PROGRAMS = frozenset({"oleObject", "package", "control", "activeXControlBinary", "vbaProject", "aFChunk"})


def styles(opened: Opened) -> dict[str, Any]:
    """The paragraph styles by name as Word shows it, for those that letters need."""
    wanted = {name.casefold(): name for name in NEEDED}
    found: dict[str, Any] = {}
    for part in opened.related("styles"):
        for style in opened.tree(part).iterchildren(w("style")):
            name = style.find(w("name"))
            shown = wanted.get("" if name is None else str(name.get(w("val"), "")).casefold())
            if shown and style.get(w("type"), "paragraph") == "paragraph":
                found.setdefault(shown, style)
    return found


def across(opened: Opened) -> int:
    """How wide the text column of the letter is, in twips; 0 where the page has no size."""
    section = last_section(opened)
    if section is None:
        return 0
    width = _number(section, "pgSz", "w") - _number(section, "pgMar", "left") - _number(section, "pgMar", "right")
    columns = section.find(w("cols"))
    count = 1 if columns is None else max(int(columns.get(w("num"), "1")), 1)
    gap = 0 if columns is None else int(float(columns.get(w("space"), "720")))
    return (width - (count - 1) * gap) // count


def last_section(opened: Opened) -> Any:
    """The properties of the section that the letter is written in, or None."""
    return opened.body.find(w("sectPr"))


def _number(section: Any, element: str, attribute: str) -> int:
    found = section.find(w(element))
    return 0 if found is None else int(float(found.get(w(attribute), "0")))


def stories(opened: Opened) -> Iterator[Any]:
    """The trees that hold words: the document, its headers and footers, its notes."""
    yield opened.tree(opened.document)
    for kind in ("header", "footer", "footnotes", "endnotes"):
        for part in opened.related(kind):
            yield opened.tree(part)


def faults(opened: Opened) -> tuple[Found, ...]:
    """Everything for which this letterhead cannot be used."""
    try:
        return tuple(found for check in _CHECKS for found in check(opened))
    except ValueError:  # a width that is no number
        return (DAMAGED,)


def _styles(opened: Opened) -> Iterator[Found]:
    missing = [name for name in NEEDED if name not in styles(opened)]
    if missing:
        yield Found(
            f"The letterhead lacks styles that letters are written in: {', '.join(missing)}.",
            "In Word, for each of them: write a word on a line of its own, press Ctrl+Shift+S, type the name of the "
            "style and choose Apply. Then delete these lines and save; the styles stay in the file.",
        )


def _page(opened: Opened) -> Iterator[Found]:
    sections = list(opened.body.iter(w("sectPr")))
    a4 = all(
        abs(_number(each, "pgSz", "w") - _WIDTH) <= _NEAR and abs(_number(each, "pgSz", "h") - _HEIGHT) <= _NEAR
        for each in sections
    )
    if not a4 or last_section(opened) is None:
        yield Found(
            "The page of the letterhead is not A4, upright.",
            "In Word: Layout > Size > A4 and Layout > Orientation > Portrait.",
        )
    elif across(opened) < _NARROWEST:
        yield Found(
            "The letterhead leaves less than 10 cm across for the words of a letter.",
            "In Word: Layout > Margins, and make the left and right margin smaller; Layout > Columns > One.",
        )


def _links(opened: Opened) -> Iterator[Found]:
    relations = [each for name in opened.names for each in opened.relations(name)]
    if any(each.kind == "attachedTemplate" for each in relations):
        yield Found(
            "The letterhead asks for a template in another place whenever a letter is opened.",
            "In Word: File > Options > Add-ins > Manage: Templates > Go, write Normal under Document template, "
            "choose OK and save.",
        )
    outside = {each.kind for each in relations if each.external} - {"hyperlink", "attachedTemplate"}
    codes = " ".join(
        "".join((each.text or "") + each.get(w("instr"), "") for each in story.iter(w("instrText"), w("fldSimple")))
        for story in stories(opened)
    )
    if outside or _FETCHED.search(codes):
        yield Found(
            "The letterhead fetches a picture or other content from another place whenever a letter is opened.",
            "In Word: File > Info > Edit Links to Files, choose each link and Break Link; put a picture in anew with "
            "Insert > Pictures > This Device > Insert, not Link to File.",
        )


def _programs(opened: Opened) -> Iterator[Found]:
    if any(each.kind in _PROGRAMS for name in opened.names for each in opened.relations(name)):
        yield Found(
            "The letterhead holds macros or an object of another program.",
            "In Word: delete the object, put a picture in its place with Insert > Pictures, then File > Save As, "
            "and choose the type Word Document (*.docx).",
        )


def _protected(opened: Opened) -> Iterator[Found]:
    settings = [opened.tree(part) for part in opened.related("settings")]
    if any(each.find(w("documentProtection")) is not None for each in settings):
        yield Found(
            "The letterhead is protected against changes.",
            "In Word: Review > Restrict Editing > Stop Protection, and save.",
        )


def _tracked(opened: Opened) -> Iterator[Found]:
    if any(each.tag in _CHANGED for story in stories(opened) for each in story.iter()):
        yield Found(
            "The letterhead holds tracked changes, which every reader of a letter could see.",
            "In Word: Review > Accept > Accept All Changes and Stop Tracking, and save.",
        )


def _comments(opened: Opened) -> Iterator[Found]:
    if any(True for story in stories(opened) for _ in story.iter(w("commentReference"))):
        yield Found(
            "The letterhead holds comments, which every reader of a letter could see.",
            "In Word: Review > Delete > Delete All Comments in Document, and save.",
        )


def _hidden(opened: Opened) -> Iterator[Found]:
    hiding = {
        style.get(w("styleId"))
        for part in opened.related("styles")
        for style in opened.tree(part).iterchildren(w("style"))
        if any(_on(each) for each in style.iterfind(f"{w('rPr')}/{w('vanish')}"))
    }
    for story in stories(opened):
        for run in story.iter(w("r")):
            style = run.find(f"{w('rPr')}/{w('rStyle')}")
            paragraph = run.getparent().find(f"{w('pPr')}/{w('pStyle')}")
            named = {each.get(w("val")) for each in (style, paragraph) if each is not None}
            own = run.find(f"{w('rPr')}/{w('vanish')}")
            hidden = _on(own) if own is not None else bool(named & hiding)
            if hidden and any(True for _ in run.iter(w("t"), w("drawing"), w("pict"))):
                yield Found(
                    "The letterhead holds hidden text, which a reader of a letter could make visible.",
                    "In Word: show it with Home > ¶, delete it, and save. File > Info > Check for Issues > "
                    "Inspect Document finds and removes it too.",
                )
                return


def _on(switch: Any) -> bool:
    return switch.get(w("val"), "true") not in ("0", "false", "off")


_CHECKS: tuple[Callable[[Opened], Iterator[Found]], ...] = (
    _styles,
    _page,
    _links,
    _programs,
    _protected,
    _tracked,
    _comments,
    _hidden,
)
