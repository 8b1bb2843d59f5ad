"""Signing in: which password is good enough, how long a failure locks, when a session ends."""

from datetime import datetime, timedelta

from rules.refusal import Refusal

SHORTEST, LONGEST = 12, 200  # characters
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)  # a working day: nobody stays signed in over night
TO_FINISH = timedelta(minutes=10)  # from the password to the code
INVITED_FOR = timedelta(hours=72)
FREE_FAILURES = 5
FIRST_LOCK, LONGEST_LOCK = timedelta(minutes=1), timedelta(hours=1)
_TOO_PLAIN = ("password", "passw0rd", "sendiass", "inforights", "qwerty", "123456", "letmein", "welcome")


class SignInRefused(Refusal):
    """Nobody is signed in; says what to do, and not which of the name, the password and the code was wrong."""


class PasswordRefused(Refusal):
    """The password is not good enough; says why, and does not repeat it."""


def check_password(password: str, login: str) -> None:
    """Refuse a password that is soon guessed. Length counts, not which signs are in it (NCSC, three random words).

    Raises:
        PasswordRefused
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(f"A password has {SHORTEST} to {LONGEST} characters: three random words will do.")
    plain = password.casefold()
    if len(set(plain)) < 6:
        raise PasswordRefused("The password repeats a few signs: choose three random words.")
    if any(name in plain for name in (login, *login.split("."), *_TOO_PLAIN) if len(name) > 3):
        raise PasswordRefused("The password holds your login, or a word that is tried first: choose others.")


def locked_until(failures: int, at: datetime) -> datetime | None:
    """Until when a failure locks the account: not at first, then a minute, two, four, up to an hour."""
    if failures < FREE_FAILURES:
        return None
    doubled: int = 2 ** min(failures - FREE_FAILURES, 10)
    return at + min(FIRST_LOCK * doubled, LONGEST_LOCK)


def session_ends(began: datetime, seen: datetime, *, verified: bool) -> datetime:
    """When a session ends of itself: idle, over its time, or without the code that must follow the password."""
    if not verified:
        return began + TO_FINISH
    return min(seen + IDLE, began + ABSOLUTE)
