"""Rich text documents (.rtf), and the rich text inside Outlook messages."""

from collections.abc import Iterator

from reading.document_doubts import of_document
from reading.html_words import words_of
from reading.limits import Limits
from reading.result import Reading, Trust
from reading.rtf_story import Story
from reading.wording import tidy_letter


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
    yield from of_document(text, pictures=story.pictures, deletions=story.deletions, objects=story.objects)
    if story.lost:
        yield "some characters could not be read"
    if story.cut_off:
        yield "the document ends in the middle; a part may be missing"
