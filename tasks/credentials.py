"""What proves an account: an invitation, a password, one-time codes. No audit event holds a secret."""

import hashlib
import secrets
from datetime import datetime

import pyotp
from pwdlib import PasswordHash
from sqlmodel import Session, col, select

from models import access, sealed
from models.account import Account
from models.credential import Credential, WebSession
from models.db import Transaction, reading, transaction
from rules import sign_in as rule
from rules.access import login_of
from rules.rights import Right
from rules.sign_in import SignInRefused
from tasks.accounts import named_account

ISSUER = "Inforights"
_hasher = PasswordHash.recommended()  # Argon2id
STEP = 30  # seconds that a code is shown for (RFC 6238)


def hashed(token: str) -> str:
    """The form in which a random token is kept: its SHA-256. It is long enough that none can be guessed from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_password(password: str, kept: str | None) -> bool:
    """Whether it is the password. Takes as long for an account that has none."""
    return _hasher.verify(password, kept or _NOBODYS) and kept is not None


def invite(login: str, *, by: str, at: datetime) -> str:
    """Invite somebody to choose a password, also one who forgot theirs. Returns the token, which is kept nowhere.

    Raises:
        rules.access.AccountRefused, rules.access.AccessRefused
    """
    token = secrets.token_urlsafe(32)
    with transaction(by, at, trying="account") as tx:
        row = _managed(tx, login)
        kept = of(tx.session, row.login)
        kept.invitation_hash, kept.invited_until = hashed(token), at + rule.INVITED_FOR
        tx.session.add(kept)
        tx.record("account.invited", service=row.service, login=row.login)
    return token


def accept(token: str, password: str, *, at: datetime) -> str:
    """Choose a password by an invitation, which is then used up. Returns the login. Every sign-in there was ends.

    Raises:
        SignInRefused: no such invitation, or not any more.
        rules.sign_in.PasswordRefused
    """
    with reading() as session:
        login = invited(session, token, at)
    with transaction(login, at) as tx:
        if invited(tx.session, token, at) != login:
            raise SignInRefused(_NO_INVITATION)
        _set_password(tx, login, password, "account.password_chosen")
    return login


def change_password(login: str, old: str, new: str, *, at: datetime) -> None:
    """Change one's own password. Every sign-in there was ends, so that whoever knew the old one is out.

    Raises:
        SignInRefused: the old one is not right.
        rules.sign_in.PasswordRefused
    """
    with reading() as session:
        right = is_password(old, of(session, login).password_hash)
    if not right:
        raise SignInRefused("That is not your password. Nothing was changed.")
    with transaction(login, at) as tx:
        _set_password(tx, login, new, "account.password_changed")


def set_password(login: str, password: str, *, by: str, at: datetime) -> None:
    """Set the password of an account at the machine itself, as for the first account of a service.

    Raises:
        rules.access.AccountRefused, rules.access.AccessRefused, rules.sign_in.PasswordRefused
    """
    with transaction(by, at, trying="account") as tx:
        row = _managed(tx, login)
        _set_password(tx, row.login, password, "account.password_set")


def offer_codes(login: str, *, at: datetime) -> str:
    """Make the secret of somebody's one-time codes, to be confirmed by a code. Returns the address that the QR holds.

    Raises:
        SignInRefused: they have codes already.
    """
    with transaction(login, at) as tx:
        row, kept = _own(tx, login)
        if kept.codes_since:
            raise SignInRefused("You have one-time codes already: a manager can reset them.")
        if kept.codes_sealed is None:
            kept.codes_sealed = sealed.seal(pyotp.random_base32(), f"codes:{row.login}")
            tx.session.add(kept)
            tx.record("account.codes_offered", service=row.service, login=row.login)
        secret = sealed.unseal(kept.codes_sealed, f"codes:{row.login}")
    return pyotp.TOTP(secret).provisioning_uri(name=row.login, issuer_name=ISSUER)


def reset_codes(login: str, *, by: str, at: datetime) -> None:
    """Forget somebody's one-time codes and single sign-on, as when a telephone was lost. They begin anew.

    Raises:
        rules.access.AccountRefused, rules.access.AccessRefused
    """
    with transaction(by, at, trying="account") as tx:
        row = _managed(tx, login)
        kept = of(tx.session, row.login)
        kept.codes_sealed = kept.codes_since = kept.last_step = kept.sso_subject = None
        tx.session.add(kept)
        end_sessions(tx, row.login)
        tx.record("account.codes_reset", service=row.service, login=row.login)


def of(session: Session, login: str) -> Credential:
    """What is kept of an account's proofs; an empty row that is not stored, where there is nothing."""
    return session.get(Credential, login) or Credential(login=login)


def invited(session: Session, token: str, at: datetime) -> str:
    """The login that an invitation is for.

    Raises:
        SignInRefused: there is none, or not any more, or its account is closed.
    """
    found = session.exec(select(Credential).where(Credential.invitation_hash == hashed(token))).first()
    account = access.account(session, found.login) if found else None
    if found is None or found.invited_until is None or found.invited_until <= at or account is None:
        raise SignInRefused(_NO_INVITATION)
    if account.closed_on is not None:
        raise SignInRefused(_NO_INVITATION)
    return found.login


def anybody(session: Session) -> bool:
    """Whether anybody can sign in here."""
    return (
        session.exec(select(Credential.login).where(col(Credential.password_hash).is_not(None))).first() is not None
    )


def matched_step(secret: str, code: str, at: datetime, last: int | None) -> int | None:
    """The step of time of which a code is, if it is right and of a later step than the last one that was used.

    The step before and the one after are taken too: clocks of telephones go differently.
    """
    now = int(at.timestamp()) // STEP
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit() and len(typed) == 6):
        return None
    for step in (now - 1, now, now + 1):
        if (last is None or step > last) and secrets.compare_digest(pyotp.TOTP(secret).generate_otp(step), typed):
            return step
    return None


def end_sessions(tx: Transaction, login: str) -> None:
    """End every sign-in of an account."""
    query = select(WebSession).where(WebSession.login == login, col(WebSession.ended_at).is_(None))
    for session in tx.session.exec(query).all():
        session.ended_at = tx.at
        tx.session.add(session)


def _set_password(tx: Transaction, login: str, password: str, event: str) -> None:
    rule.check_password(password, login)
    row = access.account(tx.session, login)
    assert row is not None, "it was looked up before"
    tx.let(row.service)
    kept = of(tx.session, row.login)
    kept.password_hash, kept.password_set_at = _hasher.hash(password), tx.at
    kept.invitation_hash = kept.invited_until = kept.locked_until = None
    kept.failures = 0
    tx.session.add(kept)
    end_sessions(tx, row.login)
    tx.record(event, service=row.service, login=row.login)


def _own(tx: Transaction, login: str) -> tuple[Account, Credential]:
    row = access.account(tx.session, login_of(login))
    if row is None or row.closed_on is not None:
        raise SignInRefused("The account is closed: a manager of the service can open it again.")
    tx.let(row.service)
    return row, of(tx.session, row.login)


def _managed(tx: Transaction, login: str) -> Account:
    row = named_account(tx, login)
    tx.about = row.service, None
    if any(of(tx.session, one.login).password_hash for one in access.accounts(tx.session, row.service)):
        tx.may(Right.MANAGE, row.service)
    else:  # nobody of the service can sign in yet: whoever is at the machine lets the first in
        tx.let(row.service)
    return row


_NO_INVITATION = "That invitation cannot be used, or not any more: ask a manager of the service for another."
_NOBODYS = _hasher.hash(secrets.token_urlsafe(16))
