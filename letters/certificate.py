"""The certificate of destruction as a paper on the letterhead, to be signed by hand. It names nobody."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from letters.blocks import Block, Listing, Paragraph, Run
from letters.letter import Letter

_ITEM = "- "


def certificate(lines: Sequence[str], service: Mapping[str, Any], on: date) -> Letter:
    """The certificate.

    Args:
        lines: what it says, its title first; `rules.disposal.certificate` gives them.
        service: the fact of that name, as every letter has it.
    """
    return Letter(
        name="certificate",
        title=lines[0],
        written_on=on,
        service=service,
        address=(),
        reference=None,
        greeting="",
        blocks=tuple(_blocks(lines[1:])),
        slip=(),
        close="Certified for the service",
        signatory=service["manager_role"],
        enclosures=(),
        ticks=(),
    )


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    for items, each in groupby(lines, lambda line: line.startswith(_ITEM)):
        texts = [line.removeprefix(_ITEM) for line in each]
        if items:
            yield Listing(False, tuple((Paragraph((Run(text),)),) for text in texts))
        else:
            yield from (Paragraph((Run(text),)) for text in texts)
