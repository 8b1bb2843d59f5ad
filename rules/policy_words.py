"""A policy in words: each setting, its sources, and what the service changes from the default."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

from rules.clauses import clauses
from rules.kinds import Kind
from rules.policy import POLICIES, Policy, Setting, Settings, differences, load

_TITLES = {
    "target_working_days": "Target in working days",
    "approvers": "Who approves what leaves",
    "consent_required": "Consent is needed",
    "grounds": "Grounds on which information may leave",
    "competence_prompt_age": "Age from which a child's competence is assessed",
    "child_confirmation": "A child over 12 confirms a parent's request",
    "recipient_roles": "Roles to which information may go, and that a consent may name",
    "authority_roles": "Roles that are the local authority's own",
    "copy_to_family": "The family gets a copy of what goes",
    "data_protection_team": "A request may be handed to the data protection team",
    "standing_consent_paper": "A yes that stands on a case file is signed",
    "tell_before_compliance": "The person is told before an order is complied with",
    "safeguarding_procedure": "What is followed where somebody is at risk of harm",
    "consent_review_months": "Months after which a consent is confirmed again",
    "ask_below": "A manager decides the kind below this confidence",
    "remind_working_days_before": "Reminders, in working days before the date",
    "remind_manager_from": "The manager is reminded too, from so many working days before the date",
    "escalation": "Who is told beside the manager that a date was missed",
    "unanswered_working_days": "Working days after which a manager decides on a question without an answer",
    "tells_after_refusal": "Whoever refuses a consent is told how far help goes on",
    "tells_of_policy": "The acknowledgement tells of the confidentiality policy",
    "confidentiality_policy": "Where the policy can be read",
    "retention": "How long records are kept",
    "policy_review": "Review of the policy itself",
    "complaints": "Complaints and reviews",
    "report_to": "To whom the yearly figures go",
    "rights": "What each role may do",
    "training_months": "Months after which training is renewed",
}

# The parts of a setting that has several, where their own names do not say enough.
_PARTS = {
    "every_months": "months from review to review",
    "next_on": "next review",
    "to": "they go to",
    "acknowledge_days": "days until a complaint is acknowledged",
    "review_days": "working days for an internal review",
    "requests": "with which requests",
    "role": "role",
    "signed_by": "who signs what is to be destroyed",
    "working_days_late": "from how many working days after the date",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One setting as a manager reads it, or the heading of some (`value` is None)."""

    depth: int  # how many headings stand above it
    title: str
    value: str | None = None
    cites: tuple[str, ...] = ()
    default: str | None = None  # of a setting of the service's own: what the default says


def in_words(slug: str, folder: Path = POLICIES) -> Iterator[str]:
    """The lines that a manager reads. A setting of the service's own is marked with `*`, the default beside it."""
    policy = load(slug, folder)
    yield from of_service(policy)
    yield ""
    yield from map(_as_text, lines(slug, folder))
    yield ""
    yield "* the service's own, with the default's value beside it; everything else is the default."
    for title, rows in cited_clauses(policy, folder):
        yield from ("", f"{title}:", *(f"  {name}  {says}" for name, says in rows))


def of_service(policy: Policy) -> tuple[str, str]:
    """Whose policy it is, and who there is."""
    service = policy.service
    host = "a charity, which is not a public authority" if service.host == "charity" else "the council"
    return (
        f"{service.name} ({service.code}), hosted by {service.host_name}: {host}",
        f"Signs: {service.manager_role}. Roles: {', '.join(service.roles)}.",
    )


def lines(slug: str, folder: Path = POLICIES) -> Iterator[Line]:
    """Every setting in its order, then what else the service's own file changes."""
    policy = load(slug, folder)
    own = differences(slug, folder)
    default = default_settings()
    settings = own.get("settings", {})
    for name in Settings.__struct_fields__:
        title = _TITLES.get(name) or _words(name).capitalize()
        yield from _lines(title, getattr(policy.settings, name), settings.get(name), getattr(default, name))
    yield from _other_changes(policy, own)


def default_settings() -> Settings:
    """The settings of a service whose own file says nothing."""
    return msgspec.convert(differences("default")["settings"], Settings)


