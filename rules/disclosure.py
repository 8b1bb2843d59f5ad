"""The schedule of documents: what goes whole, what goes redacted, what is withheld and why."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from rules.grounds import Ground
from rules.letter import Outcome
from rules.refusal import Refusal


class Decision(StrEnum):
    """What happens to one document."""

    DISCLOSE = "disclose"
    REDACT = "redact"
    WITHHOLD = "withhold"


class ScheduleRefused(Refusal):
    """The schedule cannot be used; says which line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the schedule."""

    description: str
    dated: date | None
    decision: Decision
    exemption: str | None = None
    reason: str | None = None


COLUMNS = ("document", "dated", "decision", "exemption", "reason")


def items(rows: Iterable[dict[str, str | None]]) -> tuple[Item, ...]:
    """The items of a schedule from rows with the columns of `COLUMNS`.

    Raises:
        ScheduleRefused: a line lacks something or contradicts itself.
    """
    found: list[Item] = []
    for line, row in enumerate(rows, 2):
        text = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not text["document"]:
            raise ScheduleRefused(f"Schedule line {line}: say which document it is.")
        try:
            decision = Decision(text["decision"].casefold())
        except ValueError:
            raise ScheduleRefused(f"Schedule line {line}: decision must be disclose, redact or withhold.") from None
        try:
            dated = date.fromisoformat(text["dated"]) if text["dated"] else None
        except ValueError:
            raise ScheduleRefused(f"Schedule line {line}: dated must be a date such as 2026-11-22.") from None
        if decision is not Decision.DISCLOSE and not text["exemption"]:
            # UK GDPR Art 12(4), FOIA 2000 s.17(1)(b): a refusal names what it relies on.
            raise ScheduleRefused(f"Schedule line {line}: name the exemption under which it is kept back.")
        if decision is not Decision.DISCLOSE and not text["reason"]:
            raise ScheduleRefused(f"Schedule line {line}: say why the exemption applies.")
        found.append(Item(text["document"], dated, decision, text["exemption"] or None, text["reason"] or None))
    if not found:
        raise ScheduleRefused("The schedule lists no document.")
    return tuple(found)


def digest(
    outcome: Outcome, ground: Ground | None, recipient_role: str | None, purpose: str | None, schedule: Sequence[Item]
) -> str:
    """SHA-256 over all that an approver approves, as hex; any change gives another."""
    canonical = json.dumps(
        [outcome, ground, recipient_role, purpose, [asdict(item) for item in schedule]], default=str, sort_keys=True
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
