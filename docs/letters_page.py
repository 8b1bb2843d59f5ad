"""The page of the letters: when each is written, what is asked for it, and what it must say on whose authority."""

from collections.abc import Iterator

from letters import checklist, wording
from rules.kinds import Kind
from rules.letter import ACKNOWLEDGEMENTS, COPY, RESPONSES, WITHOUT_CONSENT_LETTER
from rules.occasions import BY_HAND

_INTRODUCTION = """\
For each letter: when it is written, what the program asks whoever writes it, and what it must say, each item with
its authority. `inforights letter REF NAME --check` shows the items with the words that say them. What an item's words
must contain is data in `letters/requirements.json`; a letter that lacks one is not written, in the program's wording
or in a service's own ([wording.md](wording.md)).

"""
_WRITTEN_ALONE = {
    COPY: "with an answer that went to somebody outside, where the policy gives the family a copy",
    WITHOUT_CONSENT_LETTER: "with an answer that goes on a ground for which nobody is asked",
}


def letters_page() -> Iterator[str]:
    """The page, piece by piece."""
    yield "<!-- Generated from letters/ and rules/ by `make fix`; do not edit. -->\n\n# The letters\n\n"
    yield _INTRODUCTION
    yield f"There are {len(wording.names())}.\n"
    for name in wording.names():
        declared = wording.declaration(name)
        yield f"\n## {name}\n\n"
        yield f"**When:** {_when(name)}.\n"
        if declared.hosts:
            yield f"\n**Written by:** services hosted by a {' or '.join(declared.hosts)}.\n"
        if declared.asks:
            yield "\n**Asked of whoever writes it:**\n\n"
            yield from (f"- `{field}`: {question}\n" for field, question in declared.asks.items())
        yield "\n| it must say | authority |\n|---|---|\n"
        yield from (f"| {item.item} | {item.authority} |\n" for item in checklist(name))


def _when(name: str) -> str:
    if name in BY_HAND:
        occasion = BY_HAND[name]
        kinds = " or ".join(kind.words for kind in Kind if kind in occasion.kinds)
        states = " or ".join(sorted(occasion.states))
        moves = f"; its going is recorded of the clock as '{occasion.records.words}'" if occasion.records else ""
        return f"when a person asks for it, {f'for a {kinds} ' if kinds else ''}that is {states}{moves}"
    if name in _WRITTEN_ALONE:
        return _WRITTEN_ALONE[name]
    first = [kind.words for kind, letter in ACKNOWLEDGEMENTS.items() if letter == name]
    if first:
        return f"by itself, when a request is received: {', '.join(first)}"
    answers = [f"{kind.words}, `{outcome}`" for (kind, outcome), letter in RESPONSES.items() if letter == name]
    return f"with the answer: {'; '.join(answers)}"
