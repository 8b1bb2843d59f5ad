"""How hard the letters are to read: Flesch-Kincaid by the library textstat, whose grade plus five is a reading age.

The measure counts words a sentence and syllables a word. It is rough and says nothing of sense: it catches a letter
that turns into a statute, no more. It is fed whole sentences: each paragraph, heading, item of a list and box to tick
is one at least. Left out are what is no prose: the address and the contact line, tables, and citations in brackets.
Facts are put short ("the regulator"), since names, addresses and what staff type are not the wording.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import textstat
from textstat.backend.selections._list_words import list_words
from textstat.backend.utils._get_cmudict import get_cmudict

from letters.blocks import Block, Heading, Listing, Paragraph
from letters.letter import compose
from tests.letters.cases import CASE_IDS, CASES, DUTY, PUBLIC, RISK, SERVICES, facts, first_case

_SHORT = {
    "purpose": "a court case",
    "asked_by": {"name": "The council", "role_title": "a lawyer"},
    "regulator": {"name": "the regulator", "address": [], "website": "its own", "phone": "one"},
}
_CONTACT = "and give our reference"
# A citation, with one pair of brackets inside it at most: "(section 1(1)(a))".
_BRACKETS = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)")

# The dictionary of syllables that textstat asks. Its newer versions fail on a word that is not in it, instead of
# leaving the word to the hyphenation that textstat then counts by.
_DICTIONARY: dict[str, list[list[str]]] = get_cmudict("en_US")

YOUNG, PARENT, ANYBODY = 11, 14, 17  # reading ages: Art 12(1) UK GDPR; councils, courts and the public last


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _paragraphs(item)


def _shortened(changed: dict[str, Any]) -> dict[str, Any]:
    service = changed.get("service", SERVICES["derby"])
    return {**changed, **_SHORT, "service": {**service, "address": ["our office"]}}


def _sentences(letter: str, case: dict[str, Any] | None = None) -> list[str]:
    composed = compose(letter, facts(**_shortened(first_case(letter) if case is None else case)))
    said = []
    for paragraph in _paragraphs((*composed.blocks, *composed.slip)):
        words = _BRACKETS.sub("", paragraph).strip("\u2610 ").rstrip(":;,")
        if words and _CONTACT not in words:
            said += re.split(r"(?<=[.!?])\s+", words if words[-1] in ".!?" else f"{words}.")
    return said


def _know(text: str) -> None:
    for word in list_words(text, lowercase=True):
        _DICTIONARY.setdefault(word, [])


def _age_of(text: str) -> float:
    _know(text)
    return float(textstat.flesch_kincaid_grade(text)) + 5


def age(letter: str, case: dict[str, Any] | None = None) -> float:
    """The reading age of a letter's wording, in its first case or in the one given."""
    return _age_of(" ".join(_sentences(letter, case)))


@pytest.mark.parametrize(("letter", "case", "changed"), CASES, ids=CASE_IDS)
def test_whoever_gets_a_letter_can_read_it(letter: str, case: str, changed: dict[str, Any]) -> None:
    """Art 12(1) UK GDPR: concise and plain: at most age 11 to a young person, 14 to a parent, 17 to others."""
    role = facts(**changed)["recipient"]["role"]
    at_most = {"young_person": YOUNG, "parent": PARENT}.get(role, ANYBODY)
    assert age(letter, changed) <= at_most, case


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("letter", ["consent_request_young_person", "consent_form", "consent_refused_what_next"])
def test_a_child_can_read_what_asks_for_their_consent(letter: str, service: str) -> None:
    """Art 4(11), 12(1): consent is only informed if it is understood; of every service, and at age 9 if it can be."""
    cases = [
        changed
        for name, _, changed in CASES
        if name == letter and facts(**changed)["recipient"]["role"] == "young_person"
    ]
    assert cases
    assert all(age(letter, {**changed, "service": SERVICES[service]}) <= 9 for changed in cases)


@pytest.mark.parametrize("basis", [DUTY, RISK, PUBLIC], ids=lambda basis: str(basis["ground"]))
@pytest.mark.parametrize("letter", ["notify_service_user", "copy_to_service_user", "disclosure_without_consent"])
def test_what_goes_without_consent_is_told_in_plain_words(letter: str, basis: dict[str, Any]) -> None:
    """Art 12(1) UK GDPR, CUM-0: why something went that nobody was asked about is as plain as the rest."""
    case = {"kind": "third_party", "basis": basis, "compulsory": basis is DUTY}
    assert age(letter, case) <= 12


def _words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-z']+", sentence)


@pytest.mark.parametrize("letter", ["consent_request_young_person", "consent_refused_what_next", "consent_form"])
def test_the_young_persons_sentences_are_short(letter: str) -> None:
    """Art 12(1): no sentence to a child is longer than 20 words, and few words are long."""
    case = next(changed for name, case, changed in CASES if name == letter and (case == "self" or "young" in name))
    sentences = _sentences(letter, case)
    words = {word.lower() for sentence in sentences for word in _words(sentence)}
    _know(" ".join(words))
    assert max(len(_words(sentence)) for sentence in sentences) <= 20
    assert {word for word in words if textstat.syllable_count(word) > 3} <= {
        "information",
        "authority",
        "solicitor",
        "january",
        "educational",  # the law's own name for what a consent must be explicit about, for those up to 25
        "disability",
    }


def test_the_measure_tells_hard_from_easy() -> None:
    """The letter to a council may be harder than the letter to a child, and the measure shows it."""
    assert age("la_response_disclosure_with_consent") > age("consent_request_young_person") + 2


def test_the_measure_reads_a_statute_as_one() -> None:
    """The measure is the library's, and neither a strange word nor a number stops it."""
    statute = (
        "Where a public authority reasonably requires further information in order to identify and locate the "
        "information requested, and has informed the applicant of that requirement, the authority is not obliged "
        "to comply with subsection 1 unless it is supplied with that further information."
    )
    assert _age_of(statute) > ANYBODY
    assert _age_of("We sent it to you. You can say no. Call SENDIASS on 01632.") < YOUNG


def test_citations_and_boxes_are_not_read_as_words() -> None:
    """What is no prose is left out, and all else is there."""
    said = " ".join(_sentences("consent_form"))
    assert "\u2610" not in said
    assert "(" not in said
    assert "Yes, send everything in the list." in said
    assert "Our reference" in said
    assert "Who took it down" not in said
