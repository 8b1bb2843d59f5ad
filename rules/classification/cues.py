"""The cues of the YAML files beside this one, read and compiled once."""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from rules.kinds import Kind

_HERE: Final = Path(__file__).parent
_FACT_FILES: Final = ("writers.yaml", "requests.yaml", "orders.yaml")
_FIELDS: Final = {"said", "signed", "heading", "void"}
OUTSIDER_ALONE: Final = "outsider_alone"  # an outside writer who does not speak as family
_NAME: Final = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a letter may say, and the words by which it is known."""

    name: str
    said: re.Pattern[str] | None
    signed: re.Pattern[str] | None
    heading: re.Pattern[str] | None
    void: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a set of facts means: the reason in plain English, and the kinds for which it may be shown."""

    when: tuple[str, ...]
    unless: tuple[str, ...]
    quote: str
    says: str
    speaks_for: tuple[Kind, ...]

    @property
    def name(self) -> str:
        """What it is called among the learned weights; a judgement on one fact alone shares that fact's."""
        return " + ".join(self.when) + "".join(f", not {fact}" for fact in self.unless)

    def holds(self, facts: Container[str]) -> bool:
        """True where every fact of `when` is there, and none of `unless`."""
        return all(fact in facts for fact in self.when) and not any(fact in facts for fact in self.unless)


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything that the classifier knows."""

    facts: tuple[Fact, ...]
    combined: dict[str, tuple[str, ...]]
    judgements: tuple[Judgement, ...]


def _data(file: str) -> Any:
    return yaml.load((_HERE / file).read_bytes(), Loader=yaml.CSafeLoader)


def _filled(pattern: str, words: dict[str, str]) -> str:
    """The pattern with each {name} replaced, again and again as vocabulary may use vocabulary."""
    while _NAME.search(pattern):
        pattern = _NAME.sub(lambda m: words[m.group(1)], pattern)
    return pattern


def _compiled(patterns: list[str] | None, words: dict[str, str]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("|".join(f"(?:{_filled(p, words)})" for p in patterns))


def _fact(name: str, row: dict[str, Any], words: dict[str, str]) -> Fact:
    if unknown := set(row) - _FIELDS:
        raise ValueError(f"cue {name}: unknown fields {sorted(unknown)}")
    return Fact(
        name=name,
        said=_compiled(row.get("said"), words),
        signed=_compiled(row.get("signed"), words),
        heading=_compiled(row.get("heading"), words),
        void=_compiled(row.get("void"), words),
    )


def _judgement(row: dict[str, Any], known: set[str]) -> Judgement:
    used = {*row["when"], *row.get("unless", [])}
    if unknown := used - known:
        raise ValueError(f"judgement on {row['when']}: unknown facts {sorted(unknown)}")
    return Judgement(
        when=tuple(row["when"]),
        unless=tuple(row.get("unless", [])),
        quote=row.get("quote", row["when"][0]),
        says=row["says"],
        speaks_for=tuple(Kind(kind) for kind in row["for"]),
    )


@cache
def load() -> Cues:
    """All cues.

    Raises:
        ValueError: a file names a fact or a field that does not exist.
    """
    words = {name: " ".join(str(text).split("\n")).strip() for name, text in _data("vocabulary.yaml").items()}
    facts = tuple(_fact(name, row, words) for file in _FACT_FILES for name, row in _data(file).items())
    combined = {name: tuple(parts) for name, parts in _data("combined.yaml").items()}
    known = {fact.name for fact in facts} | set(combined) | {OUTSIDER_ALONE}
    if missing := {part for parts in combined.values() for part in parts} - known:
        raise ValueError(f"combined.yaml: unknown facts {sorted(missing)}")
    judgements = tuple(_judgement(row, known) for row in _data("judgements.yaml"))
    return Cues(facts=facts, combined=combined, judgements=judgements)
