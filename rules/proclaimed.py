"""The small file in which an installation keeps what was proclaimed after the data of its release.

A person may write it by hand, so everything that is wrong with it is said with the row it stands in.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

import msgspec
import yaml

from rules.bank_holidays import FIRST_YEAR, PUBLISHED_TO, BankHolidays, Nation, Proclaimed, ProclaimedRefused
from rules.deed import Deed

EVERYWHERE = "United Kingdom"
LONGEST = 100_000  # characters: hundreds of days, of which there are one or two in a year
LONGEST_TITLE = 200  # characters, of an authority too: they stand in letters and lists
LATEST = PUBLISHED_TO + 10  # the year up to which bank holidays may be published before a release knows
_NATIONS = {nation.words: (nation,) for nation in Nation} | {EVERYWHERE: tuple(Nation)}
WHERE = tuple(_NATIONS)
_DEEPEST = 3  # a mapping that has a list of mappings

_HEAD = """\
# Bank holidays that the data of this release does not know yet: days proclaimed late, or moved.
# A row: date, nation ({nations}),
# title, authority (the proclamation or list that says so), and closed: false where a usual
# bank holiday is none this year. After a change run `inforights holidays check`.
"""


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    date: date
    nation: str
    title: str
    authority: str
    closed: bool = True


class _File(msgspec.Struct, forbid_unknown_fields=True):
    days: list[Any] | None = None
    published_to: int = PUBLISHED_TO


class _Loader(yaml.CSafeLoader):
    """As the safe loader, but a key given twice is an error: the first of two lists would be lost silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise ProclaimedRefused(f"bank-holidays.yaml, line {line}: this word stands twice in one place.")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Dumper(yaml.SafeDumper):
    """As the safe dumper, but each date is written out: a reference to the row before could not be read again."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def read(text: str) -> BankHolidays:
    """What the file says.

    Raises:
        ProclaimedRefused: it is no such file, or a row cannot be; says which row and what to do.
    """
    found = _content(text)
    if not FIRST_YEAR <= found.published_to <= LATEST:
        raise ProclaimedRefused(f"bank-holidays.yaml: published_to must be a year up to {LATEST}.")
    rows = [one for number, row in enumerate(found.days or [], 1) for one in _rows(number, row)]
    rows.sort(key=lambda row: (row.on, row.nation))
    for (on, nation), same in groupby(rows, key=lambda row: (row.on, row.nation)):
        if len(list(same)) > 1:
            raise ProclaimedRefused(
                f"bank-holidays.yaml has two rows for {on.isoformat()} in {nation.words}: keep one."
            )
    # A release that is newer than the file may know more years by itself.
    return BankHolidays(tuple(rows), max(found.published_to, PUBLISHED_TO))


def write(known: BankHolidays) -> str:
    """The file that says so; `read` gives the same back."""
    days = []
    for (on, title, authority, closed), same in groupby(
        sorted(known.proclaimed, key=lambda row: (row.on, row.title, row.authority, row.closed, row.nation)),
        key=lambda row: (row.on, row.title, row.authority, row.closed),
    ):
        nations = [row.nation.words for row in same]
        for nation in [EVERYWHERE] if len(nations) == len(Nation) else nations:
            row = {"date": on, "nation": nation, "title": title, "authority": authority}
            days.append(row if closed else {**row, "closed": False})
    content = {"published_to": known.published_to, "days": days}
    head = _HEAD.format(nations=", ".join(_NATIONS))
    return head + str(yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000))


def added(
    known: BankHolidays, on: date, nation: str, title: str, authority: str, *, closed: bool = True
) -> BankHolidays:
    """What is known with one more day, in each nation that is meant and in which it changes anything.

    Args:
        nation: one of `WHERE`.
        closed: False where a usual bank holiday is none this year.

    Raises:
        ProclaimedRefused: the day cannot be, is said already, or changes no working day.
    """
    day = on.isoformat()
    if on.weekday() >= 5:
        raise ProclaimedRefused(f"{day} is a {on:%A}, which is no working day anyway: give the substitute day.")
    rows = _proclaimed(f"The day {day}", _Row(on, nation, title, authority, closed))
    said = {(row.on, row.nation) for row in known.proclaimed}
    twice = [row.nation.words for row in rows if (row.on, row.nation) in said]
    if twice:
        raise ProclaimedRefused(f"There is a row for {day} in {', '.join(twice)} already: withdraw that first.")
    made = replace(known, proclaimed=_sorted((*known.proclaimed, *rows)))
    for each in Nation:
        made.of(each)  # refuses a year outside the data, and what no proclamation can do
    idle = made.without_effect
    if all(row in idle for row in rows):
        says = "is a bank holiday there already" if closed else "is no bank holiday there, so none is moved away"
        raise ProclaimedRefused(f"{day} {says}: nothing would change. Check the date and the nation.")
    made = replace(made, proclaimed=tuple(row for row in made.proclaimed if row not in rows or row not in idle))
    read(write(made))  # the file that says so can be read again
    return made


def withdrawn(known: BankHolidays, on: date, nations: Collection[Nation]) -> BankHolidays:
    """What is known without the rows of a day in these nations.

    Raises:
        ProclaimedRefused: there is none.
    """
    gone = [row for row in known.proclaimed if row.on == on and row.nation in nations]
    if not gone:
        raise ProclaimedRefused(f"There is no row for {on.isoformat()}: somebody withdrew it already.")
    return replace(known, proclaimed=tuple(row for row in known.proclaimed if row not in gone))


def _sorted(rows: Iterable[Proclaimed]) -> tuple[Proclaimed, ...]:
    return tuple(sorted(rows, key=lambda row: (row.on, row.nation)))


def _content(text: str) -> _File:
    if len(text) > LONGEST:
        raise ProclaimedRefused("bank-holidays.yaml is far too long: it holds only the days proclaimed since.")
    try:
        _check_flat(text)
        content = yaml.load(text, Loader=_Loader)
        return msgspec.convert({} if content is None else content, _File)
    except ProclaimedRefused:  # before ValueError, which it is
        raise
    except yaml.YAMLError as error:
        line = (
            f" in line {error.problem_mark.line + 1}"
            if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark
            else ""
        )
        raise ProclaimedRefused(
            f"bank-holidays.yaml is not valid YAML{line}: put that right, or import the list anew.",
            do=Deed.IMPORT_HOLIDAYS,
        ) from None
    except msgspec.ValidationError:
        raise ProclaimedRefused(
            "bank-holidays.yaml must hold `days:`, a list of rows, and may hold `published_to:`, a year, and no more."
        ) from None
    except (ValueError, AttributeError):  # the loader's own, for what looks like a date or a number and is none
        raise ProclaimedRefused(
            "bank-holidays.yaml has a date or a number that does not exist: write each date as 2026-11-22."
        ) from None


def _check_flat(text: str) -> None:
    """Refuse what only an attack holds, before it is built: the loader's own depth has no limit."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            raise ProclaimedRefused(
                "bank-holidays.yaml: write plain rows, without lists in them and without references."
            )


