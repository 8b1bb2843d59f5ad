"""The Word file: real structure, nothing about its author, the same bytes each time."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm

from letters import LettersError, letterhead
from letters.blocks import Listing, Paragraph, Run, Table
from letters.letter import compose
from letters.letterhead import prepared
from letters.render import render
from letters.word import word
from tests.letters.cases import CASE_IDS, CASES, HELD_BACK, facts, first_case
from tests.letters.made_up_services import SERVICES


def _open(content: bytes) -> Any:
    return Document(BytesIO(content))


def _said(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def _every_word(document: Any) -> str:
    return " ".join(text.text or "" for text in document.element.body.iter(qn("w:t")))


@pytest.mark.parametrize(("letter", "case", "changed"), CASES, ids=CASE_IDS)
def test_the_three_forms_say_the_same(letter: str, case: str, changed: dict[str, Any]) -> None:
    """Word for word the body is the same in Word, HTML and text: what is approved is what is sent."""
    rendered = render(letter, facts(**changed))
    body = compose(letter, facts(**changed))
    in_word = "".join(_every_word(_open(rendered.docx)).split())
    for block in (*body.blocks, *body.slip):
        if isinstance(block, Listing | Table) or not hasattr(block, "runs"):
            continue
        words = "".join(run.text for run in block.runs)
        assert words in rendered.text, case
        assert "".join(words.split()) in in_word, case
    assert body.title in rendered.html


def test_the_structure_is_real() -> None:
    """Title, headings, lists and tables are Word's own, so that a screen reader finds them."""
    document = _open(render("sar_disclosure", facts(schedule=HELD_BACK)).docx)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 5
    listed = [each for each in document.paragraphs if each._p.pPr is not None and each._p.pPr.numPr is not None]
    assert len(listed) == 2 + 7 + 1
    (table,) = document.tables
    head = table.rows[0]._tr.trPr
    assert head.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_each_numbered_list_begins_at_one() -> None:
    """Two lists never share their numbering."""
    document = _open(render("la_response_ncnd", facts()).docx)
    ids = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    ]
    assert len(ids) == 8
    assert len(set(ids)) == 2


def test_lists_say_how_they_are_numbered() -> None:
    """WCAG 1.3.1: a numbered list is one, by style and by numbering that starts at 1, not by typed figures."""
    document = _open(render("la_response_ncnd", facts()).docx)
    numbering = document.part.numbering_part.element
    kinds = {}
    for paragraph in document.paragraphs:
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None:
            assert paragraph.style.name in {"List Bullet", "List Number"}
            number = numbering.num_having_numId(paragraph._p.pPr.numPr.numId.val)
            path = f"./w:abstractNum[@w:abstractNumId='{number.abstractNumId.val}']/w:lvl[@w:ilvl='0']"
            assert numbering.xpath(f"{path}/w:start/@w:val") == ["1"]
            kinds[paragraph.style.name] = numbering.xpath(f"{path}/w:numFmt/@w:val")[0]
    assert kinds.items() <= {("List Bullet", "bullet"), ("List Number", "decimal")}


def test_what_follows_in_an_item_has_no_number_of_its_own() -> None:
    """A second paragraph and a list inside an item stand under it; a list inside it begins at 1 for itself."""
    inside = Listing(False, ((_said("deep"),),))
    listing = Listing(True, ((_said("one"), _said("more"), inside), (_said("two"),)))
    letter = replace(compose("sar_disclosure", facts()), blocks=(_said("x"), listing, _said("y")))
    found = {each.text: each._p.pPr for each in _open(word(letter)).paragraphs if each._p.pPr is not None}
    assert found["more"].numPr is None
    assert found["more"].ind.left == found["one"].ind.left
    places = {text: (found[text].numPr.numId.val, found[text].numPr.ilvl.val) for text in ("one", "deep", "two")}
    assert places["one"] == places["two"]
    assert places["deep"][0] != places["one"][0]
    assert places["deep"][1] == 1


