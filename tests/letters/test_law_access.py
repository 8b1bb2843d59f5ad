"""What the UK GDPR wants the letters about subject access to say, and the letter with which a request ends."""

import re
from datetime import date
from typing import Any

import pytest

from letters import LettersError
from letters.render import render
from tests.letters.cases import CASES, FOI_PART, ORDER, REGULATOR, SAID, SAR_PART, SERVICES, facts, first_case

_LETTERS = {
    "clarification_sar",
    "closing",
    "extension_sar",
    "id_request",
    "sar_disclosure",
    "sar_nothing_held",
    "sar_refusal",
}
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
    assert "we need no more than this" in text
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
    assert "it ends on Wednesday 23 December 2026" in said("extension_sar", written_on=date(2026, 12, 23))
    with pytest.raises(LettersError, match="can no longer be extended"):
        said("extension_sar", written_on=date(2026, 12, 24))
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
    assert "within the time that the law gives us, which ends on Wednesday 23 December 2026" in said("sar_refusal")


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
    assert outcome.lower() in text.lower()
    assert "ended:" not in text
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


def test_a_parent_is_not_told_that_a_child_confided() -> None:
    """DPA 2018 Sch 3 para 4(2), 10(2): neither the exemption nor the reason, in a refusal and in a list of papers."""
    for text in (said("sar_refusal", "protected"), said("sar_disclosure", "by-post")):
        assert "does not let us say more" in text
        assert not re.search(r"Sch(edule|\.)? 3|The child told", text)
    for cite in (
        "DPA 2018 Sch 3 para 4",
        "DPA 2018 Sch 3 para 21",
        "Data Protection Act 2018, Schedule 3, paragraph 4(2)",
    ):
        one = {"exemption": cite, "why": "The child asked us not to", "public_interest": None}
        assert "asked us not to" not in said("sar_refusal", refused=[one])
        assert cite not in said("sar_refusal", refused=[one])


def test_whom_information_went_to_is_said_where_it_went() -> None:
    """Art 15(1)(c) UK GDPR: those to whom it has been disclosed, beside those who may receive it."""
    text = said("sar_disclosure", "given-to-others")
    assert "We have given information to: Northmoor Council and Exampleton School." in text
    assert "We have given information to" not in said("sar_disclosure", "child")


def test_a_copy_by_post_is_not_called_electronic() -> None:
    """Art 12(3) UK GDPR: the form is what it is; who asked electronically is offered the other."""
    by_post, by_mail = said("sar_disclosure", "by-post"), said("sar_disclosure", "child")
    assert "common electronic format" not in by_post
    assert "would like an electronic copy" in by_post
    assert "The copy is in a common electronic format" in by_mail


@pytest.mark.parametrize("case", ["child", "self", "young-person", "nobody-named"])
@pytest.mark.parametrize("service", SERVICES)
def test_where_nothing_is_held_it_is_said_and_where_we_looked(case: str, service: str) -> None:
    """Art 15(1), 15(1A) UK GDPR: whether or not; what was searched and nothing more; the ways to complain."""
    text = said("sar_nothing_held", case, service)
    assert "We hold no personal information about" in text
    assert "Our electronic files." in text
    assert "Our paper notes." in text
    for law in ("Article 15(1)", "Article 15(1A)", "section 164A", "section 165", "section 167"):
        assert law in text
    only = said("sar_nothing_held", case, service, searched=["our paper notes"])
    assert "electronic files" not in only
    with pytest.raises(LettersError, match="searched is missing"):
        said("sar_nothing_held", case, service, searched=[])


def test_a_promise_that_an_extension_breaks_is_admitted() -> None:
    """DER-5, Art 12A(4): the service promised an earlier day; and the month is spoken of only where it is known."""
    assert "We had promised to answer by Tuesday 22 December 2026, and cannot keep that promise." in said(
        "extension_sar"
    )
    unknown = said("extension_sar", "number")
    assert "promise" not in unknown
    assert "We write to you before that month is over" not in unknown
