"""The schedule of documents: what goes whole, what goes redacted, what is withheld and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.exemptions import ExemptionRefused, cited
from rules.kinds import Kind
from rules.refusal import Refusal
from rules.typed import TypedRefused, typed


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
        try:
            text = {name: typed(row.get(name), name) or "" for name in COLUMNS}
        except TypedRefused as refused:
            raise ScheduleRefused(f"Schedule line {line}: {refused}") from None
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


def with_citations(schedule: Sequence[Item], kind: Kind) -> tuple[Item, ...]:
    """The schedule of an answer to that kind, each exemption of the catalogue and cited in full.

    Raises:
        ScheduleRefused: one is not in the catalogue, or not for that kind.
    """
    found = []
    for number, item in enumerate(schedule, 1):
        if item.decision is Decision.DISCLOSE or item.exemption is None:
            found.append(item)
            continue
        try:
            found.append(replace(item, exemption=cited(item.exemption, kind)[0]))
        except ExemptionRefused as refused:
            raise ScheduleRefused(f"Document {number} of the schedule: {refused}") from None
    return tuple(found)


def to_weigh(schedule: Iterable[Item], kind: Kind) -> tuple[str, ...]:
    """What the reason for each document kept back must say, by its exemption; for whoever prepares and approves."""
    said = []
    for number, item in enumerate(schedule, 1):
        if item.decision is Decision.DISCLOSE or item.exemption is None:
            continue
        try:
            cite, exemption = cited(item.exemption, kind)
        except ExemptionRefused:  # prepared before the catalogue was kept
            said.append(f"Document {number}: what it is kept back under is not in the catalogue; prepare it anew.")
            continue
        needs = [*exemption.needs]
        if exemption.test == "qualified":
            # FOIA 2000 s.2(2)(b), s.17(3)(b): the reasons for the balance stand in the notice.
            needs.append("how the public interest was weighed (FOIA 2000 s.17(3))")
        if needs:
            said.append(f"Document {number}, {cite} ({exemption.title}): the reason says {' and '.join(needs)}.")
    return tuple(said)
