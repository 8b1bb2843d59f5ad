"""The hash chain of audit events: each event's hash covers the one before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


@dataclass(frozen=True, slots=True)
class Event:
    """One audit event as it is chained: a running number, its content, and the two hashes."""

    number: int
    content: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and what that means."""

    number: int
    says: str


def chain_hash(number: int, content: Mapping[str, Any], previous: str) -> str:
    """SHA-256 over the number, the hash before and the content in one canonical form, as hex."""
    return hashlib.sha256(_canonical([number, previous, content]).encode()).hexdigest()


def verify(events: Iterable[Event], head: tuple[int, str] | None = None) -> Break | None:
    """The first place where the chain is broken, or None.

    Args:
        events: all events in the order of their numbers.
        head: the number and hash of the newest event as kept apart from them; finds a cut-off end.
    """
    number, previous = 0, GENESIS
    for event in events:
        if event.number != number + 1:
            return Break(number + 1, f"event {number + 1} is missing or out of order")
        if event.previous != previous:
            return Break(event.number, f"event {event.number} does not follow on the one before it")
        if chain_hash(event.number, event.content, event.previous) != event.hash:
            return Break(event.number, f"event {event.number} was changed after it was written")
        number, previous = event.number, event.hash
    if head is not None and head != (number, previous):
        return Break(number + 1, f"events after {number} were removed; the last known one is {head[0]}")
    return None
