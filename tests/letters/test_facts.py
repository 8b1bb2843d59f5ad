"""Facts are checked before a word is written."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from letters import LettersError, wording
from letters.render import render
from tests.letters.cases import CONSENT, DOCUMENTS, FOI_PART, HELD_BACK, ORDER, SELF, facts, first_case


class _Kind(StrEnum):
    SAR = "sar"


_LETTERS = wording.names()


@pytest.mark.parametrize("letter", _LETTERS)
def test_a_missing_fact_is_named(letter: str) -> None:
    """Each declared fact is wanted: left out or None, the error names it, and no half-filled letter comes."""
    declared = wording.declaration(letter)
    every = facts(**first_case(letter))
    for path in declared.needs:
        name = path.partition(".")[0]
        without = {key: fact for key, fact in every.items() if key != name}
        with pytest.raises(LettersError, match=rf"fact {path} is missing"):
            render(letter, without)
        with pytest.raises(LettersError, match=rf"fact {name}\S* is missing"):
            render(letter, {**every, name: None})
    for name in declared.may_lack:
        with pytest.raises(LettersError, match=rf"fact {name} is missing"):
            render(letter, {key: fact for key, fact in every.items() if key != name})


@pytest.mark.parametrize("letter", _LETTERS)
def test_a_letter_declares_what_its_wording_uses(letter: str) -> None:
    """The facts that wording and shared paragraphs mention are those that the head of the file declares."""
    declared = wording.declaration(letter)
    mentioned = wording.wording_of(()).mentioned(letter)
    known = {path.partition(".")[0] for path in [*declared.needs, *declared.may_lack]}
    frame = {"service", "written_on", "recipient", "signed_by_role", "reference", "enclosures", "kind", "parts"}
    assert mentioned <= known
    assert known - frame <= mentioned


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"service": {**facts()["service"], "host_name": ""}}, "service.host_name is missing"),
        ({"service": {"slug": "derby"}}, r"service\.name is missing"),
        ({"regulator": {**facts()["regulator"], "address": "one line"}}, "regulator.address has the wrong shape"),
        ({"schedule": [{**DOCUMENTS[0], "decision": "burn"}]}, r"schedule\[0\]\.decision has the wrong shape"),
        ({"written_on": "soon"}, "written_on has the wrong shape"),
        ({"written_on": datetime(2026, 11, 24, tzinfo=UTC)}, "written_on is a datetime"),
        ({"kind": _Kind.SAR}, "kind is a _Kind"),
        ({"purpose": object()}, "purpose is a object"),
        ({"schedule": tuple(DOCUMENTS)}, "schedule is a tuple"),
        ({"about": {1: "x"}}, "about has a key that is no text"),
        ({"about": {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}}, "nested too deeply"),
    ],
)
def test_a_wrong_fact_is_named(changed: dict[str, Any], path: str) -> None:
    """Plain values of the right shape only; the message names the fact."""
    with pytest.raises(LettersError, match=path):
        render("sar_disclosure", facts(**changed))


@pytest.mark.parametrize("fact", ["about", "recipient", "schedule", "service"])
def test_an_error_never_tells_the_value(fact: str) -> None:
    """An error may stand in a log, so no value of a fact is in it or in what caused it."""
    secret = "Quentin Quagmire"
    with pytest.raises(LettersError) as raised:
        render("sar_disclosure", facts(**{fact: {"name": secret, "decision": secret, "host": secret}}))
    assert secret not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


@pytest.mark.parametrize(
    ("letter", "changed", "why"),
    [
        ("sar_disclosure", {"kind": "foi"}, "does not answer"),
        ("foi_response", {"kind": "sar"}, "does not answer"),
        ("court_compliance", {"kind": "la_legal", "order": ORDER}, "does not answer"),
        ("sar_disclosure", {"schedule": HELD_BACK[2:]}, "sar_refusal"),
        ("sar_disclosure", {"schedule": [DOCUMENTS[0], {**HELD_BACK[2], "exemption": None}]}, "without an exemption"),
        ("sar_disclosure", {"schedule": [DOCUMENTS[0], {**HELD_BACK[2], "reason": " "}]}, "without a reason"),
        ("consent_request_parent", {"kind": "la_legal", "compulsory": True}, "does not rest on consent"),
        ("consent_request_young_person", {"kind": "la_legal"}, "goes only to the young person"),
        ("copy_to_service_user", {"kind": "la_legal"}, "No ground"),
        ("la_response_disclosure_with_consent", {"kind": "la_legal"}, "consent is missing"),
        (
            "la_response_disclosure_with_consent",
            {"kind": "la_legal", "consent": {**CONSENT, "review_on": date(2026, 11, 1)}},
            "past its review date",
        ),
        (
            "la_response_disclosure_with_consent",
            {"kind": "la_legal", "consent": CONSENT, "schedule": HELD_BACK[2:]},
            "releases no document",
        ),
        ("sar_disclosure", {"parts": [FOI_PART]}, "facts disagree"),
        ("no_such_letter", {}, "no wording"),
        ("../wording/la_response_ncnd", {}, "no wording"),
    ],
)
def test_a_letter_that_must_not_go_is_refused(letter: str, changed: dict[str, Any], why: str) -> None:
    """Art 12(4), BWD-1, CUM-4.4: without reason, ground or live consent there is no letter."""
    with pytest.raises(LettersError, match=why):
        render(letter, facts(**changed))


def test_facts_that_are_not_used_do_not_matter() -> None:
    """A letter takes the facts that it declares and no others."""
    every = facts(kind="foi", about=SELF)
    assert render("foi_response", every) == render("foi_response", {**every, "about": None, "more": "x"})
