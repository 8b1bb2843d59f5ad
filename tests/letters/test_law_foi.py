"""What the Freedom of Information Act wants the notices to say, and what a charity's letters must not claim."""

import re
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from letters import LettersError, wording
from letters.render import render
from tests.letters.cases import CASES, FOI_PART, REGULATOR, SAID, SERVICES, facts, first_case

NOTICES = [
    "clarification_foi",
    "extension_foi_public_interest",
    "fees_notice",
    "refusal_s12",
    "refusal_s14",
    "refusal_s17",
]
REFUSALS = ["extension_foi_public_interest", "refusal_s12", "refusal_s14", "refusal_s17"]
_CASES = {(letter, case): changed for letter, case, changed in CASES if letter in NOTICES}
_IN_HOUSE = [slug for slug, service in SERVICES.items() if service["host"] == "in_house"]


def said(letter: str, case: str | None = None, service: str = "derby", /, **changed: Any) -> str:
    """The text of a letter in one of its cases, its lines run together."""
    usual = first_case(letter) if case is None else _CASES[letter, case]
    return " ".join(render(letter, facts(service, **{**usual, **changed})).text.split())


@pytest.mark.parametrize(("letter", "case"), _CASES, ids=["-".join(each) for each in _CASES])
def test_a_charitys_letter_is_no_notice(letter: str, case: str) -> None:
    """BWD-14, FOIA s.3(1): the Act does not bind a charity; no section 17, no right under section 50, no 20 days."""
    text = said(letter, case, "blackburn")
    assert "is a charity and not a public authority" in text
    assert "this letter is not a notice under the Act" in text
    assert not re.search(r"\b(our|a fees) notice\b|section 17|section 10\b|section 9\b|section 16\b", text)
    assert not re.search(r"20 working days|three months|does not oblige us|You can apply to", text)
    assert "charity" not in said(letter, case)


@pytest.mark.parametrize("letter", [*NOTICES, "information_not_held", "foi_response"])
def test_a_charity_asks_nobody_to_review_but_itself(letter: str) -> None:
    """BWD-14: section 50 is named only to say that it does not reach the charity's answer."""
    text = said(letter, None, "blackburn")
    routes = letter not in {"clarification_foi", "fees_notice"}
    assert ("does not reach our answer" in text) is routes
    assert ("Ask the council." in text) is routes


@pytest.mark.parametrize("letter", REFUSALS)
@pytest.mark.parametrize("service", _IN_HOUSE)
def test_a_refusal_names_review_and_regulator(letter: str, service: str) -> None:
    """FOIA s.17(7)(a) and (b): the complaints procedure or that there is none, and the right under section 50."""
    text = said(letter, None, service)
    assert SERVICES[service]["review"]["to"] in text
    assert "within 40 working days of the letter that you are not happy with" in text  # s.45 Code
    assert REGULATOR["name"] in text
    assert "section 50" in text
    without = {**SERVICES[service], "review": None}
    assert "do not have a review procedure" in said(letter, None, service, service=without)


def test_an_exemption_is_named_with_its_reason() -> None:
    """FOIA s.17(1)(a)-(c): the fact, each exemption, and why it applies; s.1(1)(a): that it is held."""
    text = said("refusal_s17", "both")
    assert "our notice under section 17(1)" in text
    assert "Derby City Council holds information that you ask for (section 1(1)(a))" in text
    for one in _CASES["refusal_s17", "both"]["refused"]:
        assert one["exemption"] in text
        assert one["why"] in text


def test_the_public_interest_is_weighed_for_a_qualified_exemption_only() -> None:
    """FOIA s.17(3)(b): of a qualified exemption the reasons; of an absolute one that there was nothing to weigh."""
    qualified, absolute = said("refusal_s17", "qualified"), said("refusal_s17", "absolute")
    assert "outweighs that in giving it to you. The total that was spent is public already" in qualified
    assert "does not depend on it" not in qualified
    assert "This exemption does not depend on it" in absolute
    assert "outweighs" not in absolute


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("case", ["not-even-whether", "not-even-whether-qualified"])
def test_neither_confirming_nor_denying_says_neither(case: str, service: str) -> None:
    """FOIA s.1(1)(a), 17(1)(a), such as s.40(5B): nothing tells whether it is held, and the provision is named."""
    text = said("refusal_s17", case, service)
    assert "neither confirm nor deny" in text
    assert _CASES["refusal_s17", case]["refused"][0]["exemption"] in text
    before_routes = text.partition("If you are not happy")[0]
    assert not re.search(
        r"We hold\b|holds information that you ask for|not sending it|but it is exempt", before_routes
    )


def test_an_extension_says_what_is_undecided_and_until_when() -> None:
    """FOIA s.17(1), (2), 10(3): exemption and reason now, no decision yet, and the estimated date."""
    text = said("extension_foi_public_interest", "foi")
    assert "our notice under section 17(1)" in text
    assert "20 working days for this letter, which end on Tuesday 22 December 2026" in text
    assert "We hold information that you ask for." in text
    assert "not yet reached a decision on the public interest (section 17(2))" in text
    assert "will have decided by Monday 25 January 2027" in text


