"""Whether a letter says what its checklist asks for: each item's paragraph is held against the item's patterns.

A pattern is a regular expression, whatever its case; "{reply_by}" or "{regulator.name}" in it is that fact as the
letter writes it, and where the fact is a list, every entry of it ("{refused.why}": the why of every entry). A fact
that is None asks for nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from letters.dates import written, written_in
from letters.errors import LettersError
from letters.marks import Marks
from letters.requirements import Item, checklist

_FACT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")


@dataclass(frozen=True, slots=True)
class Ticked:
    """One item of a checklist: whether the letter fulfils it, by which words, and what those words still lack."""

    item: Item
    said: str | None  # the paragraph; None where there is none
    lacks: tuple[str, ...]

    @property
    def fulfilled(self) -> bool:
        """True where a paragraph says all that the item asks for."""
        return self.said is not None and not self.lacks


def ticks(name: str, marks: Marks, facts: Mapping[str, Any]) -> tuple[Ticked, ...]:
    """The checklist of the letter `name` against what was said under its marks, in its own order."""
    found = []
    for item in checklist(name):
        lines = marks.said.get(item.id)
        said = None if lines is None else " ".join(" ".join(lines).split())
        wanted = _wanted(item, facts)
        lacks = () if said is None else tuple(line for line in wanted if not _says(said, line, facts))
        found.append(Ticked(item, said, lacks))
    return tuple(found)


def check(ticked: tuple[Ticked, ...]) -> None:
    """Refuse a letter that lacks an item.

    Raises:
        LettersError: names each item that is missing and what its paragraph does not say.
    """
    wrong = [one for one in ticked if not one.fulfilled]
    if wrong:
        listed = "; ".join(_told(one) for one in wrong)
        raise LettersError(f"The wording does not fulfil its checklist. {listed}.")


def _wanted(item: Item, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The patterns that this letter is held against: of its host, and of the kinds of its request."""
    charity = facts["service"]["host"] == "charity" and item.charity is not None
    kinds = {part["kind"] for part in facts.get("parts") or []} or {facts.get("kind")}
    own = item.charity if charity and item.charity is not None else item.says
    return own + tuple(
        line for kind, lines in item.kinds if kind in kinds and not (charity and kind == "foi") for line in lines
    )


def _told(one: Ticked) -> str:
    what = f"{one.item.id} ({one.item.item}; {one.item.authority})"
    if one.said is None:
        return f"No paragraph fulfils {what}"
    return f"The paragraph for {what} does not say: {', '.join(one.lacks)}"


def _says(said: str, pattern: str, facts: Mapping[str, Any]) -> bool:
    return all(re.search(one, _bare(said), re.IGNORECASE) for one in _filled(pattern, facts))


def _filled(pattern: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """The pattern with its fact put in, once for each entry where that is a list."""
    found = _FACT.search(pattern)
    if found is None:
        yield pattern
        return
    value = _fact(found[1], facts)
    for each in value if isinstance(value, list) else [value]:
        if each is None:
            continue
        texts = {written(each)} if isinstance(each, date) else {str(each), written_in(str(each))}
        either = "|".join(re.escape(_bare(text).rstrip(".")) for text in sorted(texts))
        yield from _filled(f"{pattern[: found.start()]}(?:{either}){pattern[found.end() :]}", facts)


def _bare(text: str) -> str:
    """`text` as it is compared: every white space one space, and without the marks that settle its direction."""
    return " ".join(text.replace("\u200e", "").split())


def _fact(path: str, facts: Mapping[str, Any]) -> Any:
    value: Any = facts
    for key in path.split("."):
        if isinstance(value, list):
            value = [entry[key] for entry in value if isinstance(entry, Mapping) and key in entry]
        else:
            value = value.get(key) if isinstance(value, Mapping) else None
    return value
