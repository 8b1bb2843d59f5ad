"""The policy files: complete, each setting with its source, and saying what the clauses say."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from rules.grounds import Ground
from rules.kinds import Kind
from rules.policy import (
    POLICIES,
    Setting,
    default_targets,
    differences,
    load,
    merge,
    services,
)
from rules.policy_limits import loosened
from tests.rules.made_policies import CLAUSES, SERVICES, setting

CLAUSE = re.compile(r"[A-Z]{3}-\d+(\.\d+)?")
PROVISION = re.compile(
    r"UK GDPR Art \d[\w() ]*"
    r"|DPA 2018 (s\.\d+[A-Z]?|Sch \d+ para \d+(\(\d+\))?)"
    r"|FOIA 2000 s\.\d+(\(\d+\)| Code)?"
)
EVERY_CLAUSE = {clause for clauses in CLAUSES.values() for clause in clauses}


def cited(part: Any, place: str = "settings") -> Iterator[tuple[str, list[str]]]:
    """Each setting of a policy document and its sources."""
    if isinstance(part, dict) and "value" in part:
        yield place, part["cites"]
    elif isinstance(part, dict):
        for name, inner in part.items():
            yield from cited(inner, f"{place}.{name}")


def test_there_is_a_policy_for_each_service_with_clauses() -> None:
    """Each of the services whose clauses are kept has a policy file, and no other service has one."""
    assert services() == sorted(SERVICES) == sorted(CLAUSES)


@pytest.mark.parametrize("slug", SERVICES)
def test_each_policy_is_complete(slug: str) -> None:
    """Every choice is made for every kind: a merged policy leaves nothing to guess."""
    policy = load(slug)
    assert policy.service.slug == slug
    for table in (
        policy.settings.target_working_days,
        policy.settings.approvers,
        policy.settings.consent_required,
    ):
        assert set(table) == set(Kind)
    assert loosened(policy) == []
    assert policy.service.manager_role in policy.service.roles
    for kind, approvers in policy.settings.approvers.items():
        assert set(approvers.value) <= set(policy.service.roles)
        assert bool(approvers.value) is (kind is not Kind.ENQUIRY)


@pytest.mark.parametrize("slug", SERVICES)
def test_each_setting_of_a_service_cites_a_clause_of_its_own_or_a_provision(slug: str) -> None:
    """A service differs from the default because its own policy, or the law, says so."""
    own = list(cited(differences(slug)["settings"]))
    assert own
    for place, cites in own:
        clauses = [cite for cite in cites if CLAUSE.fullmatch(cite)]
        assert set(clauses) <= set(CLAUSES[slug]), place
        assert clauses or any(PROVISION.fullmatch(cite) for cite in cites), place


@pytest.mark.parametrize("slug", SERVICES)
def test_the_clauses_bear_their_services_code(slug: str) -> None:
    """A clause id begins with the code of its service, as the service's references do."""
    assert {clause.partition("-")[0] for clause in CLAUSES[slug]} == {load(slug).service.code}


def test_each_setting_of_the_default_has_a_source() -> None:
    """A default rests on a clause that exists, on a provision, or says that it is good practice and why."""
    for place, cites in cited(yaml.safe_load((POLICIES / "default.yaml").read_text("utf-8"))["settings"]):
        assert cites, place
        for cite in cites:
            is_practice = cite.startswith("good practice: ") and len(cite) > len("good practice: ")
            assert cite in EVERY_CLAUSE or PROVISION.fullmatch(cite) or is_practice, (place, cite)


