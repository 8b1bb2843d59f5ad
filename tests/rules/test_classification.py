"""The kinds that letters are given: those it learned from, and the cases that a policy or the law names."""

from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml

from rules.classification import Classification, Incoming, classify
from rules.kinds import Kind
from training.source import incoming, letters

LEARNED_FROM = letters()


@cache
def judged(number: int) -> Classification:
    """What is said of one of the letters that the program learned from."""
    return classify(incoming(LEARNED_FROM[number]))


def named(name: str) -> list[Any]:
    """The letters of which something is noted, as parameters that bear their ids."""
    return [pytest.param(n, id=row["id"]) for n, row in enumerate(LEARNED_FROM) if row.get(name)]


def test_what_was_learned_is_known() -> None:
    """Of the letters that it learned from hardly one is decided wrongly, and few need a person."""
    asked = sum(judged(n).needs_manager for n in range(len(LEARNED_FROM)))
    wrong = [
        row["id"]
        for n, row in enumerate(LEARNED_FROM)
        if not judged(n).needs_manager and {*judged(n).parts} != {*(row.get("parts") or [row["kind"]])}
    ]
    assert len(wrong) < len(LEARNED_FROM) / 100, wrong
    assert asked < len(LEARNED_FROM) / 8


@pytest.mark.parametrize("number", [n for n, row in enumerate(LEARNED_FROM) if row["kind"] == "court_order"])
def test_no_court_order_that_it_learned_from_is_passed_over(number: int) -> None:
    """DPA 2018 Sch 2 para 5(2): an order binds, so it is called one, or a person is asked."""
    c = judged(number)
    assert c.kind is Kind.COURT_ORDER or c.needs_manager


@pytest.mark.parametrize("number", named("headed_foi"))
def test_own_records_headed_foi_are_a_sar_that_says_so(number: int) -> None:
    """DER-3, FOIA s.40(1): one's own case notes under an FOI heading are a SAR that can say why."""
    c = judged(number)
    assert (c.kind, c.headed_foi) == (Kind.SAR, True)


def test_an_foi_request_is_not_flagged_as_headed_foi() -> None:
    """DER-3: the flag is for own records under the wrong heading, not for FOI requests."""
    requests = [n for n, row in enumerate(LEARNED_FROM) if row["kind"] == "foi"]
    assert [LEARNED_FROM[n]["id"] for n in requests if judged(n).headed_foi] == []


def test_the_subject_line_is_a_cue_of_its_own() -> None:
    """DER-4: the heading helps to spot a request whose body says little."""
    body = "Please could you answer the three points in this e-mail as soon as you can. Regards, Nell"
    bare, headed = (classify(Incoming(body, subject=s)) for s in (None, "Freedom of Information request"))
    assert bare.kind is not Kind.FOI
    assert headed.kind is Kind.FOI


@pytest.mark.parametrize("text", ["", "   \n\t ", "ok", "??", "Hi, Jo", "12/12/2026", "123 456 789 0000"])
def test_too_little_text_has_no_kind(text: str) -> None:
    """Too short a letter is nobody's to guess at: no kind, confidence 0, a person."""
    c = classify(Incoming(text))
    assert (c.kind, c.confidence, c.needs_manager, c.parts) == (None, 0.0, True, ())


@pytest.mark.parametrize(
    "text",
    [
        "Je voudrais une copie de mon dossier et de toutes les notes que vous avez prises sur mon fils. Merci.",
        "Annwyl Reolwr, hoffwn wneud cais gwrthrych am fynediad at ddata am fy mab. Cofion, Sian",
        "Quiero una copia de mi expediente y de las notas sobre mi hijo. Gracias",
        "prosz\u0119 o kopi\u0119 mojej teczki i notatek o moim synu",
    ],
)
def test_a_letter_in_another_language_goes_to_a_person(text: str) -> None:
    """UK GDPR Art 15 asks for no language: what the program cannot read may be a request, and a person reads it."""
    c = classify(Incoming(text))
    assert c.needs_manager
    assert c.kind is None or any("another language" in doubt for doubt in c.doubts)


def test_words_without_any_cue_go_to_a_person() -> None:
    """Where no cue speaks, nothing is proposed."""
    c = classify(Incoming("The blue lanterns were carried slowly across the silent harbour at dusk."))
    assert (c.kind, c.needs_manager) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "The judge has made an order and I think it is meant for you. Regards, A. Clerk",
        "The tribunal has directed that papers be lodged. Please send the Tulley file. Legal Services",
        "A witness summons came to us by mistake. It is addressed to your manager. Bramble Hill School",
    ],
)
def test_an_order_in_other_words_is_never_passed_over(text: str) -> None:
    """DPA 2018 Sch 2 para 5(2): an order binds, so what may be one is called one or goes to a person."""
    c = classify(Incoming(text))
    assert c.kind is Kind.COURT_ORDER or c.needs_manager


@pytest.mark.parametrize(
    "threat",
    [
        "failing which we shall apply to the court for an order against your service",
        "or we will seek a witness summons without further notice",
        "and we reserve the right to apply for disclosure under CPR 31.17",
    ],
)
def test_a_threat_of_an_order_is_no_order(threat: str) -> None:
    """CPR 31.16-31.17: an application that may be made compels nothing until it is granted."""
    text = f"We act for Mr Jethro Swale. Please send us your notes on the mother, {threat}.\nHobday LLP"
    assert classify(Incoming(text)).kind is Kind.THIRD_PARTY


@pytest.mark.parametrize("ask_below", [-0.1, 1.1])
def test_a_threshold_out_of_range_is_refused(ask_below: float) -> None:
    """A threshold is a share between 0 and 1; any other is a mistake, said at once."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        classify(Incoming("Please send me my file."), ask_below=ask_below)


def test_a_request_to_erase_goes_to_a_person() -> None:
    """UK GDPR Art 17: erasure is another right, and no kind here is made for it."""
    assert classify(Incoming("Please delete all my records from your database. Nell Tansley")).needs_manager


def test_the_weighing_may_be_read_in_the_data() -> None:
    """Every judgement has a reason in plain English, a sentence, and kinds that there are."""
    for row in yaml.safe_load((files("rules.classification") / "judgements.yaml").read_text("utf-8")):
        assert row["says"].endswith(".")
        assert all(Kind(kind) for kind in row["for"])
