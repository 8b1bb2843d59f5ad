"""How hard the letters are to read, by the Flesch-Kincaid grade, worked out here; a grade plus five is an age.

The measure counts words a sentence and syllables a word. It is rough (syllables are counted by groups of vowels)
and says nothing of sense: it catches a letter that turns into a statute, no more.
"""

import re
from typing import Any

import pytest

from letters.blocks import Block, Listing, Paragraph
from letters.letter import compose
from tests.letters.cases import DUTY, PUBLIC, RISK, facts, first_case

# Names, dates and the like are facts; the measure is of the wording.
_SHORT = {"purpose": "a court case", "asked_by": {"name": "The council", "role_title": "a lawyer"}}


def _paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    said = []
    for block in blocks:
        if isinstance(block, Paragraph):
            said.append("".join(run.text for run in block.runs))
        elif isinstance(block, Listing):
            said += [words for item in block.items for words in _paragraphs(item)]
    return said


def _sentences(letter: str, case: dict[str, Any] | None = None) -> list[list[str]]:
    changed = {**(case or first_case(letter)), **_SHORT}
    paragraphs = _paragraphs(compose(letter, facts(**changed)).blocks)[:-1]  # contact line
    parts = [part for words in paragraphs for part in re.split(r"[.!?]+(?:\s|$)", words)]
    return [words for part in parts if (words := re.findall(r"[A-Za-z']+", part))]


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)


def grade(letter: str, case: dict[str, Any] | None = None) -> float:
    """The Flesch-Kincaid grade of a letter's wording, in its first case or in the one given."""
    sentences = _sentences(letter, case)
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize(
    ("letter", "at_most"),
    [
        ("consent_request_young_person", 3.0),  # age 8: room for long names and purposes
        ("consent_request_parent", 5.0),
        ("notify_service_user", 5.0),
        ("copy_to_service_user", 7.0),
        ("sar_disclosure", 7.5),
        ("acknowledgement", 7.0),
    ],
)
def test_a_family_can_read_its_letters(letter: str, at_most: float) -> None:
    """Art 12(1) UK GDPR: concise and plain, above all to a child (reading age 11 or lower)."""
    assert grade(letter) <= at_most


@pytest.mark.parametrize("basis", [DUTY, RISK, PUBLIC], ids=lambda basis: str(basis["ground"]))
@pytest.mark.parametrize(
    ("letter", "at_most"),
    [("notify_service_user", 5.0), ("copy_to_service_user", 8.0), ("disclosure_without_consent", 8.0)],
)
def test_what_goes_without_consent_is_told_in_plain_words(letter: str, at_most: float, basis: dict[str, Any]) -> None:
    """Art 12(1) UK GDPR, CUM-0: why something went that nobody was asked about is as plain as the rest."""
    case = {"kind": "third_party", "basis": basis, "compulsory": basis is DUTY}
    assert grade(letter, case) <= at_most


def test_the_young_persons_sentences_are_short() -> None:
    """Art 12(1): no sentence to a child is longer than 20 words, and few words are long."""
    sentences = _sentences("consent_request_young_person")
    words = [word.lower() for sentence in sentences for word in sentence]
    assert max(map(len, sentences)) <= 20
    assert {word for word in words if _syllables(word) > 3} <= {"information", "solicitor"}


def test_the_measure_tells_hard_from_easy() -> None:
    """The letter to a council may be harder than the letter to a child, and the measure shows it."""
    assert grade("la_response_disclosure_with_consent") > grade("consent_request_young_person") + 2
