"""The figures of a period as a letter on the service's letterhead: to those whom the policy names, with its tables.

It is no letter of a request: there is no wording to choose, nothing of anybody in it, and no checklist.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from letters.blocks import Block, Heading, Listing, Paragraph, Run, Runs, Table
from letters.letter import Letter
from rules.publication import HIDDEN, Published

_WIDEST = 5  # columns of numbers that stand beside each other on a page


def report(
    service: Mapping[str, Any],
    recipients: Sequence[str],
    tables: Sequence[Published],
    period: tuple[date, date],
    notes: Sequence[str],
    on: date,
) -> Letter:
    """The report as a letter.

    Args:
        service: the fact of that name, as every letter has it.
        notes: what is to be known about all of the figures.
    """
    title = f"Requests for information from {_day(period[0])} to {_day(period[1])}"
    return Letter(
        name="statistics",
        title=title,
        written_on=on,
        service=service,
        address=tuple(recipients) if len(recipients) == 1 else (),
        reference=None,
        greeting="Dear Sir or Madam",
        blocks=tuple(_blocks(service, recipients, tables, notes)),
        slip=(),
        close="Yours faithfully",
        signatory=service["manager_role"],
        enclosures=(),
        ticks=(),
        public=True,
    )


def _blocks(
    service: Mapping[str, Any], recipients: Sequence[str], tables: Sequence[Published], notes: Sequence[str]
) -> Iterator[Block]:
    yield Paragraph(
        (
            Run(
                f"These are the figures of {service['name']}: the requests for information that reached it, and what "
                "became of them. They are for monitoring and for questions of policy, and name nobody."
            ),
        )
    )
    if len(recipients) > 1:
        yield Paragraph((Run("This report goes to:"),))
        yield Listing(False, tuple((Paragraph((Run(one),)),) for one in recipients))
    for note in notes:
        yield Paragraph((Run(note),))
    for one in tables:
        yield Heading(2, (Run(one.title),))
        if one.rows:
            yield from _tables(one)
        else:
            says = "There were so few that their number is not published." if one.withheld else "There were none."
            yield Paragraph((Run(says),))


def _tables(one: Published) -> Iterator[Table]:
    """A table as it stands; one that is wider than a page in several, side by side as it were."""
    for first in range(0, len(one.columns), _WIDEST):
        columns = slice(first, first + _WIDEST)
        rows = [
            (name, *(HIDDEN if number is None else str(number) for number in numbers[columns]))
            for name, numbers in one.rows
        ]
        yield Table(_cells((one.rows_are, *one.columns[columns])), tuple(map(_cells, rows)))


def _cells(texts: Sequence[str]) -> tuple[Runs, ...]:
    return tuple((Run(text[:1].upper() + text[1:]),) for text in texts)


def _day(day: date) -> str:
    """A day without its weekday, as a title has it."""
    return f"{day.day} {day:%B %Y}"
