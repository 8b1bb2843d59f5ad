"""The kinds that letters are given, on the letters for which the cues were written."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.classification import Classification, Incoming, classify
from rules.kinds import Kind

LETTERS = Path(__file__).parent / "letters_for_classification"


def rows(pattern: str) -> list[dict[str, Any]]:
    return [row for file in sorted(LETTERS.glob(pattern)) for row in yaml.safe_load(file.read_text("utf-8"))]


def judged(row: dict[str, Any], ask_below: float = 0.75) -> Classification:
    letter = Incoming(row["text"], subject=row.get("title"), sender=row.get("sender"))
    return classify(letter, ask_below=ask_below)


DEVELOPMENT = rows("development_*.yaml")


@pytest.mark.parametrize("row", DEVELOPMENT, ids=lambda row: row["id"])
def test_a_letter_is_given_its_kind_or_a_person_is_asked(row: dict[str, Any]) -> None:
    """A proposal that nobody is asked about is right, for a hybrid in each of its parts."""
    c = judged(row)
    assert c.needs_manager or [part.value for part in c.parts] == row.get("parts", [row["kind"]])


def test_few_development_letters_need_a_person() -> None:
    """The program is of use: it asks about fewer than one in ten letters of the sort it was made for."""
    asked = [row["id"] for row in DEVELOPMENT if judged(row).needs_manager]
    assert len(asked) < len(DEVELOPMENT) / 10, asked


@pytest.mark.parametrize("row", [r for r in DEVELOPMENT if r.get("headed_foi")], ids=lambda row: row["id"])
def test_own_records_headed_foi_are_a_sar_that_says_so(row: dict[str, Any]) -> None:
    """DER-3, FOIA s.40(1): one's own case notes under an FOI heading are a SAR that can say why."""
    c = judged(row)
    assert (c.kind, c.headed_foi) == (Kind.SAR, True)


@pytest.mark.parametrize("row", [r for r in DEVELOPMENT if r["kind"] == "foi"], ids=lambda row: row["id"])
def test_an_foi_request_is_not_flagged_as_headed_foi(row: dict[str, Any]) -> None:
    """DER-3: the flag is for own records under the wrong heading, not for FOI requests."""
    assert not judged(row).headed_foi


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
    """Every judgement has a reason in plain English, a sentence, and weights that say something."""
    for row in yaml.safe_load((files("rules.classification") / "judgements.yaml").read_text("utf-8")):
        assert row["says"].endswith(".")
        assert row["weights"]
        assert all(Kind(kind) and weight for kind, weight in row["weights"].items())
