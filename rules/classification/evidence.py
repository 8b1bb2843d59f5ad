"""The reasons of a proposal as a manager reads them: quotes from the letter, and what each says."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from rules.classification.cues import Judgement
from rules.classification.facts import Hit
from rules.classification.flat import Flat
from rules.classification.learned import Learned
from rules.classification.result import Evidence
from rules.classification.sentences import Sentence, sentences
from rules.classification.words import Span
from rules.kinds import Kind

MOST: Final = 6
_LEAST: Final = 0.05  # a reason that moves a score by less is none
_SENTENCES: Final = 2  # how many sentences are quoted for their words alone
_TERMS: Final = 3  # how many words of a sentence are named


def evidence(
    kinds: Sequence[Kind],
    judgements: Sequence[Judgement],
    hits: Mapping[str, Hit],
    words: Mapping[str, list[Span]],
    letter: Flat,
    learned: Learned,
) -> tuple[Evidence, ...]:
    """The reasons for these kinds, the proposed one first: cues, then words; no quote twice for one kind.

    Args:
        judgements: those that hold.
        words: what `words_in` found in the letter.
    """
    chosen: dict[tuple[str, Kind], Evidence] = {}
    for kind in kinds:
        by_strength = sorted(_of_cues(kind, judgements, hits, learned), key=lambda reason: -reason[0])
        reasons = (*(reason for _, reason in by_strength), *_of_words(kind, words, letter, learned))
        for reason in reasons[: MOST - (len(kinds) - 1)]:  # room for one of each kind at least
            chosen.setdefault((reason.quote, reason.speaks_for), reason)
    return tuple(chosen.values())[:MOST]


def _of_cues(
    kind: Kind, judgements: Sequence[Judgement], hits: Mapping[str, Hit], learned: Learned
) -> Iterator[tuple[float, Evidence]]:
    for judgement in judgements:
        quote = hits[judgement.quote].quote
        names = {judgement.name, judgement.quote}
        strength = sum(learned.leaning(learned.cues.get(name), kind.value) for name in names)
        if quote and kind in judgement.speaks_for and strength >= _LEAST:
            yield strength, Evidence(quote=quote, says=judgement.says, speaks_for=kind)


def _of_words(kind: Kind, words: Mapping[str, list[Span]], letter: Flat, learned: Learned) -> Iterator[Evidence]:
    """The sentences whose words speak most strongly for the kind."""
    found = [s for s in sentences(kind.value, words, letter, learned) if s.strength >= _LEAST]
    # What a letter asks says more of its kind than how it greets; an enquiry asks for nothing that is held.
    asking = [s for s in found if s.asks] if kind is not Kind.ENQUIRY else []
    for sentence in sorted(asking or found, key=lambda s: -s.strength)[:_SENTENCES]:
        if named := _named(sentence, letter):
            terms = ", ".join(f"\u2018{letter.text[start:end]}\u2019" for start, end in sorted(named))
            yield Evidence(letter.quote(*named[0]), f"Such letters often say {terms}.", kind)


def _named(sentence: Sentence, letter: Flat) -> list[Span]:
    """Its strongest words, none inside another, without those that every letter has."""
    named: list[Span] = []
    for lean, span in sentence.words:
        words = letter.text[slice(*span)].split()
        telling = {word for word in words if len(word) > 2 and word.isalpha()} - _everywhere()
        telling = telling if not _is_a_name(span, letter) else set()
        apart = all(span[1] <= other[0] or other[1] <= span[0] for other in named)
        if telling and apart and lean > 0 and len(named) < _TERMS:
            named.append(span)
    return named


def _is_a_name(span: Span, letter: Flat) -> bool:
    """True for a capital within a sentence: a name is weighed, and is no reason that could be told to anybody."""
    at = letter.place(span[0])
    before = letter.original[:at].rstrip()
    return letter.original[at].isupper() and bool(before) and before[-1] not in ".?!:"


@cache
def _everywhere() -> frozenset[str]:
    text = (Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
