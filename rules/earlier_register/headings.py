"""The line of headings of a register, and which column lies where."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rules.earlier_register.columns import KNOWN, NEEDED, Column
from rules.earlier_register.folded import folded, tidy
from rules.refusal import Refusal

_LOOKED_AT: Final = 20  # lines; above the headings a sheet may have a title
_LONGEST: Final = 60  # characters of a heading that is repeated to somebody


class RegisterRefused(Refusal):
    """The register cannot be taken over; says what is wrong with it as a whole."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns lie. `line` is the place of the headings among the lines, counted from 0."""

    line: int
    texts: tuple[str, ...]  # as they stand; empty where there is none
    places: Mapping[Column, int]

    @property
    def unknown(self) -> list[str]:
        """The headings of the columns that are not taken over."""
        taken = set(self.places.values())
        return [shown(text) for place, text in enumerate(self.texts) if text and place not in taken]

    def of(self, column: Column) -> str:
        """A column as its register calls it; its own word where the register has none."""
        place = self.places.get(column)
        return shown(self.texts[place]) if place is not None else column.value.replace("_", " ")

    def at(self, place: int) -> str:
        """The column at a place as its register calls it."""
        text = self.texts[place] if place < len(self.texts) else ""
        return shown(text) if text else f"column {letters(place)}"


def find(lines: Sequence[Sequence[str]], mapped: Mapping[str, Column | None] | None = None) -> Headings:
    """The first line that has the headings which every register needs.

    Args:
        lines: the cells of the first lines.
        mapped: columns by headings that are not known here, as they stand in the register; None for a heading that
            is known and means something else.

    Raises:
        RegisterRefused: there is none, or a heading stands there twice. Nothing of another line is said.
    """
    own = {folded(heading): column for heading, column in (mapped or {}).items()}
    for number, cells in enumerate(lines[:_LOOKED_AT]):
        keys = [folded(cell) for cell in cells]
        meant = [own[key] if key in own else _known(key, own) for key in keys]
        if not set(NEEDED) <= set(meant):
            continue
        if missing := [heading for heading in own if heading not in keys]:
            raise RegisterRefused(
                f"{len(missing)} of the headings that you map {'is' if len(missing) == 1 else 'are'} not in the "
                "register: write each exactly as it stands there.",
                give=("map",),
            )
        texts = tuple(tidy(cell) for cell in cells)
        while texts and not texts[-1]:
            texts = texts[:-1]
        keys, meant = keys[: len(texts)], meant[: len(texts)]
        _check_once(texts, keys, meant)
        return Headings(number, texts, {column: place for place, column in enumerate(meant) if column})
    raise RegisterRefused(
        f"No headings are found in the first {_LOOKED_AT} lines: a register needs a line of headings with "
        "'Reference' and 'Received' in it, or with headings that you map to them.",
        give=("map",),
    )


def letters(place: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def shown(heading: str) -> str:
    """A heading as it may be repeated."""
    plain = "".join(sign for sign in heading if sign.isprintable())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _known(key: str, own: Mapping[str, Column | None]) -> Column | None:
    """A column under a heading that is known here, unless somebody mapped another heading to it."""
    found = KNOWN.get(key)
    return None if found in set(own.values()) else found


def _check_once(texts: Sequence[str], keys: Sequence[str], meant: Sequence[Column | None]) -> None:
    for key, count in Counter(key for key in keys if key).items():
        if count > 1:
            heading = shown(texts[keys.index(key)])
            raise RegisterRefused(f"The heading '{heading}' stands there {count} times: give each column its own.")
    for column, count in Counter(column for column in meant if column).items():
        if count > 1:
            twice = " and ".join(f"'{shown(text)}'" for text, one in zip(texts, meant, strict=True) if one is column)
            raise RegisterRefused(
                f"{twice} both mean the column {column}: map the one that is meant, or change the other's heading.",
                give=("map",),
            )
