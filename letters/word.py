"""A letter as a Word file on a letterhead, with real headings, lists and tables."""

from collections.abc import Iterable

from letters.blocks import Block, Heading, Listing, NewSheet, Paragraph, Run, Runs, Table
from letters.letter import Letter
from letters.letterhead import Letterhead, plain, prepared
from letters.lists import Numbering, indent, inner
from letters.package import CORE, core, entry, packed
from letters.word_xml import Grid, Line, plain_runs

# In twentieths of a point.
_CLOSE = 80  # between the items of a list
_APART = 160
_LINES = 280  # after an address
_SIGNATURE = 620  # room to sign by hand


def word(letter: Letter, letterhead: bytes | None = None) -> bytes:
    """The letter on `letterhead` (a .docx file), or on a plain one made from the service's facts.

    The same letter on the same letterhead gives the same bytes. A letterhead is looked through once and kept.

    Raises:
        LettersError: the letterhead is no Word file, or one that letters cannot be written on
            (`letters.letterhead_check` tells everything that is wrong with it).
    """
    head = prepared(plain(letter.service, confidential=not letter.public) if letterhead is None else letterhead)
    sheet = _Sheet(head)
    sheet.write(letter)
    document, numbering = sheet.parts()
    made = (entry(head.document, document), entry(head.numbering, numbering))
    return packed([*head.entries, *made, entry(CORE, core(letter.title, letter.written_on))])


class _Sheet:
    """The page being written, top to bottom."""

    def __init__(self, head: Letterhead) -> None:
        self._head = head
        self._numbering = Numbering(head.first_list)
        self._new_sheet = False
        self._caption = ""  # of the next table: the heading above it
        self._written: list[Line | Grid] = []

    def write(self, letter: Letter) -> None:
        """The whole letter."""
        self._caption = letter.title
        if letter.address:
            self._add(Line(plain_runs(letter.address), after=_LINES, keep_lines=True))
        dated = [line for line in (letter.date_line, letter.reference_line) if line]
        self._add(Line(plain_runs(dated), after=_LINES, keep_lines=True))
        if letter.greeting:
            self._add(Line((Run(f"{letter.greeting},"),), after=_LINES))
        self._add(Line((Run(letter.title),), "Title", keep_next=True))
        self._blocks(letter.blocks)
        if letter.close:
            self._sign(letter.close, [letter.signatory, letter.service["name"]])
        if letter.enclosures:
            self._keep_last_with_next()
            self._add(Line((Run("Enclosed:"),), keep_next=True))
            self._list(Listing(False, tuple((Paragraph((Run(line),)),) for line in letter.enclosures)))
        if letter.slip:
            self._blocks((NewSheet(), *letter.slip))

    def parts(self) -> tuple[bytes, bytes]:
        """The document and its numbering."""
        if isinstance(self._written[-1], Grid):
            self._add(Line(after=0))  # Word wants a paragraph after the last table
        body = "".join(each.xml(self._head.styles) for each in self._written)
        before, after = self._head.around
        start, middle, end = self._head.lists
        lists = f"{start}{self._numbering.definitions}{middle}{self._numbering.instances}{end}"
        return f"{before}{body}{after}".encode(), lists.encode()

    def _add(self, line: Line) -> None:
        if self._written and isinstance(self._written[-1], Grid) and line.before is None:
            line.before = _APART
        line.new_sheet = self._new_sheet
        self._new_sheet = False
        self._written.append(line)

    def _keep_last_with_next(self) -> None:
        """Let no page end between what was written last and what comes."""
        self._written[-1].keep_next = True

    def _sign(self, close: str, lines: list[str]) -> None:
        """The end of the letter, kept on one page with room for a signature."""
        self._keep_last_with_next()  # a signature alone on a page looks like a mistake
        self._add(Line((Run(close),), before=200, after=_SIGNATURE, keep_next=True))
        self._add(Line(plain_runs(lines), after=_LINES, keep_lines=True))

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Paragraph(runs):
                    self._add(Line(runs))
                case Heading(depth, runs):
                    self._heading(depth, runs)
                case Listing():
                    self._list(block)
                case Table():
                    self._table(block)
                case NewSheet():
                    self._new_sheet = True

    def _heading(self, depth: int, runs: Runs) -> None:
        # The letter's own title is the Title, so a second-level heading is Word's first.
        self._add(Line(runs, f"Heading {min(depth - 1, 2)}", keep_next=True))
        self._caption = "".join(run.text for run in runs)

    def _list(self, listing: Listing, level: int = 0) -> None:
        number = self._numbering.begin(ordered=listing.ordered)
        before = self._written[-1] if self._written else None
        if isinstance(before, Line) and before.runs and before.runs[-1].text.endswith(":"):
            before.keep_next = True
        style = "List Number" if listing.ordered else "List Bullet"
        for item in listing.items:
            first = True
            for block in item:
                match block:
                    case Paragraph(runs):
                        # What follows in an item stands under it, without a number of its own.
                        sign = (number, level) if first else None
                        left, hanging = indent(level)
                        place = (left, hanging if first else 0)
                        self._add(Line(runs, style if first else None, sign, place, after=_CLOSE))
                        first = False
                    case Listing():
                        self._list(block, inner(level))
                    case _:
                        self._blocks((block,))
        last = self._written[-1]
        if isinstance(last, Line):
            last.after = _APART

    def _table(self, table: Table) -> None:
        if self._new_sheet or (self._written and isinstance(self._written[-1], Grid)):
            self._add(Line(after=0))  # two tables with nothing between them would be one
        self._keep_last_with_next()  # what introduces a table is not left behind
        self._written.append(Grid(table, self._head.across, self._caption))
