"""A service's own policy: who it is, and each setting with the clause that asks for it.

`policies/default.yaml` is complete; a service's file holds only its differences. A policy may
tighten the law and never loosen it: one that does is refused (`rules.policy_limits`).
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from os import listdir
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import msgspec
import yaml

from rules.grounds import Ground
from rules.kinds import Kind
from rules.policy_limits import incomplete, loosened
from rules.refusal import Refusal
from rules.rights import RoleRights

POLICIES = Path(__file__).parent.parent / "policies"
_NOT_SERVICES = {"default", "clauses"}

T = TypeVar("T")


class PolicyRefused(Refusal):
    """A policy file cannot be used; says which setting of which file, and why."""


class UnknownService(Refusal):
    """No policy bears that name; says which there are."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a policy file: an unknown or misspelt key is an error."""


class Setting(_Strict, Generic[T], frozen=True):
    """One setting and its sources: clause ids (`DER-5`), provisions, or `good practice: why`."""

    value: T
    cites: tuple[str, ...]


class Contact(_Strict, frozen=True):
    """How to reach the service, never an officer (HIL-13)."""

    address: tuple[str, ...]
    email: str
    phone: str
    website: str


class Service(_Strict, frozen=True):
    """Who the service is. `code` begins its references; `manager_role` signs where nobody else does."""

    slug: str
    code: str
    name: str
    host: Literal["in_house", "charity"]
    host_name: str
    authority: str
    manager_role: str
    roles: tuple[str, ...]
    contact: Contact


class Regulator(_Strict, frozen=True):
    """The data protection and information regulator, as letters name it."""

    name: str
    address: tuple[str, ...]
    website: str
    phone: str


class Privacy(_Strict, frozen=True):
    """What UK GDPR Art 15(1) and (2) ask a controller to say with every answer."""

    purposes: str
    categories: str
    recipients: str
    source: str
    automated: str
    transfers: str


class Retention(_Strict, frozen=True):
    """How long records are kept. Neither field set means: nothing is ever proposed for disposal."""

    until_age: int | None = None
    years_from_closure: int | None = None
    words: str = "for as long as our host organisation's retention policy says"
    signed_by: str | None = None  # the role that signs what is to be destroyed; None: the manager's


class Review(_Strict, frozen=True):
    """When the policy itself is to be reviewed."""

    every_months: int
    next_on: date | None = None


class Complaints(_Strict, frozen=True):
    """Where a complaint about data protection goes, and an internal review of an FOI answer."""

    to: str
    acknowledge_days: int
    review_days: int


class Escalation(_Strict, frozen=True):
    """Who is told beside the manager that a date was missed, from which working day after it on; None: nobody."""

    role: str | None = None
    working_days_late: int = 1


class Settings(_Strict, frozen=True):
    """Every choice that a service makes, each with its sources."""

    target_working_days: dict[Kind, Setting[int | None]]
    approvers: dict[Kind, Setting[tuple[str, ...]]]
    consent_required: dict[Kind, Setting[bool]]
    grounds: Setting[tuple[Ground, ...]]
    competence_prompt_age: Setting[int]
    child_confirmation: Setting[bool]
    recipient_roles: Setting[tuple[str, ...]]
    authority_roles: Setting[tuple[str, ...]]  # those of them that are the local authority's own
    copy_to_family: Setting[bool]
    data_protection_team: Setting[bool]
    standing_consent_paper: Setting[bool]
    tell_before_compliance: Setting[bool]
    safeguarding_procedure: Setting[str]
    consent_review_months: Setting[int]
    ask_below: Setting[float]
    remind_working_days_before: Setting[tuple[int, ...]]
    remind_manager_from: Setting[int]  # working days before a date
    escalation: Setting[Escalation]
    unanswered_working_days: Setting[int]
    tells_after_refusal: Setting[bool]
    tells_of_policy: Setting[bool]
    confidentiality_policy: Setting[str | None]
    retention: Setting[Retention]
    policy_review: Setting[Review]
    complaints: Setting[Complaints]
    report_to: Setting[tuple[str, ...]]  # bodies, never a person
    rights: dict[str, Setting[RoleRights]]  # by role
    training_months: Setting[int]


