"""What is asked for, in the letter's own words: the asking sentences, each with the list that belongs to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rules.classification import learned
from rules.classification.facts import Hit
from rules.classification.flat import Flat
from rules.classification.sentences import sentences
from rules.classification.words import Span
from rules.kinds import Kind

# The facts by which something held is asked for.
_ASKS: Final = (
    "makes_access_request",
    "asks_own_records",
    "asks_the_file",
    "client_own_records",
    "asks_somebodys_file",
    "asks_what_another_said",
    "asks_figures",
    "asks_policy",
    "asks_about_service",
    "asks_to_inspect",
    "order_operative",
)
_ITEM = r"[^\S\n]*(?:[-*•–]|\(?\d{1,2}[.):]|\(?[a-h][.)]|\(?[ivx]{1,4}[.)])[^\S\n]+\S"
_SENTENCE_END = re.compile(r"[.?!](?=[\s\"')])|\n[^\S\n]*\n|\n(?=" + _ITEM + ")")
_LIST = re.compile(rf"\s*(?:^{_ITEM}[^\n]*(?:\n(?!{_ITEM}|[^\S\n]*\n)[^\n]*)*(?:\n[^\S\n]*)*)+", re.M)
_REACH: Final = 500  # characters before and behind what asks, in a letter without full stops
_LONGEST: Final = 1_500  # characters of one piece: more is the whole letter again
_MOST: Final = 5  # pieces
_STRONG: Final = 0.2  # how much a sentence's words must speak for the kind
_ASKED: Final = 2  # of the sentences known by their words alone


def scope_of(
    text: str, hits: Mapping[str, Hit], letter: Flat, words: Mapping[str, list[Span]], kinds: Iterable[Kind]
) -> tuple[str, ...]:
    """The pieces of the letter that say what is asked for, in its order.

    Args:
        letter: the text as the cues see it.
        words: what `words_in` found in it.
        kinds: what the letter is taken for.
    """
    found = [hits[fact].at for fact in _ASKS if fact in hits]
    found += [_place(span, letter) for kind in kinds for span in _asking(kind, words, letter)]
    floor = letter.place(letter.begins) if letter.begins else 0
    spans = _joined(_piece(text, *at, floor) for at in found if at)
    return tuple(piece for start, end in spans if (piece := text[start:end].strip()))[:_MOST]


def _asking(kind: Kind, words: Mapping[str, list[Span]], letter: Flat) -> Iterator[Span]:
    """The sentences that ask, and whose words speak for the kind most strongly."""
    found = [
        sentence
        for sentence in sentences(kind.value, words, letter, learned.load(learned.KINDS))
        if sentence.strength >= _STRONG and sentence.asks
    ]
    for sentence in sorted(found, key=lambda sentence: -sentence.strength)[:_ASKED]:
        yield sentence.span


def _place(span: Span, letter: Flat) -> tuple[int, int]:
    words = letter.text[slice(*span)].rstrip()
    return letter.place(span[0]), letter.place(span[0] + len(words) - 1)


def _piece(text: str, first: int, last: int, floor: int) -> tuple[int, int]:
    """The sentence round a place, from `floor` on, with the list that it announces or is part of."""
    start, end = max(min(floor, first), first - _REACH), min(len(text), last + _REACH)
    for before in _SENTENCE_END.finditer(text, start, first):
        start = before.end()
    if after := _SENTENCE_END.search(text, max(first, last - 1)):
        end = after.end()
    if text[start:end].rstrip().endswith(":") or _LIST.match(text, end):
        listed = _LIST.match(text, end)
        end = listed.end() if listed else end
    return start, min(end, start + _LONGEST)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
