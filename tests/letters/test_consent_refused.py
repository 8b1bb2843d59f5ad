"""When consent is refused: what the person is told, what the outside is told, and the form on which it is said."""

import re
from typing import Any

import pytest

from letters import LettersError, wording
from letters.letter import compose
from letters.render import render
from tests.letters.cases import (
    CASES,
    CHILD,
    CONSENT,
    COUNCIL,
    HELD_BACK,
    SAID,
    SELF,
    SERVICES,
    YOUNG_PERSON,
    facts,
    first_case,
)

_CASES = {(letter, case): changed for letter, case, changed in CASES}


def said(letter: str, case: str | None = None, service: str = "derby", /, **changed: Any) -> str:
    """The text of a letter in one of its cases, its lines run together."""
    usual = first_case(letter) if case is None else _CASES[letter, case]
    return " ".join(render(letter, facts(service, **{**usual, **changed})).text.split())


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("case", ["parent", "self"])
def test_who_says_no_is_told_how_far_we_can_then_help(case: str, service: str) -> None:
    """CUM-4.3: if consent is refused, the person is told how far the service can then help."""
    text = said("consent_refused_what_next", case, service)
    goes_on = text.partition("This goes on just as before:")[2]
    assert "We give you advice by phone." in goes_on
    assert "We help you to get ready for meetings." in goes_on


@pytest.mark.parametrize("case", ["parent", "self", "inspection", "sar", "sar-self"])
def test_a_no_takes_no_help_away(case: str) -> None:
    """CUM-4.3, Art 7(4) UK GDPR: a no to a request from outside changes nothing in the help."""
    text = said("consent_refused_what_next", case)
    assert "Nothing in the help that you get from us changes." in text
    assert "help_stops" not in SAID
    assert "help_stops" not in wording.declaration("consent_refused_what_next").asks


def test_what_goes_on_is_asked_for() -> None:
    """CUM-4.3: a letter that does not say it is not written."""
    with pytest.raises(LettersError, match=r"said\.help_goes_on is missing"):
        said("consent_refused_what_next", said=SAID)


@pytest.mark.parametrize("case", ["parent", "self", "inspection", "sar", "sar-self"])
def test_a_no_is_a_right_and_can_be_taken_back(case: str) -> None:
    """Art 4(11), 7(3), 7(4) UK GDPR, CUM-4.2; DPA 2018 Sch 2 para 5(2): nothing went; a court could order."""
    text = said("consent_refused_what_next", case)
    assert re.search("We have (sent|shown) them nothing about", text)
    assert "It is your right to say no." in text
    assert "You can still" in text
    assert re.search(r"court (or tribunal may|can) still", text)


@pytest.mark.parametrize("kind", ["la_legal", "third_party"])
@pytest.mark.parametrize("service", SERVICES)
def test_outside_learns_nothing_of_who_said_no(service: str, kind: str) -> None:
    """HIL-6, Art 5(1)(a), (f) UK GDPR: no reason, no name, and not even that anybody was asked."""
    known = "Their letter quotes the advice that Sam's mother showed them"
    text = said(
        "la_response_consent_refused",
        None,
        service,
        kind=kind,
        about=CHILD,
        consent=CONSENT,
        schedule=HELD_BACK,
        said={**SAID, "known_from": known},
    )
    letter = text.partition("Your request for information")[2]
    assert not re.search(
        r"consent|agree|permission|refus|wish|asked|object|parent|child|young|famil|mother|Sam|client|advice that",
        letter,
        re.IGNORECASE,
    )
    assert "We will not disclose the information." in letter
    assert "it does not say what we hold, or whether we hold anything" in letter
    assert "paragraph 5(2)" in letter


def test_what_is_typed_of_their_knowledge_is_in_no_form_of_the_letter() -> None:
    """HIL-6, BWD-5: how we know that they know is kept on record; it changes not a byte of what they get."""
    one, other = (
        render("la_response_consent_refused", facts(**{**first_case("la_response_consent_refused"), "said": typed}))
        for typed in ({**SAID, "known_from": "They told us"}, {**SAID, "known_from": "Quentin Quagmire's own e-mail"})
    )
    assert one == other