def test_a_late_extension_does_not_claim_to_be_in_time() -> None:
    """FOIA s.10(1), 17(1): after the twentieth working day the letter says so."""
    text = said("extension_foi_public_interest", "late")
    assert "They ended on Tuesday 22 December 2026, and we are sorry that it comes late." in text
    assert "which end on" not in text


def test_an_extension_may_leave_unsaid_whether_it_is_held() -> None:
    """FOIA s.10(3), 2(1)(b): where the public interest in saying so is itself still weighed."""
    text = said("extension_foi_public_interest", "not-even-whether")
    assert "do not say yet whether we hold" in text
    assert "We hold information" not in text


@pytest.mark.parametrize(("case", "law"), [("held", "section 12(1)"), ("unknown", "section 12(2)")])
def test_too_long_says_whether_it_is_held(case: str, law: str) -> None:
    """FOIA s.12(1), (2), 17(5), SI 2004/3244 regs 3, 4: limit, estimate, and confirmation if it can be given."""
    text = said("refusal_s12", case)
    assert "our notice under section 17(5)" in text
    assert f"We rely on {law}" in text
    assert "£450, which is 18 hours at £25 an hour" in text
    assert "about 31 hours" in text
    assert ("We hold information that you ask for (section 1(1)(a))." in text) is (case == "held")
    assert "Ask for one school year." in text  # s.16


@pytest.mark.parametrize(
    ("changed", "why"), [({"hours": 18}, "within the limit"), ({"holds": "no"}, "information_not_held")]
)
def test_too_long_is_not_said_where_it_is_not_so(changed: dict[str, Any], why: str) -> None:
    """FOIA s.12(1), 1(1)(a): an estimate within the limit refuses nothing, and what is not held is said not to be."""
    typed = {**first_case("refusal_s12")["said"], **changed}
    with pytest.raises(LettersError, match=why):
        said("refusal_s12", None, said=typed)


def test_vexatious_and_repeated_are_told_apart() -> None:
    """FOIA s.14(1), (2), 17(5): one of them is stated, and never both."""
    vexatious, repeated = said("refusal_s14", "vexatious"), said("refusal_s14", "repeated")
    assert "section 14(1)" in vexatious
    assert "section 14(2)" not in vexatious
    assert "about the request, and not about you" in vexatious
    assert "section 14(2)" in repeated
    assert "Monday 14 September 2026" in repeated
    assert "vexatious" not in repeated
    assert all("section 17(5)" in text and "section 17(6)" in text for text in (vexatious, repeated))


def test_a_reason_is_given_only_where_there_is_one() -> None:
    """FOIA s.17(5): no reason is needed for section 14, and none is made up."""
    assert "Our reason" not in said("refusal_s14", "vexatious")
    assert "Our reason: It is the ninth in a month" in said("refusal_s14", "vexatious-why")


def test_a_fees_notice_says_how_much_and_until_when() -> None:
    """FOIA s.9(1), (2), 10(2), SI 2004/3244 reg 6(4): amount, three months from the notice, clock, no staff time."""
    text = said("fees_notice", "foi")
    assert "fees notice under section 9" in text
    assert "The fee is £12.50" in text
    assert "Please pay by Tuesday 23 February 2027. The Act allows three months, which begin with the day" in text
    assert "do not have to comply with your request (section 9(2))" in text
    assert "regulation 6(4)" in text
    assert "both included, do not count" in text


def test_a_fees_notice_after_the_twenty_days_is_refused() -> None:
    """FOIA s.9(1): it is given within the period for complying; a charity has none."""
    late = {"written_on": date(2026, 12, 23), "parts": [FOI_PART]}
    with pytest.raises(LettersError, match=r"s\.9\(1\)"):
        said("fees_notice", None, **late)
    assert "No law sets a date" in said("fees_notice", None, "blackburn", **late)


def test_clarification_starts_the_days_afresh() -> None:
    """FOIA s.1(3), 10(6), 16: what is needed, help with it, and that the answer's day is the day of receipt."""
    text = said("clarification_foi")
    assert "(section 1(3))" in text
    assert "(section 16)" in text
    assert "start afresh when your reply reaches us" in text
    assert "counts as the day on which we received your request (section 10(6))" in text


@pytest.mark.parametrize("letter", NOTICES)
def test_what_must_be_typed_is_asked_for(letter: str) -> None:
    """FOIA s.9, 12, 16, 17: a notice without what only a person can say is not written."""
    declared = wording.declaration(letter)
    for field in declared.must_be_said:
        typed = {**deepcopy(first_case(letter)["said"]), field: None}
        with pytest.raises(LettersError, match=f"said.{field} is missing"):
            said(letter, None, said=typed)
    assert set(declared.asks) <= set(SAID)
    assert all("?" in question for question in declared.asks.values())


@pytest.mark.parametrize("letter", NOTICES)
@pytest.mark.parametrize("kind", ["sar", "la_legal", "third_party", "court_order", "enquiry"])
def test_a_notice_under_the_act_is_for_foi_alone(letter: str, kind: str) -> None:
    """FOIA s.40(1), 17: the subject access limb of a request gets no notice under the Act."""
    with pytest.raises(LettersError, match="does not answer"):
        said(letter, None, kind=kind, parts=[])
