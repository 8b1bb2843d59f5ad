"""The schedule of documents: what goes whole, what goes redacted, what is withheld and why."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from rules.exemptions import ExemptionRefused, cited
from rules.kinds import Kind
from rules.refusal import Refusal
from rules.typed import TypedRefused, typed


class Decision(StrEnum):
    """What happens to one document."""

    DISCLOSE = "disclose"
    REDACT = "redact"
    WITHHOLD = "withhold"


class Held(StrEnum):
    """How a document is kept (BWD-6)."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class Others(StrEnum):
    """What a document says about somebody else, and why it may go all the same (DPA 2018 Sch 2 para 16 and 17)."""

    NONE = "none"  # nothing
    AGREED = "agreed"  # they agreed: para 16(2)(a)
    OFFICIAL = "official"  # a health, social or education worker at work: para 17
    WEIGHED = "weighed"  # reasonable without their agreement, as weighed: para 16(2)(b)
    REMOVED = "removed"  # it is taken out


class Health(StrEnum):
    """Whether a document holds health data, which is not given without more (DPA 2018 Sch 3 para 6)."""

    NONE = "none"
    KNOWN = "known"  # the person has seen it or knows it already: para 6(2)
    OPINION = "opinion"  # the opinion of the right health professional is needed


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a health professional says of one document: whether giving it would do serious harm (Sch 3 para 2)."""

    on: date
    of: str  # in what role, never a name
    serious_harm: bool


class ScheduleRefused(Refusal):
    """The schedule cannot be used; says which line and what is wrong."""


class LineRefused(ScheduleRefused):
    """One line of a schedule lacks something or contradicts itself; `column` is where."""

    def __init__(self, says: str, column: str) -> None:
        super().__init__(says)
        self.column = column


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the schedule.

    `ordered`: the piece of an order that it answers; `file`: the reference of the case file that it is from;
    `weighed`: what was weighed, in the order in which the exemption asks (`rules.exemptions`).
    """

    description: str
    dated: date | None
    decision: Decision
    exemption: str | None = None
    reason: str | None = None
    held: Held | None = None
    others: Others | None = None
    health: Health | None = None
    ordered: int | None = None
    file: str | None = None
    weighed: tuple[str, ...] = ()
    opinion: Opinion | None = None


COLUMNS = ("document", "dated", "decision", "exemption", "reason")
# Needed for somebody's own records (`held`, `others`, `health`), for an order (`ordered`); `file` where it helps.
MORE_COLUMNS = ("held", "others", "health", "ordered", "file")
W = TypeVar("W", bound=StrEnum)
# How a line names a file as such, and no document of it (BWD-10). A report, a file note and the record of one meeting
# are documents; notes are all that there is only where the line says so.
_OF = r"(?:(?:a|the|their|his|her|copy|of)\s+)*"
_ALL_OF = rf"{_OF}(?:\w+['\u2019]s\s+)?(?:whole|entire|full|complete|all)\s+{_OF}(?:\w+['\u2019]s\s+)?"
_SORT = r"(?:(?:case|client|pupil|sendiass|send|sen)\s*)"
_ABOUT = r"(?:\s+(?:of|for|on|about)\s.+)?"
_WHOLE_FILE = re.compile(
    rf"(?:{_OF}{_SORT}*(?:file|record)s?"
    rf"|{_OF}{_SORT}+files?{_ABOUT}"
    rf"|{_ALL_OF}(?:paper\s+|electronic\s+)?{_SORT}*(?:(?:files?|records){_ABOUT}|record|notes)"
    rf"|{_OF}all\s+{_OF}{_SORT}*notes{_ABOUT})\.?",
    re.I | re.S,
)


def items(rows: Iterable[dict[str, str | None]]) -> tuple[Item, ...]:
    """The items of a schedule from rows with the columns of `COLUMNS`, and those of `MORE_COLUMNS` that are there.

    Raises:
        ScheduleRefused: a line lacks something or contradicts itself.
    """
    found: list[Item] = []
    for line, row in enumerate(rows, 2):
        try:
            found.append(line_of(row))
        except LineRefused as refused:
            raise ScheduleRefused(f"Schedule line {line}: {refused}") from None
    if not found:
        raise ScheduleRefused("The schedule lists no document.")
    return tuple(found)


