"""When a record may be destroyed, and when nobody can say so yet: each service's own period, and none invented.

A record is a request or a case file. It is kept until it is closed, and as long as anything stops it (`rules.holds`).
"""

from dataclasses import dataclass
from datetime import date

from rules.months import add_months
from rules.policy import Retention, Setting
from rules.refusal import Refusal
from rules.working_days import written


class RetentionRefused(Refusal):
    """The list cannot be made, changed, signed or carried out so; says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """What decides when one record may be destroyed. `of_young_person`: it is about a child or a young person."""

    closed: date | None
    born: date | None = None  # of the child or the young person whom it is about
    of_young_person: bool = False


@dataclass(frozen=True, slots=True)
class Disposal:
    """From when on a record may be destroyed, and why; None: not at all yet, and `because` says why not."""

    on: date | None
    because: str
    cites: tuple[str, ...]
    asks: bool = False  # somebody must find out what is missing


def disposal(record: Record, setting: Setting[Retention]) -> Disposal:
    """From when on a record may be destroyed by the policy of its service.

    Where a policy names both an age and a time from closure, the later of the two counts.
    """
    period, cites = setting.value, setting.cites
    if record.closed is None:
        return Disposal(None, "it is not closed", cites)
    if period.until_age is None and period.years_from_closure is None:
        return Disposal(None, "the policy sets no period: until it does, nothing is destroyed", cites)
    days: list[tuple[date, str]] = []
    if period.years_from_closure is not None:
        years = period.years_from_closure
        over = add_months(record.closed, 12 * years)
        days.append((over, f"{years} years after it was closed on {written(record.closed)}"))
    if period.until_age is not None:
        if not record.of_young_person:
            if not days:
                return Disposal(
                    None, f"it is about no young person, and the policy keeps records until somebody is "
                    f"{period.until_age}: decide what holds for it", cites, asks=True
                )  # fmt: skip
        elif record.born is None:
            return Disposal(
                None, f"the young person's birth date is not known, and the policy keeps records until they are "
                f"{period.until_age}: find it", cites, asks=True
            )  # fmt: skip
        else:
            days.append((birthday(record.born, period.until_age), f"the young person is {period.until_age}"))
    on, because = max(days)
    return Disposal(on, because, cites)


def birthday(born: date, age: int) -> date:
    """The day on which somebody is so old; who was born on 29 February, on 1 March in other years (`rules.ages`)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
