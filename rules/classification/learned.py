"""What was learned from letters: how strongly each cue and each word speaks for what a letter may be.

The files of `weights/` are written by `make train` from the letters of `training/letters`, all of them fictional.
Each is a linear model, so what each cue and word adds to a score can be told, and is: it becomes the evidence that
a manager reads.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "weights"
UNIT: Final = 1_000  # weights are kept as whole thousandths
KINDS: Final = "kinds"  # outcomes are kinds; of a hybrid joined with "+"
GOES_TO: Final = "goes_to"  # outcomes are where an enquiry goes

Weights = tuple[float, ...]  # one for each outcome, in the order of `Learned.outcomes`


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights. A word's are shared out: each counts 1/sqrt(n) where n known words and pairs are in the letter."""

    outcomes: tuple[str, ...]
    bias: Weights
    cues: Mapping[str, Weights]
    words: Mapping[str, Weights]
    made_from: str  # the digest of the letters and cues behind it

    def shares(self, cues: Iterable[str], words: Iterable[str]) -> dict[str, float]:
        """How likely each outcome is, likeliest first; together 1."""
        total = list(self.bias)
        for cue in cues:
            for place, weight in enumerate(self.cues.get(cue, ())):
                total[place] += weight
        known = [self.words[word] for word in words if word in self.words]
        share = 1 / sqrt(len(known)) if known else 0.0
        for weights in known:
            for place, weight in enumerate(weights):
                total[place] += weight * share
        top = max(total)
        raised = [exp(score - top) for score in total]
        found = sorted(zip(raised, self.outcomes, strict=True), reverse=True)
        return {outcome: value / sum(raised) for value, outcome in found}

    def known(self, words: Iterable[str]) -> float:
        """The share (0..1) of the single words that the letter says which are known; 1 where it says none."""
        single = [word for word in words if word.startswith("says: ") and " " not in word.removeprefix("says: ")]
        return sum(word in self.words for word in single) / len(single) if single else 1.0

    def leaning(self, weights: Weights | None, outcome: str) -> float:
        """How far these weights speak for an outcome rather than for the others; 0 for what is not known."""
        if not weights:
            return 0.0
        return weights[self.outcomes.index(outcome)] - sum(weights) / len(weights)


@cache
def load(name: str) -> Learned:
    """The weights in force: of `KINDS`, or of where an enquiry `GOES_TO`."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    def weights(rows: Mapping[str, list[int]]) -> dict[str, Weights]:
        return {name: tuple(number / UNIT for number in row) for name, row in rows.items()}

    return Learned(
        outcomes=tuple(data["outcomes"]),
        bias=tuple(number / UNIT for number in data["bias"]),
        cues=weights(data["cues"]),
        words=weights(data["words"]),
        made_from=data["made_from"],
    )
