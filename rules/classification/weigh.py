"""From facts to a proposal: scores, a confidence, and whether a person must look."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rules.classification.cues import Cues
from rules.classification.facts import Hit
from rules.classification.result import Evidence
from rules.kinds import Kind

EVIDENCE_LIMIT = 6
_BASE = {Kind.ENQUIRY: 0.4}  # most post asks for no file at all
_CLOSE = 0.25  # two kinds within this share of each other are too near to choose between
_ORDER_RISK = 0.06  # a court order that is at all likely is never passed over in silence
_WHY_WRITING_IS_NAMED = frozenset(
    ("chases", "thanks", "withdraws", "other_holder", "asks_procedure", "gives_consent", "refers", "invites")
)
_HYBRID = {Kind.SAR, Kind.FOI}
_HYBRID_SCORE = 3.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the facts amount to."""

    kind: Kind | None
    confidence: float
    doubtful: bool
    parts: tuple[Kind, ...]
    evidence: tuple[Evidence, ...]


def _shares(scores: Mapping[Kind, float]) -> dict[Kind, float]:
    """Softmax: scores as shares of one."""
    top = max(scores.values())
    raised = {kind: math.exp(score - top) for kind, score in scores.items()}
    total = sum(raised.values())
    return {kind: value / total for kind, value in raised.items()}


def _evidence(reasons: list[tuple[float, Evidence]], parts: tuple[Kind, ...]) -> tuple[Evidence, ...]:
    """Strongest first: those for the proposal, then those against it; no quote twice for one kind."""
    chosen: dict[tuple[str, Kind], Evidence] = {}
    for _, reason in sorted(reasons, key=lambda r: (r[1].speaks_for not in parts, -r[0])):
        chosen.setdefault((reason.quote, reason.speaks_for), reason)
    return tuple(chosen.values())[:EVIDENCE_LIMIT]


def weigh(cues: Cues, hits: Mapping[str, Hit], ask_below: float) -> Proposal:
    """Add up what holds.

    Args:
        ask_below: a confidence under this asks a person; between 0 and 1.
    """
    scores = dict.fromkeys(Kind, 0.0) | _BASE
    reasons: list[tuple[float, Evidence]] = []
    spoken = False
    for judgement in cues.judgements:
        if not all(name in hits for name in judgement.when) or any(name in hits for name in judgement.unless):
            continue
        spoken = True
        quote = hits[judgement.quote].quote
        for kind, weight in judgement.weights.items():
            scores[kind] += weight
            if quote and weight >= 1:
                reasons.append((weight, Evidence(quote=quote, says=judgement.says, speaks_for=kind)))
    if not spoken:
        return Proposal(kind=None, confidence=0.0, doubtful=True, parts=(), evidence=())
    shares = _shares(scores)
    first, second, *_ = sorted(shares, key=lambda kind: -shares[kind])
    parts: tuple[Kind, ...] = (first,)
    confidence = shares[first]
    # FOIA 2000 s.40(1): the writer's own records are a SAR, the rest stays FOI; both clocks run.
    if {first, second} == _HYBRID and min(scores[k] for k in _HYBRID) >= _HYBRID_SCORE and _two_objects(hits):
        parts, first = (Kind.SAR, Kind.FOI), Kind.SAR
        confidence = sum(shares[kind] for kind in _HYBRID)
    order_passed_over = first is not Kind.COURT_ORDER and (
        shares[Kind.COURT_ORDER] >= _ORDER_RISK
        or "order_in_force" in hits
        or ("order_words" in hits and ("own_side" not in hits or "court_writer" in hits))
    )
    # A request for records needs no form of words: one that may hide in an enquiry is not passed over.
    request_passed_over = (
        first is Kind.ENQUIRY and "speaks_of_writing" in hits and not hits.keys() & _WHY_WRITING_IS_NAMED
    )
    close = len(parts) == 1 and confidence - shares[second] < _CLOSE
    return Proposal(
        kind=first,
        confidence=round(confidence, 4),
        doubtful=confidence < ask_below
        or close
        or order_passed_over
        or request_passed_over
        or _two_requests_from_outside(hits)
        or "asks_other_right" in hits
        or not reasons,
        parts=parts,
        evidence=_evidence(reasons, parts),
    )


def _two_requests_from_outside(hits: Mapping[str, Hit]) -> bool:
    """True where somebody outside asks for figures or policies beside speaking of a person's papers.

    Answered as FOI alone, it would get a letter with a reference where the holding answer belongs (HIL-6).
    """
    outside = hits.keys() & {"council_client", "outside_writer", "solicitor_writer", "police_writer"}
    figures = hits.keys() & {"asks_figures", "asks_policy"}
    papers = hits.keys() & {"asks_somebodys_file", "speaks_of_records", "legal_reason"}
    return bool(outside and figures and papers) and "own_side" not in hits


def _two_objects(hits: Mapping[str, Hit]) -> bool:
    """True where records of one's own and information of the service are both asked for."""
    own = hits.keys() & {"asks_own_records", "asks_the_file", "client_own_records", "makes_access_request"}
    other = hits.keys() & {"asks_figures", "asks_policy"}
    return bool(own and other)
