"""In what role the writer writes, given what is asked."""

from collections.abc import Mapping
from typing import Final

from rules.classification.facts import Hit
from rules.kinds import Kind
from rules.role import Role

_Ladder = tuple[tuple[str, Role], ...]

_INSIDE: Final[_Ladder] = (("parent_writer", Role.PARENT), ("young_writer", Role.YOUNG_PERSON))
_OUTSIDE: Final[_Ladder] = (
    ("police_writer", Role.POLICE),
    ("inspector_writer", Role.INSPECTOR),
    ("school_writer", Role.SCHOOL),
    ("professional_writer", Role.PROFESSIONAL),
    ("solicitor_writer", Role.SOLICITOR),
    ("council_client", Role.LOCAL_AUTHORITY),
)
_PUBLIC: Final[_Ladder] = (("public_writer", Role.PUBLIC),)
_SAR: Final[_Ladder] = (
    ("client_own_records", Role.REPRESENTATIVE),
    ("solicitor_writer", Role.REPRESENTATIVE),
    *_INSIDE,
    ("signed_authority", Role.REPRESENTATIVE),
    ("for_another", Role.REPRESENTATIVE),
)
# The first fact of a ladder that the letter holds gives the role.
_LADDERS: Final[dict[Kind, _Ladder]] = {
    Kind.SAR: _SAR,
    Kind.FOI: _PUBLIC + _INSIDE + _OUTSIDE,
    Kind.LA_LEGAL: (("council_client", Role.LOCAL_AUTHORITY), ("solicitor_writer", Role.SOLICITOR)),
    # Who serves an order is often not who made it.
    Kind.COURT_ORDER: (
        ("solicitor_writer", Role.SOLICITOR),
        ("court_writer", Role.COURT),
        ("council_client", Role.LOCAL_AUTHORITY),
        ("police_writer", Role.POLICE),
        ("order_operative", Role.COURT),
    ),
    Kind.THIRD_PARTY: _OUTSIDE + _INSIDE + _PUBLIC,
    Kind.INSPECTION: (("inspector_writer", Role.INSPECTOR), ("council_client", Role.LOCAL_AUTHORITY)),
    Kind.ENQUIRY: _INSIDE + _OUTSIDE + _PUBLIC,
}

# Where no fact tells: what the kind itself says of the writer. FOIA 2000 s.1(1): "any person".
_BY_KIND: Final = {Kind.FOI: Role.PUBLIC, Kind.LA_LEGAL: Role.LOCAL_AUTHORITY, Kind.INSPECTION: Role.INSPECTOR}


def role_of(hits: Mapping[str, Hit], kind: Kind | None) -> Role | None:
    """The role that fits the kind; null when nothing in the letter tells it."""
    for fact, role in _LADDERS.get(kind, ()) if kind else ():
        if fact in hits:
            return role
    return _BY_KIND.get(kind) if kind else None
