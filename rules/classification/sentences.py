"""How strongly each sentence of a letter speaks for a kind, by what was learned of its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from rules.classification.flat import Flat
from rules.classification.learned import Learned
from rules.classification.words import Span

_ASKS = re.compile(
    r"[?]|\b(?:please|pls|plz|kindly|can|could|may|would|want|wish|need|like|requests?|requesting|send|sending|provide"
    r"|supply|let (?:me|us)|give (?:me|us)|grateful|obliged|ask|asking|forward|share|tell|know|cop(?:y|ies)|see|read"
    r"|hear|entitled|requires?|required|orders?|ordered|directs?|directed|must|shall|confirm|disclos\w+|produce)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the flat text, its strength, its words, each with its own, strongest first.

    `asks` is true where it holds a word of asking, wanting or ordering, or a question mark.
    """

    span: Span
    strength: float
    words: tuple[tuple[float, Span], ...]
    asks: bool


def sentences(kind: str, words: Mapping[str, list[Span]], letter: Flat, learned: Learned) -> list[Sentence]:
    """The sentences that hold a known word, in the order of the letter.

    Args:
        words: what `words_in` found in the letter; each counts where it stands first.
    """
    known = [(learned.words[word], spans) for word, spans in words.items() if word in learned.words]
    share = 1 / sqrt(len(known)) if known else 0.0
    leaning = sorted((spans[0], learned.leaning(weights, kind) * share) for weights, spans in known if spans)
    found = []
    at = 0
    for start, end in letter.sentences():
        here = []
        while at < len(leaning) and leaning[at][0][0] < end:
            span, lean = leaning[at]
            here.append((lean, span))
            at += 1
        if here:
            here.sort(key=lambda word: -word[0])
            asks = bool(_ASKS.search(letter.text, start, end))
            found.append(Sentence((start, end), sum(lean for lean, _ in here), tuple(here), asks))
    return found
