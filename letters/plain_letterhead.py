"""The letterhead of a service that has brought none: Arial on A4, the service above, how to reach it below.

Written out in full rather than drawn from Word's own template, which carries hundreds of styles that no letter uses.
"""

from collections.abc import Sequence
from datetime import date

from letters.blocks import Run
from letters.lists import definition, instance
from letters.package import CORE, core, entry, packed
from letters.relations import RELATION, WORD_TYPE, Relation, relations_part, types_part, whole
from letters.word_xml import DECLARATION, MAIN, escaped, words

_NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATION}"'
_FONT = "Arial"
_INK = "0B0C0C"
_ACCENT = "1D3C63"
_CONFIDENTIAL = (
    "Confidential: for the person or office named above. If this letter has come to you by mistake, please tell us, "
    "and do not copy it or pass it on."
)
# A frame of 4 cm by 1.8 cm in the upper right corner, so that a logo needs no room until there is one.
_LOGO = (
    '<w:p><w:pPr><w:framePr w:w="2268" w:h="1021" w:hRule="atLeast" w:hSpace="142" w:wrap="around" w:vAnchor="page" '
    'w:hAnchor="margin" w:xAlign="right" w:y="567"/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:jc w:val="right"/></w:pPr><w:bookmarkStart w:id="0" w:name="logo"/><w:bookmarkEnd w:id="0"/></w:p>'
)
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1985" w:left="1417" '
    'w:header="680" w:footer="680" w:gutter="0"/><w:cols w:space="708"/>'
)
# Word 2013 and later: an older mode would set the file apart as made by an old program.
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" w:hAnsi="{_FONT}" '
    f'w:cs="{_FONT}"/><w:color w:val="{_INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)
_OTHER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph '
    'Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def file(name: str, host_name: str, contact: Sequence[str], *, confidential: bool = True) -> bytes:
    """The letterhead of the service `name` as a Word file.

    Args:
        confidential: its foot says that what is written on it is for one reader alone.
    """
    header = _small(name, 16, bold=True, colour=_ACCENT) + _LOGO + _small(f"Hosted by {host_name}", 9, after=360)
    kept = _small(_CONFIDENTIAL, 8.5) if confidential else ""
    footer = _small(" | ".join(contact), 9) + kept + _page_number()
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="{kind}1"/>' for kind in ("header", "footer"))
    parts = {
        "document": ("document.main", f"<w:body><w:sectPr>{references}{_PAGE}</w:sectPr></w:body>"),
        "styles": ("styles", _styles()),
        "numbering": ("numbering", _lists()),
        "settings": ("settings", _SETTINGS),
        "header1": ("header", header),
        "footer1": ("footer", footer),
    }
    roots = {"header1": "hdr", "footer1": "ftr"}
    entries = []
    relations = []
    types = {}
    for part, (kind, inside) in parts.items():
        root = roots.get(part, part)
        path = f"word/{part}.xml"
        entries.append(entry(path, f"{DECLARATION}<w:{root} {_NAMESPACES}>{inside}</w:{root}>".encode()))
        types[path] = f"{WORD_TYPE}.{kind}+xml"
        if part != "document":
            relations.append(Relation(f"{kind}1", f"{RELATION}/{kind}", path))
    rest = (whole("word/document.xml"), relations_part("word/document.xml", relations), types_part(types))
    properties = (CORE, core(f"Letterhead: {name}", date(1980, 1, 1)))
    return packed([*entries, *(entry(path, content) for path, content in (*rest, properties))])


def _small(
    text: str, size: float, *, bold: bool = False, colour: str = _INK, after: int = 40, inside: str | None = None
) -> str:
    """A line of header or footer; `after` is in twips."""
    spacing = f'<w:pPr><w:spacing w:after="{after}"/></w:pPr>'
    return f"<w:p>{spacing}{inside or _sized(text, size, bold=bold, colour=colour)}</w:p>"


def _sized(text: str, size: float, *, bold: bool = False, colour: str = _INK) -> str:
    half_points = round(size * 2)
    looks = f'<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return words((Run(text, bold),), looks=looks)


def _page_number() -> str:
    """Write "Page 1 of 2", which Word counts itself."""
    counted = "".join(
        f'{_sized(before, 8.5)}<w:fldSimple w:instr="{field}">{_sized("1", 8.5)}</w:fldSimple>'
        for before, field in (("Page ", "PAGE"), (" of ", "NUMPAGES"))
    )
    return _small("", 8.5, inside=counted)


def _styles() -> str:
    return (
        _DEFAULTS
        + _style("Normal", "Normal", 11, after=160, default=True)
        + _OTHER_STYLES
        + _style("Title", "Title", 15, bold=True, before=80, after=200)
        + _style("heading 1", "Heading1", 13, bold=True, before=240, after=80, level=0)
        + _style("heading 2", "Heading2", 11, bold=True, before=160, after=80, level=1)
        + _style("List Bullet", "ListBullet", 11, after=80, listing=1)
        + _style("List Number", "ListNumber", 11, after=80, listing=2)
        + _style("header", "Header", 11, after=0)
        + _style("footer", "Footer", 11, after=0)
    )


def _style(
    name: str,
    style_id: str,
    size: int,
    *,
    bold: bool = False,
    before: int = 0,
    after: int = 0,
    level: int | None = None,
    listing: int | None = None,
    default: bool = False,
) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if bold else ""
    numbered = f'<w:numPr><w:numId w:val="{listing}"/></w:numPr>' if listing else ""
    outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
    weight = "<w:b/><w:bCs/>" if bold else ""
    fonts = " ".join(f'w:{script}="{_FONT}"' for script in ("ascii", "eastAsia", "hAnsi", "cs"))
    following = "" if default else '<w:basedOn w:val="Normal"/>'
    if bold:
        following += '<w:next w:val="Normal"/>'
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{style_id}"><w:name w:val="{escaped(name)}"/>'
        f"{following}<w:qFormat/>"
        f'<w:pPr>{keep}{numbered}<w:spacing w:before="{before}" w:after="{after}" w:line="276" w:lineRule="auto"/>'
        f"{outline}</w:pPr><w:rPr><w:rFonts {fonts}/>{weight}"
        f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/></w:rPr></w:style>'
    )


def _lists() -> str:
    """The lists of the two list styles, for whoever writes on in Word."""
    bullets = definition(1, ordered=False, style="ListBullet")
    numbers = definition(2, ordered=True, style="ListNumber")
    return bullets + numbers + instance(1, 1) + instance(2, 2)
