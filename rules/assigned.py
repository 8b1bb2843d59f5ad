"""The role to which a request goes as soon as its kind is settled: the manager handles what asks for records."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.kinds import Kind
from rules.policy import Policy

# An enquiry asks for no records: whoever is free answers it.
_CITES = {
    Kind.SAR: ("CUM-3.3",),
    Kind.FOI: ("CUM-5.2", "BNS-11"),
    Kind.LA_LEGAL: ("CUM-5.1",),
    Kind.COURT_ORDER: ("CUM-5.1",),
    Kind.THIRD_PARTY: ("CUM-5.1",),
    Kind.INSPECTION: ("CUM-5.1",),
}


@dataclass(frozen=True, slots=True)
class AssignedTo:
    """A role, and the clauses by which the request is its."""

    role: str
    cites: tuple[str, ...]


def assigned_to(kinds: Iterable[Kind], policy: Policy) -> AssignedTo | None:
    """Whose a request of these kinds is; None where no clause says so."""
    cites = [cite for kind in kinds for cite in _CITES.get(kind, ())]
    return AssignedTo(policy.service.manager_role, tuple(dict.fromkeys(cites))) if cites else None
