"""The answer to a part as it was prepared, and the digests of it that approvals and consents are of."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Decision, Held, Item


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """The answer to one part of a request as it was prepared. `version` counts how often it was."""

    kind: Kind
    outcome: Outcome
    ground: Ground | None
    purpose: str | None
    recipient_role: str | None
    schedule: tuple[Item, ...]
    told_on: date | None
    not_told_because: str | None
    prepared_by: str
    version: int
    power: str | None = None
    proceedings: str | None = None
    searched: tuple[Held, ...] = ()
    not_held: tuple[int, ...] = ()  # the pieces of an order that are not held
    said: Mapping[str, Any] = field(default_factory=dict)  # what its letter says that is on no other record


@dataclass(frozen=True, slots=True)
class Around:
    """What an answer depends on beside itself: who asks, whom it is about, the order's terms, the police's form."""

    requester: tuple[str | None, ...] = ()
    subject: tuple[str | None, ...] = ()
    order: tuple[str | None, ...] = ()
    police: tuple[str | None, ...] = ()


def digest(answers: Sequence[PartAnswer], around: Around) -> str:
    """SHA-256 over all that an approver approves, as hex; any change of any of it gives another."""
    return _sha256([[asdict(answer) for answer in answers], asdict(around)])


def scope(answers: Sequence[PartAnswer], around: Around) -> str:
    """SHA-256 over what a person consents to: which documents, to whom, what for, about whom (UK GDPR Art 4(11)).

    A consent is to this and to nothing else; what is withheld goes nowhere and is no part of it.
    """
    return _sha256([*(_asked(answer) for answer in answers), standing(around)])


def _asked(answer: PartAnswer) -> list[object]:
    going = [(i.description, i.dated, i.decision) for i in answer.schedule if i.decision is not Decision.WITHHOLD]
    return [answer.kind, answer.purpose, answer.power, answer.proceedings, answer.recipient_role, going]


def standing(around: Around) -> str:
    """SHA-256 over who asks, in what role, about whom: what an authority to act, or a child's word, is about."""
    return _sha256([around.requester[:2], around.subject[:1]])


def _sha256(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()
