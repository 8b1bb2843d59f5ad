"""What each letter must contain, from requirements.json beside this file.

The id of an item is for ever: tests and audit entries name it. Items are added, never renumbered.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from letters.errors import LettersError

_FILE = Path(__file__).with_name("requirements.json")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a letter must contain.

    Attributes:
        id: letter and slug, such as "sar_disclosure.complain-to-controller".
        item: the thing, in words.
        authority: the law, code or policy that asks for it.
        basis: "statute", "code/guidance" or "seed policy".
        says: what the paragraph must say, each a pattern (see letters.spoken) of which "{fact}" is a written-out
            fact of the letter.
        charity: the same where the service's host is a charity, to which FOIA does not apply; None: as `says`.
        kinds: what it must say besides where the request has a part of that kind; of FOI, not where `charity` stands.
    """

    id: str
    item: str
    authority: str
    basis: str
    says: tuple[str, ...]
    charity: tuple[str, ...] | None = None
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()


@cache
def _by_letter() -> dict[str, tuple[Item, ...]]:
    """Every item by letter. `as` takes over the items of another letter, under this letter's ids."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    letters: dict[str, tuple[Item, ...]] = {}
    for letter, entry in data.items():
        taken = data[entry["as"]]["items"] if "as" in entry else {}
        letters[letter] = tuple(
            _item(f"{letter}.{slug}", words) for slug, words in {**taken, **entry["items"]}.items()
        )
    return letters


def _item(id: str, words: dict[str, Any]) -> Item:
    charity = words.get("charity")
    return Item(
        id,
        words["item"],
        words["authority"],
        words["basis"],
        tuple(words.get("says", ())),
        None if charity is None else tuple(charity),
        tuple((kind, tuple(patterns)) for kind, patterns in words.get("kinds", {}).items()),
    )


def checklist(name: str) -> list[Item]:
    """The items that the letter `name` must contain, in the order of the data file.

    Raises:
        LettersError: there are no requirements for a letter of that name.
    """
    try:
        return list(_by_letter()[name])
    except KeyError:
        raise LettersError("No requirements are kept for a letter of that name.") from None


@cache
def slugs() -> frozenset[str]:
    """Every slug that any letter's requirements use; a template that marks another one has a misprint."""
    return frozenset(item.id.partition(".")[2] for items in _by_letter().values() for item in items)
