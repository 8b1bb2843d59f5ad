"""Who writes: a name from the sign-off or the sender's line, a role from the facts, an address for the answer."""

import re
from collections.abc import Mapping
from email.utils import parseaddr

from rules.classification.facts import Hit
from rules.classification.names import name_at, whole_name
from rules.classification.result import Incoming, Requester, Role
from rules.kinds import Kind

_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_FAREWELL = re.compile(
    r"^[^\S\n]*(?:yours\b.{0,20}|(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)?[^\S\n]*(?:regards|wishes|thanks)\b.{0,25}"
    r"|(?:many )?(?:thank you|thanks|thankyou|cheers|ta|sincerely|love|best)\b.{0,25}|signed:?)[^\S\n]*[,.!:]*[^\S\n]*$",
    re.I | re.M,
)
_SAME_LINE = re.compile(
    r"\b(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|many|warm) (?:regards|wishes)|regards|many thanks|thanks|thank you|cheers)"
    r"[,.!]?[^\S\n]+(?=\S)",
    re.I,
)
_SAID = re.compile(r"\b(?:my name is|my name's|i am called|from:|name:|signed:?|this is)[^\S\n]+", re.I)
_I_AM = re.compile(r"\bI(?:,| am|['’]m)[^\S\n]+")
_LOWER_NAME = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*(?:[^\S\n][^\W\d_]{2,}(?:['’-][^\W\d_]+)*){0,2}")

_BY_KIND: dict[Kind, tuple[tuple[str, Role], ...]] = {
    Kind.COURT_ORDER: (("court_writer", Role.COURT), ("council_client", Role.LOCAL_AUTHORITY), ("police_writer", Role.POLICE), ("solicitor_writer", Role.SOLICITOR), ("order_in_force", Role.COURT)),
    Kind.LA_LEGAL: (("council_client", Role.LOCAL_AUTHORITY), ("solicitor_writer", Role.SOLICITOR)),
    Kind.INSPECTION: (("inspector_writer", Role.INSPECTOR), ("council_client", Role.LOCAL_AUTHORITY)),
}
_SAR: tuple[tuple[str, Role], ...] = (
    ("client_own_records", Role.REPRESENTATIVE), ("solicitor_writer", Role.REPRESENTATIVE), ("parent_writer", Role.PARENT),
    ("young_writer", Role.YOUNG_PERSON), ("signed_authority", Role.REPRESENTATIVE), ("for_another", Role.REPRESENTATIVE),
)
_OUTSIDE: tuple[tuple[str, Role], ...] = (
    ("police_writer", Role.POLICE), ("inspector_writer", Role.INSPECTOR), ("school_writer", Role.SCHOOL), ("professional_writer", Role.PROFESSIONAL),
    ("solicitor_writer", Role.SOLICITOR), ("council_client", Role.LOCAL_AUTHORITY),
)
_INSIDE: tuple[tuple[str, Role], ...] = (("parent_writer", Role.PARENT), ("young_writer", Role.YOUNG_PERSON))
_PUBLIC: tuple[tuple[str, Role], ...] = (("public_writer", Role.PUBLIC),)


def role_of(hits: Mapping[str, Hit], kind: Kind | None) -> Role | None:
    """The role that fits the kind; null when nothing in the letter tells it."""
    if kind in _BY_KIND:
        ladder = _BY_KIND[kind]
    elif kind is Kind.SAR:
        ladder = _SAR
    elif kind is Kind.FOI:
        ladder = _PUBLIC + _INSIDE + _OUTSIDE
    elif kind is Kind.THIRD_PARTY:
        ladder = _OUTSIDE + _INSIDE + _PUBLIC
    else:
        ladder = _INSIDE + _OUTSIDE + _PUBLIC
    for fact, role in ladder:
        if fact in hits:
            return role
    return Role.PUBLIC if kind is Kind.FOI else None  # FOIA 2000 s.1(1): "any person"


def _signed(text: str) -> str | None:
    """The name under the farewell."""
    tail = text[-3000:]
    farewells = list(_FAREWELL.finditer(tail))
    for farewell in reversed(farewells):
        lines = [line for line in tail[farewell.end() :].splitlines() if line.strip()][:3]
        for line in lines:
            if name := whole_name(line):
                return name
        if lines and (low := _LOWER_NAME.fullmatch(lines[0].strip(" .,x"))) and low.group().islower():
            return low.group()
    for same in reversed(list(_SAME_LINE.finditer(tail))):
        if name := name_at(tail, same.end()):
            return name
    if not farewells:
        lines = [line for line in tail.splitlines() if line.strip()]
        if len(lines) > 1 and (name := whole_name(lines[-1])) and " " in name:
            return name
    return None


def _stated(text: str) -> str | None:
    for found in _SAID.finditer(text[:3000]):
        if (name := name_at(text, found.end())) and " " in name:
            return name
    for found in _I_AM.finditer(text[:3000]):
        if (name := name_at(text, found.end())) and " " in name:
            return name
    return None


def requester_of(letter: Incoming, hits: Mapping[str, Hit], kind: Kind | None) -> Requester:
    """Who writes, as far as the letter tells."""
    shown, address = parseaddr(letter.sender or "")
    signed, stated = _signed(letter.text), _stated(letter.text)
    from_line = whole_name(shown)
    name = signed or stated or from_line
    for fuller in (stated, from_line):
        # "Jo" under the letter and "Jo Marsh" elsewhere are the same person.
        if name and fuller and " " not in name and fuller.lower().split()[0] == name.lower():
            name = fuller
    return Requester(name=name, role=role_of(hits, kind), reply_to=_reply_to(letter, address))


def _reply_to(letter: Incoming, address: str) -> str | None:
    for candidate in (parseaddr(letter.reply_to or "")[1], address):
        if "@" in candidate:
            return candidate
    written = set(_ADDRESS.findall(letter.text))
    return written.pop() if len(written) == 1 else None