def test_a_table_is_told_to_a_screen_reader() -> None:
    """WCAG 1.3.1 and 1.1.1: its first row is marked as heading, and it says what it shows."""
    (table,) = _open(render("sar_disclosure", facts(schedule=HELD_BACK)).docx).tables
    properties = table._tbl.tblPr
    assert properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "What we are sending"
    assert properties.find(qn("w:tblDescription")).get(qn("w:val")).startswith("3 rows under: No., Document")
    assert len(table._tbl.xpath("./w:tr/w:trPr/w:tblHeader")) == 1
    widths = [int(each) for each in table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == int(properties.xpath("./w:tblW/@w:w")[0]) == 9072  # 16 cm


def test_a_form_is_not_signed_on_another_page() -> None:
    """Art 7(1) UK GDPR: the rows that a person fills in and signs stay together."""
    document = _open(render("consent_form", facts(**first_case("consent_form"))).docx)
    form = document.tables[0]
    keep = [all(each.paragraph_format.keep_with_next for each in row.cells[0].paragraphs) for row in form.rows]
    assert keep == [True] * (len(keep) - 1) + [False]


def test_the_language_is_said() -> None:
    """WCAG 3.1.1: English (UK), in the styles' defaults and in the settings; other scripts are left as they were."""
    with zipfile.ZipFile(BytesIO(render("sar_disclosure", facts(), _own_sheet()).docx)) as package:
        styles = parse_xml(package.read("word/styles.xml"))
        (language,) = styles.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang")
        assert language.get(qn("w:val")) == "en-GB"
        assert language.get(qn("w:eastAsia")) == "en-US"
        (theme,) = parse_xml(package.read("word/settings.xml")).xpath("./w:themeFontLang")
        assert theme.get(qn("w:val")) == "en-GB"


@pytest.mark.parametrize("own", [False, True])
def test_no_part_tells_of_its_past(own: bool) -> None:
    """UK GDPR Art 5(1)(c): no editing sessions, template, company, thumbnail or form data goes out with a letter."""
    content = render("sar_disclosure", facts(), _own_sheet() if own else None).docx
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        words = b"".join(package.read(name) for name in names if name.endswith((".xml", ".rels")))
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None
    assert names[0] == "[Content_Types].xml"
    assert not [name for name in names if "customXml" in name or "thumbnail" in name or "WithEffects" in name]
    for trace in (b"w:rsid", b"attachedTemplate", b"Inparticular", b"Company", b"docId"):
        assert trace not in words


# ECMA-376 part 1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.9.6, 17.9.2, 17.7.4.17: the order that Word insists on.
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textDirection outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u effect "
    "bdr shd vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p tbl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked pPr rPr tblPr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc cols titlePg docGrid",
    "settings": "zoom removePersonalInformation defaultTabStop characterSpacingControl compat rsids themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
}


@pytest.mark.parametrize(("letter", "case", "changed"), CASES, ids=CASE_IDS)
def test_word_finds_every_property_in_its_order(letter: str, case: str, changed: dict[str, Any]) -> None:
    """ECMA-376: Word calls a file damaged whose properties stand in another order."""
    seen = set()
    with zipfile.ZipFile(BytesIO(render(letter, facts(**changed)).docx)) as package:
        for name in package.namelist():
            for element in parse_xml(package.read(name)).iter():
                kind = str(element.tag).rpartition("}")[2]
                if kind in _ORDER:
                    order = _ORDER[kind].split()
                    inside = [order.index(str(each.tag).rpartition("}")[2]) for each in element]
                    assert inside == sorted(inside), (case, name, kind)
                    seen.add(kind)
    assert {"pPr", "rPr", "lvl", "style", "sectPr"} <= seen


def test_a_thousand_letters_leave_nothing_behind() -> None:
    """A batch at the end of term needs no more memory than one letter: what is kept is bounded."""
    assert prepared.cache_info().maxsize is not None
    for number in range(40):
        service = {**SERVICES["derby"], "name": f"Service {number}"}
        word(compose("closing", facts(**first_case("closing") | {"service": service})))
    assert prepared.cache_info().currsize <= prepared.cache_info().maxsize < 40


