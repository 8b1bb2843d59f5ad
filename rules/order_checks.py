"""The checklist of an order's paper: whether it is what it says it is, before anybody complies with it.

A forged or misaddressed order compels nobody. Items are added, never renamed: the words are stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.deed import Deed
from rules.refusal import Refusal


class Check(StrEnum):
    """One question of the checklist, by the word with which it is answered."""

    SEAL = "seal"
    COURT = "court"
    ADDRESSED = "addressed"
    ISSUED = "issued"
    CONFIRMED = "confirmed"
    SERVED = "served"
    CONDUCT_MONEY = "conduct_money"
    SET_ASIDE = "set_aside"


class Found(StrEnum):
    """How a question is answered."""

    YES = "yes"
    NO = "no"  # with the reason why the paper may be relied on all the same
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Question:
    """A question in plain words, what it is about, and where it comes from.

    Attributes:
        summons: it is asked of a witness summons only.
        may_not_apply: there are orders to which it does not apply.
    """

    about: str
    words: str
    cites: tuple[str, ...]
    summons: bool = False
    may_not_apply: bool = False


QUESTIONS = {
    Check.SEAL: Question(
        "the seal",
        "Does it bear the seal or stamp of the court or tribunal? Not every tribunal seals its orders.",
        ("CPR r.40.2(2)(b)",),
        may_not_apply=True,
    ),
    Check.COURT: Question(
        "the court and the case number",
        "Does it name the court or tribunal and a number for the case?",
        ("good practice: an order that names no court and no case cannot be checked",),
    ),
    Check.ADDRESSED: Question(
        "whom it is addressed to",
        "Is it addressed to this service, or to its host organisation?",
        ("DPA 2018 Sch 2 para 5(2)",),
    ),
    Check.ISSUED: Question(
        "the signature and the date",
        "Is it signed or issued by the court or tribunal, and dated?",
        ("CPR r.40.2(2)(a)",),
    ),
    Check.CONFIRMED: Question(
        "the court's own word",
        "Did somebody ask the court whether it made this order, by a telephone number or address that we looked up "
        "ourselves, and not by one from the letter?",
        ("UK GDPR Art 5(1)(f)",),
    ),
    Check.SERVED: Question(
        "how it was served",
        "Was it served on the right person, in the right way, and in time?",
        ("CPR r.34.5 and r.34.6", "SI 2008/2699 r.16"),
        summons=True,
    ),
    Check.CONDUCT_MONEY: Question(
        "the conduct money",
        "Did the costs of going there come with it, or were they offered? For papers alone there are none.",
        ("CPR r.34.7", "SI 2008/2699 r.16"),
        summons=True,
        may_not_apply=True,
    ),
    Check.SET_ASIDE: Question(
        "the time to have it set aside",
        "Is there time to ask for it to be changed or set aside, and was it considered whether to ask?",
        ("CPR r.34.3(4)", "SI 2008/2699 r.16(4)"),
        summons=True,
    ),
}


class CheckRefused(Refusal):
    """A question cannot be answered so; says which, and how it can be."""


def asked_of(witness_summons: bool) -> dict[Check, Question]:
    """The questions that are asked of an order; of a witness summons there are more."""
    return {check: one for check, one in QUESTIONS.items() if witness_summons or not one.summons}


def check_answers(
    answers: Mapping[Check, Found], because: str | None, *, sealed: bool, witness_summons: bool
) -> None:
    """Refuse answers that say nothing, or something else than what is recorded of the paper.

    Raises:
        CheckRefused: a question that is not asked of this order, or that applies to every order; two answered with
            no in one go, or one without a reason; a reason where nothing is answered with no; or the seal is
            recorded otherwise.
    """
    asked = asked_of(witness_summons)
    if not answers:
        raise CheckRefused("Say of one question at least what was found.")
    for check, found in answers.items():
        if check not in asked:
            raise CheckRefused(f"'{check}' is asked of a witness summons only; this is recorded as another order.")
        if found is Found.NOT_APPLICABLE and not QUESTIONS[check].may_not_apply:
            raise CheckRefused(f"'{check}' applies to every such order: answer {Found.YES} or {Found.NO}.")
    if Check.SEAL in answers and (answers[Check.SEAL] is Found.YES) != sealed:
        says = "with" if sealed else "without"
        raise CheckRefused(
            f"The order is recorded {says} the court's seal, and the letter to the court says so: put right the one "
            "that is wrong.",
            do=Deed.ORDER,
        )
    refused = [check for check, found in answers.items() if found is Found.NO]
    if len(refused) > 1:
        raise CheckRefused("Each no has its own reason: record them one after the other.")
    if refused and not because:
        says = f"Say why the order may be relied on though '{refused[0]}' is no."
        raise CheckRefused(says, give=("because",))
    if because and not refused:
        raise CheckRefused("A reason is needed only where an answer is no.")
