"""The exemptions under which a document, or part of it, is kept back: a catalogue as data, and how one is cited."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from rules.kinds import Kind
from rules.refusal import Refusal

FOLDER: Final = Path(__file__).parent
Law = Literal["foi", "data_protection", "outside"]
# Which catalogue an answer to a kind may cite. Part II of FOIA is for information that the public asks for; Schedules
# 2 to 4 restrict a person's own right of access, and say what of somebody else's may be kept back.
LAWS_FOR: Final[dict[Kind, tuple[Law, ...]]] = {
    Kind.FOI: ("foi",),
    Kind.SAR: ("data_protection", "outside"),
    Kind.LA_LEGAL: ("data_protection", "outside"),
    Kind.COURT_ORDER: ("data_protection", "outside"),
    Kind.THIRD_PARTY: ("data_protection", "outside"),
    Kind.INSPECTION: ("data_protection", "outside"),
    Kind.ENQUIRY: (),
}
PUBLIC_INTEREST: Final = (
    "what speaks for giving it",
    "what speaks for keeping it back",
    "which weighs more, and why",
)
_SECTION = re.compile(r"\b(?:s|ss|sec|sect|section)\.?\s*(?P<number>\d{1,2}[a-z]?)(?P<sub>(?:\s*\(\w{1,4}\))*)", re.I)
_PARAGRAPH = re.compile(
    r"\bsch(?:ed(?:ule)?)?\.?\s*(?P<schedule>[234])\b.{0,20}?\bpara(?:graph)?\.?\s*(?P<number>\d{1,2})"
    r"(?P<sub>(?:\s*\(\w{1,4}\))*)",
    re.I,
)


class ExemptionRefused(Refusal):
    """The exemption is not in the catalogue, or not for that kind of answer; says which are."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """One row of the catalogue.

    `test`: of FOIA, whether the public interest is weighed (s.2(2)(b)); `needs`: what its reason must rest on;
    `weigh`: each thing that is weighed and recorded before it is relied on.
    """

    law: Law
    cite: str
    title: str
    test: Literal["absolute", "qualified", "restriction", "none"]
    needs: tuple[str, ...] = ()
    weigh: tuple[str, ...] = ()


@cache
def catalogue() -> dict[str, Exemption]:
    """Every exemption by its citation, in the order of the Acts."""
    laws: tuple[Law, ...] = ("foi", "data_protection", "outside")
    return {
        row["cite"]: Exemption(law, row["cite"], row["title"], row["test"], tuple(row.get("needs", ())), _weigh(row))
        for law in laws
        for row in yaml.load((FOLDER / f"{law}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    }


def _weigh(row: dict[str, Any]) -> tuple[str, ...]:
    """FOIA 2000 s.2(2)(b), s.17(3)(b): of every qualified exemption the public interest is weighed."""
    return tuple(row.get("weigh", PUBLIC_INTEREST if row["test"] == "qualified" else ()))


def qualified(cite: str) -> bool:
    """Whether the public interest is weighed under the exemption that a text cites (FOIA 2000 s.2(2)(b)).

    Raises:
        ExemptionRefused: it cites none of FOIA's.
    """
    return cited(cite, Kind.FOI)[1].test == "qualified"


def factors(cite: str) -> tuple[str, ...]:
    """Each thing that is weighed under an exemption of the catalogue, in its order."""
    return catalogue()[cite].weigh


def cited(text: str, kind: Kind) -> tuple[str, Exemption]:
    """The exemption that a text cites, for an answer of this kind, with the citation written in full.

    A finer place within a section or paragraph is kept: "section 31(1)(a)" is "FOIA 2000 s.31(1)(a)".

    Raises:
        ExemptionRefused: it cites none that there is, or one that is not for this kind.
    """
    found = _find(text)
    possible = [one for one in catalogue().values() if one.law in LAWS_FOR[kind]]
    if found is None:
        raise ExemptionRefused(f"it cites no exemption that the catalogue knows. {_listed(possible)}")
    cite, exemption = found
    if exemption not in possible:
        raise ExemptionRefused(f"{cite} is not for the answer to a {kind.words}. {_listed(possible)}")
    return cite, exemption


def _find(text: str) -> tuple[str, Exemption] | None:
    plain = " ".join(text.casefold().replace("\u2019", "'").split()).rstrip(".")
    for cite, exemption in catalogue().items():
        if plain == cite.casefold():
            return cite, exemption
    if paragraph := _PARAGRAPH.search(text):
        return _finest(f"DPA 2018 Sch {paragraph['schedule']} para {paragraph['number']}", paragraph["sub"])
    if (section := _SECTION.search(text)) and not re.search(r"\bdata protection\b|\bdpa\b", text, re.I):
        return _finest(f"FOIA 2000 s.{section['number'].upper()}", section["sub"])
    return None


def _finest(cite: str, sub: str) -> tuple[str, Exemption] | None:
    """The row of the finest place that the catalogue has, with the citation as far as it was given."""
    steps = re.findall(r"\(\w+\)", sub)
    for depth in range(len(steps), -1, -1):
        if exemption := catalogue().get(cite + "".join(steps[:depth])):
            return cite + "".join(steps), exemption
    return None


def _listed(possible: Iterable[Exemption]) -> str:
    names = [one.cite for one in possible]
    return f"There are: {'; '.join(names)}." if names else "Nothing is kept back from such an answer."
