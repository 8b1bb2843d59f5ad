"""The policy files: complete, strict, each setting with its source, and never weaker than the law."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.grounds import Ground
from rules.kinds import Kind
from rules.policy import (
    POLICIES,
    PolicyRefused,
    Setting,
    UnknownService,
    default_targets,
    differences,
    load,
    loosened,
    merge,
    services,
)
from rules.policy_words import in_words
from tests.rules.made_policies import CLAUSES, SERVICES, changed, setting

IN_HOUSE = [slug for slug in SERVICES if slug != "blackburn"]
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
    ("cumbria", "family_may_pass_on", True),  # CUM-5.1
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


# --- A policy may tighten and never loosen ----------------------------------------------------------------------


def without(ground: Ground) -> dict[str, object]:
    return setting([other.value for other in Ground if other is not ground])


LOOSENED = [
    ("settings.consent_required.la_legal", setting(False), r"consent_required\.la_legal.*Sch 2 para 5\(3\)"),
    ("settings.consent_required.third_party", setting(False), r"consent_required\.third_party.*Sch 2 para 5\(3\)"),
    ("settings.grounds", without(Ground.OWN_RECORDS), r"own_records.*Art 15"),
    ("settings.grounds", without(Ground.COURT_ORDER), r"court_order.*para 5\(2\)"),
    ("settings.grounds", without(Ground.REQUIRED_BY_LAW), r"required_by_law.*Art 6\(1\)\(c\)"),
    ("settings.competence_prompt_age", setting(13), r"competence_prompt_age may not exceed 12"),
    ("settings.tell_before_compliance", setting(False), r"tell_before_compliance.*Art 5\(1\)\(a\)"),
    (
        "settings.complaints",
        setting({"to": "the Service Manager", "acknowledge_days": 31, "review_days": 20}),
        r"acknowledge_days may not exceed 30 \(DPA 2018 s\.164A\)",
    ),
]
LOOSENED_AUTHORITY = [
    ("settings.target_working_days.foi", setting(21), r"target_working_days\.foi may not exceed 20.*s\.10\(1\)"),
    ("settings.grounds", without(Ground.PUBLIC_INFORMATION), r"public_information.*FOIA 2000 s\.1\(1\)"),
]


@pytest.mark.parametrize(("place", "value", "says"), LOOSENED)
@pytest.mark.parametrize("slug", SERVICES)
def test_a_loosened_policy_is_refused(slug: str, place: str, value: object, says: str, tmp_path: Path) -> None:
    """HIL-7: statutory duties are met whatever a file says; the refusal names setting, file and provision."""
    with pytest.raises(PolicyRefused, match=rf"policies/{slug}\.yaml: .*{says}"):
        changed(slug, tmp_path, {place: value})


@pytest.mark.parametrize(("place", "value", "says"), LOOSENED_AUTHORITY)
@pytest.mark.parametrize("slug", SERVICES)
def test_the_freedom_of_information_act_binds_authorities_only(
    slug: str, place: str, value: object, says: str, tmp_path: Path
) -> None:
    """FOIA 2000 s.3(1), HIL-7, BWD-14: what a council's service may not loosen, a charity's may choose."""
    if slug in IN_HOUSE:
        with pytest.raises(PolicyRefused, match=says):
            changed(slug, tmp_path, {place: value})
    else:
        assert loosened(changed(slug, tmp_path, {place: value})) == []


def test_every_loosened_setting_is_named_at_once(tmp_path: Path) -> None:
    """A refused file says all that is wrong, so that it is put right in one go."""
    grounds = setting(["consent"])
    every = {place: value for place, value, _ in (*LOOSENED, *LOOSENED_AUTHORITY)} | {"settings.grounds": grounds}
    with pytest.raises(PolicyRefused) as refused:
        changed("derby", tmp_path, every)
    for _, _, says in (*LOOSENED, *LOOSENED_AUTHORITY):
        assert re.search(says, str(refused.value))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("settings.target_working_days.foi", setting(20)),
        ("settings.target_working_days.foi", setting(10)),
        ("settings.target_working_days.foi", setting(None)),
        ("settings.target_working_days.sar", setting(5)),
        ("settings.competence_prompt_age", setting(12)),
        ("settings.competence_prompt_age", setting(8)),
        ("settings.child_confirmation", setting(True)),
        ("settings.consent_required.inspection", setting(True)),
        ("settings.approvers.la_legal", setting(["Officer", "Volunteer"])),
        ("settings.complaints", setting({"to": "the host", "acknowledge_days": 30, "review_days": 20})),
        ("settings.ask_below", setting(1)),
    ],
)
@pytest.mark.parametrize("slug", SERVICES)
def test_a_tightened_policy_is_accepted(slug: str, place: str, value: object, tmp_path: Path) -> None:
    """HIL-7: a service may promise more than the law asks, up to the very limit of the law."""
    assert loosened(changed(slug, tmp_path, {place: value})) == []


# --- A policy file is strict ------------------------------------------------------------------------------------

WRONG = [
    ("settings.retension", setting({}), "retension"),
    ("settings.grounds", {"value": ["consent"], "cites": ["HIL-1"], "why": "because"}, "why"),
    ("settings.grounds", {"value": ["consent"]}, "cites"),
    ("settings.grounds", setting(["concent"]), "concent"),
    ("settings.approvers.sarr", setting(["Service Manager"]), "sarr"),
    ("settings.target_working_days.court-order", setting(1), "court-order"),
    ("settings.consent_required.la_legal", setting("yes"), "bool"),
    ("settings.target_working_days.sar", setting("20"), "int"),
    ("settings.retention", setting({"until": 26}), "until"),
    ("settings.policy_review", setting({"every_months": 12, "next_on": "soon"}), "next_on"),
    ("service.host", "council", "council"),
    ("service.contact.mobile", "07700 900123", "mobile"),
    ("regulator.fax", "01632 960999", "fax"),
    ("privacy.purpose", "many", "purpose"),
    ("services", {}, "services"),
    ("service.slug", "elsewhere", "service.slug must be"),
    (
        "settings.approvers.foi",
        setting(["Director"]),
        r"approvers\.foi names a role that service\.roles does not: Director",
    ),
    ("settings.approvers.court_order", setting([]), r"approvers\.court_order is empty"),
    ("settings.ask_below", setting(0.49), "ask_below"),
    ("settings.ask_below", setting(1.01), "ask_below"),
]


@pytest.mark.parametrize(("place", "value", "says"), WRONG)
@pytest.mark.parametrize("slug", SERVICES)
def test_a_wrong_policy_file_is_refused(slug: str, place: str, value: object, says: str, tmp_path: Path) -> None:
    """An unknown key, a misspelt kind, a value of the wrong form: refused, with the file and the place."""
    with pytest.raises(PolicyRefused, match=rf"policies/{slug}\.yaml: .*{says}"):
        changed(slug, tmp_path, {place: value})


def test_a_file_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    """A slip of the keyboard is shown by file and line, not by its text."""
    (tmp_path / "derby.yaml").write_text("service:\n  slug: derby\n  code: [DER\n", "utf-8")
    with pytest.raises(PolicyRefused, match=r"policies/derby\.yaml is not valid YAML \(line \d\)\.$"):
        load("derby", tmp_path)


@pytest.mark.parametrize("text", ["", "- derby\n", "derby\n"])
def test_a_file_that_is_no_mapping_is_refused(text: str, tmp_path: Path) -> None:
    """An empty file or a list is no policy."""
    (tmp_path / "derby.yaml").write_text(text, "utf-8")
    with pytest.raises(PolicyRefused, match="must be a mapping"):
        load("derby", tmp_path)


@pytest.mark.parametrize("slug", ["elsewhere", "default", "clauses", "../policies/derby", ""])
def test_an_unknown_service_is_refused_with_those_there_are(slug: str) -> None:
    """A service without a policy file has no rules: nothing falls back to the default."""
    with pytest.raises(UnknownService, match="bathnes, blackburn, cumbria, derby, hillingdon"):
        load(slug)


# --- Merging and reading ----------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("slug", SERVICES)
def test_a_policy_in_words_names_each_source(slug: str) -> None:
    """A manager reads every rule with the clause behind it, and sees which rules are the service's own."""
    lines = list(in_words(slug))
    text = "\n".join(lines)
    policy = load(slug)
    for name in type(policy.settings).__struct_fields__:
        found = getattr(policy.settings, name)
        for one in [found] if isinstance(found, Setting) else found.values():
            for cite in one.cites:
                assert cite in text, (name, cite)
    marked = [line for line in lines if line.startswith("*") and "[" in line]
    own = list(cited(differences(slug)["settings"]))
    assert len(marked) == len(own)
    for _, cites in own:
        assert any(f"[{', '.join(cites)}]" in line for line in marked)


def test_a_policy_in_words_says_what_is_so() -> None:
    """BWD-10, BWD-14: two managers, a charity, no period that was never set."""
    lines = list(in_words("blackburn"))
    assert lines[0].endswith("a charity, which is not a public authority")
    assert any(
        "local authority's request for legal reasons: CVS Manager, SENDIASS Manager  [BWD-10]" in one for one in lines
    )
    assert any("Consent is needed" in one for one in lines)
    assert not any("until age" in one or "years from closure" in one for one in lines)
    assert any("subject access request: none set" in one for one in lines)
    assert any("enquiry: nobody" in one for one in lines)
