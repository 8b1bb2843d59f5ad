"""What a letterhead tells of its author, its makers' networks and its own past is taken out of it."""

from collections.abc import Mapping
from typing import Any

from letters.opened import Opened, w

# Parts that a letter needs nothing of: who commented and edited, data of forms, building blocks, an old Word's copy.
_LEFT_OUT = frozenset(
    {
        "comments",
        "commentsExtended",
        "commentsExtensible",
        "commentsIds",
        "customXml",
        "glossaryDocument",
        "people",
        "printerSettings",
        "stylesWithEffects",
    }
)
_ELEMENTS = frozenset(
    w(name)
    for name in (
        "dataBinding",  # to the properties that are taken out: the words would go with them
        "docVars",
        "docVar",
        "mailMerge",
        "proofErr",
        "proofState",
        "rsid",
        "rsids",
        "savePreviewPicture",
        "trackRevisions",
    )
)
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_IDS = frozenset({f"{_WORD_2010}docId", f"{_WORD_2012}docId", f"{_WORD_2012}dataBinding"})
_RSID = w("rsid")
_THINGS = tuple(
    w(name) for name in ("drawing", "pict", "object", "sectPr", "br", "fldSimple", "fldChar", "sdt", "sym", "tab")
)


def left_out(opened: Opened) -> frozenset[str]:
    """The names of the parts that do not come along."""
    related = {each.target for name in opened.names for each in opened.relations(name) if each.kind in _LEFT_OUT}
    inside = {each.target for name in related for each in opened.relations(name) if not each.external}
    kept = {
        each.target
        for name in opened.names
        if name not in related
        for each in opened.relations(name)
        if each.kind not in _LEFT_OUT
    }
    return frozenset(related | inside) - kept


def cleared(root: Any) -> None:
    """Take ids of editing sessions, bindings to the file's properties and the like out of a part."""
    for element in list(root.iter()):
        if element.tag in _ELEMENTS or element.tag in _IDS:
            element.getparent().remove(element)
            continue
        for name in [name for name in element.attrib if name.startswith(_RSID)]:
            del element.attrib[name]


def speak_english(opened: Opened, styles: Mapping[str, Any]) -> None:
    """The language of the text, English (UK): screen readers and the spelling check go by it."""
    (part,) = opened.related("styles")
    defaults = opened.tree(part).find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is None:
        normal = styles["Normal"]
        defaults = normal.find(w("rPr"))
        if defaults is None:
            defaults = normal.makeelement(w("rPr"))
            normal.append(defaults)
    if defaults.find(w("lang")) is None:
        defaults.append(defaults.makeelement(w("lang")))
    for properties in (defaults, *(style.find(w("rPr")) for style in styles.values())):
        language = None if properties is None else properties.find(w("lang"))
        if language is not None:
            language.set(w("val"), "en-GB")
    for settings in opened.related("settings"):
        for language in opened.tree(settings).iterchildren(w("themeFontLang")):
            language.set(w("val"), "en-GB")


def is_blank(element: Any) -> bool:
    """Tell whether this is a paragraph in which nothing is seen."""
    if element.tag != w("p") or any(True for _ in element.iter(*_THINGS)):
        return False
    return not "".join(text.text or "" for text in element.iter(w("t"))).strip()
