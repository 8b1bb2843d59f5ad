"""Which facts a letter holds, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from re import Pattern

from rules.classification.cues import OUTSIDER_ALONE, Cues, Fact
from rules.classification.flat import Flat


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a fact was found. `quote` is null when only an address told it.

    `at` are the first and the last place of its words in the letter; null when they stand elsewhere.
    """

    fact: str
    quote: str | None
    at: tuple[int, int] | None = None


def _first(
    pattern: Pattern[str], flat: Flat, zone: tuple[int, int], void: Pattern[str] | None
) -> tuple[int, int] | None:
    """The first match in the zone, as places of the flat text, that nothing in its own clause silences."""
    for found in pattern.finditer(flat.text, *zone):
        silenced = void and void.search(flat.clause(found.start(), found.end()))
        if found.end() > found.start() and not silenced:
            return found.span()
    return None


def _look(fact: Fact, letter: Flat, title: Flat, sender: str) -> Hit | None:
    def hit(flat: Flat, span: tuple[int, int]) -> Hit:
        at = (letter.place(span[0]), letter.place(span[1] - 1)) if flat is letter else None
        return Hit(fact.name, flat.quote(*span), at)

    if fact.said:
        # The subject line is part of what is said, but words of the body are the better reason.
        for flat in (letter, title):
            if span := _first(fact.said, flat, (0, len(flat.text)), fact.void):
                return hit(flat, span)
    if fact.heading:
        for flat, zone in ((title, (0, len(title.text))), (letter, letter.heading)):
            if span := _first(fact.heading, flat, zone, fact.void):
                return hit(flat, span)
    if fact.signed:
        if span := _first(fact.signed, letter, letter.signed, None):
            return hit(letter, span)
        if fact.signed.search(sender):
            return Hit(fact.name, None)
    return None


def _found(cues: Cues, letter: Flat, title: Flat, sender: str) -> Iterator[Hit]:
    for fact in cues.facts:
        if hit := _look(fact, letter, title, sender):
            yield hit


def find(cues: Cues, letter: Flat, title: Flat, sender: str) -> dict[str, Hit]:
    """Every fact that holds, the combined ones with the hit of their first part.

    Args:
        title: the subject line.
        sender: the line of the sender, in lower case.
    """
    hits = {hit.fact: hit for hit in _found(cues, letter, title, sender)}
    for name, parts in cues.combined.items():
        for part in parts:
            if part in hits:
                hits[name] = hits[part]
                break
    # A school, the police or the council may speak of somebody's child; a parent may speak of a school.
    if "outside_writer" in hits and "own_side" not in hits:
        hits[OUTSIDER_ALONE] = hits["outside_writer"]
    return hits
