"""The sheet that a letter is written on: a plain one made from the service's facts, or the service's own file.

A letterhead is prepared once: looked through, cleared of what tells of its author, its parts compressed. A letter
then adds its own text and packs the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from letters import plain_letterhead
from letters.cleared import cleared, is_blank, left_out, speak_english
from letters.letterhead_faults import across, faults, styles
from letters.opened import DAMAGED, Opened, Unusable, text, w
from letters.package import Entry, entry
from letters.relations import relations_part, types_part, whole
from letters.word_xml import DECLARATION, MAIN, escaped

_KEPT = 16  # letterheads at a time; a service has one
_HERE = "inforights"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A letterhead, ready for a letter.

    Attributes:
        entries: the parts that are the same in each letter, compressed.
        document, numbering: the names of the two parts that each letter writes anew.
        around: the text of the document before and after the letter's own.
        lists: the text of the numbering before the letter's definitions, between these and its lists, and after.
        first_list: the first id that a list of the letter may have.
        styles: the ids of the styles, by their names.
        across: the width of the text in twips.
    """

    entries: tuple[Entry, ...]
    document: str
    numbering: str
    around: tuple[str, str]
    lists: tuple[str, str, str]
    first_list: int
    styles: Mapping[str, str]
    across: int


def plain(service: Mapping[str, Any], *, confidential: bool = True) -> bytes:
    """A letterhead for `service` (letters.facts.Service) as a Word file: A4, margins of 2.5 cm, more at the foot.

    At the right of its header is an empty frame, 4 cm by 1.8 cm, with a bookmark named "logo": a place for one.

    Args:
        confidential: its foot says that what is written on it is for one reader alone.
    """
    contact = (*service["address"], service["phone"], service["email"], service["website"])
    lines = tuple(line for line in contact if line)
    return _plain(service["name"], service["host_name"], lines, confidential=confidential)


_plain = lru_cache(maxsize=_KEPT)(plain_letterhead.file)


@lru_cache(maxsize=_KEPT)
def prepared(content: bytes) -> Letterhead:
    """A service's own Word file, or a plain one, made ready; empty lines at its end are dropped.

    Raises:
        LettersError: it cannot be used; the message says why and how that is put right.
    """
    opened = Opened(content)
    found = faults(opened)
    if found:
        raise Unusable(found[0])
    try:
        return _ready(opened)
    except (ValueError, TypeError):  # an id that is no number, a style without an id
        raise Unusable(DAMAGED) from None


def _ready(opened: Opened) -> Letterhead:
    found_styles = styles(opened)
    numbering = _numbering(opened)
    width = across(opened)
    speak_english(opened, found_styles)
    left = left_out(opened)
    names = [name for name in opened.names if name not in left]
    for name in names:
        if name.endswith(".xml"):
            cleared(opened.tree(name))
    lists, first = _lists(opened.tree(numbering))
    made = (opened.document, numbering)
    return Letterhead(
        entries=tuple(_entries(opened, names, made)),
        document=opened.document,
        numbering=numbering,
        around=_around(opened),
        lists=lists,
        first_list=first,
        styles={name: escaped(style.get(w("styleId"))) for name, style in found_styles.items()},
        across=width,
    )


def _numbering(opened: Opened) -> str:
    """The name of the part with the lists, which is made where there is none."""
    for name in opened.related("numbering"):
        return name
    folder = opened.document.rpartition("/")[0]
    name = f"{folder}/numbering.xml".lstrip("/")
    opened.add(name, f'{DECLARATION}<w:numbering xmlns:w="{MAIN}"/>'.encode(), "numbering")
    return name


def _lists(root: Any) -> tuple[tuple[str, str, str], int]:
    """The numbering in three parts, and the first id that is free."""
    ids = [each.get(w("abstractNumId")) for each in root.iterchildren(w("abstractNum"))]
    ids += [each.get(w("numId")) for each in root.iterchildren(w("num"))]
    # The schema wants every abstractNum before the first num, and every num before what may come last.
    first = root.find(w("num"))
    last = root.find(w("numIdMacAtCleanup"))
    for after in (first if first is not None else last, last):
        here = root.makeelement(w(_HERE))
        if after is None:
            root.append(here)
        else:
            after.addprevious(here)
    before, between, behind = text(root).split(f"<w:{_HERE}/>")
    return (before, between, behind), max((int(each) for each in ids), default=0) + 1


def _around(opened: Opened) -> tuple[str, str]:
    """The document before and after the letter: the letterhead's opening lines, and its last section."""
    body = opened.body
    section = body.find(w("sectPr"))
    while (last := section.getprevious()) is not None and is_blank(last):
        body.remove(last)
    section.addprevious(body.makeelement(w(_HERE)))
    before, after = text(opened.tree(opened.document)).split(f"<w:{_HERE}/>")
    return before, after


def _entries(opened: Opened, names: list[str], made: tuple[str, str]) -> list[Entry]:
    """The parts that are the same in each letter, with their list of types and their relations."""
    entries = []
    for name in names:
        if name not in made:
            blob = text(opened.tree(name)).encode() if name.endswith(".xml") else opened.blobs[name]
            entries.append(entry(name, blob))
        relations = [each for each in opened.relations(name) if each.external or each.target in names]
        if relations:
            entries.append(entry(*relations_part(name, relations)))
    types = {name: opened.type_of(name) for name in names}
    return [*entries, entry(*whole(opened.document)), entry(*types_part(types))]
