"""What is published of a period: which rows are put together, what is counted where, and that totals never tell."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.consents import Answer, Asked
from rules.kinds import FollowUp, Kind
from rules.letter import Outcome
from rules.publication import NOT_KEPT, Published, Tally, Told, published, put_together
from rules.quarters import PeriodRefused, last_year, quarters
from rules.step_times import Step

START, END = date(2026, 4, 1), date(2027, 3, 31)
MAY, AUGUST = date(2026, 5, 4), date(2026, 8, 3)


def told(kind: Kind | None, number: int, received: date = MAY, answered: date | None = None) -> list[Told]:
    """So many parts that are alike; answered ones in time and disclosed."""
    return [Told(kind, received, answered, date(2026, 12, 1), Outcome.DISCLOSED, extended=False)] * number


def made(*parts: list[Told]) -> dict[str, Published]:
    """The tables of these parts, by their titles."""
    tally = Tally(START, END)
    for part in parts:
        for one in part:
            tally.add(one)
    return {one.title: one for one in published(tally)}


def rows(table: Published) -> dict[str, dict[str, int | None]]:
    """The numbers of a table by the names of rows and columns."""
    return {name: dict(zip(table.columns, numbers, strict=True)) for name, numbers in table.rows}


def test_what_is_counted_where() -> None:
    """DER-6: by kind and quarter, with nothing hidden where nothing is small; what was destroyed keeps its dates."""
    destroyed = [Told(Kind.FOI, MAY, AUGUST, None)] * 5
    found = made(told(Kind.SAR, 6, MAY, AUGUST), told(Kind.SAR, 5, date(2026, 3, 31), MAY), destroyed)
    assert [title for title, table in found.items() if table.hides] == ["To be expected in the next quarter"]
    received = rows(found["Received, by quarter"])
    assert received["subject access request"] == {
        "Apr to Jun 2026": 6, "Jul to Sep 2026": 0, "Oct to Dec 2026": 0, "Jan to Mar 2027": 0, "all": 6,
    }  # fmt: skip
    assert rows(found["Answered, by quarter"])["all"]["Apr to Jun 2026"] == 5
    assert rows(found["Answered in time"])["all"] == {"in time": 11, "no date in law": 5, "all": 16}
    assert rows(found["How they were answered"])["all"] == {"disclosed": 11, NOT_KEPT: 5, "all": 16}
    assert rows(found["Extensions of the time"])["all"] == {"time not extended": 11, NOT_KEPT: 5, "all": 16}


def test_kinds_with_few_are_put_together() -> None:
    """BWD-9: a kind of which few came is counted with the smallest other, in every table alike."""
    found = made(
        told(Kind.SAR, 9, MAY, AUGUST), told(Kind.FOI, 6, MAY, AUGUST), told(Kind.INSPECTION, 1, MAY, AUGUST)
    )
    together = "freedom of information request and inspection, together"
    for title in ("Received, by quarter", "Answered, by quarter", "Answered in time", "How they were answered"):
        assert [*rows(found[title])] == ["subject access request", together, "all"], title


def test_of_a_few_in_all_nothing_is_said() -> None:
    """HIL-11: not even how many; where there were none it is said."""
    found = made(told(Kind.SAR, 4))
    assert found["Received, by quarter"].withheld
    assert found["Received, by quarter"].rows == ()
    assert not found["Answered in time"].withheld


def test_consents_reviews_and_complaints_are_counted_by_their_words() -> None:
    """DER-6: refused consents among those that were asked for, and how reviews and complaints ended."""
    tally = Tally(START, END)
    tally.consents = Counter({(Asked.PARENT, Answer.REFUSED): 7, (Asked.PARENT, Answer.FULL): 9})
    tally.followed = Counter({(FollowUp.COMPLAINT, None): 5})
    found = {one.title: rows(one) for one in published(tally) if one.rows}
    assert found["Answers to consents that were asked for"]["all"] == {"full": 9, "refused": 7, "all": 16}
    assert found["Internal reviews and complaints"]["complaint"] == {"not ended": 5, "all": 5}


def test_days_of_steps_are_published_without_their_number() -> None:
    """DER-6: how many went through a step is not said, as the differences of such numbers are small."""
    tally = Tally(START, END)
    tally.steps = {Step.READ: [1] * 12, Step.CONSENTS: [3] * 9}
    (steps,) = (one for one in published(tally) if one.rows)
    assert steps.rows == (("reading", (None, 1, None)),)
    tally.steps = {Step.CONSENTS: [3] * 9}
    assert [one.title for one in published(tally) if one.withheld] == ["Working days by step"]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(Kind), st.integers(0, 12)))
def test_no_row_that_is_left_is_small(totals: dict[Kind, int]) -> None:
    """UK GDPR recital 26: the totals of rows are in several tables, so that none of them may be small."""
    groups = put_together({kind: number for kind, number in totals.items() if number})
    sums = [sum(totals[kind] for kind in group) for group in groups]
    assert all(number >= 5 for number in sums)
    assert sum(sums) in (sum(totals.values()), 0)
    assert sums or sum(totals.values()) < 5


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 9), st.sampled_from(Outcome)), max_size=12))
def test_no_small_number_is_ever_published(groups: list[tuple[Kind, int, Outcome]]) -> None:
    """DER-6, BWD-9, HIL-11: in no table of any period; and each row's total is that of the same row elsewhere."""
    tally = Tally(START, END)
    for kind, number, outcome in groups:
        for _ in range(number):
            tally.add(Told(kind, MAY, AUGUST, None, outcome, extended=number % 2 == 0, waited=number > 4))
    found = published(tally)
    numbers = [number for one in found for _, line in one.rows for number in line if number is not None]
    assert not [number for number in numbers if 0 < number < 5]
    totals = [[(name, line[-1]) for name, line in one.rows] for one in found if one.title in tally.answered]
    assert all(one == totals[0] for one in totals)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (START, date(2027, 3, 30)),
        (date(2026, 5, 1), END),
        (START, START),
        (END, START),
        (START, date(2026, 3, 31)),
        (date(2000, 1, 1), END),
    ],
)
def test_only_whole_quarters_are_published(start: date, end: date) -> None:
    """UK GDPR recital 26: two periods that differ by a day would tell of the request of that day."""
    with pytest.raises(PeriodRefused, match="whole quarters"):
        quarters(start, end)


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 11, 26), (date(2025, 10, 1), date(2026, 9, 30))),
        (date(2027, 1, 1), (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_the_last_four_quarters_are_over(today: date, year: tuple[date, date]) -> None:
    """The quarter of today is not among them: what is not over would be published twice."""
    assert last_year(today) == year
    assert len(quarters(*year)) == 4


def test_withdrawn_requests_are_one_number() -> None:
    """DER-6: few are not told, and never by kind: the difference of two totals would tell them."""
    for number, shown in ((0, ()), (4, (None,)), (5, (5,))):
        tally = Tally(START, END, withdrawn=number)
        (found,) = [one for one in published(tally) if one.title == "Withdrawn by the requester"]
        assert tuple(count for _, numbers in found.rows for count in numbers) == shown


def test_what_is_expected_follows_from_what_is_published() -> None:
    """BNS-4: a forecast of the next quarter rests on totals that are shown; where one is hidden nothing is said."""
    quarters_of = [date(2026, month, 4) for month in (4, 7, 10)] + [date(2027, 1, 4)]
    title = "To be expected in the next quarter"
    found = made(*(told(Kind.FOI, number, day) for number, day in zip((18, 19, 21, 22), quarters_of, strict=True)))
    assert rows(found[title]) == {"received": {"likely": 20, "at least": 14, "at most": 26}}
    few = made(*(told(Kind.FOI, number, day) for number, day in zip((2, 9, 11, 12), quarters_of, strict=True)))
    assert (few[title].rows, few[title].withheld) == ((), True)
    assert title not in made()
