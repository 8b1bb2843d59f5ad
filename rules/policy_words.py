"""A policy in words: each setting, its sources, and whether it is the service's own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from rules.policy import POLICIES, Setting, differences, load

_TITLES = {
    "target_working_days": "Target in working days",
    "approvers": "Who approves what leaves",
    "consent_required": "Consent is needed",
    "grounds": "Grounds on which information may leave",
    "competence_prompt_age": "Age from which a child's competence is assessed",
    "child_confirmation": "A child over 12 confirms a parent's request",
    "recipient_roles": "Roles to which information may go, and that a consent may name",
    "copy_to_family": "The family gets a copy of what goes",
    "tell_before_compliance": "The person is told before an order is complied with",
    "consent_review_months": "Months after which a consent is confirmed again",
    "ask_below": "A manager decides the kind below this confidence",
    "remind_working_days_before": "Reminders, in working days before the date",
    "tells_of_policy": "The acknowledgement tells of the confidentiality policy",
    "confidentiality_policy": "Where the policy can be read",
    "retention": "How long records are kept",
    "policy_review": "Review of the policy itself",
    "complaints": "Complaints and reviews",
}


def in_words(slug: str, folder: Path = POLICIES) -> Iterator[str]:
    """The lines that a manager reads. A setting that differs from the default is marked with `*`."""
    policy = load(slug, folder)
    own = differences(slug, folder).get("settings", {})
    service = policy.service
    host = "a charity, which is not a public authority" if service.host == "charity" else "the council"
    yield f"{service.name} ({service.code}), hosted by {service.host_name}: {host}"
    yield f"Signs: {service.manager_role}. Roles: {', '.join(service.roles)}."
    yield ""
    for name, title in _TITLES.items():
        found = getattr(policy.settings, name)
        if isinstance(found, Setting):
            yield _line(title, found, name in own)
            continue
        yield f"  {title}:"
        for kind, setting in found.items():
            yield _line(f"  {kind.words}", setting, kind.value in own.get(name, {}))
    yield ""
    yield "* the service's own; everything else is the default."


def _line(title: str, setting: Setting[Any], is_own: bool) -> str:
    return f"{'*' if is_own else ' '} {title}: {_value(setting.value)}  [{', '.join(setting.cites)}]"


def _value(value: Any) -> str:
    if value is None:
        return "none set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, msgspec.Struct):
        return _value(msgspec.to_builtins(value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key.replace('_', ' ')} {_value(item)}" for key, item in value.items() if item is not None)
    if isinstance(value, tuple | list):
        return ", ".join(_value(item) for item in value) or "nobody"
    return str(value)
