"""A letter as a page of HTML. Every text is escaped here; the tags are this file's own."""

from collections.abc import Iterable
from html import escape

from letters.blocks import Block, Heading, Listing, NewSheet, Paragraph, Run, Runs, Table
from letters.letter import Letter

_STYLE = """
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; margin: 2rem auto; max-width: 42rem;
       padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid #6f777b; padding: .4rem .5rem; text-align: left; vertical-align: top; }
footer { border-top: 1px solid #6f777b; margin-top: 2rem; font-size: .875rem; }
hr { margin: 2rem 0; break-after: page; border: 0; border-top: 1px dashed #6f777b; }
""".strip()


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    text = f"<em>{text}</em>" if run.italic else text
    return f"<strong>{text}</strong>" if run.bold else text


def _words(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_words(cell)}</th>' for cell in table.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>\n" for row in table.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{_words(runs)}</p>"
        case Heading(level, runs):
            return f"<h{level}>{_words(runs)}</h{level}>"
        case Listing(ordered, items):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>\n{''.join(f'<li>{_blocks(item)}</li>{chr(10)}' for item in items)}</{tag}>"
        case Table():
            return _table(block)
        case NewSheet():
            return "<hr>"


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(_block(block) for block in blocks)


def _lines(lines: Iterable[str | None]) -> str:
    return "<br>\n".join(escape(line) for line in lines if line)


def _signed(letter: Letter) -> str:
    return f"<p>{escape(letter.close)}</p>\n<p>{_lines([letter.signatory, letter.service['name']])}</p>"


def page(letter: Letter) -> str:
    """The letter as a whole page, in English (UK), without scripts, pictures or links."""
    service = letter.service
    contact = [*service["address"], service["phone"], service["email"], service["website"]]
    enclosures = "".join(f"<li>{escape(line)}</li>\n" for line in letter.enclosures)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(letter.title)}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<header><p><strong>{escape(service["name"])}</strong></p></header>
<main>
{f"<address>{_lines(letter.address)}</address>" if letter.address else ""}
<p>{_lines([letter.date_line, letter.reference_line])}</p>
{f"<p>{escape(letter.greeting)},</p>" if letter.greeting else ""}
<h1>{escape(letter.title)}</h1>
{_blocks(letter.blocks)}
{_signed(letter) if letter.close else ""}
{f"<p>Enclosed:</p>{chr(10)}<ul>{chr(10)}{enclosures}</ul>" if enclosures else ""}
{_blocks((NewSheet(), *letter.slip)) if letter.slip else ""}
</main>
<footer><p>{_lines(contact)}</p></footer>
</body>
</html>
"""
