"""What the law and the five policies want a letter to say, beyond having a paragraph for it."""

import re
from datetime import date
from typing import Any

import pytest

from letters import LettersError
from letters.render import render
from tests.letters.cases import (
    CASE_IDS,
    CASES,
    CONSENT,
    COUNCIL,
    COURT,
    FOI_PART,
    HELD_BACK,
    ORDER,
    REGULATOR,
    SAR_PART,
    SELF,
    YOUNG_PERSON,
    facts,
    first_case,
)
from tests.letters.made_up_services import SERVICES


def _said(letter: str, service: str = "derby", /, **changed: Any) -> str:
    return " ".join(render(letter, facts(service, **{**first_case(letter), **changed})).text.split())


@pytest.mark.parametrize("letter", ["sar_disclosure", "copy_to_service_user"])
def test_both_complaint_routes_are_named(letter: str) -> None:
    """Art 15(1)(ea) and (f): complaint to the controller (s.164A) and to the regulator (s.165)."""
    said = _said(letter)
    assert "section 164A" in said
    assert "section 165" in said
    assert REGULATOR["name"] in said
    assert REGULATOR["address"][0] in said
    assert "within 30 days" in said


def test_the_regulator_is_configuration() -> None:
    """The regulator is being renamed and moves: no template holds its name or address."""
    renamed = {**REGULATOR, "name": "the Information Commission", "address": ["2 New Street"]}
    said = _said("sar_disclosure", regulator=renamed)
    assert "the Information Commission (section 165" in said
    assert "Commissioner" not in said


def test_a_subject_access_answer_says_everything_of_article_15() -> None:
    """Art 15(1)(a)-(h), (2), (1A): each heading, with what the service says of itself under it."""
    said = _said("sar_disclosure")
    privacy = SERVICES["derby"]["privacy"]
    for words in privacy.values():
        phrase = words if isinstance(words, str) else words[-1]
        assert phrase in said
    for right in ("rectification", "erasure", "restriction", "object"):
        assert right in said
    assert "reasonable and proportionate search" in said
    assert "section 167" in said


@pytest.mark.parametrize("letter", ["sar_disclosure", "foi_response", "court_compliance"])
def test_nothing_held_back_goes_unsaid(letter: str) -> None:
    """Art 12(4), FOIA s.17(1), court rules: each document cut or withheld is named with exemption and reason."""
    said = _said(letter, schedule=HELD_BACK)
    for document in HELD_BACK[1:]:
        assert f"Number {document['number']}" in said
        assert str(document["exemption"]) in said
        assert str(document["reason"]) in said


@pytest.mark.parametrize(
    "letter",
    [
        "consent_request_parent",
        "consent_request_young_person",
        "la_response_disclosure_with_consent",
        "copy_to_service_user",
    ],
)
def test_a_withheld_document_is_not_even_listed(letter: str) -> None:
    """Art 5(1)(c): a schedule for the outside, or of what went outside, lists only what goes."""
    changed = {"schedule": HELD_BACK, "consent": CONSENT}
    assert "Letter of advice from a solicitor" not in _said(letter, **changed)


def test_the_sentence_on_unexplained_exemptions_is_always_there() -> None:
    """BWD-2: were it only there when something is kept back, it would tell that something is."""
    sentence = "we do not have to describe it"
    assert sentence in _said("sar_disclosure", schedule=HELD_BACK)
    assert sentence in _said("sar_disclosure", schedule=HELD_BACK[:1])


def test_a_sar_headed_freedom_of_information_need_not_be_sent_again() -> None:
    """DER-3, FOIA s.40(1): says why it is handled as subject access, and asks for nothing."""
    said = _said("acknowledgement", headed_foi=True, parts=[SAR_PART])
    assert "subject access request" in said
    assert "section 40(1)" in said
    assert "you do not need to send your request again" in said
    assert "section 40(2)" in said  # a parent for a child: the child is another person
    assert "section 40(2)" not in _said("acknowledgement", headed_foi=True, about=SELF, recipient=YOUNG_PERSON)


