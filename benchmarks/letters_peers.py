"""The same page as other libraries write it, on the same letterhead, each in the way that its manual shows."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import Environment

from letters.blocks import Heading, Listing, Paragraph, Runs, Table
from letters.letter import Letter
from letters.letterhead import plain

Way = Callable[[Letter], bytes]


def _pieces(letter: Letter) -> Iterator[tuple[str | None, Runs | str | Table]]:
    """The page top to bottom: each paragraph's style and text, and the tables."""
    yield None, "\n".join(letter.address)
    yield None, f"{letter.date_line}\n{letter.reference_line}"
    yield None, f"{letter.greeting},"
    yield "Title", letter.title
    for block in letter.blocks:
        match block:
            case Paragraph(runs):
                yield None, runs
            case Heading(level, runs):
                yield f"Heading {level - 1}", runs
            case Listing(_, items):
                yield from (
                    ("List Bullet", each.runs) for item in items for each in item if isinstance(each, Paragraph)
                )
            case Table():
                yield None, block
    yield None, letter.close
    yield None, f"{letter.signatory}\n{letter.service['name']}"
    if letter.enclosures:
        yield None, "Enclosed:"
        yield from (("List Bullet", line) for line in letter.enclosures)


def _paragraph(document: Any, style: str | None, words: Runs | str) -> None:
    paragraph = document.add_paragraph(style=style)
    if isinstance(words, str):
        paragraph.add_run(words)
        paragraph.paragraph_format.space_after = Pt(14)
        return
    for run in words:
        made = paragraph.add_run(run.text)
        made.bold = run.bold or None
        made.italic = run.italic or None


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, cells in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].add_run(text)


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _cells(table: Table) -> list[list[str]]:
    return [[_words(cell) for cell in row] for row in (table.head, *table.rows)]


def by_python_docx() -> Way:
    """Open the letterhead, add the page, save: as python-docx documents it."""

    def write(letter: Letter) -> bytes:
        document = Document(BytesIO(plain(letter.service)))
        for style, piece in _pieces(letter):
            if isinstance(piece, Table):
                _table(document, _cells(piece))
            else:
                _paragraph(document, style, piece)
        document.core_properties.title = letter.title
        return _saved(document)

    return write


def by_docxtpl(pattern: Letter) -> Way:
    """A template made of `pattern`, opened once and used for each letter, with one environment of Jinja for all.

    The letter's changing parts are filled in: address, date, reference, greeting, the rows of the table, the lists.
    """
    template = DocxTemplate(BytesIO(_template(pattern)))
    environment = Environment(autoescape=True)

    def write(letter: Letter) -> bytes:
        template.render(_context(letter), environment)
        return _saved(template)

    return write


def _template(pattern: Letter) -> bytes:
    document = Document(BytesIO(plain(pattern.service)))
    lists = 0
    before = None
    fixed = {
        "\n".join(
            pattern.address
        ): "{% for line in address %}{{ line }}{% if not loop.last %}\n{% endif %}{% endfor %}",
        f"{pattern.date_line}\n{pattern.reference_line}": "{{ date }}\n{{ reference }}",
        f"{pattern.greeting},": "{{ greeting }},",
    }
    reference = pattern.reference or ""
    for style, piece in _pieces(pattern):
        if isinstance(piece, Table):
            head = _cells(piece)[0]
            fields = [f"{{{{ row[{at}] }}}}" for at in range(len(head))]
            end = ["{%tr endfor %}", *[""] * (len(head) - 1)]
            _table(document, [head, ["{%tr for row in rows %}", *end[1:]], fields, end])
        elif style == "List Bullet":
            if before != style:
                document.add_paragraph(f"{{%p for item in lists[{lists}] %}}")
                paragraph = document.add_paragraph(style=style)
                paragraph.add_run("{{ item[0] }}").bold = True
                paragraph.add_run("{{ item[1] }}")
                document.add_paragraph("{%p endfor %}")
                lists += 1
        elif isinstance(piece, str):
            _paragraph(document, style, fixed.get(piece, piece))
        else:
            _paragraph(document, style, tuple(_with_field(run, reference) for run in piece))
        before = style
    return _saved(document)


def _with_field(run: Any, reference: str) -> Any:
    return type(run)(run.text.replace(reference, "{{ number }}"), run.bold, run.italic)


def _context(letter: Letter) -> dict[str, Any]:
    lists: list[list[tuple[str, str]]] = []
    before = None
    for style, piece in _pieces(letter):
        if style == "List Bullet" and not isinstance(piece, Table):
            if before != style:
                lists.append([])
            runs = [piece] if isinstance(piece, str) else [run.text for run in piece]
            lists[-1].append((runs[0], "".join(runs[1:])))
        before = style
    (table,) = (block for block in letter.blocks if isinstance(block, Table))
    return {
        "address": letter.address,
        "date": letter.date_line,
        "reference": letter.reference_line,
        "number": letter.reference,
        "greeting": letter.greeting,
        "rows": _cells(table)[1:],
        "lists": lists,
    }


def _saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
