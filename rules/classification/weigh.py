"""From facts and words to a proposal: scores, a confidence, and whether a person must look."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rules.classification import learned
from rules.classification.cues import Cues, Judgement
from rules.classification.evidence import evidence
from rules.classification.facts import Hit
from rules.classification.flat import Flat
from rules.classification.result import Evidence
from rules.classification.words import Span
from rules.kinds import Kind

NOTHING_TO_GO_BY = "There is too little in it to go by."
_WORDS_ALONE = 0.6  # where no cue speaks, words less sure than this propose nothing
_KNOWN = 0.45  # letters in English have more than half of their words known, in other languages a quarter
_WORTH_TELLING = 0.05  # a second kind less likely than this needs no reasons
_ORDER_RISK = 0.02  # a court order that is at all likely is never passed over in silence


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the facts and the words amount to."""

    kind: Kind | None
    confidence: float
    doubts: tuple[str, ...]  # why a person must decide the kind; none: the proposal may stand
    parts: tuple[Kind, ...]
    evidence: tuple[Evidence, ...]
    cues: frozenset[str] = frozenset()  # what holds in the letter, as the learned weights call it


def weigh(
    cues: Cues, hits: Mapping[str, Hit], words: Mapping[str, list[Span]], letter: Flat, ask_below: float
) -> Proposal:
    """Add up what holds.

    Args:
        words: what `words_in` found in the letter.
        ask_below: a confidence under this asks a person; between 0 and 1.
    """
    weights = learned.load(learned.KINDS)
    judgements = [judgement for judgement in cues.judgements if judgement.holds(hits)]
    held = names(hits, judgements)
    shares = weights.shares(held, words)
    first, second, *_ = shares
    confidence = shares[first]
    if not judgements and confidence < _WORDS_ALONE:
        return Proposal(kind=None, confidence=0.0, doubts=(NOTHING_TO_GO_BY,), parts=(), evidence=())
    parts = _kinds(first)
    # What else it may be is told too, where that is at all likely.
    shown = tuple(dict.fromkeys((*parts, *_kinds(second)))) if shares[second] >= _WORTH_TELLING else parts
    unsure = confidence < ask_below
    found = evidence(shown, judgements, hits, words, letter, weights)
    return Proposal(
        kind=parts[0],
        confidence=round(confidence, 4),
        doubts=tuple(
            doubt
            for doubt, holds in (
                (f"The program is {confidence:.0%} sure, and the policy asks below {ask_below:.0%}.", unsure),
                ("It may be a court order, which binds.", _order_passed_over(parts, shares, hits)),
                (
                    "Somebody outside asks for figures or policies beside a person's papers (HIL-6).",
                    Kind.FOI in parts and _two_requests_from_outside(hits),
                ),
                (
                    "Most of its words are unknown: it may be in another language than English.",
                    weights.known(words) < _KNOWN,
                ),
                ("No reason for the kind can be shown.", not {*parts} <= {reason.speaks_for for reason in found}),
            )
            if holds
        ),
        parts=parts,
        evidence=found,
        cues=held,
    )


def names(hits: Iterable[str], judgements: Iterable[Judgement]) -> frozenset[str]:
    """What holds in a letter, as the learned weights call it."""
    return frozenset({*hits, *(judgement.name for judgement in judgements)})


def _kinds(outcome: str) -> tuple[Kind, ...]:
    return tuple(Kind(kind) for kind in outcome.split("+"))


def _order_passed_over(parts: Collection[Kind], shares: Mapping[str, float], hits: Mapping[str, Hit]) -> bool:
    """True where something else is proposed although a court may have ordered (DPA 2018 Sch 2 para 5(2))."""
    return Kind.COURT_ORDER not in parts and (
        shares[Kind.COURT_ORDER.value] >= _ORDER_RISK or "order_in_force" in hits
    )


def _two_requests_from_outside(hits: Mapping[str, Hit]) -> bool:
    """True where somebody outside asks for figures or policies beside speaking of a person's papers.

    Answered as FOI alone, it would get a letter with a reference where the holding answer belongs (HIL-6).
    """
    outside = hits.keys() & {"council_client", "outside_writer", "solicitor_writer", "police_writer"}
    figures = hits.keys() & {"asks_figures", "asks_policy"}
    papers = hits.keys() & {"asks_somebodys_file", "speaks_of_records", "legal_reason"}
    return bool(outside and figures and papers) and "own_side" not in hits
