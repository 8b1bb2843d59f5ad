"""A letter in the three forms in which it can leave: Word, HTML and plain text."""

from collections.abc import Mapping
from dataclasses import dataclass

from letters.letter import Letter, compose
from letters.page import page
from letters.plain import plain
from letters.spoken import Ticked
from letters.word import word
from letters.wording import Own


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished letter.

    Attributes:
        name: which letter, such as "sar_disclosure".
        title: its subject line; names nobody, so it may head an e-mail.
        docx: the Word file; the same facts and letterhead give the same bytes.
        html: a whole page, without scripts, pictures or links.
        text: plain text, lines of any length, "\\n" between them.
        ticks: its checklist, each item with the words that fulfil it.
    """

    name: str
    title: str
    docx: bytes
    html: str
    text: str
    ticks: tuple[Ticked, ...]


def render(name: str, facts: Mapping[str, object], letterhead: bytes | None = None, own: Own = ()) -> Rendered:
    """Write the letter `name` from `facts` (see letters.facts), on the service's own letterhead or a plain one.

    Args:
        name: one of `letters.wording.names()`.
        facts: plain values; facts that this letter does not use are left out of account.
        letterhead: a Word file (.docx), whose headers, footers, styles and opening lines are kept.
        own: a service's own wordings, as pairs of a name and a text.

    Raises:
        LettersError: a fact is missing, no plain value or of the wrong shape; the letter must not be written
            as things stand, or lacks an item of its checklist; the letterhead cannot be used.
            The message holds no fact's value.
    """
    return rendered(compose(name, facts, own), letterhead)


def rendered(letter: Letter, letterhead: bytes | None = None) -> Rendered:
    """A composed letter in its three forms.

    Raises:
        LettersError: the letterhead cannot be used.
    """
    return Rendered(
        name=letter.name,
        title=letter.title,
        docx=word(letter, letterhead),
        html=page(letter),
        text=plain(letter),
        ticks=letter.ticks,
    )