def every_setting(found: Any, place: str = "") -> Iterator[tuple[str, Setting[Any]]]:
    """Each setting of a policy's settings and its dotted name, such as `approvers.la_legal`."""
    if isinstance(found, Setting):
        yield place, found
        return
    for name, inner in _parts(found):
        yield from every_setting(inner, f"{place}.{name}" if place else name)


def value_in_words(value: Any) -> str:
    """The value of a setting as a manager says it."""
    if value is None:
        return "none set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Enum):
        return value.words if isinstance(value, Kind) else str(value.value).replace("_", " ")
    if isinstance(value, msgspec.Struct):
        return value_in_words(msgspec.structs.asdict(value))
    if isinstance(value, Mapping):
        # A part that says it in words comes before the figures.
        parts = sorted(value.items(), key=lambda part: part[0] != "words")
        said = [_part_in_words(str(key), item) for key, item in parts if item is not None]
        return "; ".join(said) or "none set"
    if isinstance(value, tuple | list | frozenset):
        items = sorted(value) if isinstance(value, frozenset) else value
        return ", ".join(value_in_words(item) for item in items) or "nobody"
    return str(value)


def _part_in_words(key: str, item: Any) -> str:
    if key == "words":
        return str(item)
    if isinstance(item, Mapping | msgspec.Struct):
        return f"{_words(key)} ({value_in_words(item)})"
    said = "none" if item == () else value_in_words(item)
    return f"{_PARTS.get(key) or _words(key)}: {said}"


def _lines(title: str, found: Any, own: Any, default: Any, depth: int = 0) -> Iterator[Line]:
    """A setting's line; of settings by kind, role or the like a heading and a line each."""
    if not isinstance(found, Setting):
        yield Line(depth, title)
        own, default = own or {}, dict(_parts(default)) if default else {}
        for name, inner in _parts(found):
            yield from _lines(_words(name), inner, own.get(name), default.get(name), depth + 1)
        return
    beside = None if own is None else _default_in_words(found, default)
    yield Line(depth, title, value_in_words(found.value), found.cites, beside)


def _as_text(line: Line) -> str:
    if line.value is None:
        return f"  {'  ' * line.depth}{line.title}:"
    beside = "" if line.default is None else f" ({line.default})"
    cites = f"  [{', '.join(line.cites)}]" if line.cites else ""
    return f"{' ' if line.default is None else '*'} {'  ' * line.depth}{line.title}: {line.value}{beside}{cites}"


def _default_in_words(found: Setting[Any], default: Setting[Any] | None) -> str:
    if default is None:
        return "the default sets nothing"
    if default.value == found.value:
        return "as the default"
    return f"default: {value_in_words(default.value)}"


def _parts(found: Any) -> Iterator[tuple[str, Any]]:
    """What lies in a table of settings or in a group of them, by name."""
    if isinstance(found, Mapping):
        yield from ((str(name), inner) for name, inner in found.items())
    else:
        yield from ((name, getattr(found, name)) for name in found.__struct_fields__)


def _words(name: str) -> str:
    """A kind by its title; any other name without its underscores, a role as it is written."""
    return Kind(name).words if name in set(Kind) else name.replace("_", " ")


def _other_changes(policy: Policy, own: dict[str, Any]) -> Iterator[Line]:
    """What the service's file changes of the words on privacy and on the regulator."""
    default = differences("default")
    for part, title in (("regulator", "The regulator"), ("privacy", "What answers say of privacy")):
        for name in own.get(part, {}):
            now = value_in_words(getattr(getattr(policy, part), name))
            beside = f"default: {value_in_words(default[part][name])}"
            yield Line(0, f"{title}, {_words(name)}", now, (), beside)


def cited_clauses(policy: Policy, folder: Path = POLICIES) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """The words of each clause that a setting cites: the service's own first, then those of others."""
    known = clauses(folder)
    own = known.pop(policy.service.slug, {})
    others = {name: clause for rows in known.values() for name, clause in rows.items()}
    cited = {cite for _, setting in every_setting(policy.settings) for cite in setting.cites}
    for title, rows in (
        ("What the clauses say", own),
        ("Clauses of other services' policies, which the default takes over", others),
    ):
        said = [(name, clause.says) for name, clause in rows.items() if name in cited]
        if said:
            yield title, said
