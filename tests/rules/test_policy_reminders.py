"""What a policy may choose of its reminders: numbers that tell somebody in time, and roles that there are."""

from pathlib import Path

import pytest

from rules.policy import PolicyRefused, load
from tests.rules.made_policies import SERVICES, changed, setting

STEPS = "remind_working_days_before names at least one number of working days, none of them below 0 or above 100."
MANAGER_FROM = "remind_manager_from must lie between 0 and 100: the manager is told on the day itself at the latest."
NAMES_NOBODY = "escalation names a role that service.roles does not: {}."
TOO_SOON = "escalation.working_days_late must be 1 or more: until then nothing is late."
UNANSWERED = "unanswered_working_days must be 1 or more: a question takes time to be answered."


def escalation(role: str | None, late: int) -> dict[str, object]:
    """Who else hears of a missed date."""
    return setting({"role": role, "working_days_late": late})


REFUSED = [
    *[("remind_working_days_before", setting(steps), STEPS) for steps in ([], [-1], [5, 0, -1], [101], [5, 10**6])],
    *[("remind_manager_from", setting(days), MANAGER_FROM) for days in (-1, -100, 101, 10**9)],
    *[
        ("escalation", escalation(role, 1), NAMES_NOBODY.format(role))
        for role in ("Director", "officer", "an officer")
    ],
    ("escalation", escalation("", 1), NAMES_NOBODY.format("")),
    *[("escalation", escalation("Officer", days), TOO_SOON) for days in (0, -1)],
    ("escalation", escalation(None, 0), TOO_SOON),
    *[("unanswered_working_days", setting(days), UNANSWERED) for days in (0, -20)],
]


@pytest.mark.parametrize(("name", "value", "says"), REFUSED)
def test_reminders_that_tell_nobody_in_time_are_refused(name: str, value: object, says: str, tmp_path: Path) -> None:
    """Design, 3 and 8: a slip in a policy must not end the reminders of a service in silence, or in the first run."""
    with pytest.raises(PolicyRefused) as refused:
        changed("derby", tmp_path, {f"settings.{name}": value})
    assert str(refused.value) == f"policies/derby.yaml: {says}"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("remind_working_days_before", setting(5), "array"),
        ("remind_working_days_before", setting(["5"]), "int"),
        ("remind_working_days_before", setting([2.5]), "int"),
        ("remind_working_days_before", setting(None), "array"),
        ("remind_manager_from", setting(None), "int"),
        ("remind_manager_from", setting("1"), "int"),
        ("escalation", setting(None), "object"),
        ("escalation", setting("Officer"), "object"),
        ("escalation", setting({"role": "Officer", "days": 1}), "days"),
        ("escalation", setting({"role": ["Officer"]}), "str"),
        ("unanswered_working_days", setting(None), "int"),
        ("unanswered_working_days", {"value": 20}, "cites"),
    ],
)
def test_a_setting_of_the_wrong_form_is_refused(name: str, value: object, says: str, tmp_path: Path) -> None:
    """Design, 8: the place in the file and what it must be."""
    with pytest.raises(PolicyRefused, match=rf"policies/derby\.yaml: .*{says}.*{name}|`{says}`.*{name}"):
        changed("derby", tmp_path, {f"settings.{name}": value})


@pytest.mark.parametrize("slug", SERVICES)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("remind_working_days_before", setting([0])),
        ("remind_working_days_before", setting([100, 0, 7, 7])),
        ("remind_manager_from", setting(0)),
        ("remind_manager_from", setting(100)),
        ("escalation", escalation("Officer", 1)),
        ("escalation", escalation(None, 30)),
        ("escalation", setting({})),
        ("unanswered_working_days", setting(1)),
        ("unanswered_working_days", setting(60)),
    ],
)
def test_a_service_may_choose_otherwise(slug: str, name: str, value: dict[str, object], tmp_path: Path) -> None:
    """Design, 7: each may have its own, up to the very limits."""
    made = getattr(changed(slug, tmp_path, {f"settings.{name}": value}).settings, name)
    assert made.cites == ("good practice: made for a test",)


def test_every_slip_is_named_at_once(tmp_path: Path) -> None:
    """Design, 8: a refused file says all that is wrong, so that it is put right in one go."""
    wrong = {
        "settings.remind_working_days_before": setting([]),
        "settings.remind_manager_from": setting(-1),
        "settings.escalation": escalation("Director", 0),
        "settings.unanswered_working_days": setting(0),
    }
    with pytest.raises(PolicyRefused) as refused:
        changed("derby", tmp_path, wrong)
    said = [STEPS, MANAGER_FROM, NAMES_NOBODY.format("Director"), TOO_SOON, UNANSWERED]
    assert str(refused.value) == f"policies/derby.yaml: {' '.join(said)}"


@pytest.mark.parametrize("slug", SERVICES)
def test_each_service_is_told_in_time(slug: str) -> None:
    """Design, 7: as they come, whoever must act hears of a date ten working days before it, and of the last five."""
    own = load(slug).settings
    assert own.remind_working_days_before.value == (10, 5, 2, 1, 0)
    assert own.remind_manager_from.value == 1
    assert (own.escalation.value.role, own.escalation.value.working_days_late) == (None, 1)
    assert own.unanswered_working_days.value == 20
