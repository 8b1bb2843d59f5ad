"""What is this letter? A proposal with its reasons; a person decides."""

from collections.abc import Mapping
from dataclasses import replace

from rules.classification.carers import nearer
from rules.classification.cues import load
from rules.classification.dates import dates_of
from rules.classification.facts import Hit, find
from rules.classification.flat import Flat
from rules.classification.goes_to import where
from rules.classification.odds import at_odds
from rules.classification.regulators import regulator
from rules.classification.requester import requester_of
from rules.classification.result import Classification, Incoming
from rules.classification.scope import scope_of
from rules.classification.subject import subject_of
from rules.classification.weigh import NOTHING_TO_GO_BY, weigh
from rules.classification.words import words_in
from rules.kinds import Kind

ASK_BELOW = 0.7  # the default policy's, for a letter that is of no service yet
_ANOTHER_RIGHT = (
    "It may use another right than access: to have data erased, corrected or not used (UK GDPR Art 16 to 21)."
)
_FEWEST_LETTERS = 12
_OWN_RECORDS = {"asks_own_records", "asks_the_file", "client_own_records"}
_FOI_WORDS = {"says_foi", "headed_foi", "foi_act_used"}


def classify(letter: Incoming, *, ask_below: float = ASK_BELOW) -> Classification:
    """Propose a kind for one letter.

    Args:
        letter: the new words of a letter or e-mail, without quoted history.
        ask_below: a confidence under this (0..1) sends the letter to a manager.

    Returns:
        The proposal. Its kind is null, with confidence 0, when there is too little text to judge.

    Raises:
        ValueError: `ask_below` is not between 0 and 1.
    """
    if not 0 <= ask_below <= 1:
        raise ValueError("ask_below must be between 0 and 1")
    flat = Flat(letter.text)
    if sum(character.isalpha() for character in flat.text[:400]) < _FEWEST_LETTERS:
        return Classification(kind=None, confidence=0.0, needs_manager=True, doubts=(NOTHING_TO_GO_BY,))
    cues = load()
    title, sender = Flat(letter.subject or ""), Flat(letter.sender or "").text
    hits = find(cues, flat, title, sender)
    words = words_in(flat, title, sender)
    proposal = weigh(cues, hits, words, flat, ask_below)
    dates = dates_of(letter.text)
    requester = requester_of(letter, hits, proposal.kind)
    own = bool(_OWN_RECORDS & hits.keys())
    goes_to = where(proposal.cues, words) if proposal.kind is Kind.ENQUIRY else None
    doubts = (
        *proposal.doubts,
        *((_ANOTHER_RIGHT,) if "asks_other_right" in hits else ()),
        *(("It is too long to be weighed whole.",) if flat.cut else ()),
    )
    return Classification(
        kind=proposal.kind,
        confidence=proposal.confidence,
        needs_manager=bool(doubts),
        parts=proposal.parts,
        evidence=proposal.evidence,
        requester=replace(requester, role=regulator(nearer(requester.role, flat.text), letter.text)),
        subject=subject_of(letter, hits, proposal.kind),
        letter_date=dates.letter_date,
        required_by=dates.required_by,
        hearing_on=dates.hearing_on,
        scope=() if proposal.kind is Kind.ENQUIRY else scope_of(letter.text, hits, flat, words, proposal.parts),
        authority=_quote(hits, "authority_enclosed"),
        harm=_quote(hits, "speaks_of_harm"),
        at_odds=at_odds(flat),
        goes_to=goes_to,
        doubts=doubts,
        headed_foi=proposal.parts == (Kind.SAR,) and own and bool(_FOI_WORDS & hits.keys()),
    )


def _quote(hits: Mapping[str, Hit], fact: str) -> str | None:
    return hits[fact].quote if fact in hits else None
