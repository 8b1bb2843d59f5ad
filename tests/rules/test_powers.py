"""Where somebody asks who may have a power: they are to name it, and a service guesses none."""

from dataclasses import replace

import pytest

from rules.deed import Deed
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import RESPONSES, Outcome
from rules.lifecycle import State
from rules.outstanding import Facts, Prepared, before_answer
from rules.policy import load
from rules.powers import prompts
from rules.role import Role
from tests.rules.complete_facts import BWD, TODAY, prepared, texts
from tests.rules.made_policies import SERVICES

NAMED = "as they name it (BWD-4, CUM-2.4, UK GDPR Art 6(1)(c))"


def said(kind: Kind, role: Role | None) -> str:
    """The prompts for a plain request of that kind in that role."""
    return " ".join(one.says for one in prompts(kind, role, BWD, form=None, harm=False, said=()))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", [None, *Role])
def test_each_prompt_comes_where_it_belongs(kind: Kind, role: Role | None) -> None:
    """BWD-4, CUM-2.4: inspectors, regulators and the police are asked for their power, and nobody else is."""
    found = said(kind, role)
    assert ("Ask the inspectors which law" in found) is (kind is Kind.INSPECTION)
    assert ("A regulator or an ombudsman" in found) is (
        role is Role.REGULATOR and kind in {Kind.THIRD_PARTY, Kind.INSPECTION}
    )
    assert ("The police ask" in found) is (role is Role.POLICE and kind in {Kind.THIRD_PARTY, Kind.LA_LEGAL})
    assert "at risk" not in found


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize("kind", Kind)
def test_an_in_house_service_is_told_whom_to_ask_before_it_says_no(slug: str, kind: Kind) -> None:
    """UK GDPR Art 38(1), HIL-6: at every legal request, whoever it is about; a charity is told nothing."""
    hints = prompts(kind, None, load(slug), form=None, harm=False, said=())
    in_house = kind is Kind.LA_LEGAL and slug != "blackburn"
    assert ("one controller" in " ".join(one.says for one in hints)) is in_house
    assert (Deed.ADVICE in {one.do for one in hints}) is in_house


def test_a_regulator_is_asked_to_name_its_power_in_writing() -> None:
    """DPA 2018 s.142, Local Government Act 1974 s.29: with a power the law requires it, else consent is asked."""
    found = said(Kind.THIRD_PARTY, Role.REGULATOR)
    assert "DPA 2018 s.142" in found
    assert "Local Government Act 1974 s.29" in found
    assert "required_by_law" in found
    assert "ask for consent" in found


SHOWN = Prepared(Kind.INSPECTION, Outcome.SHOWN, Ground.INSPECTION, "inspector", 2)


@pytest.mark.parametrize("power", [True, False])
@pytest.mark.parametrize("ground", [Ground.INSPECTION, Ground.CONSENT, Ground.REQUIRED_BY_LAW])
def test_inspectors_name_the_power_on_which_they_rely(power: bool, ground: Ground) -> None:
    """BWD-4: whatever the ground, files are shown to nobody who has not said which law lets them see them."""
    facts = Facts(State.PREPARED, (Kind.INSPECTION,), prepared=(replace(SHOWN, power=power, ground=ground),))
    found = texts(before_answer(facts, BWD, TODAY))
    assert (f"the power on which the inspectors rely, {NAMED}" in found) is not power


def test_no_copy_leaves_with_inspectors() -> None:
    """BWD-4: an inspection is shown files or none; no answer to it sends anything, no letter carries a document."""
    outcomes = {outcome for kind, outcome in RESPONSES if kind is Kind.INSPECTION}
    assert outcomes == {Outcome.SHOWN, Outcome.DEALT_WITH}
    assert all(RESPONSES[Kind.INSPECTION, outcome] is None for outcome in outcomes)


@pytest.mark.parametrize("ground", [Ground.REQUIRED_BY_LAW, Ground.PUBLIC_INTEREST, Ground.SAFEGUARDING])
def test_what_the_law_requires_names_the_law(ground: Ground) -> None:
    """CUM-2.4, UK GDPR Art 6(1)(c): a legal duty is one that somebody can name."""
    found = texts(before_answer(prepared(ground=ground, power=False, told=True), BWD, TODAY))
    assert (f"the power on which the requester relies, {NAMED}" in found) is (ground is Ground.REQUIRED_BY_LAW)


@pytest.mark.parametrize("slug", SERVICES)
def test_there_is_a_role_for_each_recipient_with_a_power(slug: str) -> None:
    """CUM-4.5: the police, an inspector and a regulator are recipients in a role that the policy knows."""
    roles = load(slug).settings.recipient_roles.value
    assert {"police officer", "inspector", "regulator or ombudsman", "court or tribunal"} <= set(roles)