def test_the_file_tells_nothing_of_its_author() -> None:
    """Title and language are set; author, company, comments and times of work are not there."""
    rendered = render("sar_disclosure", facts())
    properties = _open(rendered.docx).core_properties
    assert properties.title == "The personal information that you asked for"
    assert properties.language == "en-GB"
    assert not any([properties.author, properties.last_modified_by, properties.comments, properties.keywords])
    assert properties.created.date() == properties.modified.date() == date(2026, 11, 24)
    with zipfile.ZipFile(BytesIO(rendered.docx)) as package:
        assert {name for name in package.namelist() if name.startswith("docProps")} == {"docProps/core.xml"}
        assert b'w:val="en-GB"' in package.read("word/styles.xml")


@pytest.mark.parametrize(("letter", "case", "changed"), CASES, ids=CASE_IDS)
def test_the_same_facts_give_the_same_bytes(letter: str, case: str, changed: dict[str, Any]) -> None:
    """A letter written twice is one letter: its hash in the audit log can be checked."""
    assert render(letter, facts(**changed)) == render(letter, facts(**changed)), case


def test_a_later_day_gives_another_file() -> None:
    """The date is the letter's own, not the machine's."""
    first, second = (render("sar_disclosure", facts(written_on=date(2026, 11, day))) for day in (24, 25))
    assert first.docx != second.docx


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_has_its_own_sheet(service: str) -> None:
    """A4, margins, Arial, the service's name above and its contact and confidentiality line below."""
    fact = SERVICES[service]
    document = _open(letterhead.plain(fact))
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = [section.left_margin, section.right_margin, section.top_margin, section.bottom_margin]
    assert [each.mm for each in margins] == pytest.approx([25, 25, 25, 35], abs=0.1)  # the footer needs room
    assert document.styles["Normal"].font.name == "Arial"
    assert section.header.paragraphs[0].text == fact["name"]
    below = "\n".join(paragraph.text for paragraph in section.footer.paragraphs)
    for part in (*fact["address"], fact["phone"], fact["email"], "Confidential"):
        assert part in below


def _own_sheet(*, without: tuple[str, ...] = (), numbering: bool = True) -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = "Our own header"
    document.add_paragraph("Our own opening line")
    document.add_paragraph("")
    document.core_properties.author = "Nobody Inparticular"
    for name in without:
        style = document.styles[name].element
        style.getparent().remove(style)
    if not numbering:
        part = document.part
        (key,) = [key for key, each in part.rels.items() if each.reltype.endswith("/numbering")]
        del part.rels[key]
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("numbering", [True, False])
def test_a_service_may_bring_its_own_letterhead(numbering: bool) -> None:
    """Header and opening lines are kept, missing numbering is made, the author is cleared."""
    document = _open(render("sar_disclosure", facts(), _own_sheet(numbering=numbering)).docx)
    assert document.sections[0].header.paragraphs[0].text == "Our own header"
    assert document.paragraphs[0].text == "Our own opening line"
    assert document.paragraphs[1].text.startswith("Ms Petra Placeholder")
    assert document.core_properties.author == ""
    assert "Title" in {paragraph.style.name for paragraph in document.paragraphs}
    lists = [each._p.pPr.numPr for each in document.paragraphs if each._p.pPr is not None]
    known = {each.numId for each in document.part.numbering_part.element.num_lst}
    assert {each.numId.val for each in lists if each is not None} <= known


@pytest.mark.parametrize("lacking", [("Title",), ("Heading 1", "Heading 2"), ("List Bullet", "List Number")])
def test_a_letterhead_without_the_needed_styles_is_refused(lacking: tuple[str, ...]) -> None:
    """No letter goes out half set: the error names every style that is missing."""
    with pytest.raises(LettersError, match="letterhead lacks styles") as error:
        render("sar_disclosure", facts(), _own_sheet(without=lacking))
    assert f": {', '.join(lacking)}." in str(error.value)


def _bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 21_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"not a zip", b"PK\x03\x04", _own_sheet()[:4000], _bomb()],
    ids=["empty", "text", "cut", "half", "bomb"],
)
def test_a_bad_letterhead_is_a_clear_error(content: bytes) -> None:
    """What is no Word file, or far too large, is refused before a letter is half made."""
    with pytest.raises(LettersError, match="letterhead"):
        render("sar_disclosure", facts(), content)
