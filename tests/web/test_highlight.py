"""Marking the words of a letter: what is read is the letter, sign by sign, whatever stands in it."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from web.highlight import Highlighted, Piece, highlight
from web.page import _templates

SIGNS = st.sampled_from(
    ["a", "b", " ", "\n", "\t", "\xa0", "<", ">", "&", '"', "'", "</mark>", "<script>", "{{ a }}", "é"]
)
TEXTS = st.lists(SIGNS, max_size=40).map("".join)
LETTER = "Dear all,\nplease send me\n  the records about <my> daughter & me.\n"


class Read(HTMLParser):
    """What a browser makes of a page: its text, that of its marks, and how deep they lie in each other."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marked, self.depth, self.deepest, self.tags = "", [""], 0, 0, set[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.add(tag)
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self.tags.add(f"/{tag}")
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.depth:
            self.marked[-1] += data


def drawn(found: Highlighted) -> str:
    """The letter as the page has it."""
    template = '{% from "highlighted.html" import highlighted %}{{ highlighted(pieces) }}'
    return _templates.from_string(template).render(pieces=found.pieces)


@given(TEXTS, st.lists(TEXTS, max_size=6))
def test_the_text_without_the_marks_is_the_text(text: str, quotes: list[str]) -> None:
    """For any text and any quotes: no sign is lost, added or made a tag, and no mark lies in another."""
    found = highlight(text, quotes)
    assert "".join(piece.text for piece in found.pieces) == text
    read = Read(drawn(found))
    assert read.text == text
    assert read.tags <= {"mark", "/mark"}
    assert (read.depth, read.deepest <= 1) == (0, True)
    assert [words for words in read.marked if words] == [piece.text for piece in found.pieces if piece.of]


@given(TEXTS, st.integers(0, 40), st.integers(0, 40), st.sampled_from([" ", "\n", "  \t"]))
def test_a_quote_of_the_text_is_found_whatever_its_white_space(text: str, start: int, size: int, white: str) -> None:
    """Each quote's pieces together are its words; one without a word is found nowhere."""
    quote = white.join(text[start : start + size].split())
    found = highlight(text, [quote])
    covered = "".join(piece.text for piece in found.pieces if piece.of)
    assert covered.split() == quote.split()
    assert found.lost == (() if quote else (0,))


def test_quotes_that_overlap_are_marked_together() -> None:
    """A stretch that two quotes cover says both, and each quote leads to where it begins."""
    found = highlight(LETTER, ["send me the records", "records about <my> daughter", "nothing of this", " "])
    assert found.lost == (2, 3)
    assert found.places == {0: 1, 1: 2}
    assert found.pieces[1:4] == (
        Piece("send me\n  the ", (0,)),
        Piece("records", (0, 1)),
        Piece(" about <my> daughter", (1,)),
    )


def test_one_quote_within_another_is_no_mark_within_a_mark() -> None:
    """HTML: the outer one is cut in three, so that no mark has to be closed before its time."""
    html = drawn(highlight(LETTER, ["please send me the records", "send me"]))
    assert html.count("<mark") == html.count("</mark>") == 3
    assert "&lt;my&gt; daughter &amp; me." in html
