"""The checklist of an order's paper: what is asked, and which answers say too little."""

from typing import Any

import pytest

from rules.order_checks import QUESTIONS, Check, CheckRefused, Found, asked_of, check_answers

YES, NO, NONE = Found.YES, Found.NO, Found.NOT_APPLICABLE
OF_A_SUMMONS = {Check.SERVED, Check.CONDUCT_MONEY, Check.SET_ASIDE}


def test_each_question_is_plain_and_has_its_source() -> None:
    """DPA 2018 Sch 2 para 5(2): whether a paper is an order at all is asked in plain words, with the source."""
    assert set(QUESTIONS) == set(Check)
    for question in QUESTIONS.values():
        assert "?" in question.words
        assert question.cites
        assert question.about[0].islower()


@pytest.mark.parametrize("witness_summons", [True, False])
def test_more_is_asked_of_a_witness_summons(witness_summons: bool) -> None:
    """CPR r.34.5 to r.34.7, SI 2008/2699 r.16: service, conduct money and setting aside are a summons's own."""
    assert set(asked_of(witness_summons)) == (set(Check) if witness_summons else set(Check) - OF_A_SUMMONS)


@pytest.mark.parametrize(
    ("answers", "because", "order"),
    [
        ({Check.COURT: YES}, None, {}),
        (dict.fromkeys(asked_of(False), YES), None, {}),
        ({Check.SEAL: NONE}, None, {"sealed": False}),
        ({Check.SEAL: NO}, "The court confirmed it by telephone.", {"sealed": False}),
        ({Check.ISSUED: YES, Check.CONFIRMED: NO}, "The office is closed, and the order is due today.", {}),
        ({Check.CONDUCT_MONEY: NONE, Check.SERVED: YES}, None, {"witness_summons": True}),
    ],
)
def test_an_answer_that_says_enough_is_taken(
    answers: dict[Check, Found], because: str | None, order: dict[str, bool]
) -> None:
    """DPA 2018 Sch 2 para 5(2): yes, not applicable where there are such orders, or no with a reason."""
    check_answers(answers, because, **{"sealed": True, "witness_summons": False, **order})


REFUSED: list[tuple[dict[Check, Found], str | None, dict[str, bool], str]] = [
    ({}, None, {}, "Say of one question at least what was found."),
    ({Check.SERVED: YES}, None, {}, "'served' is asked of a witness summons only"),
    ({Check.COURT: NONE}, None, {}, "'court' applies to every such order: answer yes or no"),
    ({Check.CONFIRMED: NONE}, None, {}, "'confirmed' applies to every such order"),
    ({Check.SERVED: NONE}, None, {"witness_summons": True}, "'served' applies to every such order"),
    ({Check.ADDRESSED: NO}, None, {}, "Say why the order may be relied on though 'addressed' is no"),
    ({Check.COURT: NO, Check.ISSUED: NO}, "Two at once.", {}, "Each no has its own reason"),
    ({Check.COURT: YES}, "For no answer.", {}, "A reason is needed only where an answer is no"),
    ({Check.SEAL: NO}, "It was faint.", {"sealed": True}, "recorded with the court's seal"),
    ({Check.SEAL: NONE}, None, {"sealed": True}, "recorded with the court's seal"),
    ({Check.SEAL: YES}, None, {"sealed": False}, "recorded without the court's seal"),
]


@pytest.mark.parametrize(("answers", "because", "order", "says"), REFUSED, ids=[row[3] for row in REFUSED])
def test_an_answer_that_says_too_little_is_refused(
    answers: dict[Check, Found], because: str | None, order: dict[str, Any], says: str
) -> None:
    """DPA 2018 Sch 2 para 5(2): nobody relies on an answer that means nothing, or contradicts the record."""
    with pytest.raises(CheckRefused) as refused:
        check_answers(answers, because, **{"sealed": True, "witness_summons": False, **order})
    assert says in str(refused.value)
