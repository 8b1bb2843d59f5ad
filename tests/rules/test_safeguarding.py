"""Somebody at risk of harm: a named person decides, never a volunteer and never the program, and it is no default."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.deed import Deed
from rules.grounds import GROUNDS_FOR, Ground
from rules.kinds import Kind
from rules.outstanding import before_answer
from rules.policy import PolicyRefused, load
from rules.role import Role
from rules.safeguarding import SafeguardingRefused, check, missing, prompts
from tests.rules.complete_facts import BWD, TODAY, prepared, texts
from tests.rules.made_policies import SERVICES, changed

DECISION: dict[str, Any] = {
    "decided_by": "s.manager",
    "decided_as": "Service Manager",
    "recorded_by": "o.officer",
    "program": "inforights",
    "procedure_followed": True,
    "recipient_role": "social worker",
    "on": date(2026, 11, 10),
    "today": TODAY,
    "received": date(2026, 11, 2),
    "told_on": date(2026, 11, 10),
    "not_told_because": None,
}
UNTOLD = {"told_on": None, "not_told_because": "It would put the child at more risk."}


@pytest.mark.parametrize(
    "given",
    [
        {},
        UNTOLD,
        {"decided_as": "Officer"},
        {"on": date(2026, 11, 2)},
        {"on": TODAY},
        {"received": None, "on": date(2020, 1, 1)},
    ],
)
def test_a_decision_that_says_everything_is_taken(given: dict[str, Any]) -> None:
    """DER-7, BWD-12: who decided, for whom, by which procedure, and whether the person was told, and if not why."""
    check(load("derby"), **{**DECISION, **given})


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"procedure_followed": False}, "Follow the procedure of the local safeguarding children partnership first"),
    ({"decided_by": "Inforights"}, "A person decides, and never the program"),
    ({"recorded_by": "inforights"}, "A person decides, and never the program"),
    ({"decided_as": "Volunteer"}, "Who decides is one of: Service Manager, Officer (DER-7, BNS-5)"),
    ({"decided_as": "CVS Manager"}, "Who decides is one of"),
    ({"recipient_role": "neighbour"}, "The recipient's role is one of"),
    ({"told_on": None}, "Say whether the person was told"),
    ({"not_told_because": "A reason, and a day too."}, "Say whether the person was told"),
    ({"on": date(2026, 11, 1)}, "between Monday 2 November 2026, when the request came, and today"),
    ({"on": date(2026, 11, 24)}, "check the day"),
    ({"received": None, "on": date(2026, 11, 24)}, "was taken by today"),
    ({"told_on": date(2026, 11, 24)}, "was told today or before"),
]


@pytest.mark.parametrize(("given", "says"), REFUSED, ids=[str(given) for given, _ in REFUSED])
def test_a_decision_that_nobody_may_take_is_refused(given: dict[str, Any], says: str) -> None:
    """DER-7, BWD-12, HIL-5, BNS-5: no procedure, no person, no word on telling: no decision."""
    with pytest.raises(SafeguardingRefused) as refused:
        check(load("derby"), **{**DECISION, **given})
    assert says in str(refused.value)


@pytest.mark.parametrize("slug", SERVICES)
def test_each_service_follows_its_own_procedure(slug: str) -> None:
    """HIL-5: Hillingdon follows its own confidentiality procedures; the others that of the local partnership."""
    with pytest.raises(SafeguardingRefused) as refused:
        check(load(slug), **{**DECISION, "procedure_followed": False})
    own = "Follow the confidentiality procedures of Hillingdon first"
    assert (own in str(refused.value)) is (slug == "hillingdon")
    assert ("(HIL-5)" in str(refused.value)) is (slug == "hillingdon")


def test_a_service_cannot_do_without_a_procedure(tmp_path: Path) -> None:
    """HIL-5: a policy that names no procedure is refused."""
    blank = {"settings.safeguarding_procedure": {"value": " ", "cites": ["HIL-5"]}}
    with pytest.raises(PolicyRefused, match="safeguarding_procedure is empty"):
        changed("hillingdon", tmp_path, blank)


@pytest.mark.parametrize("ground", [None, *Ground])
@pytest.mark.parametrize("role", [None, "social worker", "head teacher"])
def test_nothing_goes_without_a_decision_for_that_recipient(ground: Ground | None, role: str | None) -> None:
    """CUM-2.4, BNS-3, BWD-12, DER-7: on these grounds only, and only to the role for which somebody decided."""
    found = texts(tuple(missing(ground, role, frozenset({"social worker"}))))
    needs = {Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST}
    assert bool(found) is (ground in needs and role != "social worker")
    assert all("(DER-7, BWD-12, CUM-2.4, BNS-3, HIL-5)" in one for one in found)


@pytest.mark.parametrize("ground", [None, *Ground])
def test_it_is_never_a_default(ground: Ground | None) -> None:
    """DER-7: a decision on record makes no other ground into this one; an answer without a ground stays so."""
    facts = replace(prepared(ground=ground), decided_for=frozenset({"local authority solicitor"}))
    without = texts(before_answer(prepared(ground=ground), BWD, TODAY))
    found = texts(before_answer(facts, BWD, TODAY))
    if ground in {Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST}:
        assert len(found) == len(without) - 1
    else:
        assert found == without
    assert all(options[0] is not Ground.SAFEGUARDING for options in GROUNDS_FOR.values() if options)


@pytest.mark.parametrize(
    ("kind", "role", "harm", "said", "prompted"),
    [
        (Kind.THIRD_PARTY, Role.PROFESSIONAL, True, [], True),
        (Kind.THIRD_PARTY, Role.PROFESSIONAL, False, ["We are carrying out enquiries under section 47"], True),
        (Kind.LA_LEGAL, Role.LOCAL_AUTHORITY, False, ["for the child protection conference"], True),
        (Kind.THIRD_PARTY, None, False, ["a safeguarding referral was made"], True),
        (Kind.THIRD_PARTY, Role.SCHOOL, False, ["the child is at risk of serious harm"], True),
        (Kind.THIRD_PARTY, Role.SCHOOL, False, ["please send us your notes on section 41"], False),
        (Kind.THIRD_PARTY, Role.PUBLIC, True, ["section 47"], False),
        (Kind.SAR, Role.PARENT, True, ["section 47"], False),
        (Kind.COURT_ORDER, Role.COURT, True, ["child protection"], False),
    ],
)
def test_a_letter_about_somebody_at_risk_is_pointed_out(
    kind: Kind, role: Role | None, harm: bool, said: list[str], prompted: bool
) -> None:
    """BNS-3, CUM-2.4, BWD-12: consent is not needed, who decides is said, and that it is never automatic."""
    hints = list(prompts(kind, role, harm, said, BWD))
    found = " ".join(one.says for one in hints)
    assert bool(found) is prompted
    if prompted:
        assert "consent is not needed" in found
        assert "never automatic" in found
        assert "SENDIASS Manager" in found
        assert "never a volunteer" in found
        assert [one.do for one in hints] == [Deed.SAFEGUARD]
