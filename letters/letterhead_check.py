"""What is wrong with a service's own letterhead, and what could be better, said before it is taken into use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from letters.letterhead import prepared
from letters.letterhead_faults import faults, stories, styles
from letters.opened import Found, Opened, Unusable, w

__all__ = ["Found", "check"]

_SMALLEST = 22  # half-points: 11 pt
_TEXT = w("t")
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_PLACED = tuple(
    f"{{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}}{name}"
    for name in ("inline", "anchor")
)
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PEOPLE = frozenset({"creator", "lastModifiedBy", "Company", "Manager"})


def check(content: bytes, service: Mapping[str, Any]) -> tuple[Found, ...]:
    """Everything that is wrong with the Word file `content` as a letterhead of `service` (letters.facts.Service).

    First what must be put right before a letter can be written on it, then what would be better. Of a file that
    cannot be opened only that is told. No finding holds a fact's value or a word of the letterhead.
    """
    try:
        opened = Opened(content)
        found = faults(opened)
        if not found:
            prepared(content)  # as each letter will be, to be sure that it can
        return (*found, *_name(opened, service), *_contact(opened, service), *_looks(opened))
    except Unusable as error:
        return (error.found,)


def _advice(what: str, how: str) -> Found:
    return Found(what, how, must=False)


def _looks(opened: Opened) -> Iterator[Found]:
    for each in (_logo, _alternative, _size, _language, _people):
        yield from each(opened)


def _name(opened: Opened, service: Mapping[str, Any]) -> Iterator[Found]:
    above = [opened.tree(opened.document), *(opened.tree(part) for part in opened.related("header"))]
    if _squeezed(service["name"]) not in _squeezed(_words(above)):
        yield _advice(
            "The letterhead does not name the service in its header or its opening lines.",
            "In Word: Insert > Header > Edit Header, and write the service's name as it is in its details here. "
            "If it is part of the logo, screen readers find it only in the picture's alternative text.",
        )


def _contact(opened: Opened, service: Mapping[str, Any]) -> Iterator[Found]:
    said = _squeezed(_words(stories(opened)))
    digits = re.sub(r"\D", "", said)
    there = {
        "the address": not service["address"] or _squeezed(service["address"][-1]) in said,
        "the telephone number": not service["phone"] or re.sub(r"\D", "", service["phone"]) in digits,
        "the e-mail address": not service["email"] or _squeezed(service["email"]) in said,
    }
    lacking = [name for name, is_there in there.items() if not is_there]
    if lacking:
        yield _advice(
            f"The letterhead does not say how to reach the service: it lacks {_listed(lacking)}.",
            "In Word: Insert > Footer > Edit Footer, and write it as it is in the service's details here.",
        )


def _logo(opened: Opened) -> Iterator[Found]:
    if not any(True for _ in _pictures(opened)):
        yield _advice(
            "The letterhead has no logo.",
            "In Word: open the header with a double click, click where the logo belongs (in the program's own "
            "letterhead into the empty frame at the upper right, bookmark logo), then Insert > Pictures > "
            "This Device. A height of up to 1.8 cm fits.",
        )


def _alternative(opened: Opened) -> Iterator[Found]:
    if any(not spoken for spoken in _pictures(opened)):
        yield _advice(
            "A picture in the letterhead has no alternative text, so a screen reader cannot say what it shows.",
            "In Word: right-click the picture, choose View Alt Text, and write what it says, "
            "or tick Mark as decorative.",
        )


def _size(opened: Opened) -> Iterator[Found]:
    size = _default(opened, "sz")
    if float(size or 20) < _SMALLEST:  # half-points; without one, Word takes 10 pt
        yield _advice(
            "The letterhead's style Normal is smaller than 11 point, which is hard to read for many people.",
            "In Word: Home > Styles, right-click Normal, choose Modify, set the size to 11 or more (12 is better), "
            "and save.",
        )


def _language(opened: Opened) -> Iterator[Found]:
    if _default(opened, "lang") != "en-GB":
        yield _advice(
            "The letterhead's language is not English (United Kingdom). The program sets it for the letter's own "
            "words; those of the header and footer keep theirs, and screen readers go by it.",
            "In Word: press Ctrl+A, choose Review > Language > Set Proofing Language > English (United Kingdom) > "
            "Set As Default, do the same in the header and footer, and save.",
        )


def _people(opened: Opened) -> Iterator[Found]:
    if any(
        str(element.tag).rpartition("}")[2] in _PEOPLE and (element.text or "").strip()
        for properties in _properties(opened)
        for element in properties
    ):
        yield _advice(
            "The letterhead's properties name a person or an organisation. The program takes them out of each "
            "letter itself.",
            "Nothing needs doing. To take them out of the file too, in Word: File > Info > Check for Issues > "
            "Inspect Document > Inspect, then Remove All beside Document Properties and Personal Information.",
        )


def _properties(opened: Opened) -> Iterator[Any]:
    for relation in opened.relations(""):
        if relation.kind in {"core-properties", "extended-properties"} and relation.target in opened.blobs:
            # What cannot be read is no fault: letters take nothing from it.
            with suppress(Unusable):
                yield opened.tree(relation.target)


def _words(trees: Iterable[Any]) -> str:
    """What is written there. Within a paragraph a word may be cut into pieces, so nothing is put between them."""
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(_TEXT))
        for tree in trees
        for paragraph in tree.iter(w("p"))
    )


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _pictures(opened: Opened) -> Iterator[bool]:
    """For each picture, whether its alternative text is there or it is marked as decorative."""
    for story in stories(opened):
        for placed in story.iter(*_PLACED):
            if any(True for _ in placed.iter(_PICTURE)):
                properties = next((each for each in placed if str(each.tag).endswith("}docPr")), None)
                decorative = any(each.get("val") not in ("0", "false") for each in placed.iter(_DECORATIVE))
                yield decorative or bool(properties is not None and (properties.get("descr") or "").strip())
        for picture in story.iter(_OLD_PICTURE):
            within = [each for each in picture.iterancestors() if str(each.tag).endswith("}Fallback")]
            if not within:  # the newer form of the same picture stands beside it
                yield bool((picture.getparent().get("alt") or "").strip())


def _default(opened: Opened, name: str) -> str | None:
    """The value of a property of the style Normal, or of the document's defaults."""
    normal = styles(opened).get("Normal")
    defaults = [
        found
        for part in opened.related("styles")
        for found in opened.tree(part).iterfind(f"{w('docDefaults')}/{w('rPrDefault')}")
    ]
    for holder in ([normal] if normal is not None else []) + defaults:
        found = holder.find(f"{w('rPr')}/{w(name)}")
        if found is not None and found.get(w("val")):
            return str(found.get(w("val")))
    return None
