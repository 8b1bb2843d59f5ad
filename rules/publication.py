"""The figures of a period as they may be published: no name, no reference, no number by which somebody is known.

Kinds whose whole number is small are put together first. So the totals of the rows are never hidden, and tables that
have them in common tell no more together than each alone (DER-6).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from rules.consents import Answer, Asked
from rules.figures import SMALL
from rules.follow_ups import Outcome as Ending
from rules.in_time import in_time
from rules.kinds import FollowUp, Kind
from rules.letter import Outcome
from rules.quarters import quarter, quarters
from rules.step_spread import QUARTERS, spreads
from rules.step_times import Step
from rules.suppression import Table, hidden
from rules.workload import YEAR, next_quarter

HIDDEN = "[c]"  # confidential, as official statistics mark it
NOT_KEPT = "not kept"  # of a request that was destroyed
NOTES = (
    f"{HIDDEN} is confidential: a number under {SMALL}, or one by which such a number could be worked out "
    "(UK GDPR recital 26). Kinds with fewer are put together.",
    "Requests that are kept to a few are counted. Of those that were destroyed it is not kept how they were "
    "answered, nor their exemptions, consents, reviews and complaints.",
)
OF_EXPECTED = (
    "What is to be expected is reckoned from the last four quarters of the period, and from the same quarter of the "
    "years before where there are two whole years: four in five times it lies from the least to the most."
)
# For whoever publishes them, and for nobody else.
ADVICE = (
    "Publish a period once: figures of the same days that were worked out at another time, or of days that overlap, "
    "may tell of the requests by which they differ."
)
_EXPECTED = "To be expected in the next quarter"
_Row = TypeVar("_Row", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told:
    """One part of one request, as far as it is published. Words that are fixed and days, none of them typed."""

    kind: Kind | None
    received: date
    answered: date | None
    statutory: date | None
    outcome: Outcome | None = None  # None: it was destroyed, and how it was answered is not kept
    extended: bool | None = None  # the same
    waited: bool = False  # for the requester
    exemptions: frozenset[str] = frozenset()


@dataclass(slots=True)
class Tally:
    """Everything of a period counted, before anything is hidden: for nobody to see."""

    start: date
    end: date
    received: Counter[tuple[Kind | None, str]] = field(default_factory=Counter)
    answered: dict[str, Counter[tuple[Kind | None, str]]] = field(default_factory=dict)
    exemptions: Counter[tuple[Kind | None, str]] = field(default_factory=Counter)
    consents: Counter[tuple[Asked, Answer]] = field(default_factory=Counter)
    followed: Counter[tuple[FollowUp, Ending | None]] = field(default_factory=Counter)
    withdrawn: int = 0  # requests
    steps: dict[Step, list[int]] = field(default_factory=dict)  # working days of the requests that were closed

    def add(self, one: Told) -> None:
        """Count one part."""
        if self.start <= one.received <= self.end:
            self.received[one.kind, quarter(one.received)] += 1
        if one.answered is None or not self.start <= one.answered <= self.end:
            return
        kept = in_time(one.answered, one.statutory)
        extended = NOT_KEPT if one.extended is None else "time extended" if one.extended else "time not extended"
        for title, column in (
            ("Answered, by quarter", quarter(one.answered)),
            ("Answered in time", "no date in law" if kept is None else "in time" if kept else "late"),
            ("How they were answered", one.outcome.value.replace("_", " ") if one.outcome else NOT_KEPT),
            ("Extensions of the time", extended),
            ("Questions to the requester", "waited for" if one.waited else "not waited for"),
        ):
            self.answered.setdefault(title, Counter())[one.kind, column] += 1
        for exemption in one.exemptions:
            self.exemptions[one.kind, exemption] += 1


@dataclass(frozen=True, slots=True)
class Published:
    """One table as it is published. A number is None where it is hidden."""

    title: str
    rows_are: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]  # none: nothing to count
    withheld: bool = False  # there are so few in all that nothing is said of them
    totals: bool = True  # the last of a row is its total, and the last row is that of the columns

    @property
    def hides(self) -> bool:
        """Whether anything of it is hidden."""
        return self.withheld or any(number is None for _, numbers in self.rows for number in numbers)


def notes(tables: Sequence[Published]) -> tuple[str, ...]:
    """What a reader of these tables is to know of all of them."""
    expected = any(one.title == _EXPECTED and one.rows for one in tables)
    return (*NOTES, *((OF_EXPECTED,) if expected else ()))


def published(tally: Tally) -> list[Published]:
    """Every table of a period, with what must be hidden hidden.

    Raises:
        PeriodRefused: as `quarters`.
    """
    by_quarter = quarters(tally.start, tally.end)
    kinds = {kind: kind.words if kind else "not known yet" for kind in (*Kind, None)}
    outcomes = [outcome.value.replace("_", " ") for outcome in Outcome]
    columns = {
        "Answered, by quarter": by_quarter,
        "Answered in time": ["in time", "late", "no date in law"],
        "How they were answered": [*outcomes, NOT_KEPT],
        "Extensions of the time": ["time extended", "time not extended", NOT_KEPT],
        "Questions to the requester": ["waited for", "not waited for"],
    }
    answered = {title: (names, tally.answered.get(title, Counter())) for title, names in columns.items()}
    uses = sorted({exemption for _, exemption in tally.exemptions})
    consents = Counter({(asked, answer.value): number for (asked, answer), number in tally.consents.items()})
    followed = Counter({(what, _ending(end)): number for (what, end), number in tally.followed.items()})
    (received,) = _together({"Received, by quarter": (by_quarter, tally.received)}, kinds)
    return [
        received,
        *_together(answered, kinds),
        *_together({"Exemptions used": (uses, tally.exemptions)}, kinds),
        *_together(
            {"Answers to consents that were asked for": ([answer.value for answer in Answer], consents)},
            {asked: asked.words for asked in Asked},
            "What was asked for",
        ),
        *_together(
            {"Internal reviews and complaints": ([_ending(end) for end in (*Ending, None)], followed)},
            {what: what.words for what in FollowUp},
            "What followed",
        ),
        _withdrawn(tally),
        _steps(tally),
        *_expected(received),
    ]


def _steps(tally: Tally) -> Published:
    """Not how many went through each step: their differences could be small."""
    rows = [(one.step.words, one.days) for one in spreads(tally.steps, published=True)]
    told = tuple((name, days) for name, days in rows if any(number is not None for number in days))
    columns = tuple(QUARTERS.values())
    return Published("Working days by step", "Step", columns, told, withheld=bool(rows) and not told, totals=False)


def _withdrawn(tally: Tally) -> Published:
    """In one number: by kinds, or beside those that were answered, it would be the difference of two totals."""
    number = None if 0 < tally.withdrawn < SMALL else tally.withdrawn
    rows = (("all kinds", (number,)),) if tally.withdrawn else ()
    return Published("Withdrawn by the requester", "Kind", ("withdrawn",), rows, totals=False)


def _expected(received: Published) -> list[Published]:
    """How many are likely in the quarter after the period: from totals as they are published, and nothing else.

    Of a period shorter than a year there is no such table.
    """
    totals = received.rows[-1][1][:-1] if received.rows else ()
    if len(totals) < YEAR:
        return []
    counts = [number for number in totals if number is not None]
    found = next_quarter(counts) if len(counts) == len(totals) else None
    rows = (("received", (found.likely, found.low, found.high)),) if found and found.low >= SMALL else ()
    columns = ("likely", "at least", "at most")
    return [
        Published("To be expected in the next quarter", "Requests", columns, rows, withheld=not rows, totals=False)
    ]


def _ending(end: Ending | None) -> str:
    return end.value.replace("_", " ") if end else "not ended"


def _together(
    tables: Mapping[str, tuple[Sequence[str], Counter[tuple[_Row, str]]]],
    names: Mapping[_Row, str],
    rows_are: str = "Kind",
) -> list[Published]:
    """Tables whose rows have the same totals: the rows that are small are put together in all of them."""
    totals = Counter[_Row]()
    for (row, _), number in next(iter(tables.values()))[1].items():
        totals[row] += number
    groups = put_together({row: totals[row] for row in names if totals[row]})
    return [_table(title, rows_are, columns, counts, groups, names) for title, (columns, counts) in tables.items()]


def put_together(totals: Mapping[_Row, int]) -> list[tuple[_Row, ...]]:
    """The rows, those that are small in one with the smallest others, so that none is; none where all are few."""
    small = sorted((row for row, total in totals.items() if total < SMALL), key=lambda row: totals[row])
    large = sorted((row for row, total in totals.items() if total >= SMALL), key=lambda row: totals[row])
    while small and large and (len(small) == 1 or sum(totals[row] for row in small) < SMALL):
        small.append(large.pop(0))
    if sum(totals[row] for row in small) < SMALL and small:
        return []
    apart: list[tuple[_Row, ...]] = [(row,) for row in totals if row in large]
    return [*apart, tuple(row for row in totals if row in small)] if small else apart


def _table(
    title: str,
    rows_are: str,
    columns: Sequence[str],
    counts: Counter[tuple[_Row, str]],
    groups: Sequence[tuple[_Row, ...]],
    names: Mapping[_Row, str],
) -> Published:
    if not groups:
        return Published(title, rows_are, (), (), withheld=counts.total() > 0)
    used = [name for name in columns if any(counts[row, name] for group in groups for row in group)]
    if "quarter" in title:
        used = [*columns]
    table = Table.of([[sum(counts[row, name] for row in group) for name in used] for group in groups])
    unseen = hidden(table, rows_known=True)
    titles = [_row_words([names[row] for row in group]) for group in groups]
    rows = tuple(
        (name, tuple(None if (row, at) in unseen else number for at, number in enumerate(table.counts[row])))
        for row, name in enumerate([*titles, "all"])
    )
    return Published(title, rows_are, (*used, "all"), rows)


def _row_words(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}, together" if others else last
