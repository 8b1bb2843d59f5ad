"""The age of whom a request is about: on the day of receipt, from a birth date or as a letter says it."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.ages import Age, age_on, known_age

RECEIVED = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 28), 11),
        (date(2024, 2, 29), 12),
        (date(2025, 2, 28), 12),
        (date(2025, 3, 1), 13),
        (date(2028, 2, 28), 15),
        (date(2028, 2, 29), 16),
        (date(2012, 2, 29), 0),
    ],
)
def test_a_child_born_on_29_february(day: date, expected: int) -> None:
    """CUM-3.2: in a year without that day a year of age is complete on 1 March."""
    assert age_on(day, date(2012, 2, 29)) == expected


@pytest.mark.parametrize(
    ("born", "from_16"),
    [(date(2010, 11, 24), False), (date(2010, 11, 23), True), (date(2010, 11, 22), True)],
)
def test_the_age_is_that_of_the_day_of_receipt(born: date, from_16: bool) -> None:
    """CUM-3.2, CFA 2014 s.83(2): sixteen on the day of receipt is sixteen, to the day."""
    found = known_age(RECEIVED, born, None)
    assert found is not None
    assert found.from_16 is from_16


@pytest.mark.parametrize(("stated", "from_16"), [(0, False), (14, False), (15, None), (16, True), (25, True)])
def test_a_birthday_may_have_passed_since_a_letter_was_written(stated: int, from_16: bool | None) -> None:
    """CUM-3.2: who is said to be 15 may be 16 on the day of receipt; nothing is decided on that."""
    assert Age(stated, stated=True).from_16 is from_16
    assert Age(stated).from_16 is (stated >= 16)


@example(born=date(2000, 2, 29), stated=None)
@given(born=st.dates(date(1995, 1, 1), RECEIVED), stated=st.none() | st.integers(0, 30))
def test_a_birth_date_is_more_than_what_a_letter_says(born: date, stated: int | None) -> None:
    """CUM-3.2: from the birth date where there is one, counted by hand: the birthdays since."""
    birthdays = sum(
        (day.month, day.day) == (born.month, born.day) or (born.month, born.day, day.month, day.day) == (2, 29, 3, 1)
        for day in (born + timedelta(days=n) for n in range(2, (RECEIVED - born).days + 1))  # 1 March 2000 is none
        if not ((born.month, born.day) == (2, 29) and day.month == 2)
    )
    assert known_age(RECEIVED, born, stated) == Age(birthdays)
    assert known_age(RECEIVED, None, stated) == (None if stated is None else Age(stated, stated=True))
