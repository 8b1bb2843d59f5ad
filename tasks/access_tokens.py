"""Keys for programs: made, listed, revoked. Each reads with the sight of the account that it was made for.

Whoever may copy something out may let a program read it (`Right.EXPORT`): a volunteer has no key (BNS-5). What the
account loses its keys lose with it, at once.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import access
from models.access import Sight
from models.account import Account
from models.credential import AccessToken
from models.db import reading, transaction
from rules import scopes as rule
from rules.access import AccessRefused, login_of
from rules.deed import Deed
from rules.rights import Right
from rules.scopes import KeyRefused, NotOpened, OutOfScope, Scope
from tasks.credentials import hashed

USED_EVERY = timedelta(minutes=1)  # that a key is used is written down no oftener
_NO_KEY = "That key opens nothing here, or not any more: make a new one on the page of your account."
_NONE = "There is no key of that number: see those that there are."


@dataclass(frozen=True, slots=True)
class Made:
    """A new key. The secret is shown once, and kept nowhere."""

    number: int
    secret: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is listed."""

    number: int
    login: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    used_at: datetime | None
    ends_at: datetime | None
    revoked_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether it opens anything."""
        return rule.holds(self.revoked_at, self.ends_at, at)


@dataclass(frozen=True, slots=True)
class Reader:
    """A program that showed a key: whose sight it has."""

    number: int
    login: str
    service: str
    sight: Sight


def make(name: str, scopes: Iterable[Scope], *, by: str, at: datetime, days: int = rule.USUAL) -> Made:
    """Make a key for a program of one's own.

    Raises:
        rules.scopes.KeyRefused
        rules.access.AccessRefused: whoever asks copies nothing out (BNS-5), or has no account.
    """
    wanted, name = tuple(dict.fromkeys(scopes)), " ".join(name.split())
    rule.check(name, wanted, days)
    secret = secrets.token_urlsafe(32)
    with transaction(by, at, trying="token") as tx:
        holder = tx.who.holder
        if not tx.who.bound:
            raise KeyRefused("A key is an account's: open one first.", do=Deed.OPEN_ACCOUNT)
        tx.may(Right.EXPORT, tx.who.service)
        assert holder is not None, "whoever has no account was refused"
        row = AccessToken(
            token_hash=hashed(secret),
            login=holder.login,
            name=name,
            scopes=" ".join(wanted),
            made_at=at,
            ends_at=rule.ends_at(at, days),
        )
        tx.session.add(row)
        tx.session.flush()
        assert row.id is not None, "a row that was written has a number"
        tx.record("token.made", service=holder.service, login=holder.login, number=row.id, scopes=row.scopes)
        return Made(row.id, secret, rule.ends_at(at, days))


def listed(*, by: str) -> list[Key]:
    """One's own keys, the newest first; for who keeps the accounts, all of the service.

    Raises:
        rules.access.AccessRefused: the account cannot be used.
    """
    with reading() as session:
        acting = access.who(session, by)
        access.check_account(acting)
        query = select(AccessToken).order_by(col(AccessToken.id).desc())
        if acting.bound:
            if _manages(acting):
                query = query.join(Account).where(Account.service == acting.service)
            else:
                query = query.where(AccessToken.login == login_of(by))
        return [_key(row) for row in session.exec(query)]


def revoke(number: int, *, by: str, at: datetime) -> None:
    """Make a key worth nothing, at once: one's own, or, for who keeps the accounts, any of the service.

    Raises:
        rules.scopes.KeyRefused: there is none of that number, or it is somebody else's: nobody is told which.
        rules.access.AccessRefused: the account cannot be used.
    """
    with transaction(by, at, trying="token") as tx:
        access.check_account(tx.who)
        row = tx.session.exec(select(AccessToken).where(AccessToken.id == number).with_for_update()).first()
        account = access.account(tx.session, row.login) if row else None
        if row is None or account is None:
            raise KeyRefused(_NONE, do=Deed.LIST_KEYS)
        own = tx.who.holder is not None and tx.who.holder.login == account.login
        if tx.who.bound and not own and not (_manages(tx.who) and tx.who.service == account.service):
            raise KeyRefused(_NONE, do=Deed.LIST_KEYS)
        if row.revoked_at is not None:
            return
        row.revoked_at = at
        tx.session.add(row)
        tx.let(account.service)
        tx.record("token.revoked", service=account.service, login=account.login, number=number)


def opened(session: Session, secret: str, scope: Scope, at: datetime) -> Reader:
    """Who reads with a key.

    Raises:
        rules.scopes.NotOpened: no key, revoked, ended, or its account can no longer have one.
        rules.scopes.OutOfScope: it opens other things.
    """
    row = session.exec(select(AccessToken).where(AccessToken.token_hash == hashed(secret))).first()
    if row is None or row.id is None or not rule.holds(row.revoked_at, row.ends_at, at):
        raise NotOpened(_NO_KEY)
    acting = access.who(session, row.login)
    try:
        access.check_service(acting, Right.EXPORT, None)
        sight = access.sight(acting, None)
    except AccessRefused:
        raise NotOpened(_NO_KEY) from None
    if scope not in row.scopes.split():
        raise OutOfScope(f"This key is not for that: it needs the scope {scope}.")
    assert acting.service is not None, "an account has a service"
    return Reader(row.id, row.login, acting.service, sight)


def used(number: int, at: datetime) -> None:
    """Note that a key is in use, so that a forgotten one is seen. No change of state: it has no event."""
    with reading() as session:
        row = session.get(AccessToken, number)
        if row is None or (row.used_at is not None and at - row.used_at < USED_EVERY):
            return
    with transaction("", at) as tx:
        row = tx.session.get(AccessToken, number)
        if row is not None and (row.used_at is None or row.used_at < at):
            row.used_at = at
            tx.session.add(row)


def _manages(acting: access.Who) -> bool:
    try:
        access.check_service(acting, Right.MANAGE, None)
    except AccessRefused:
        return False
    return True


def _key(row: AccessToken) -> Key:
    assert row.id is not None, "a row that was read has a number"
    scopes = tuple(Scope(word) for word in row.scopes.split())
    return Key(row.id, row.login, row.name, scopes, row.made_at, row.used_at, row.ends_at, row.revoked_at)
