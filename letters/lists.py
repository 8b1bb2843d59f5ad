"""Real Word lists, whatever lists a letterhead has: this room brings its own numbering."""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.text.paragraph import Paragraph

_BULLET = '<w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
_NUMBER = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%{level}."/>'


def _numbering(document: Document) -> NumberingPart:
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return part.numbering_part
    made = NumberingPart(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        parse_xml(f"<w:numbering {nsdecls('w')}/>"),
        part.package,
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made


class Numbering:
    """The lists of one document. Each `begin` is a list of its own, so that its numbers start at 1."""

    def __init__(self, document: Document) -> None:
        self._root = _numbering(document).element

    def _next(self, path: str, attribute: str) -> int:
        return max((int(node.get(qn(attribute))) for node in self._root.xpath(path)), default=0) + 1

    def begin(self, *, ordered: bool) -> int:
        """Start a list; its id goes to `enter`."""
        abstract = self._next("./w:abstractNum", "w:abstractNumId")
        number = self._next("./w:num", "w:numId")
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
            + (_NUMBER.format(level=level + 1) if ordered else _BULLET)
            + f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{567 * (level + 1)}" w:hanging="397"/></w:pPr></w:lvl>'
            for level in range(3)
        )
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        # The schema wants every abstractNum before the first num.
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(definition)
        else:
            first.addprevious(definition)
        self._root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>')
        )
        return number


def enter(paragraph: Paragraph, number: int, level: int) -> None:
    """Make `paragraph` an item of the list `number` at `level` (0 is outermost)."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number
