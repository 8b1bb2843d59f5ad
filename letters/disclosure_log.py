"""The disclosure log as a paper to be put before everybody: its lines, and nothing else of any request."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from letters.blocks import Block, Heading, Paragraph, Run
from letters.letter import Letter
from rules.disclosure_log import Entry


def disclosure_log(entries: Sequence[Entry], service: Mapping[str, Any], on: date) -> Letter:
    """The log as a paper without greeting and signature, the newest month first.

    Args:
        service: the fact of that name, as every letter has it.
    """
    return Letter(
        name="disclosure_log",
        title="Disclosure log",
        written_on=on,
        service=service,
        address=(),
        reference=None,
        greeting="",
        blocks=tuple(_blocks(entries, service)),
        slip=(),
        close="",
        signatory="",
        enclosures=(),
        ticks=(),
        public=True,
    )


def _blocks(entries: Sequence[Entry], service: Mapping[str, Any]) -> Iterator[Block]:
    yield _line(
        f"What {service['name']} was asked under the Freedom of Information Act 2000, and what it answered, "
        "where that may be of use to others."
    )
    if not entries:
        yield _line("There is nothing in it yet.")
    for one in entries:
        yield Heading(2, (Run(one.title),))
        yield _line(f"{one.answered}. {one.outcome_words}.")
        yield _line(one.summary)
        if one.exemptions:
            yield _line(f"Kept back under: {'; '.join(one.exemptions)}.")


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text),))
