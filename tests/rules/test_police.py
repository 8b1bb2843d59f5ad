"""The police: before they have said in writing what they want and why, nobody is asked or told and nothing goes."""

from dataclasses import replace

import pytest

from rules.consents import Circumstances, to_ask
from rules.deed import Deed
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.outstanding import Facts, Prepared, before_answer
from rules.police import PoliceForm, asks, missing, prompts
from rules.role import Role
from rules.telling import refusal, stays_silent
from tests.rules.complete_facts import BWD, TODAY, texts

POLICE = Circumstances(Role.POLICE)
HARMS, HARMLESS, ON_THE_PHONE = PoliceForm(True, True), PoliceForm(True, False), PoliceForm(False, False)
IN_WRITING = "the request of the police in writing, signed by an officer with their rank (DPA 2018 Sch 2 para 2)"
PURPOSE = "the offence or other purpose, and why it is necessary (DPA 2018 Sch 2 para 2)"
PREJUDICE = (
    "whether telling the person would prejudice it, in writing: until then nobody is asked or told "
    "(DPA 2018 Sch 2 para 2, CUM-0)"
)


@pytest.mark.parametrize(
    ("form", "says"),
    [(None, [IN_WRITING, PURPOSE, PREJUDICE]), (ON_THE_PHONE, [IN_WRITING, PREJUDICE]), (HARMS, []), (HARMLESS, [])],
)
def test_the_police_say_it_in_writing(form: PoliceForm | None, says: list[str]) -> None:
    """DPA 2018 Sch 2 para 2: written and signed, the purpose, the necessity, whether telling would prejudice."""
    assert texts(tuple(missing(Kind.THIRD_PARTY, Role.POLICE, form))) == says
    open_one = Facts(State.OPEN, (Kind.THIRD_PARTY,), who=POLICE, police=form)
    assert set(says) <= set(texts(before_answer(open_one, BWD, TODAY)))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", [None, *Role])
def test_it_is_asked_of_the_police_about_somebody_else_alone(kind: Kind, role: Role | None) -> None:
    """DPA 2018 Sch 2 para 2: nobody else fills in the form of the police, and an order of a court needs none."""
    wanted = role is Role.POLICE and kind in {Kind.THIRD_PARTY, Kind.LA_LEGAL}
    assert asks(kind, role) is wanted
    assert bool(tuple(missing(kind, role, None))) is wanted
    assert bool(tuple(prompts(role, kind, None))) is wanted


ANSWER = Prepared(
    Kind.THIRD_PARTY, Outcome.DISCLOSED, Ground.PUBLIC_INTEREST, "police officer", 1, told=True, schedule=()
)
FACTS = Facts(State.PREPARED, (Kind.THIRD_PARTY,), prepared=(ANSWER,), who=POLICE)


@pytest.mark.parametrize("form", [None, ON_THE_PHONE, HARMS, HARMLESS])
@pytest.mark.parametrize("told", [True, False])
def test_nothing_goes_to_the_police_before_their_form(form: PoliceForm | None, told: bool) -> None:
    """DPA 2018 Sch 2 para 2, CUM-0: nothing goes without it; the person is told, unless that would prejudice it."""
    facts = replace(FACTS, police=form, prepared=(replace(ANSWER, told=told),))
    found = texts(before_answer(facts, BWD, TODAY))
    assert (IN_WRITING in found) is (form in {None, ON_THE_PHONE})
    untold = any(one.startswith("the person to be told before compliance") for one in found)
    assert untold is (not told and form is not HARMS)


def test_the_holding_answer_waits_for_no_form() -> None:
    """HIL-6: who is neither confirmed nor denied needs no form; nobody learns anything."""
    answer = Prepared(Kind.THIRD_PARTY, Outcome.NEITHER_CONFIRMED_NOR_DENIED)
    found = texts(before_answer(replace(FACTS, prepared=(answer,)), BWD, TODAY))
    assert found == ["approval by the SENDIASS Manager (BWD-5)"]


@pytest.mark.parametrize(("form", "asked"), [(None, False), (ON_THE_PHONE, False), (HARMS, False), (HARMLESS, True)])
def test_the_family_is_asked_only_where_that_does_no_harm(form: PoliceForm | None, asked: bool) -> None:
    """DPA 2018 Sch 2 para 2: consent is sought unless that would prejudice; a word by telephone is none."""
    who = replace(POLICE, telling_prejudices=form.prejudices if form else None)
    assert bool(to_ask(Kind.THIRD_PARTY, who, BWD)) is asked
    assert (refusal(Kind.THIRD_PARTY, Role.POLICE, None, form) is None) is asked
    assert stays_silent(Kind.THIRD_PARTY, Role.POLICE, None, form) is (form is HARMS)


def test_each_state_of_the_form_has_its_prompt() -> None:
    """DPA 2018 Sch 2 para 2: what to do next is said: ask for the form, stay silent, or ask and tell the family."""
    first, by_telephone, silent, tell = (
        next(prompts(Role.POLICE, Kind.THIRD_PARTY, form)) for form in (None, ON_THE_PHONE, HARMS, HARMLESS)
    )
    assert first == by_telephone
    assert "Record it" in first.says
    assert [one.do for one in (first, silent, tell)] == [Deed.POLICE, None, None]
    assert "nobody is told" in silent.says
    assert "tell the family before anything goes" in tell.says