class Policy(_Strict, frozen=True):
    """The merged policy of one service."""

    service: Service
    regulator: Regulator
    privacy: Privacy
    settings: Settings

    @property
    def is_public_authority(self) -> bool:
        """A service in a council answers as the council; a charity is none (FOIA s.3(1), BWD-14)."""
        return self.service.host == "in_house"


def services(folder: Path = POLICIES) -> list[str]:
    """The slugs of all services that have a policy file in the folder."""
    stems = (name.removesuffix(".yaml") for name in listdir(folder) if name.endswith(".yaml"))
    return sorted(stem for stem in stems if stem not in _NOT_SERVICES)


def load(slug: str, folder: Path = POLICIES) -> Policy:
    """The policy of one service, merged with the default.

    Raises:
        UnknownService: no file of that name.
        PolicyRefused: a key is unknown or missing, a value of the wrong form, or the law loosened.
    """
    return _loaded(slug, folder, *_stamps(slug, folder))


def digest(slug: str, folder: Path = POLICIES) -> str:
    """What tells one state of a service's policy from another: 64 hexadecimal digits.

    Raises:
        UnknownService, PolicyRefused: as `load`.
    """
    return _digest(slug, folder, *_stamps(slug, folder))


def _stamps(slug: str, folder: Path) -> tuple[tuple[int, int], tuple[int, int]]:
    """When the files of a policy were written and how long they are: they are read again where that is another."""
    known = services(folder)
    if slug not in known:
        raise UnknownService(f"There is no service '{slug}'. The services are: {', '.join(known)}.")
    default, own = (file.stat() for file in (POLICIES / "default.yaml", folder / f"{slug}.yaml"))
    return (default.st_mtime_ns, default.st_size), (own.st_mtime_ns, own.st_size)


@lru_cache(maxsize=512)
def _digest(slug: str, folder: Path, default: tuple[int, int], own: tuple[int, int]) -> str:
    return hashlib.sha256(msgspec.json.encode(_loaded(slug, folder, default, own), order="sorted")).hexdigest()


@lru_cache(maxsize=512)
def _loaded(slug: str, folder: Path, _default: tuple[int, int], _own: tuple[int, int]) -> Policy:
    merged = merge(_document(POLICIES / "default.yaml"), differences(slug, folder))
    try:
        policy = msgspec.convert(merged, Policy)
    except msgspec.ValidationError as error:
        raise PolicyRefused(f"policies/{slug}.yaml: {error}") from None
    if policy.service.slug != slug:
        raise PolicyRefused(f"policies/{slug}.yaml: service.slug must be '{slug}', as the file is called.")
    problems = [*incomplete(policy), *loosened(policy)]
    if problems:
        raise PolicyRefused(f"policies/{slug}.yaml: " + " ".join(problems))
    return policy


def default_targets() -> dict[Kind, Setting[int | None]]:
    """The default's targets, for a date that is asked for without naming a service."""
    document = _document(POLICIES / "default.yaml")["settings"]["target_working_days"]
    return msgspec.convert(document, dict[Kind, Setting[int | None]])


def differences(slug: str, folder: Path = POLICIES) -> dict[str, Any]:
    """What the service's own file says, unmerged."""
    return _document(folder / f"{slug}.yaml")


def merge(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `base`, key by key; a setting (a mapping with a `value`) is replaced whole."""
    merged = dict(base)
    for key, value in own.items():
        old = merged.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping) and "value" not in value:
            merged[key] = merge(old, value)
        else:
            merged[key] = value
    return merged


def _document(file: Path) -> dict[str, Any]:
    try:
        document = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        where = (
            f" (line {error.problem_mark.line + 1})"
            if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark
            else ""
        )
        raise PolicyRefused(f"policies/{file.name} is not valid YAML{where}.") from None
    if not isinstance(document, dict):
        raise PolicyRefused(f"policies/{file.name} must be a mapping of settings.")
    return document
