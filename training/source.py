"""The letters that the classifier learns from, and the digest of all that its weights come from."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rules.classification import Incoming
from rules.classification.cues import load as load_cues
from rules.classification.facts import find
from rules.classification.flat import Flat
from rules.classification.weigh import names
from rules.classification.words import words_in
from rules.kinds import Kind

LETTERS = Path(__file__).parent / "letters"
_RULES = Path(__file__).parent.parent / "rules" / "classification"
# Whatever of the program decides which facts and words are found in a letter.
_FINDERS = ("combined.yaml", "judgements.yaml", "orders.yaml", "requests.yaml", "vocabulary.yaml", "writers.yaml")
_CODE = ("cues.py", "facts.py", "flat.py", "weigh.py", "words.py")
_MADE_BY = (
    *(_RULES / name for name in (*_FINDERS, *_CODE)),
    *(LETTERS.parent / name for name in ("source.py", "learn.py")),
)


@cache
def letters() -> tuple[dict[str, Any], ...]:
    """Every letter with its label, in the order of the files."""
    return tuple(row for file in sorted(LETTERS.glob("*.yaml")) for row in yaml.safe_load(file.read_text("utf-8")))


def incoming(row: dict[str, Any]) -> Incoming:
    """A labelled letter as the classifier is given it."""
    return Incoming(row["text"], subject=row.get("subject"), sender=row.get("sender"))


def found_in(letter: Incoming) -> tuple[set[str], set[str]]:
    """The names of the cues that hold in a letter, and its words."""
    cues = load_cues()
    flat, title, sender = Flat(letter.text), Flat(letter.subject or ""), Flat(letter.sender or "").text
    hits = find(cues, flat, title, sender)
    held = (judgement for judgement in cues.judgements if judgement.holds(hits))
    return names(hits, held), set(words_in(flat, title, sender))


def kind_of(row: dict[str, Any]) -> str:
    """What the letter is, as the learned outcomes name it: "sar", "sar+foi"."""
    return "+".join(kind.value for kind in Kind if kind.value in (row.get("parts") or [row["kind"]]))


def digest() -> str:
    """Of the letters, of what finds cues and words in them, and of what learns from them."""
    found = hashlib.sha256()
    for file in (*sorted(LETTERS.glob("*.yaml")), *_MADE_BY):
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()
