"""`classify --report`: how often the proposals were right, so that a service can see whether to trust them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rules.classification.track_record import KindRecord, Proposed


def report(service: str | None, start: date | None, end: date | None, *, by: str | None, as_json: bool) -> None:
    """Print the record by kind and by confidence, of requests received in a period, both days included.

    Raises:
        rules.policy.UnknownService: there is no such service.
    """
    if start and end and start > end:
        raise typer.BadParameter("the first day lies after the last", param_hint="--from")
    from cli.words import looking
    from models.db import reading
    from models.moment import now
    from models.proposals import proposals
    from rules.classification.track_record import by_confidence, by_kind
    from tasks import access, policies

    if service:
        policies.of(service)
    sight = access.sight_of(service, by=looking(by), at=now())
    with reading() as session:
        made = proposals(session, service, start, end, sight)
    if as_json:
        for record in by_kind(made):
            print(json.dumps(_line(record)))
        return
    if not made:
        period = " in that period" if start or end else " yet"
        print(f"No letter was classified{period}.")
        return
    _print(made, by_kind(made))
    nothing = sum(not proposal.kinds for proposal in made)
    if nothing:
        print(f"Of {nothing} nothing could be proposed: they are missed in the row of what they were.")
    bands = by_confidence(made)
    if bands:
        print("\nHow sure the program was, and how often that was right:")
        for band in bands:
            print(
                f"  {band.low:.0%} to {band.high:.0%} sure: {band.right} of {band.settled} right "
                f"({band.share_right:.0%}; {band.mean_confidence:.0%} sure on average)"
            )


def _line(record: "KindRecord") -> dict[str, object]:
    return {
        "kind": record.kind.value,
        "proposed": record.proposed,
        "asked": record.asked,
        "right": record.right,
        "wrong": dict(record.wrong),
        "missed": record.missed,
        "open": record.open,
        "precision": record.precision,
        "recall": record.recall,
    }


def _print(made: "Sequence[Proposed]", records: "Sequence[KindRecord]") -> None:
    from cli.table import print_table

    settled = [proposal for proposal in made if proposal.settled is not None]
    unasked = [proposal for proposal in settled if not proposal.asked]
    asked = sum(proposal.asked for proposal in made)
    print(
        f"{len(made)} letters, {asked} of them put to a manager. Of {len(settled)} that are settled, "
        f"{sum(p.right for p in settled)} were proposed rightly; of the {len(unasked)} among them that nobody was "
        f"asked about, {sum(p.right for p in unasked)}."
    )
    rows = [
        (
            record.kind.words,
            str(record.proposed),
            str(record.right),
            "; ".join(f"{n} {_words(kinds)}" for kinds, n in record.wrong.most_common()),
            str(record.missed),
            str(record.open),
            _share(record.right, record.right + record.wrong.total()),
            _share(record.right, record.right + record.missed),
        )
        for record in records
        if record.proposed or record.missed
    ]
    print()
    headings = ("Kind", "Proposed", "Right", "Was instead", "Missed", "Open", "Right of proposed", "Found of all")
    print_table(headings, rows)
    print(
        "\nSettled: a manager decided the kind (`inforights kind`), or it was answered as proposed. "
        "A letter of two kinds counts in both rows."
    )


def _words(kinds: str) -> str:
    from rules.kinds import Kind

    return " and ".join(Kind(one).words for one in kinds.split(" and "))


def _share(part: int, whole: int) -> str:
    """With the numbers behind it: 100% of one letter says little."""
    return f"{part} of {whole} ({part / whole:.0%})" if whole else ""