def test_a_service_target_before_the_statutory_date_is_the_date() -> None:
    """DER-5: the earlier date is promised, and the law's is named; the clause's own id is not."""
    said = _said("acknowledgement", parts=[SAR_PART])
    assert "by Tuesday 22 December 2026 at the latest" in said
    assert "the law would allow until Wednesday 23 December 2026" in said
    assert "DER-5" not in said
    later = {**SAR_PART, "due": date(2026, 12, 23), "target_due": date(2026, 12, 29)}
    assert "own promise;" not in _said("acknowledgement", parts=[later])


def test_a_hybrid_gives_both_dates() -> None:
    """Each limb of a mixed request has its own clock and its own law."""
    foi = {**FOI_PART, "due": date(2027, 1, 7)}
    said = _said("acknowledgement", parts=[SAR_PART, foi])
    assert "by Tuesday 22 December 2026" in said
    assert "by Thursday 7 January 2027" in said
    assert "Article 15" in said
    assert "Freedom of Information Act 2000" in said


@pytest.mark.parametrize("letter", ["acknowledgement", "foi_response", "information_not_held"])
def test_a_charity_is_no_public_authority(letter: str) -> None:
    """BWD-14, FOIA s.3(1): answers voluntarily, no section 17 notice, no section 50 right, no statutory date."""
    changed: dict[str, Any] = {"kind": "foi", "parts": [FOI_PART], "about": None, "schedule": HELD_BACK}
    said = _said(letter, "blackburn", **changed)
    assert "charity and not a public authority" in said
    assert "our notice under section 17" not in said
    assert "s.10(1)" not in said
    assert "You can apply to" not in said
    assert "charity" not in _said(letter, "derby", **changed)


def test_a_council_answers_under_the_act() -> None:
    """FOIA s.1(1), 17(1), 17(7), 50: notice, review within the Code's times, regulator."""
    said = _said("foi_response", schedule=HELD_BACK)
    assert "our notice under section 17(1)" in said
    assert "within 40 working days" in said
    assert "within 20 working days" in said
    assert "section 50" in said
    without = {**SERVICES["derby"], "review": None}
    assert "do not have a review procedure" in _said("foi_response", service=without)


def test_the_name_is_not_passed_to_the_council() -> None:
    """UK GDPR Art 5(1)(b): a charity-hosted service asks before it hands a request on."""
    assert "unless you agree" in _said("acknowledgement", "blackburn", kind="foi", parts=[], about=None)


@pytest.mark.parametrize("service", SERVICES)
def test_only_families_are_told_of_the_confidentiality_policy(service: str) -> None:
    """HIL-8: told on first contact where the policy says so; a court or an inspector is not."""
    tells = SERVICES[service]["tells_of_policy"]
    assert ("confidentiality policy" in _said("acknowledgement", service)) is tells
    order = {"kind": "court_order", "parts": [], "order": ORDER, "recipient": COURT}
    assert "confidentiality policy" not in _said("acknowledgement", service, **order)
    public = {**YOUNG_PERSON, "role": "public"}
    assert "confidentiality policy" not in _said("acknowledgement", service, kind="foi", parts=[], recipient=public)


def test_the_court_learns_only_that_the_order_arrived() -> None:
    """HIL-6: an acknowledgement to a court names nobody, and says that it confirms nothing."""
    said = _said("acknowledgement", kind="court_order", parts=[], order=ORDER, recipient=COURT, about=SELF)
    assert SELF["name"] not in said
    assert "does not say that we know anybody" in said
    assert "Friday 11 December 2026" in said
    assert "What you tell us" not in said


@pytest.mark.parametrize(
    ("power", "compulsory", "says"),
    [(None, False, "Must we answer? No"), ("Children Act 2004 s.16H", True, "Must we answer? Yes")],
)
def test_the_person_is_told_whether_it_is_compulsory(power: str | None, compulsory: bool, says: str) -> None:
    """CUM-0: who, what, power, whether we must, before anything goes."""
    said = _said("notify_service_user", power=power, compulsory=compulsory)
    assert says in said
    assert "have not sent it yet" in said
    assert "does not" not in says
    assert ("set it aside" in said) is False
    assert "set it aside" in _said("notify_service_user", kind="court_order", compulsory=True, order=ORDER)


