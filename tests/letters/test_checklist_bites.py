"""The checklist can fail: what a letter must say is taken out of it, item by item, and the letter is refused."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from letters import LettersError, checklist, spoken, wording
from letters.letter import Letter, compose
from letters.marks import Marks
from letters.requirements import Item
from tests.letters.cases import CASES, facts
from tests.letters.made_up_services import SERVICES

_MARK = re.compile("\ue000\\d+\ue001")
_NOTHING = "Thank you."
# Said of an item in another letter or elsewhere, so that it would be no wonder if a loose pattern found it there.
_ELSEWHERE = [
    _NOTHING,
    "Yours sincerely",
    "We are here to be of use to you and yours.",
    "This page was left empty.",
]
_LETTERS = wording.names()
_ITEMS = [item for letter in _LETTERS for item in checklist(letter)]


def _cases(letter: str) -> list[dict[str, Any]]:
    """Each case of a letter, at a council's service and, where it differs, at a charity's."""
    cases = [changed for name, _, changed in CASES if name == letter]
    charity = [{**changed, "service": SERVICES["blackburn"]} for changed in cases]
    return [facts(**changed) for changed in [*(each for each in cases if each not in charity), *charity]]


@cache
def _composed(letter: str) -> list[tuple[dict[str, Any], Letter]]:
    return [(every, compose(letter, every)) for every in _cases(letter)]


def _of(item: Item) -> str:
    return item.id.partition(".")[0]


def _patterns(item: Item) -> list[str]:
    return [*item.says, *(item.charity or ()), *(line for _, lines in item.kinds for line in lines)]


def _without(markdown: str, marks: Marks, item: str) -> str:
    """`markdown` in which whatever stands under the mark of `item` says thank you instead; the marks stay."""
    lines: list[str] = []
    inside = False
    for line in markdown.split("\n"):
        found = _MARK.findall(line)
        if found:
            inside = any(marks._set[int(mark[1:-1])] == item for mark in found)
        if not inside:
            lines.append(line)
        elif found:
            bullet = re.match(r"- |\d+\. |#+ ", line)
            lines += ["", (bullet[0] if bullet else "") + "".join(found) + _NOTHING, ""]
    return "\n".join(lines)


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)
def test_an_item_that_is_not_said_is_missed(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark alone fulfils nothing: with other words under it the letter is refused, and the item named."""
    filled = wording.Wording.filled

    def changed(self: wording.Wording, name: str, given: Mapping[str, object], marks: Marks) -> tuple[str, str]:
        title, text = filled(self, name, given, marks)
        return title, _without(text, marks, item.id)

    monkeypatch.setattr(wording.Wording, "filled", changed)
    for every in _cases(_of(item)):
        with pytest.raises(LettersError, match=re.escape(item.id)):
            compose(_of(item), every)


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)
def test_an_item_that_nobody_marks_is_missed(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph that went, mark and all, is missed too."""
    filled = wording.Wording.filled

    def changed(self: wording.Wording, name: str, given: Mapping[str, object], marks: Marks) -> tuple[str, str]:
        title, text = filled(self, name, given, marks)
        own = {f"\ue000{number}\ue001" for number, each in enumerate(marks._set) if each == item.id}
        return title, _MARK.sub(lambda found: "" if found[0] in own else found[0], text)

    monkeypatch.setattr(wording.Wording, "filled", changed)
    with pytest.raises(LettersError, match=f"No paragraph fulfils {re.escape(item.id)}"):
        compose(_of(item), _cases(_of(item))[0])


@pytest.mark.parametrize("letter", _LETTERS)
def test_each_thing_that_is_asked_for_is_missed_when_it_is_gone(letter: str) -> None:
    """Whatever a pattern found is cut out of what was said: it is then not found any more, in every case."""
    for every, composed in _composed(letter):
        for ticked in composed.ticks:
            for pattern in spoken._wanted(ticked.item, every):
                for one in spoken._filled(pattern, every):
                    said = str(ticked.said)
                    assert re.search(one, said, re.IGNORECASE), (ticked.item.id, pattern)
                    while re.search(one, said, re.IGNORECASE):
                        said = re.sub(one, "", said, flags=re.IGNORECASE)
                    assert not spoken._says(said, pattern, every), (ticked.item.id, pattern)


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)
def test_no_pattern_is_found_in_any_text(item: Item) -> None:
    """A pattern that every text satisfies would ask for nothing."""
    every = _cases(_of(item))[0]
    for pattern in _patterns(item):
        facts_of_it = spoken._FACT.findall(pattern)
        plain = spoken._FACT.sub("a fact that is nowhere", pattern)
        assert plain.strip("|"), pattern
        assert not any(re.search(plain, text, re.IGNORECASE) for text in ["", *_ELSEWHERE]), (item.id, pattern)
        assert all(path.partition(".")[0] in every for path in facts_of_it), (item.id, pattern)


def _known(letter: str) -> set[str]:
    declared = wording.declaration(letter)
    return {path.partition(".")[0] for path in [*declared.needs, *declared.may_lack]}


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)
def test_a_pattern_asks_only_for_facts_that_the_letter_has(item: Item) -> None:
    """A fact that the letter does not declare is never there, and its pattern would ask for nothing for ever."""
    used = {path for pattern in _patterns(item) for path in spoken._FACT.findall(pattern)}
    assert {path.partition(".")[0] for path in used} <= _known(_of(item))
    given = [spoken._fact(path, every) for path in used for every in _cases(_of(item))]
    assert not used or any(value not in (None, []) for value in given)


def test_every_item_says_what_it_asks_for() -> None:
    """Statute, code or policy: each item has at least one pattern, and one for each kind of host."""
    for item in _ITEMS:
        assert item.says, item.id
        assert item.charity is None or item.charity, item.id


def _every_fact(patterns: list[str]) -> Iterator[str]:
    for pattern in patterns:
        yield from spoken._FACT.findall(pattern)


@pytest.mark.parametrize("letter", _LETTERS)
def test_what_a_person_types_is_held_against_the_letter(letter: str) -> None:
    """An answer that the letter asks for and then leaves out is missed; what decides a branch needs no words."""
    declared = wording.declaration(letter)
    asked = {path for item in checklist(letter) for path in _every_fact(_patterns(item)) if path.startswith("said.")}
    branches = {"said.ncnd", "said.holds", "said.lies_in", "said.known_from"}
    assert {f"said.{field}" for field in declared.asks} - branches <= asked


def test_a_date_that_somebody_typed_may_be_written_out() -> None:
    """A fact with 2026-09-01 in it stands in the letter as 1 September 2026, and is still found."""
    every = deepcopy(next(each for each in _cases("clarification_foi")))
    every["said"]["questions"] = ["Do you mean the meeting of 2026-09-01?"]
    composed = compose("clarification_foi", every)
    (ticked,) = [one for one in composed.ticks if one.item.id == "clarification_foi.more-needed"]
    assert "Tuesday 1 September 2026" in str(ticked.said)


@pytest.mark.parametrize(
    "typed", ["the file of שם דוגמה", "ملف علي", "the\u00a0year\u2009 2024/25", "What? (all of it)..."]
)
def test_what_somebody_typed_is_found_in_any_script(typed: str) -> None:
    """Marks of direction and odd spaces are no words: the letter says what was typed."""
    every = deepcopy(_cases("clarification_foi")[0])
    every["said"]["questions"] = [typed]
    assert compose("clarification_foi", every)


def test_every_entry_of_a_list_is_asked_for() -> None:
    """FOIA s.17(1)(b): one exemption of two left out of the notice is missed."""
    item = next(item for item in checklist("refusal_s17") if item.id == "refusal_s17.exemption")
    both = {"refused": [{"exemption": "section 40(2)"}, {"exemption": "section 43(2)"}]}
    (pattern,) = item.says
    assert spoken._says("We rely on section 40(2) and section 43(2).", pattern, both)
    assert not spoken._says("We rely on section 40(2).", pattern, both)


@pytest.mark.parametrize(
    ("id", "passes", "fails"),
    [
        ("refusal_s12.held", "We hold information that you ask for.", "We do not hold information."),
        ("refusal_s12.held", "We cannot say whether we hold it.", "The limit would hold you up."),
        ("court_compliance.not-held", "We hold nothing of it.", "The court held a hearing."),
        ("extension_sar.in-time", "We write before that month is over.", "It came last month."),
        (
            "extension_sar.ground",
            "Here we need more time because what you ask for is complex.",
            "The law lets us take longer because of the number of requests.",
        ),
        ("refusal_s17.public-interest", "The public interest outweighs it.", "That would depend."),
        ("consent_request_young_person.plain-language", "This is about you. Please read it.", "Please pass it on."),
        ("sar_disclosure.plain-language", "If it is not clear, please ask.", "We were glad to help."),
        (
            "sar_nothing_held.nothing-held",
            "We hold nothing, apart from your request itself.",
            "We hold your request.",
        ),
    ],
)
def test_a_pattern_tells_a_thing_from_its_opposite(id: str, passes: str, fails: str) -> None:
    """Words that speak of a matter and say something else of it fulfil nothing."""
    (item,) = [item for item in _ITEMS if item.id == id]
    patterns = [pattern for pattern in item.says if not spoken._FACT.fullmatch(pattern)]
    every = facts()
    assert all(spoken._says(passes, pattern, every) for pattern in patterns)
    assert not all(spoken._says(fails, pattern, every) for pattern in patterns)
