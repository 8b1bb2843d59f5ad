"""The page on how an earlier register is taken over: its columns are those of the rules."""

from collections.abc import Iterator

from docs.clauses_kept import ROOT
from reading.table import MOST_COLUMNS, MOST_LINES
from rules.channel import Channel
from rules.earlier_register.columns import NEEDED, Column
from rules.earlier_register.words import CHANNELS, KINDS, OUTCOMES, ROLES
from rules.kinds import Kind
from rules.letter import RESPONSES, Outcome
from rules.role import Role

_INTRODUCTION = """\
A service that begins with Inforights has its requests in an Excel sheet or a CSV file. They are taken over so:

```sh
# what is wrong with which row, and what would be done
inforights register import samples/earlier-register.csv --service derby --dry-run
# all rows, or none where something is wrong with any
inforights register import samples/earlier-register.csv --service derby
```

The dry run lists **every problem of every row**: the row as the spreadsheet counts it, the column, what is wrong
and what to do. It repeats no cell but a day, as the others may hold a name. Then it says how many requests of which
kind there would be, the dates that it works out for the open ones, and which of them are late already. Nothing is
stored. With `--json` each is a line of JSON.

Whoever manages the service can do the same on the dashboard: *Service*, then *Earlier register*. The file is looked
through, what it would do is shown, and it is chosen once more to confirm. A page takes up to 2,000 rows and no
folder of letters.

## What a row becomes

A request with a reference of ours, its people, what moved its clock, and its dates with their working, as if it had
been logged here.

- **Open ones** go on as any other: on the board, in the reminders, whom to ask. Nothing is sent, and **nothing is
  acknowledged**: an acknowledgement of today would say what is not so. One without a kind is *in doubt*, and a
  manager decides it.
- **Closed ones** are closed, with the day of the answer from the register: statistics, the register and the
  retention count with them. An outcome is recorded, and no schedule, ground or approval is invented. A legal
  request or an order is held until somebody lifts the hold. One from before the law that is known here (May 2018
  for subject access) has no date, and is neither in time nor late.
- **The row itself** is kept with the request as it stood, also what stands in columns that become no field. Where
  the row names a file and `--letters FOLDER` says where it lies, the file is the original, and the row lies beside
  it.
- What the register called it is its **earlier reference**. `inforights show` and the search by name find it by
  that. It is typed elsewhere, so it is in no log and no address; a name in it is refused.

How long the steps of a request usually take here is not drawn from what was done elsewhere.

In the audit log there is an event for each request, and one for the whole with the counts and the SHA-256 of the
file. The file itself is not kept, nor its name.

## The file

- An Excel workbook (`.xlsx`) or a CSV file with commas, semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252;
  up to {lines} rows and {columns} columns. An old `.xls`, an `.ods` and a workbook under a password are saved as
  one of these first.
- The line of headings may stand below a title. Headings are known in the spellings below, whatever their case and
  punctuation; any other is named with `--map "HEADING=COLUMN"`, and one that means something else is taken out with
  `--map "HEADING=none"`. A heading twice is refused. A column that is not known is named, and becomes no field.
- Of several sheets that hold something say which: `--sheet NAME`.
- **Days** are written day first or as ISO 8601 says: `1/10/2026`, `1 October 2026`, `1 Oct 26`, `2026-10-01`, or
  they are Excel's own. `10/25/2026` is refused, as is `1/10/26`, which can be read in two ways, and a day in the
  future.
- Of a formula its value counts. A formula without one, and a cell that is merged with the one above it, are
  problems.
- A workbook is opened in a child process with limits of memory and time, as any foreign file.

## What can go wrong

- A row whose reference is here already is a problem; `--skip-known` passes over such rows, so that a register that
  has grown can be taken over again.
- A restricted row is kept to whoever takes it over, who needs an account of the service, and names others later.
- A run that breaks or is killed leaves no request. Papers that it had stored are deleted at once, or by the next
  `inforights catch-up`, which also runs by schedule.
- Others who write wait while the rows are written: for 20,000 closed requests some twenty seconds
  (`benchmarks/register_import.py`). Take a large register over when nobody works.
- What was taken over cannot be taken back as a whole. Make a backup first (`inforights backup`).

"""


def import_page() -> Iterator[str]:
    """The page, piece by piece."""
    yield "<!-- Generated from rules/earlier_register/ by `make fix`; do not edit. -->\n\n# An earlier register\n\n"
    yield _INTRODUCTION.format(lines=f"{MOST_LINES:,}", columns=MOST_COLUMNS)
    yield "## The columns\n\n| column | what it holds | headings that are known |\n|---|---|---|\n"
    for column in Column:
        name = f"**`{column}`**" if column in NEEDED else f"`{column}`"
        yield f"| {name} | {column.holds} | {', '.join(column.headings)} |\n"
    yield "\nA fee is entered afterwards, with `inforights clock`, and so is a question to one part of several.\n"
    yield "\n## The words\n\nBeside our own words these are understood, whatever their case.\n\n"
    for title, words, table in (
        ("kind", Kind, KINDS), ("channel", Channel, CHANNELS), ("role of the requester", Role, ROLES),
        ("outcome", Outcome, OUTCOMES),
    ):  # fmt: skip
        yield f"| {title} | also written as |\n|---|---|\n"
        for word in words:
            others = [text for text, meant in table.items() if meant is word and text != word.replace("_", " ")]
            yield f"| `{word}` | {', '.join(others)} |\n"
        yield "\n"
    yield "A kind has these outcomes, or `withdrawn`:\n\n| kind | outcomes |\n|---|---|\n"
    for kind in Kind:
        outcomes = ", ".join(outcome.replace("_", " ") for of, outcome in RESPONSES if of is kind)
        yield f"| {kind.words} | {outcomes} |\n"
    yield "\n## An example\n\n`samples/earlier-register.csv`, of made-up people:\n\n```text\n"
    yield (ROOT / "samples" / "earlier-register.csv").read_text("utf-8").replace("\r\n", "\n")
    yield "```\n"
