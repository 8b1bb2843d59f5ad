"""What the UK GDPR wants the letters about subject access to say, and the letter with which a request ends."""

import re
from datetime import date
from typing import Any

import pytest

from letters import LettersError
from letters.render import render
from tests.letters.cases import CASES, FOI_PART, ORDER, REGULATOR, SAID, SAR_PART, SERVICES, facts, first_case

_LETTERS = {"clarification_sar", "closing", "extension_sar", "id_request", "sar_refusal"}
_CASES = {(letter, case): changed for letter, case, changed in CASES if letter in _LETTERS}


def said(letter: str, case: str | None = None, service: str = "derby", /, **changed: Any) -> str:
    """The text of a letter in one of its cases, its lines run together."""
    usual = first_case(letter) if case is None else _CASES[letter, case]
    return " ".join(render(letter, facts(service, **{**usual, **changed})).text.split())


def test_clarification_stops_the_clock_on_both_days() -> None:
    """Art 12A(5)(a), (b), (6): what is asked, why, and that the days from asking to answer do not count."""
    text = said("clarification_sar")
    assert "Which years you want to read about." in text
    assert "Why we ask: We keep a large number of papers" in text
    assert (
        "The days from today, Tuesday 24 November 2026, to the day on which we receive your answer do not count"
        in text
    )
    assert "Both of those days are left out too (Article 12A(5)(b))" in text


def test_nobody_has_to_ask_for_less() -> None:
    """Art 15(1A), ICO: who wants everything gets a reasonable and proportionate search."""
    text = said("clarification_sar")
    assert "You do not have to ask for less." in text
    assert "reasonable and proportionate search for it (Article 15(1A))" in text


@pytest.mark.parametrize("case", ["parent", "self"])
def test_a_stranger_learns_nothing_from_being_asked_who_they_are(case: str) -> None:
    """Art 5(1)(f), 12(6): while the doubt lasts, the letter neither says what is held nor names anybody."""
    text = said("id_request", case)
    assert "This letter does not say whether we hold anything about anybody." in text
    assert "Sam Placeholder" not in text
    assert "we hold" not in text.replace("whether we hold", "")


def test_proof_of_identity_starts_the_month() -> None:
    """Art 12(6)(a), (b), 12A(2)(b): the doubt, the least evidence, a safe way, and the day of the start."""
    text = said("id_request", "parent")
    assert "Your message came from an e-mail address that we have not seen before." in text
    assert "We need no more than this" in text
    assert "a safe way to send it" in text
    assert "starts on the day on which your proof reaches us (Article 12A(2)(b))" in text


def test_authority_rests_on_guidance_and_is_told_so() -> None:
    """ICO guidance, 8 December 2025: the statute starts the month on identity alone; the letter does not say else."""
    parent, own = said("id_request", "parent"), said("id_request", "self")
    assert "shows your parental responsibility" in parent
    assert "The regulator's guidance says the same of proof that you may act for somebody." in parent
    assert "guidance" not in own


@pytest.mark.parametrize(
    ("case", "complex_", "number"), [("complexity", True, False), ("number", False, True), ("both", True, True)]
)
def test_an_extension_has_its_ground_and_its_reasons(case: str, complex_: bool, number: bool) -> None:
    """Art 12A(3), (4)(b): complexity or number and nothing else, the reasons, and the last day."""
    text = said("extension_sar", case)
    assert ("because what you ask for is complex" in text) is complex_
    assert ("because you have made several requests" in text) is number
    assert "Why we need longer: Many of the papers are about several families" in text
    assert "by Tuesday 23 February 2027 at the latest" in text


def test_an_extension_after_the_month_is_refused() -> None:
    """Art 12A(4)(a): the notice comes before the month is over, or not at all."""
    assert "it ends on Thursday 24 December 2026" in said("extension_sar", written_on=date(2026, 12, 24))
    with pytest.raises(LettersError, match="can no longer be extended"):
        said("extension_sar", written_on=date(2026, 12, 25))
    recorded = said("extension_sar", "recorded", written_on=date(2026, 12, 1))
    assert "it ends on" not in recorded  # the date on record is the extended one


