"""The policy files that are refused: weaker than the law, or of the wrong form."""

import re
from pathlib import Path

import pytest

from rules.grounds import Ground
from rules.policy import (
    PolicyRefused,
    UnknownService,
    load,
)
from rules.policy_limits import loosened
from tests.rules.made_policies import SERVICES, changed, setting

IN_HOUSE = [slug for slug in SERVICES if slug != "blackburn"]


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
        r"acknowledge_days may not exceed 30 \(DPA 2018 s\.164A\(3\)\)",
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
        ("settings.ask_below", setting(0.5)),
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
    ("settings.recipient_roles", setting([]), r"recipient_roles is empty.*CUM-4\.2"),
    ("settings.authority_roles", setting([]), r"authority_roles is empty.*BWD-8"),
    (
        "settings.authority_roles",
        setting(["SEND officer", "Director of Education"]),
        r"authority_roles names a role that recipient_roles does not: Director of Education \(BWD-8\)",
    ),
    ("settings.recipient_roles", setting(["head teacher"]), r"authority_roles names a role.*: SEND officer, local"),
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
    with pytest.raises(PolicyRefused, match=r"policies/derby\.yaml is not valid YAML \(line 4\)\.$"):
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
