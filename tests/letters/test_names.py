"""Names of every script and length are set as they are, and leave the page whole."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from letters.blocks import Run
from letters.escaping import clean
from letters.render import render
from letters.word_xml import escaped, words
from tests.letters.cases import CHILD, PARENT, facts

HEBREW, ARABIC = "נועה ישראלי", "علي بن أبي طالب"
NAMES = {
    "markup": "<b>&{{ }}** </w:t> %}",
    "long": "X" * 400,
    "Hebrew": HEBREW,
    "Arabic": ARABIC,
    "combining": "Zoe\u0308 Nguye\u0302\u0303n",
    "emoji": "Sam 🦊👩‍👧",
    "apostrophe": 'Siân O’Neill-"Lee"',
}


def _facts(name: str) -> dict[str, Any]:
    return facts(about={**CHILD, "name": name}, recipient={**PARENT, "name": name})


def _runs(content: bytes) -> list[Any]:
    return [run for paragraph in Document(BytesIO(content)).paragraphs for run in paragraph.runs]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_itself_in_all_three_forms(name: str) -> None:
    """UK GDPR Art 5(1)(d): a name is written as the person writes it; none of it is markup."""
    rendered = render("sar_disclosure", _facts(name))
    kept = clean(name)
    addressed = Document(BytesIO(rendered.docx)).paragraphs[0].text.split("\n")[0]
    assert addressed.replace("\u200e", "") == kept
    assert f"about {kept}" in rendered.text
    assert f"about {escaped(kept)}" in rendered.html
    assert "<b>" not in rendered.html


@pytest.mark.parametrize(("name", "language"), [(HEBREW, "he-IL"), (ARABIC, "ar-SA")], ids=["Hebrew", "Arabic"])
def test_right_to_left_words_are_runs_of_their_own(name: str, language: str) -> None:
    """Word shapes such a name by its script's rules; the English round it and the paragraph stay left to right."""
    content = render("sar_disclosure", _facts(name)).docx
    turned = [run for run in _runs(content) if run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None]
    assert {run.text for run in turned} == {name}
    assert {run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) for run in turned} == {language}
    assert all(run.text.isascii() or run.text == name or "\u200e" in run.text for run in _runs(content))
    assert b"<w:bidi/>" not in Document(BytesIO(content)).part.blob
    assert f"{name}\u200e" in render("sar_disclosure", _facts(name)).text  # a date after it stays in order


def test_what_stands_beside_right_to_left_words_is_not_turned() -> None:
    """Figures and English between two such names are set from the left."""

    text = f"{HEBREW}, 4 May 2016, {ARABIC}"
    written = words((Run(text, bold=True),))
    assert written.count("<w:rtl/>") == 2
    assert '<w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">, 4 May 2016, </w:t>' in written


def test_nothing_that_xml_cannot_hold_comes_through() -> None:
    """A control character in a service's own wording cannot make a file that Word refuses."""
    assert escaped('a\x00\x0b\ufffe\ud800<&"') == "a\ufffd\ufffd\ufffd\ufffd&lt;&amp;&quot;"
