"""Rich text documents (.rtf), and the rich text inside Outlook messages."""

from collections.abc import Iterator

from reading.html_words import words_of
from reading.limits import Limits
from reading.result import Reading, Trust
from reading.rtf_story import Story
from reading.wording import tidy_letter

_FEW_WORDS = 10  # less than this beside a picture: the picture is the letter


def parse(content: bytes, limits: Limits) -> Reading:
    """Read a rich text document.

    Raises:
        RecursionError: groups are nested without end.
        Unreadable: it holds far more text than a letter.

    """
    story = Story()
    story.read(content)
    text = tidy_letter(spoken(story), limits)
    doubts = tuple(_doubts(text, story))
    return Reading(
        text=text,
        how="rich text document",
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=doubts,
    )


def spoken(story: Story) -> str:
    """Give the words of all stories in the order of a page: headers, text, notes, footers."""
    body = words_of(story.text("body")) if story.html else story.text("body")
    parts = [_once(story.text("before")), body, story.text("notes"), _once(story.text("after"))]
    return "\n\n".join(part for part in parts if part.strip())


def _once(margin: str) -> str:
    """Give the lines of a header or footer, which each section repeats, once."""
    return "\n".join(dict.fromkeys(line.strip() for line in margin.split("\n") if line.strip()))


def _doubts(text: str, story: Story) -> Iterator[str]:
    words = len(text.split())
    if not words:
        yield "no words in the document: probably pictures of a letter; a person must read it"
    elif words < _FEW_WORDS and story.pictures:
        yield "hardly a word beside pictures: the letter may be in a picture; a person must read it"
    if story.objects:
        yield "another file is embedded in the document; it was not opened, and a person must look at it"
    if story.deletions:
        yield "words were deleted with changes tracked; they are left out"
    if story.lost:
        yield "some characters could not be read"
    if story.cut_off:
        yield "the document ends in the middle; a part may be missing"