def _rows(number: int, content: Any) -> list[Proclaimed]:
    where = f"bank-holidays.yaml, row {number}"
    try:
        row = msgspec.convert(content, _Row)
    except msgspec.ValidationError as error:
        field = str(error).partition("`$.")[2].rstrip("`") or str(error).partition("field `")[2].rstrip("`")
        says = {
            "date": "give the date as 2026-11-22",
            "closed": "closed must be true or false",
            "": "give date, nation, title and authority",
        }.get(field, f"'{field}' is missing or no text")
        if "unknown" in str(error):
            says = f"'{field}' is no part of a row"
        raise ProclaimedRefused(f"{where}: {says}.") from None
    return _proclaimed(where, row)


def _proclaimed(where: str, row: _Row) -> list[Proclaimed]:
    if row.nation not in _NATIONS:
        raise ProclaimedRefused(f"{where}: nation must be one of {', '.join(_NATIONS)}.")
    title, authority = " ".join(row.title.split()), " ".join(row.authority.split())
    for name, words in (("title", title), ("authority", authority)):
        if not 0 < len(words) <= LONGEST_TITLE or not words.isprintable():
            raise ProclaimedRefused(f"{where}: say the {name} in 1 to {LONGEST_TITLE} characters.")
    return [Proclaimed(row.date, nation, title, authority, row.closed) for nation in _NATIONS[row.nation]]
