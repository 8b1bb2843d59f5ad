"""What a person typed stays literal text in all three forms."""

import unicodedata
from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from letters.blocks import Heading, Listing, Paragraph, Run, parse
from letters.dates import written, written_in
from letters.escaping import clean, literal
from letters.marks import Marks
from letters.render import render
from tests.letters.cases import CHILD, PARENT, facts

_NASTY = st.one_of(
    st.text(min_size=1, max_size=60),
    st.text("*_`#[]()<>!&|\\-+=~1.: \n\tabé", min_size=1, max_size=60),
)


class _Page(HTMLParser):
    """Which tags a page has, and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def _page(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200e", "")


def _schedule(words: str) -> list[dict[str, object]]:
    document = {"number": words, "description": words, "dated": None, "decision": "redact"}
    return [{**document, "exemption": "Sch 2", "reason": words}]


_ORDINARY_TAGS = _page(render("sar_disclosure", facts(schedule=_schedule("x"))).html).tags


@settings(max_examples=60, deadline=None)
@given(_NASTY)
@example("*bold* _it_ `code` [x](http://h.example) <b>b</b> <script>alert(1)</script>")
@example("# Heading\n\n- item\n1. one\n> quote\n---\n| a | b |")
@example("{{ service.name }} {% raw %} {# note #} ${x} %s")
@example("a\\|b\\")
@example("&amp; &lt;b&gt; &#42;x&#42; \\*y\\*")
@example("1. first")
@example("علي بن أبي طالب")
@example("שם \u202eדוגמה\u202c 2026")
@example("\x00\x0b\ud800\ue0000\ue001\ufffe")
@example("X" * 400)
def test_a_name_is_itself_and_nothing_more(name: str) -> None:
    """A name appears literally in text, Word and HTML, and adds no tag, link, heading or list."""
    kept = clean(name)
    if not kept:
        return
    rendered = render(
        "sar_disclosure",
        facts(
            about={**CHILD, "name": name},
            recipient={**PARENT, "name": name},
            schedule=_schedule(name),
        ),
    )
    document = Document(BytesIO(rendered.docx))
    in_word = _squeezed(" ".join(each.text for each in document.paragraphs))
    page = _page(rendered.html)
    assert f"informationabout{_squeezed(kept)}.Acopyof" in _squeezed(rendered.text)
    assert f"informationabout{_squeezed(kept)}.Acopyof" in in_word
    assert f"informationabout{_squeezed(kept)}.Acopyof" in _squeezed(page.said)
    assert _squeezed(document.tables[0].rows[1].cells[1].text) == _squeezed(kept)
    assert sorted(page.tags) == sorted(_ORDINARY_TAGS)


@given(st.text(max_size=80))
def test_literal_reads_back(text: str) -> None:
    """Escaped text read as Markdown is one run of exactly that text."""
    kept = clean(text)
    if not kept:
        return
    blocks = parse(f"x {literal(kept)} x", Marks("sar_disclosure"))
    assert len(blocks) == 1
    assert isinstance(blocks[0], Paragraph)
    (run,) = blocks[0].runs
    assert run.text.replace("\u200e", "") == f"x {kept} x".replace("\u200e", "")
    assert not run.bold
    assert not run.italic


@given(st.text(max_size=80))
def test_clean_text_can_stand_in_every_format(text: str) -> None:
    """One line, no control or direction characters, none of this room's own marks; cleaning twice changes nothing."""
    kept = clean(text)
    assert clean(kept) == kept
    assert len(kept.splitlines()) <= 1
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in kept)
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in kept)


@pytest.mark.parametrize("value", [None, True, 1.5, ["a"], {"a": 1}])
def test_only_text_and_whole_numbers_are_inserted(value: object) -> None:
    """A template that forgot a filter fails at once instead of printing "None" or "[...]"."""
    with pytest.raises(Exception, match="no text"):
        literal(value)


def test_wording_keeps_its_own_markup() -> None:
    """What the wording itself marks up is set: bold, lists, headings."""
    blocks = parse("## A **b** c\n\n- one\n- two", Marks("sar_disclosure"))
    assert blocks == (
        Heading(2, (Run("A "), Run("b", bold=True), Run(" c"))),
        Listing(False, ((Paragraph((Run("one"),)),), (Paragraph((Run("two"),)),))),
    )


def test_dates_are_written_out() -> None:
    """A date names its weekday, without a leading zero; what only looks like a date stays."""
    assert written(facts()["written_on"]) == "Tuesday 24 November 2026"
    said = written_in("from 2026-12-02 on, case 2026-13-45, DER-2026-0042")
    assert said == "from Wednesday 2 December 2026 on, case 2026-13-45, DER-2026-0042"
