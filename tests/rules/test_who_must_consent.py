"""Whom the rule asks, in every combination of kind, age, requester and service, beside a table written by hand.

The table was made from the five policies and the law by somebody who had not read the rule; see its header.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.ages import Age
from rules.consents import Asked, Circumstances, to_ask
from rules.kinds import Kind
from rules.policy import load
from rules.role import Role
from tests.rules.made_policies import SERVICES

TABLE = Path(__file__).parent / "data" / "who-must-consent.yaml"
ROWS: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text("utf-8"))["rows"]


def ages(first: int, last: int, stated: bool = False) -> list[Age | None]:
    return [Age(years, stated) for years in range(first, last + 1)]


# Each band of the table with every age in it, on the day of receipt.
BANDS: dict[str, list[Age | None]] = {
    "unknown": [None],
    "0-11": ages(0, 11),
    "12": ages(12, 12),
    "13-15": ages(13, 15),
    "16-17": ages(16, 17),
    "18-25": ages(18, 25),
    "stated-0-11": ages(0, 11, stated=True),
    "stated-12": ages(12, 12, stated=True),
    "stated-13-14": ages(13, 14, stated=True),
    "stated-15": ages(15, 15, stated=True),
    "stated-16-25": ages(16, 25, stated=True),
}
AXES: dict[str, list[str]] = {
    "kind": list(Kind),
    "age": list(BANDS),
    "role": [*Role, "none"],
    "service": SERVICES,
}
EVERY = list(product(*AXES.values()))


def named(row: dict[str, Any], axis: str) -> list[str]:
    """What a row of the table names on one axis."""
    value = row[axis]
    return AXES[axis] if value == "every" else value if isinstance(value, list) else [value]


def covered(row: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The combinations that a row of the table is about."""
    return product(*(named(row, axis) for axis in AXES))


EXPECTED = {combination: row for row in ROWS for combination in covered(row)}


def test_the_table_is_well_formed() -> None:
    """Each row names words of the program alone, whom it asks in the table's order, and why."""
    order = ["parent", "young_person", "parent_or_young_person", "child_confirmation", "authority"]
    assert set(order) <= set(Asked)
    for row in ROWS:
        assert set(row) == {*AXES, "ask", "because"}, row
        for axis, words in AXES.items():
            assert set(named(row, axis)) <= set(words), row
            assert len(set(named(row, axis))) == len(named(row, axis)), row
        assert row["ask"] == [word for word in order if word in row["ask"]], row
        assert row["because"].strip(), row


def test_the_table_covers_every_combination_once(capsys: pytest.CaptureFixture[str]) -> None:
    """No combination of kind, age, requester and service is left out, and none has two answers."""
    times = Counter(combination for row in ROWS for combination in covered(row))
    assert [one for one in EVERY if times[one] == 0] == []
    assert [one for one in EVERY if times[one] > 1] == []
    kinds, bands, roles, services = (len(words) for words in AXES.values())
    assert len(times) == len(EVERY) == kinds * bands * roles * services
    with capsys.disabled():
        print(
            f"\nWho must consent: {len(times)} combinations ({kinds} kinds x {bands} ages x {roles} requesters x "
            f"{services} services) in {len(ROWS)} rows; {len(times) // bands * sum(map(len, BANDS.values()))} "
            "with each age of a band on its own."
        )


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("kind", Kind)
def test_whom_the_rule_asks_is_whom_the_table_asks(kind: Kind, service: str) -> None:
    """BNS-6, CUM-3.2, BWD-10, CUM-5.1: at every age and for every requester exactly those are asked, nobody else."""
    policy = load(service)
    wrong = []
    for band, role in product(BANDS, AXES["role"]):
        row = EXPECTED[(kind, band, role, service)]
        for age in BANDS[band]:
            who = Circumstances(requester=None if role == "none" else Role(role), age=age)
            asked = [one.whom.value for one in to_ask(kind, who, policy)]
            if asked != row["ask"]:
                wrong.append(f"{band} {age} {role}: rule {asked}, table {row['ask']} ({row['because'].strip()})")
    assert wrong == [], "\n".join(wrong)
