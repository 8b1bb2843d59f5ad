"""The numbers of the law, each with the day from which it applies and its citation.

They are data in `rules/statute/*.yaml`; a row there is added, never changed.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from rules.refusal import Refusal

STATUTE = Path(__file__).parent / "statute"


class BeforeTheLaw(Refusal):
    """A date lies before the first day for which the data holds the law; nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One number of the law as it applied from a day on."""

    name: str
    value: int
    unit: str
    applies_from: date
    cite: str
    link: str


@cache
def provisions(folder: Path = STATUTE) -> dict[str, tuple[Provision, ...]]:
    """All provisions by name, each with its rows in order of time."""
    found: dict[str, tuple[Provision, ...]] = {}
    for file in sorted(folder.glob("*.yaml")):
        for name, entry in yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader).items():
            found[name] = tuple(
                sorted(
                    (
                        Provision(name, row["value"], entry["unit"], row["from"], row["cite"], row["link"])
                        for row in entry["rows"]
                    ),
                    key=lambda provision: provision.applies_from,
                )
            )
    return found


def newest(name: str) -> Provision:
    """The provision `name` by its newest row: what a promise of today is measured by."""
    return provisions()[name][-1]


def provision(name: str, on: date) -> Provision:
    """The provision `name` as it applies to a request received `on` that day.

    Raises:
        BeforeTheLaw: no row reaches back to that day.
    """
    rows = [row for row in provisions()[name] if row.applies_from <= on]
    if not rows:
        first = provisions()[name][0]
        raise BeforeTheLaw(
            f"{on.isoformat()} is before {first.applies_from.isoformat()}, the first day from which "
            f"{first.cite} applies; check the date. If it is right, take advice: what held before is not in the data."
        )
    return rows[-1]