# What each service's clauses promise, read off `policies/clauses.yaml` by hand.
PROMISES: list[tuple[str, str, object]] = [
    ("derby", "target_working_days.sar", 20),  # DER-5
    ("derby", "retention.until_age", 26),  # DER-8
    ("derby", "policy_review.every_months", 12),  # DER-9
    ("derby", "policy_review.next_on", date(2016, 9, 30)),  # DER-9
    ("blackburn", "approvers.la_legal", ("CVS Manager", "SENDIASS Manager")),  # BWD-10
    ("blackburn", "approvers.sar", ("SENDIASS Manager",)),  # BWD-7
    ("blackburn", "consent_required.la_legal", True),  # BWD-10
    ("blackburn", "consent_required.inspection", False),  # BWD-1, BWD-4
    ("blackburn", "copy_to_family", True),  # BWD-10
    ("blackburn", "retention.until_age", None),  # BWD-11: no period is invented
    ("blackburn", "retention.years_from_closure", None),  # BWD-11
    ("blackburn", "policy_review.every_months", 12),  # BWD-13
    ("cumbria", "approvers.sar", ("Service Manager",)),  # CUM-3.3
    ("cumbria", "approvers.foi", ("Service Manager",)),  # CUM-5.2
    ("cumbria", "competence_prompt_age", 12),  # CUM-3.2
    ("cumbria", "tell_before_compliance", True),  # CUM-0
    ("cumbria", "policy_review.every_months", 24),  # CUM-5.3
    ("cumbria", "policy_review.next_on", date(2021, 1, 31)),  # CUM-5.3
    ("cumbria", "consent_required.inspection", True),
    ("bathnes", "approvers.foi", ("Strategic Manager",)),  # BNS-11
    ("bathnes", "child_confirmation", True),  # BNS-6
    ("bathnes", "retention.years_from_closure", 3),  # BNS-7
    ("hillingdon", "tells_of_policy", True),  # HIL-8
    ("hillingdon", "consent_required.third_party", True),  # HIL-1
    ("hillingdon", "child_confirmation", False),
    ("hillingdon", "target_working_days.sar", None),
]


@pytest.mark.parametrize(("slug", "place", "value"), PROMISES)
def test_a_policy_says_what_its_clauses_say(slug: str, place: str, value: object) -> None:
    """The settings are those that the service's own clauses promise, and no promise of one service binds another."""
    name, _, inner = place.partition(".")
    found: Any = getattr(load(slug).settings, name)
    if isinstance(found, dict):
        found = found[Kind(inner)].value
    else:
        found = getattr(found.value, inner) if inner else found.value
    assert found == value


@pytest.mark.parametrize("slug", SERVICES)
def test_a_charity_is_no_public_authority(slug: str) -> None:
    """BWD-14, FOIA 2000 s.3(1): a service in a council answers as the council, one hosted by a charity does not."""
    assert load(slug).is_public_authority is (slug != "blackburn")


@pytest.mark.parametrize("slug", SERVICES)
def test_grounds_are_those_of_the_services_list(slug: str) -> None:
    """BWD-1 names inspections and a strong public interest; the other services' policies name neither."""
    listed = load(slug).settings.grounds.value
    assert len(set(listed)) == len(listed)
    assert {Ground.INSPECTION, Ground.PUBLIC_INTEREST} & set(listed) == (
        {Ground.INSPECTION, Ground.PUBLIC_INTEREST} if slug == "blackburn" else set()
    )
    assert {Ground.CONSENT, Ground.SAFEGUARDING, Ground.OWN_RECORDS, Ground.COURT_ORDER} <= set(listed)


# --- Merging ----------------------------------------------------------------------------------------------------


def test_an_own_setting_takes_the_place_of_the_default_whole() -> None:
    """A setting is replaced with its sources, so that no clause of the default vouches for another value."""
    base: dict[str, Any] = {
        "settings": {"a": setting(1, "CUM-0"), "b": {"sar": setting(1), "foi": setting(2)}},
        "service": {"x": 1},
    }
    merged = merge(base, {"settings": {"a": {"value": 2}, "b": {"sar": setting(3)}}})
    assert merged == {
        "settings": {"a": {"value": 2}, "b": {"sar": setting(3), "foi": setting(2)}},
        "service": {"x": 1},
    }
    assert base["settings"]["a"] == setting(1, "CUM-0"), "the default itself stays as it was"


def test_a_date_can_be_asked_for_without_a_service() -> None:
    """UK GDPR Art 12A(1): without a service there is no promise beside the statutory month."""
    targets = default_targets()
    assert set(targets) == set(Kind)
    assert targets[Kind.SAR] == Setting(None, ("UK GDPR Art 12A(1)",))
    assert targets[Kind.FOI].value == 20
