"""The bank holidays of the three parts of the United Kingdom: the data release, and what was proclaimed since.

A day proclaimed late is not in the data of a release yet (Banking and Financial Dealings Act 1971
s.1(3)), and a proclamation may also say that a usual day is none this year (s.1(2)). An
installation keeps both in a file of its own; read here they are plain values.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from rules.refusal import Refusal

FIRST_YEAR = 2012  # the first year of the gov.uk list against which the data is checked
PUBLISHED_TO = 2028  # the last year of that list: after it nothing is proclaimed yet
_YEARS_BEYOND = 5  # for which the usual pattern is given, with a warning

# FOIA 2000 s.10(6) names these two itself, so no proclamation makes a working day of them.
_NAMED_BY_THE_ACT = ("Christmas Day", "Good Friday")

# Titles of the release where the list of gov.uk has others.
_AS_GOV_UK_SAYS = {
    "Battle of the Boyne": "Battle of the Boyne (Orangemen's Day)",
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
    "Diamond Jubilee of Elizabeth II": "Queen's Diamond Jubilee",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "May Day": "Early May bank holiday",
    "New Year Holiday": "2nd January",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "Saint Andrew's Day": "St Andrew's Day",
    "Saint Patrick's Day": "St Patrick's Day",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "State Funeral of Queen Elizabeth II": "Bank Holiday for the State Funeral of Queen Elizabeth II",
    "Summer Bank Holiday": "Summer bank holiday",
}


class ProclaimedRefused(Refusal):
    """A late proclamation cannot be true; says which day and what to do."""


class Nation(StrEnum):
    """A part of the United Kingdom with bank holidays of its own (code as `holidays` has it)."""

    ENGLAND_AND_WALES = "ENG"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"

    @property
    def words(self) -> str:
        return {"ENG": "England and Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}[self.value]


@dataclass(frozen=True, slots=True)
class Proclaimed:
    """One day on which a proclamation differs from the data release, in one nation."""

    on: date
    nation: Nation
    title: str
    authority: str  # the proclamation or the list that says so
    closed: bool = True  # False: the usual bank holiday is none this year


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """What is known of bank holidays: the release of `holidays`, and what was proclaimed since."""

    proclaimed: tuple[Proclaimed, ...] = ()
    published_to: int = PUBLISHED_TO

    @property
    def last_year(self) -> int:
        """The last year for which a date is given at all."""
        return self.published_to + _YEARS_BEYOND

    @property
    def version(self) -> str:
        """Names the data behind each date: recorded with every date that is stored."""
        from importlib.metadata import version

        found = f"holidays {version('holidays')}"
        if self.published_to != PUBLISHED_TO:
            found += f", published to {self.published_to}"
        if self.proclaimed:
            rows = sorted((row.on.isoformat(), row.nation.value, row.closed) for row in self.proclaimed)
            digest = sha256(repr(rows).encode()).hexdigest()[:8]
            found += f", {len(rows)} proclaimed since ({digest})"
        return found

    def of(self, nation: Nation) -> dict[date, str]:
        """The bank holidays of one nation by day, weekends included, with their titles.

        Raises:
            ProclaimedRefused: a proclaimed day lies outside the data, or reopens a day that no proclamation can.
        """
        found = dict(_released(nation, self.last_year))
        for row in self.proclaimed:
            if not FIRST_YEAR <= row.on.year <= self.last_year:
                raise ProclaimedRefused(
                    f"The bank holiday of {row.on.isoformat()} lies outside the data "
                    f"({FIRST_YEAR} to {self.last_year}); check its year."
                )
            if row.nation is not nation:
                continue
            if row.closed:
                found.setdefault(row.on, row.title)
            elif named_by_the_act(found.get(row.on, "")):
                raise ProclaimedRefused(
                    f"{row.on.isoformat()} is {found[row.on]}, which is no working day whatever is proclaimed "
                    "(FOIA 2000 s.10(6)); remove the row."
                )
            else:  # no holiday there is no error: a newer release may have learnt it (`without_effect` tells)
                found.pop(row.on, None)
        return found

    @property
    def without_effect(self) -> tuple[Proclaimed, ...]:
        """The rows that change no working day: the release says the same by now, it is a weekend, or a wrong date."""
        released = {nation: _released(nation, self.last_year) for nation in Nation}
        return tuple(
            row for row in self.proclaimed if row.on.weekday() >= 5 or row.closed is (row.on in released[row.nation])
        )


@dataclass(frozen=True, slots=True)
class InForce:
    """One weekday as it is counted in a nation, where a bank holiday has to do with it."""

    on: date
    nation: Nation
    title: str
    closed: bool  # False: a usual bank holiday that is a working day this year
    row: Proclaimed | None  # what says so; None: the data of the release


def in_force(known: BankHolidays) -> list[InForce]:
    """Each weekday that is a bank holiday, in order; with the usual holidays that are none.

    A weekend is no working day anyway, and gov.uk lists only the substitute of a holiday that falls on one.
    """
    idle = known.without_effect
    changed = {(row.on, row.nation): row for row in known.proclaimed if row not in idle}
    found = [
        InForce(day, nation, title, True, changed.get((day, nation)))
        for nation in Nation
        for day, title in known.of(nation).items()
        if day.weekday() < 5
    ]
    found += [InForce(row.on, row.nation, row.title, False, row) for row in changed.values() if not row.closed]
    return sorted(found, key=lambda one: (one.on, one.nation.words))


def named_by_the_act(title: str) -> bool:
    """True for Christmas Day and Good Friday, which FOIA 2000 s.10(6) names itself."""
    return title in _NAMED_BY_THE_ACT


@lru_cache(maxsize=16)
def _released(nation: Nation, last_year: int) -> dict[date, str]:
    import holidays  # 0.1 s: not for commands that need no date

    # Without a subdivision the library gives only the days that all parts share.
    years = range(FIRST_YEAR, last_year + 1)
    return {day: _title(title) for day, title in holidays.country_holidays("GB", nation.value, years=years).items()}


def _title(released: str) -> str:
    """A title as the list of gov.uk has it, for it may stand in a letter; a substitute day is called so."""
    name, observed, _ = released.split("; ")[0].partition(" (observed)")
    return _AS_GOV_UK_SAYS.get(name, name) + (" (substitute day)" if observed else "")
