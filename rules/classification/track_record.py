"""How often the proposals were right, by kind and by confidence: whether a service can trust them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rules.kinds import Kind

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal, and what came of it.

    `kinds` are those proposed, none where nothing could be. `settled` are those under which a person left the
    request: as a manager decided it, or as it was answered; null while that is open.
    """

    kinds: tuple[Kind, ...]
    confidence: float
    asked: bool
    settled: tuple[Kind, ...] | None = None

    @property
    def right(self) -> bool:
        """True where the proposal, in each of its parts, is what a person left it as."""
        return self.settled is not None and set(self.settled) == set(self.kinds)


@dataclass(slots=True)
class KindRecord:
    """One kind: how often it was proposed, and what it was; how often it was there and not proposed."""

    kind: Kind
    proposed: int = 0
    asked: int = 0  # of those proposed, how many a manager was asked about
    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)  # what it was instead: the kinds, joined with " and "
    missed: int = 0
    open: int = 0

    @property
    def precision(self) -> float | None:
        """Of the settled proposals of this kind the share that was right (0..1); null where there is none."""
        return _share(self.right, self.right + self.wrong.total())

    @property
    def recall(self) -> float | None:
        """Of the settled requests of this kind the share that was proposed as it (0..1); null where there is none."""
        return _share(self.right, self.right + self.missed)


@dataclass(frozen=True, slots=True)
class Band:
    """The settled proposals whose confidence lies in [low, high): how sure the program was, and how often right."""

    low: float
    high: float
    settled: int
    right: int
    mean_confidence: float

    @property
    def share_right(self) -> float:
        """From 0 to 1."""
        return self.right / self.settled


def by_kind(proposals: Iterable[Proposed]) -> tuple[KindRecord, ...]:
    """A record for each kind, in the order of `Kind`; a hybrid counts in each of its parts."""
    records = {kind: KindRecord(kind) for kind in Kind}
    for proposal in proposals:
        for kind in proposal.kinds:
            record = records[kind]
            record.proposed += 1
            record.asked += proposal.asked
            if proposal.settled is None:
                record.open += 1
            elif kind in proposal.settled:
                record.right += 1
            else:
                record.wrong[" and ".join(proposal.settled)] += 1
        for kind in proposal.settled or ():
            records[kind].missed += kind not in proposal.kinds
    return tuple(records.values())


def by_confidence(proposals: Iterable[Proposed], bands: Sequence[float] = BANDS) -> tuple[Band, ...]:
    """The reliability table: of those said to be 90 in 100 sure, were 90 right? Empty bands are left out."""
    settled = [proposal for proposal in proposals if proposal.settled is not None and proposal.kinds]
    found = []
    for low, high in pairwise(bands):
        last = high == bands[-1]
        here = [p for p in settled if low <= p.confidence and (p.confidence < high or last)]
        if here:
            mean = sum(p.confidence for p in here) / len(here)
            found.append(Band(low, high, len(here), sum(p.right for p in here), mean))
    return tuple(found)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
