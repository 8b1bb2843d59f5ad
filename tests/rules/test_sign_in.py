"""Passwords, locks and sessions, by tables and properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.sign_in import (
    ABSOLUTE,
    FREE_FAILURES,
    IDLE,
    LONGEST_LOCK,
    TO_FINISH,
    PasswordRefused,
    check_password,
    locked_until,
    session_ends,
)

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize("password", ["lantern orchard pebble", "Grün-und-blau 7", "x9!kkQz#pL0v"])
def test_a_long_password_is_good_whatever_is_in_it(password: str) -> None:
    """NCSC: length counts, no rule says which signs."""
    check_password(password, "m.manager")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "x" * 201,
        "abababababababab",
        "M.Manager-2026-x",
        "my manager is it",
        "the Password again",
        "sendiass derby",
    ],
)
def test_a_password_that_is_soon_guessed_is_refused(password: str) -> None:
    """Too short, repeated, or a word that is tried first; the refusal does not repeat it."""
    with pytest.raises(PasswordRefused) as refused:
        check_password(password, "m.manager")
    assert not password or password not in str(refused.value)


def test_the_first_failures_are_free_and_the_locks_grow() -> None:
    """A minute, two, four, up to an hour."""
    locks = [locked_until(number, NOON) for number in range(1, 20)]
    assert locks[: FREE_FAILURES - 1] == [None] * (FREE_FAILURES - 1)
    minutes = [(lock - NOON).total_seconds() / 60 for lock in locks[FREE_FAILURES - 1 :] if lock]
    assert minutes[:7] == [1, 2, 4, 8, 16, 32, 60]


@given(st.integers(0, 10**9))
def test_no_lock_is_longer_than_an_hour(failures: int) -> None:
    """Whoever forgot a password is never locked out for good by somebody else's guessing."""
    until = locked_until(failures, NOON)
    assert until is None or until - NOON <= LONGEST_LOCK


@given(st.timedeltas(timedelta(), timedelta(days=2)), st.booleans())
def test_a_session_ends_of_itself(after: timedelta, verified: bool) -> None:
    """Idle for half an hour, after a working day, or ten minutes after a password without its code."""
    ends = session_ends(NOON, NOON + after, verified=verified)
    assert ends == (min(NOON + after + IDLE, NOON + ABSOLUTE) if verified else NOON + TO_FINISH)
