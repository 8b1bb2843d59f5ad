"""Keys for programs: what may be put together, how long one holds."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.scopes import LONGEST, KeyRefused, Scope, check, ends_at, holds

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize("scope", [Scope.CALENDAR, Scope.WALL])
def test_what_stands_in_an_address_opens_one_thing(scope: Scope) -> None:
    """UK GDPR Art 32: an address is seen on its way, so a key in one opens nothing that has a way of its own."""
    check("telephone", [scope], 90)
    for other in set(Scope) - {scope}:
        with pytest.raises(KeyRefused, match="one thing"):
            check("telephone", [scope, other], 90)


def test_what_is_sent_in_a_header_may_open_several() -> None:
    """Nothing of the rule above hinders a spreadsheet that reads dates and the register."""
    check("spreadsheet", [Scope.DEADLINES, Scope.REGISTER, Scope.METRICS], LONGEST)


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [("", [Scope.WALL], 90), ("x" * 81, [Scope.WALL], 90), ("x", [], 90), ("x", [Scope.WALL], 0)],
)
def test_what_is_no_key(name: str, scopes: list[Scope], days: int) -> None:
    """A key has a name, opens something, and holds for a while."""
    with pytest.raises(KeyRefused):
        check(name, scopes, days)


def test_no_key_holds_for_ever() -> None:
    """One that is forgotten ends by itself, to the second; one that is revoked at once."""
    with pytest.raises(KeyRefused):
        check("x", [Scope.WALL], LONGEST + 1)
    end, second = ends_at(NOON, 90), timedelta(seconds=1)
    assert holds(None, end, end - second)
    assert not holds(None, end, end)
    assert holds(NOON, end, NOON - second)
    assert not holds(NOON, end, NOON)