def line_of(row: Mapping[str, str | None]) -> Item:
    """One document, from a row with the columns of `COLUMNS` and those of `MORE_COLUMNS` that are there.

    Raises:
        LineRefused: it lacks something or contradicts itself.
    """
    text = {name: _cell(row, name) for name in (*COLUMNS, *MORE_COLUMNS)}
    if not text["document"]:
        raise LineRefused("say which document it is.", "document")
    decision = _word(Decision, text, "decision")
    if decision is None:
        raise LineRefused("decision must be disclose, redact or withhold.", "decision")
    try:
        dated = date.fromisoformat(text["dated"]) if text["dated"] else None
    except ValueError:
        raise LineRefused("dated must be a date such as 2026-11-22.", "dated") from None
    if decision is not Decision.DISCLOSE and not text["exemption"]:
        # UK GDPR Art 12(4), FOIA 2000 s.17(1)(b): a refusal names what it relies on.
        raise LineRefused("name the exemption under which it is kept back.", "exemption")
    if decision is not Decision.DISCLOSE and not text["reason"]:
        raise LineRefused("say why the exemption applies.", "reason")
    if text["ordered"] and not (text["ordered"].isascii() and text["ordered"].isdigit() and len(text["ordered"]) < 4):
        raise LineRefused("ordered must be the number of the piece of the order that it answers.", "ordered")
    return Item(
        text["document"],
        dated,
        decision,
        text["exemption"] or None,
        text["reason"] or None,
        held=_word(Held, text, "held"),
        others=_word(Others, text, "others"),
        health=_word(Health, text, "health"),
        ordered=int(text["ordered"]) if text["ordered"] else None,
        file=text["file"].upper() or None,
    )


def _cell(row: Mapping[str, str | None], name: str) -> str:
    try:
        return typed(row.get(name), name) or ""
    except TypedRefused as refused:
        raise LineRefused(str(refused), name) from None


def _word(words: type[W], text: dict[str, str], column: str) -> W | None:
    if not text[column]:
        return None
    try:
        return words(text[column].casefold())
    except ValueError:
        *others, last = words
        raise LineRefused(f"{column} must be {', '.join(others)} or {last}.", column) from None


def keeping(old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
    """The new schedule, with what was weighed and said of each document that stands on it as it stood before."""
    before = dict(_numbered(old))
    kept = []
    for name, item in _numbered(new):
        known = before.get(name)
        if known is None:
            kept.append(item)
            continue
        same = (known.decision, known.exemption, known.others) == (item.decision, item.exemption, item.others)
        weighed = item.weighed or (known.weighed if same else ())
        kept.append(replace(item, weighed=weighed, opinion=item.opinion or known.opinion))
    return tuple(kept)


def _numbered(schedule: Iterable[Item]) -> Iterator[tuple[tuple[str, date | None, int], Item]]:
    """Each document under its description, its date, and which of those with the same two it is."""
    seen: Counter[tuple[str, date | None]] = Counter()
    for item in schedule:
        name = item.description, item.dated
        seen[name] += 1
        yield (*name, seen[name]), item


def check_extract(schedule: Sequence[Item]) -> None:
    """Refuse a schedule that gives a whole file to somebody outside: what goes is an extract (BWD-10).

    Raises:
        ScheduleRefused: a line that goes names the file as such, and no document of it.
    """
    for number, item in enumerate(schedule, 1):
        if item.decision is not Decision.WITHHOLD and _WHOLE_FILE.fullmatch(item.description.strip()):
            raise ScheduleRefused(
                f"Document {number} of the schedule is the whole file: what goes to somebody outside is an extract; "
                "list the documents one by one (BWD-10, UK GDPR Art 5(1)(c))."
            )


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
        if needs:
            said.append(f"Document {number}, {cite} ({exemption.title}): the reason says {' and '.join(needs)}.")
    return tuple(said)