@pytest.mark.parametrize("letter", ["consent_request_parent", "consent_request_young_person"])
def test_no_box_is_ticked_for_anybody(letter: str) -> None:
    """Art 4(11), 7(2): separate empty boxes, explicit consent in one of its own; the slip follows the signature."""
    text = render(letter, facts(**first_case(letter))).text
    assert text.count("\u2610") == 5
    assert not re.search("[\u2611\u2612\u2714\u2713]", text)
    assert text.index("Yours sincerely") < text.index("Reply slip")


def test_consent_is_used_for_one_purpose() -> None:
    """HIL-2, Art 5(1)(b): the council may use it for the purpose alone; reference, date and scope are named."""
    said = _said("la_response_disclosure_with_consent")
    assert "for one purpose: answering a claim for judicial review." in said
    assert "Tuesday 1 December 2026" in said
    assert "documents 1 and 2" in said
    assert "DER-2026-0042" in said


@pytest.mark.parametrize(("letter", "case", "changed"), CASES, ids=CASE_IDS)
def test_a_letter_is_signed_by_a_role(letter: str, case: str, changed: dict[str, Any]) -> None:
    """HIL-13: the end of a letter is a role and the service, with the service's own contact details."""
    text = render(letter, facts("hillingdon", **changed)).text
    service = changed.get("service", SERVICES["hillingdon"])
    ending = text.split("Yours ")[1].splitlines()
    assert ending[2:4] == [service["manager_role"], service["name"]], case
    phones = set(re.findall(r"01632 \d{6}", text))
    assert phones <= {service["phone"], REGULATOR["phone"]}


@pytest.mark.parametrize(("letter", "case", "changed"), CASES, ids=CASE_IDS)
def test_a_title_names_nobody(letter: str, case: str, changed: dict[str, Any]) -> None:
    """A title may head an e-mail, so it holds no name and no reference."""
    every = facts(**changed)
    people = [every["recipient"]["name"], *([every["about"]["name"]] if every["about"] else [])]
    title = render(letter, every).title
    assert not any(told in title for told in [*people, every["reference"]]), case


@pytest.mark.parametrize(
    ("greeting", "line", "close"),
    [
        ("Dear Robin", "Dear Robin,", "Yours sincerely"),
        ("Hello Robin", "Hello Robin,", "Yours sincerely"),
        ("Ms Placeholder", "Dear Ms Placeholder,", "Yours sincerely"),
        (None, "Dear Sir or Madam,", "Yours faithfully"),
    ],
)
def test_greeting_and_close_agree(greeting: str | None, line: str, close: str) -> None:
    """English letters end faithfully to somebody unknown, sincerely to a name."""
    text = render("sar_disclosure", facts(recipient={**COUNCIL, "greeting": greeting})).text
    assert f"\n{line}\n" in text
    assert f"\n{close}\n" in text


def test_a_young_persons_letter_is_not_for_the_parent() -> None:
    """CFA 2014 s.83(2): addressed to the young person, refused when it is about somebody else."""
    said = _said("consent_request_young_person")
    assert "not sent this letter to your parents" in said
    with pytest.raises(LettersError, match="consent_request_parent"):
        _said("consent_request_young_person", about={**SELF, "is_recipient": False})


def test_only_who_agreed_is_told_that_they_can_take_it_back() -> None:
    """Art 7(3) UK GDPR: a young person is not said to have agreed to what a parent agreed to."""
    parents = _said("copy_to_service_user", recipient=YOUNG_PERSON, about=SELF, consent=CONSENT)
    assert "The parent agreed" in parents
    assert "Whoever agreed can take that back" in parents
    own = _said("copy_to_service_user", recipient=YOUNG_PERSON, about=SELF, consent={**CONSENT, "from_role": "child"})
    assert "You agreed" in own
    assert "You can take back your agreement" in own
