"""The Word file: real structure, nothing about its author, the same bytes each time."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from letters import LettersError, letterhead
from letters.blocks import Listing, Table
from letters.letter import compose
from letters.render import render
from tests.letters.cases import CASE_IDS, CASES, HELD_BACK, facts
from tests.letters.made_up_services import SERVICES


def _open(content: bytes) -> Any:
    return Document(BytesIO(content))


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


def _own_sheet(*, bare: bool = False) -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Our own header"
    document.add_paragraph("Our own opening line")
    document.add_paragraph("")
    document.core_properties.author = "Nobody Inparticular"
    if bare:
        for name in ("Title", "Heading 1", "Heading 2"):
            style = document.styles[name].element
            style.getparent().remove(style)
        part = document.part
        (numbering,) = [key for key, each in part.rels.items() if each.reltype.endswith("/numbering")]
        del part.rels[numbering]
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("bare", [False, True])
def test_a_service_may_bring_its_own_letterhead(bare: bool) -> None:
    """Header and opening lines are kept, missing styles and numbering are made, the author is cleared."""
    document = _open(render("sar_disclosure", facts(), _own_sheet(bare=bare)).docx)
    assert document.sections[0].header.paragraphs[0].text == "Our own header"
    assert document.paragraphs[0].text == "Our own opening line"
    assert document.paragraphs[1].text.startswith("Ms Petra Placeholder")
    assert document.core_properties.author == ""
    assert "Title" in {paragraph.style.name for paragraph in document.paragraphs}


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