def test_it_goes_only_to_those_who_know_already() -> None:
    """HIL-6, BWD-5: to anybody else a refusal would confirm a client; and what the law requires is not refused so."""
    with pytest.raises(LettersError, match=r"said\.known_from is missing"):
        said("la_response_consent_refused", said=SAID)
    with pytest.raises(LettersError, match="cannot be refused"):
        said("la_response_consent_refused", compulsory=True)
    with pytest.raises(LettersError, match="does not answer"):
        said("la_response_consent_refused", kind="sar")


def test_its_wording_is_given_nothing_about_a_person() -> None:
    """HIL-6: what the template does not get it cannot tell."""
    declared = wording.declaration("la_response_consent_refused")
    known = {*declared.needs, *declared.may_lack}
    assert not known & {"about", "asked_by", "consent", "schedule", "purpose", "basis", "enclosures"}
    assert "known_from" not in wording.body("la_response_consent_refused").replace("said.known_from %}", "")


@pytest.mark.parametrize("case", ["parent", "self", "inspection", "inspection-self", "sar"])
@pytest.mark.parametrize("service", SERVICES)
def test_the_form_proves_the_consent_by_itself(case: str, service: str) -> None:
    """Art 4(11), 7(1)-(4), 9(2)(a) UK GDPR: on one sheet who, to whom, for what, which papers, and each box empty."""
    letter = compose("consent_form", facts(service, **_CASES["consent_form", case]))
    assert letter.slip
    form = render("consent_form", facts(service, **_CASES["consent_form", case])).text.partition("-" * 60)[2]
    own = case.endswith("self")
    every = facts(service, **_CASES["consent_form", case])
    for there in (
        (SELF if own else CHILD)["name"],
        every["asked_by"]["name"],
        every["purpose"],
        "Case notes, January to March 2026",
        "explicit consent",
        "change your mind",
        "Your signature",
        "Date",
        "word of mouth",
    ):
        assert there in form
    assert form.count("\u2610") == 4 + 1 + (2 if own else 3)
    assert not re.search("[\u2611\u2612\u2714\u2713]", form)


def test_the_form_lists_only_what_would_go() -> None:
    """Art 5(1)(c) UK GDPR: a paper that is kept back is not asked about."""
    assert "Letter of advice from a solicitor" not in said("consent_form", schedule=HELD_BACK)
    with pytest.raises(LettersError, match="lists no document"):
        said("consent_form", schedule=HELD_BACK[2:])
    with pytest.raises(LettersError, match="does not rest on consent"):
        said("consent_form", compulsory=True)


def test_a_child_who_decides_and_a_parent_can_both_sign() -> None:
    """Art 7(1), Gillick: in what capacity somebody signs is a box to tick, and none is assumed."""
    text = said("consent_form", "parent")
    assert "It is about me, and I decide for myself." in text
    assert "I have parental responsibility." in text
    assert "as their deputy or with other authority" in text
    own = said("consent_form", None, recipient=YOUNG_PERSON, about=SELF)
    assert "parental responsibility" not in own


def test_nobody_outside_gets_the_familys_letters() -> None:
    """HIL-6: neither the form nor what follows a no answers a court or an enquiry."""
    for letter in ("consent_form", "consent_refused_what_next"):
        for kind in ("foi", "court_order", "enquiry"):
            with pytest.raises(LettersError, match="does not answer"):
                said(letter, None, kind=kind, recipient=COUNCIL)


@pytest.mark.parametrize("case", ["inspection", "inspection-no-power"])
@pytest.mark.parametrize("letter", ["consent_request_parent", "consent_request_young_person"])
def test_inspectors_see_and_take_nothing(letter: str, case: str) -> None:
    """BWD-4: records are shown at the office; nothing is sent, nobody gets a copy, and no duty is denied."""
    text = said(letter, case)
    assert "at our office" in text
    assert "ask to see the same papers" in text
    assert not re.search(
        r"\bsen[dt]\b(?! this letter)", text.partition("Reply slip")[0].replace("sent this letter", "")
    )
    assert "Nothing makes us answer" not in text
    named = case == "inspection"
    assert ("Children Act 2004, section 20" in text) is named
    assert ("They have not named one." in text) is not named
    assert "show everything in the list" in text
    assert "instead" not in text.partition("Please tick one box")[2]


def test_a_form_for_an_inspection_consents_to_no_sending() -> None:
    """BWD-4, Art 4(11) UK GDPR: what is signed is that papers are shown."""
    form = said("consent_form", "inspection").partition("Consent to show papers")[2]
    assert form
    assert not re.search(r"send everything|do not send|Send it to me|what is sent|would go to", form)
