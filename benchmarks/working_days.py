"""How fast working days are counted, beside three libraries that count the same ones.

    make bench        (or python -m benchmarks.working_days, where benchmarks/requirements.txt is installed)

The work: the 20th working day after each day of 2012 to 2030, on the bank holidays of the whole United Kingdom
(FOIA 2000 s.10(1) and (6)). Nothing is timed before all have given the same dates. Rounds are interleaved, so that
a busy machine slows all alike, and only the ratios of medians mean something. Exits with 1 where an aim is missed.
"""

import statistics
import sys
import time
from datetime import date, timedelta
from random import Random

from benchmarks.peers import CALENDARS, COUNT, Way, at_once, check_same, one_by_one
from rules.clock import Promise, Recorded, Wait, due
from rules.kinds import Kind

MANY = 1_000_000
CASES = 1_500  # the last of the days: received under the law of today
ROUNDS = 7
AT_LEAST = 0.05  # seconds that a measurement takes: shorter work is done several times over
FASTER, WITHIN = 5, 5  # the aims: so many times faster one by one, within so many times in one call

DAYS = [date.fromordinal(n) for n in range(date(2012, 1, 1).toordinal(), date(2030, 12, 31).toordinal() + 1)]


def whole_clock() -> dict[str, Way]:
    """Cases with a service's target, each worked out whole."""
    promise = Promise(COUNT, ("DER-5",))

    def wait(day: date) -> Wait:
        return Wait(day + timedelta(days=3), day + timedelta(days=12))

    def way(kind: Kind, question: bool = False, fee: bool = False) -> Way:
        cases = [
            Recorded(
                kind,
                day,
                clarifications=(wait(day),) if question else (),
                fee=wait(day + timedelta(days=10)) if fee else None,
            )
            for day in DAYS[-CASES:]
        ]
        return Way(lambda found: [due(case, promise, CALENDARS) for case in found], lambda: cases)

    return {
        "SAR": way(Kind.SAR),
        "SAR with a question": way(Kind.SAR, question=True),
        "FOI": way(Kind.FOI),
        "FOI with a question and a fee": way(Kind.FOI, question=True, fee=True),
    }


def measure(ways: dict[str, Way]) -> dict[str, float]:
    """Seconds of the work done once, the median of the rounds."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            times, taken = 0, 0.0
            while taken < AT_LEAST:
                given = way.given()
                start = time.perf_counter()
                way.work(given)
                taken += time.perf_counter() - start
                times += 1
            seconds[name].append(taken / times)
    return {name: statistics.median(found) for name, found in seconds.items()}


def show(seconds: dict[str, float], dates: int) -> None:
    """Print each beside the first."""
    first = next(iter(seconds.values()))
    for name, found in seconds.items():
        print(f"  {name:38} {found / dates * 1e6:8.3f} µs each, {found / first:7.2f} x the first")


def aim(words: str, holds: bool) -> bool:
    """Print whether an aim holds."""
    print(f"  {'holds' if holds else 'MISSED'}: {words}")
    return holds


def main() -> None:
    """Check, measure, print."""
    print(f"One date at a time, over {len(DAYS):,} days: ", end="")
    ways = one_by_one(DAYS)
    check_same(ways)
    singly = measure(ways)
    show(singly, len(DAYS))
    ours, *others = singly.values()
    times = min(others) / ours
    held = [aim(f"at least {FASTER} times faster than the fastest of them: {times:.1f} times", times >= FASTER)]

    draws = Random(20260205).choices(range(DAYS[0].toordinal(), DAYS[-1].toordinal() + 1), k=MANY)
    for order, ordinals in (("in no order", draws), ("sorted by day", sorted(draws))):
        print(f"\nDates in one call, {order}: ", end="")
        ways = at_once(ordinals)
        check_same(ways)
        many = measure(ways)
        show(many, MANY)
        ours, array, _ = many.values()
        held.append(
            aim(f"within {WITHIN} times of vectorised numpy: {ours / array:.2f} x its time", ours <= WITHIN * array)
        )

    print("\nA whole case: both dates, with their working in sentences")
    cases = measure(whole_clock())
    show(cases, CASES)
    one = singly["holidays.get_nth_working_day"] / len(DAYS)
    print(f"  the slowest takes {max(cases.values()) / CASES / one:.1f} x one call of holidays.get_nth_working_day")
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
