"""Bank holidays and what they move, in sentences and rows: as the pages show them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from models.db import reading
from rules.bank_holidays import BankHolidays, Nation, Proclaimed, in_force
from rules.proclaimed import EVERYWHERE
from rules.working_days import calendars, written
from tasks import access, recompute
from tasks.recompute import Because, Found, Kept, Moved
from web.visitor import Visitor

_SHOWN = 20  # dates that move, on a page that asks to confirm
OTHERS = "The bank holidays are those of the whole installation: the dates of its other services rest on them too."


def days(known: BankHolidays, first: int) -> list[dict[str, Any]]:
    """The days from a year to the last published one, each once: which nations have it, and where it comes from."""
    found = [one for one in in_force(known) if first <= one.on.year <= known.published_to]
    same = sorted(found, key=lambda one: (one.on, one.title, one.closed, _source(one.row)))
    return [
        {"on": on, "title": title, "nations": where([one.nation for one in rows]), "closed": closed, "from": source}
        for (on, title, closed, source), rows in groupby(
            same, key=lambda one: (one.on, one.title, one.closed, _source(one.row))
        )
    ]


def by_hand(known: BankHolidays) -> list[tuple[Proclaimed, str, str]]:
    """The rows of the file: one of those that say the same, where, and the last part of the address of them all."""
    rows = sorted(known.proclaimed, key=lambda row: (row.on, row.title, row.authority, row.closed, row.nation))
    found = []
    for _, group in groupby(rows, key=lambda row: (row.on, row.title, row.authority, row.closed)):
        same = list(group)
        nations = [row.nation for row in same]
        found.append((same[0], where(nations), f"{same[0].on.isoformat()}/{'-'.join(nations)}"))
    return found


def where(nations: Sequence[Nation]) -> str:
    """Nations in words."""
    return EVERYWHERE if len({*nations}) == len(Nation) else ", ".join(nation.words for nation in nations)


def said(row: Proclaimed, nations: str) -> str:
    """A row as a sentence."""
    what = "no working day" if row.closed else "a working day"
    return f"{written(row.on)} is {what} in {'the ' if nations == EVERYWHERE else ''}{nations} ({row.title})."


def moving(known: BankHolidays, who: Visitor, at: datetime) -> list[Found]:
    """What these bank holidays make of the open requests that somebody sees in full. Nothing is changed."""
    sight = access.sight_of(None, by=who.login, at=at)
    with reading() as session:
        return list(recompute.moves(session, calendars(known), sight))


def effect(found: Iterable[Found]) -> list[str]:
    """What moves, and how much, before anybody confirms."""
    lines = [text for one in found for text in texts(one)]
    if not lines:
        return ["No date of an open request moves.", OTHERS]
    shown = lines[:_SHOWN]
    more = [f"And {len(lines) - _SHOWN} more dates."] if len(lines) > _SHOWN else []
    return [*shown, *more, "The dates are stored once you apply them, on the page of bank holidays.", OTHERS]


def texts(found: Found) -> list[str]:
    """What is to be said of a part of a request; nothing where its dates stay."""
    if isinstance(found, Kept):
        return []
    what = found.kind.words if found.kind else "the day to look by"
    if not isinstance(found, Moved):
        return [f"{found.reference}, {what}: it cannot be worked out. {found.says}"]
    why = "" if found.because is Because.HOLIDAYS else " (not by a bank holiday: the policy or the rules changed)"
    told = []
    for change in found.changes:
        before = written(change.before) if change.before else "no date"
        after = written(change.after) if change.after else "no date"
        earlier = " That is earlier!" if change.earlier else ""
        which = "" if found.kind is None else f", {change.which.words}"
        told.append(f"{found.reference}, {what}{which}: from {before} to {after}{why}.{earlier}")
    return told


def drafts(found: Found) -> list[str]:
    """The letters that may give the old date."""
    if not isinstance(found, Moved) or not found.drafts:
        return []
    return [f"{found.reference}: write again before it goes: {', '.join(found.drafts)}."]


def _source(row: Proclaimed | None) -> str:
    return row.authority if row else "the data of the release"