@pytest.mark.parametrize("case", ["exemption", "self", "unfounded", "excessive", "no-date"])
@pytest.mark.parametrize("service", SERVICES)
def test_a_refusal_names_reasons_both_routes_and_the_court(case: str, service: str) -> None:
    """Art 12(4), DPA 2018 ss.164A, 165, 167: reasons, the service, the regulator, the court."""
    text = said("sar_refusal", case, service)
    changed = _CASES["sar_refusal", case]
    for one in changed.get("refused", []):
        assert one["exemption"] in text
        assert one["why"] in text
    for law in ("section 164A", "section 165", "section 167"):
        assert law in text
    assert REGULATOR["name"] in text
    assert "We hold" not in text  # that anything is held may be what is protected


@pytest.mark.parametrize("word", ["unfounded", "excessive"])
def test_who_refuses_a_request_as_such_shows_why(word: str) -> None:
    """Art 12(5): manifestly unfounded or excessive, which is for the controller to demonstrate."""
    typed = {**SAID, "unfounded": word, "because": "It came with a demand for money"}
    text = said("sar_refusal", said=typed, refused=[])
    assert f"manifestly {word}" in text
    assert "for this reason: It came with a demand for money." in text
    with pytest.raises(LettersError, match=r"demonstrate .*12\(5\)"):
        said("sar_refusal", said={**typed, "because": None}, refused=[])


def test_a_refusal_without_reasons_is_not_written() -> None:
    """Art 12(4): the reasons for not taking action; and a reason of no kind is asked about."""
    with pytest.raises(LettersError, match="gives its reasons"):
        said("sar_refusal", refused=[])
    with pytest.raises(LettersError, match="unfounded or excessive"):
        said("sar_refusal", said={**SAID, "because": "No"})


def test_a_late_refusal_says_that_it_is_late() -> None:
    """Art 12(4): within the period; where that is past the letter does not pretend."""
    assert "That day has passed, and we are sorry." in said("sar_refusal", "excessive")
    assert "within the time that the law gives us, which ends on Thursday 24 December 2026" in said("sar_refusal")


@pytest.mark.parametrize("kind", ["la_legal", "third_party"])
def test_no_closing_letter_goes_outside(kind: str) -> None:
    """HIL-6: that a request of a body outside is closed would tell it that there was something to close."""
    with pytest.raises(LettersError, match="must not go out"):
        said("closing", kind=kind, parts=[])
    part = {**SAR_PART, "kind": kind}
    with pytest.raises(LettersError, match="must not go out"):
        said("closing", kind="sar", parts=[SAR_PART, part])


def test_a_closing_letter_names_the_routes_of_each_part() -> None:
    """DPA 2018 ss.164A, 165; FOIA s.17(7), 50: by the kinds of the request, and no others."""
    sar, foi, both = said("closing", "sar"), said("closing", "foi"), said("closing", "hybrid")
    assert "section 164A" in sar
    assert "section 165" in sar
    assert "section 50" not in sar
    assert "section 50" in foi
    assert "164A" not in foi
    assert "40 working days of the letter that you are not happy with" in foi  # not of this one
    assert "164A" in both
    assert "section 50" in both
    assert "does not reach our answer" in said("closing", "foi", "blackburn")


@pytest.mark.parametrize("case", ["sar", "foi", "hybrid", "court-order", "inspection", "enquiry"])
def test_a_closing_letter_says_how_it_ended_and_what_is_kept(case: str) -> None:
    """Art 5(2), 5(1)(e), 13(2)(a): outcome, date, and how long the record is kept."""
    text = said("closing", case)
    assert "Tuesday 15 December 2026" in text
    outcome = _CASES["closing", case]["outcome"].rstrip(".")
    assert outcome in text
    assert re.search(r"We keep a record", text)


@pytest.mark.parametrize("case", ["foi", "court-order", "inspection"])
def test_a_stranger_is_not_told_of_a_childs_file(case: str) -> None:
    """HIL-6: "until the young person is 26" would say to a court or an inspector that there is a young person."""
    assert "young person" not in said("closing", case)
    assert "until the young person is 26" in said("closing", "sar").lower()


def test_a_hybrid_refusal_of_one_part_is_written() -> None:
    """FOIA s.40(1): each part of a mixed request has its own letter."""
    assert said("sar_refusal", parts=[SAR_PART, FOI_PART])
    with pytest.raises(LettersError, match="does not answer"):
        said("sar_refusal", kind="court_order", parts=[], order=ORDER)
