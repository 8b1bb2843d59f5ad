"""A letter as plain text, for the body of an e-mail and for search."""

from collections.abc import Iterable, Iterator

from letters.blocks import Block, Heading, Listing, NewSheet, Paragraph, Runs, Table
from letters.letter import Letter


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _table(table: Table) -> Iterator[str]:
    """Each row as lines of "heading: cell", since columns do not survive an e-mail."""
    heads = [_words(cell) for cell in table.head]
    for row in table.rows:
        yield "\n".join(f"{head}: {_words(cell)}".strip() for head, cell in zip(heads, row, strict=True))


def _list(listing: Listing) -> str:
    lines = []
    for number, item in enumerate(listing.items, start=1):
        sign = f"{number}. " if listing.ordered else "- "
        inside = "\n".join(_chapters(item)).replace("\n", "\n" + " " * len(sign))
        lines.append(sign + inside)
    return "\n".join(lines)


def _chapters(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(_, runs):
                yield _words(runs)
            case Listing():
                yield _list(block)
            case Table():
                yield from _table(block)
            case NewSheet():
                yield "-" * 60


def plain(letter: Letter) -> str:
    """The letter as text, its paragraphs parted by empty lines."""
    service = letter.service
    contact = [service["name"], *service["address"], service["phone"], service["email"], service["website"]]
    chapters = [
        "\n".join(line for line in contact if line),
        "\n".join(letter.address),
        "\n".join(line for line in (letter.date_line, letter.reference_line) if line),
        f"{letter.greeting}," if letter.greeting else "",
        letter.title,
        *_chapters(letter.blocks),
        f"{letter.close}\n\n{letter.signatory}\n{service['name']}" if letter.close else "",
    ]
    if letter.enclosures:
        chapters.append("\n".join(["Enclosed:", *(f"- {line}" for line in letter.enclosures)]))
    if letter.slip:
        chapters += _chapters((NewSheet(), *letter.slip))
    return "\n\n".join(chapter for chapter in chapters if chapter) + "\n"
