"""Words in a Word file that nobody sees although nothing says that they are hidden."""

import pytest

from bundle.finding import What
from bundle.look import look_here
from tests.bundle.word_file import word

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def run(properties: str) -> str:
    """A paragraph of one run with these properties."""
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>Petra Placeholder</w:t></w:r></w:p>"


def paragraph(properties: str) -> str:
    """A paragraph with these properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>Petra Placeholder</w:t></w:r></w:p>"


def row(properties: str) -> str:
    """A table of one row with these properties."""
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>Petra Placeholder</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr>{properties}</w:trPr>{cell}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    "body",
    [
        run('<w:w w:val="1"/>'),
        run('<w:spacing w:val="-400"/>'),
        run('<w:position w:val="-3000"/>'),
        run(f"<w14:textFill {W14}><w14:noFill/></w14:textFill>"),
        run(
            f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/>'
            "</w14:srgbClr></w14:solidFill></w14:textFill>"
        ),
        paragraph('<w:spacing w:line="1" w:lineRule="exact"/>'),
        paragraph('<w:ind w:left="-9000"/>'),
        paragraph('<w:ind w:left="20000"/>'),
        paragraph('<w:framePr w:x="-20000" w:y="0"/>'),
        row("<w:hidden/>"),
        row('<w:trHeight w:val="1" w:hRule="exact"/>'),
    ],
)
def test_words_that_are_squeezed_or_moved_away_stop(body: str) -> None:
    """HIL-12: what can be copied from a file goes with it, seen or not."""
    stopping = {one.what for one in look_here(word(body)) if one.stops}
    assert stopping & {What.HIDDEN_TEXT, What.INVISIBLE_TEXT}


@pytest.mark.parametrize(
    "body",
    [
        run('<w:w w:val="90"/>'),
        run('<w:spacing w:val="-10"/>'),
        run('<w:position w:val="-6"/>'),
        paragraph('<w:spacing w:line="240" w:lineRule="exact"/>'),
        paragraph('<w:ind w:left="720" w:hanging="360"/>'),
        paragraph('<w:ind w:left="-120"/>'),
        row('<w:trHeight w:val="567" w:hRule="exact"/>'),
    ],
)
def test_an_ordinary_layout_is_no_finding(body: str) -> None:
    """A last look that cries at every letter is soon not read."""
    assert not [one for one in look_here(word(body)) if one.stops]
