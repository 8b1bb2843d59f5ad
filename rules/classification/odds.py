"""Who must not learn of a request, and whether parents have parted, as far as a letter says so: for a manager to see.

It is no cue of a kind. What is found here decides nothing; it opens a conflict on which a manager decides (BWD-2).
"""

import re
from dataclasses import dataclass
from typing import Final

from rules.classification.flat import Flat
from rules.conflicts import Conflict

_OLDER: Final = (
    r"(?:mum|mom|mam|mummy|mother|dad|daddy|father|parents?|step-?(?:mum|mother|dad|father)|nan|gran|grandma|carers?"
    r"|foster (?:mum|mother|dad|father|carers?|parents?)|family)"
)
_YOUNGER: Final = r"(?:son|daughter|child|children|boy|girl)"
_OUR_OWN: Final = rf"my (?:\w+ )?(?:{_OLDER}|{_YOUNGER})\b(?!'s (?!knowing|knowledge))"
_NOT: Final = r"(?:do not|don't|dont|never|not to|must not|mustn't|please not)"
_TELL: Final = (
    r"(?:tell|let|inform|contact|ring|call|phone|email|write to|speak to|talk to|involve|mention (?:it|this) to)"
)
_KNOWS_NOT: Final = (
    r"(?:does not|doesn't|doesnt|do not|don't|dont|must not|mustn't|should not|shouldn't|cannot|can't|is not to"
    r"|are not to) (?:know|find out|hear|see|be told|get to know)(?! (?:what|how|where|when|why|who|if|whether|much))"
)
_KEPT_FROM: Final = re.compile(
    rf"\b{_NOT} {_TELL} (?:either of )?{_OUR_OWN}\b"
    rf"|\b{_OUR_OWN} {_KNOWS_NOT}\b"
    rf"|\bwithout (?:telling {_OUR_OWN}\b|{_OUR_OWN}(?:'s)? (?:knowing|finding out|knowledge|being told)\b)"
    rf"|\bkeep (?:this|it|that) (?:a )?(?:private|secret|confidential|quiet)? ?from {_OUR_OWN}\b"
    rf"|\b(?:do not|don't|dont) want {_OUR_OWN} to (?:know|find out|see|hear|get)\b"
)
_OTHER_PARENT: Final = r"(?:his|her|their|the child's|the children's) (?:mum|mother|dad|father|other parent)"
_PARTED: Final = re.compile(
    r"\bmy ex(?:-| )?(?:husband|wife|partner)?\b"
    rf"|\b(?:we|{_OTHER_PARENT} and i|the parents) (?:are|were|have|'re)? ?(?:now |since |recently )?"
    r"(?:separated|divorced|divorcing|split up|estranged)\b"
    rf"|\b(?:separated|divorced|estranged) from {_OTHER_PARENT}\b"
    rf"|\b{_NOT} {_TELL} {_OTHER_PARENT}\b|\b{_OTHER_PARENT} {_KNOWS_NOT}\b"
    r"|\bchild arrangements order\b|\bnon-molestation order\b"
    r"|\bparents(?: who)?(?: are| have)? (?:separated|divorced)\b"
)


@dataclass(frozen=True, slots=True)
class AtOdds:
    """A conflict that a letter speaks of, in its own words."""

    what: Conflict
    quote: str


def at_odds(letter: Flat) -> AtOdds | None:
    """What a letter says of who must not know, or of parents who have parted; who must not know comes first."""
    for what, pattern in ((Conflict.CHILD_AND_PARENT, _KEPT_FROM), (Conflict.SEPARATED_PARENTS, _PARTED)):
        found = pattern.search(letter.text)
        if found:
            return AtOdds(what, letter.quote(found.start(), found.end()))
    return None
