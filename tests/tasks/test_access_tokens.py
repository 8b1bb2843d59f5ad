"""Keys for programs: who makes one, whose sight it has, what ends it. On both databases."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.credential import AccessToken
from models.db import reading, transaction
from rules.access import AccessRefused
from rules.deed import Deed
from rules.scopes import KeyRefused, NotOpened, OutOfScope, Scope
from tasks import access_tokens, accounts
from tasks.access_tokens import Reader
from tests import staff
from tests.conftest import at

NOON = at(date(2026, 11, 12), 12)


@pytest.fixture
def derby(installation: Path) -> tuple[str, str, str]:
    """The manager, an officer and a volunteer of Derby."""
    return staff.of("derby")


def made(scope: Scope = Scope.DEADLINES, by: str = "officer.derby") -> access_tokens.Made:
    """A key, made at noon."""
    return access_tokens.make("spreadsheet", [scope], by=by, at=NOON)


def opened(secret: str, scope: Scope = Scope.DEADLINES, when=NOON) -> Reader:  # type: ignore[no-untyped-def] # a moment
    """Who reads with it."""
    with reading() as session:
        return access_tokens.opened(session, secret, scope, when)


def test_a_key_reads_as_its_account(derby: tuple[str, str, str]) -> None:
    """DER-1: it has the sight of the account that it was made for, of one service; the table holds its hash alone."""
    key = made()
    reader = opened(key.secret)
    assert (reader.login, reader.service, reader.sight.service) == ("officer.derby", "derby", "derby")
    assert not reader.sight.sees_all
    with reading() as session:
        row = session.exec(select(AccessToken)).one()
    assert key.secret not in repr(row)
    event = staff.newest()
    assert (event.event, event.actor, event.service) == ("token.made", "officer.derby", "derby")
    assert key.secret not in repr(event.what)


def test_a_volunteer_has_no_key(derby: tuple[str, str, str]) -> None:
    """BNS-5: a volunteer copies nothing out, and gets no program to do it; that they tried is recorded."""
    with pytest.raises(AccessRefused, match="BNS-5"):
        made(by="volunteer.derby")
    event = staff.newest()
    assert (event.event, event.actor, event.what["right"]) == ("access.refused", "volunteer.derby", "export")


def test_whoever_becomes_a_volunteer_loses_their_keys(derby: tuple[str, str, str]) -> None:
    """BNS-5: what the account may not, its keys may not, from that moment on."""
    from models.account import Account

    key = made()
    with transaction("manager.derby", NOON) as tx:
        row = tx.session.exec(select(Account).where(Account.login == "officer.derby")).one()
        row.role = "Volunteer"
        tx.session.add(row)
    with pytest.raises(NotOpened):
        opened(key.secret)


def test_an_account_that_is_closed_takes_its_keys_with_it(derby: tuple[str, str, str]) -> None:
    """DER-1: at once, and for good: an account that is opened again makes new ones."""
    key = made()
    accounts.close("officer.derby", by="manager.derby", at=NOON)
    with pytest.raises(NotOpened):
        opened(key.secret)
    again = accounts.Opening("officer.derby", "derby", "Officer", "service", staff.TRAINED)
    accounts.add(again, by="manager.derby", at=NOON)
    with pytest.raises(NotOpened):
        opened(key.secret, when=NOON + timedelta(days=1))
    assert opened(made().secret)


def test_a_key_ends(derby: tuple[str, str, str]) -> None:
    """A forgotten key ends by itself; what was never one is told in the same words."""
    key = made()
    assert opened(key.secret, when=key.ends_at - timedelta(seconds=1))
    with pytest.raises(NotOpened) as ended:
        opened(key.secret, when=key.ends_at)
    with pytest.raises(NotOpened) as unknown:
        opened("x" * 43)
    assert str(ended.value) == str(unknown.value)


def test_a_key_opens_what_it_was_made_for(derby: tuple[str, str, str]) -> None:
    """A screen's key, seen on the screen, opens no list."""
    key = made(Scope.WALL)
    assert opened(key.secret, Scope.WALL)
    for scope in set(Scope) - {Scope.WALL}:
        with pytest.raises(OutOfScope, match=scope):
            opened(key.secret, scope)


def test_who_ends_a_key(derby: tuple[str, str, str]) -> None:
    """DER-1, HIL-9: its owner, or who keeps the accounts of the service; nobody else learns that there is one."""
    staff.of("hillingdon")
    of_officer, of_manager = made(), made(by="manager.derby")
    for by in ("volunteer.derby", "officer.hillingdon", "manager.hillingdon"):
        with pytest.raises(KeyRefused, match="no key of that number"):
            access_tokens.revoke(of_officer.number, by=by, at=NOON)
    with pytest.raises(KeyRefused, match="no key of that number"):
        access_tokens.revoke(of_manager.number, by="officer.derby", at=NOON)
    assert opened(of_officer.secret)
    access_tokens.revoke(of_officer.number, by="manager.derby", at=NOON)
    event = staff.newest()
    assert (event.event, event.what) == ("token.revoked", {"login": "officer.derby", "number": of_officer.number})
    with pytest.raises(NotOpened):
        opened(of_officer.secret)
    access_tokens.revoke(of_officer.number, by="officer.derby", at=NOON)  # once more changes nothing
    assert staff.newest().number == event.number
    access_tokens.revoke(of_manager.number, by="manager.derby", at=NOON)


def test_who_sees_which_keys(derby: tuple[str, str, str]) -> None:
    """DER-1: one's own; who keeps the accounts sees those of the service; no list holds a secret."""
    staff.of("hillingdon")
    key, _ = made(), made(by="manager.hillingdon")
    other = made(by="manager.derby")
    assert [one.number for one in access_tokens.listed(by="Officer.Derby")] == [key.number]
    assert [one.number for one in access_tokens.listed(by="manager.derby")] == [other.number, key.number]
    assert access_tokens.listed(by="volunteer.derby") == []
    with pytest.raises(AccessRefused):
        access_tokens.listed(by="nobody")
    assert key.secret not in repr(access_tokens.listed(by="manager.derby"))


def test_that_a_key_is_used_is_noted_once_a_minute(derby: tuple[str, str, str]) -> None:
    """A forgotten key is seen by it; a program that asks every second does not write every second."""
    key = made()
    assert access_tokens.listed(by="officer.derby")[0].used_at is None
    for seconds in (0, 30, 59):
        access_tokens.used(key.number, NOON + timedelta(seconds=seconds))
        assert access_tokens.listed(by="officer.derby")[0].used_at == NOON
    access_tokens.used(key.number, NOON + timedelta(seconds=60))
    assert access_tokens.listed(by="officer.derby")[0].used_at == NOON + timedelta(seconds=60)


def test_without_accounts_there_is_nobody_whose_key_it_were(installation: Path) -> None:
    """A key has an account's sight: before the first account there is none."""
    with pytest.raises(KeyRefused, match="open one first") as refused:
        made(by="somebody")
    assert refused.value.do is Deed.OPEN_ACCOUNT
