"""Signing in and out: a password, then a one-time code; each sign-in, and each lock, has its audit event."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import access, sealed
from models.account import Account
from models.credential import Credential, WebSession
from models.db import Transaction, reading, transaction
from rules import sign_in as rule
from rules.access import login_of
from rules.sign_in import SignInRefused
from tasks.credentials import end_sessions, hashed, is_password, matched_step, of

_WRONG = (
    "The login, the password or the code is not right, or there were too many tries. Check them and try again; after "
    "five failures wait for a while, or ask a manager of the service for an invitation to choose a new password."
)
SEEN_EVERY = timedelta(minutes=1)  # a look at a page is written down no oftener


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a cookie. Not `verified`: a code is still to come, and nothing may be seen before."""

    login: str
    service: str
    role: str
    verified: bool
    has_codes: bool
    seen_at: datetime


def begin(login: str, password: str, *, at: datetime, codes_needed: bool) -> str:
    """Start a sign-in by a password. Returns the token for the cookie.

    Args:
        codes_needed: one-time codes are asked of everybody, also of those who have not set them up yet.

    Raises:
        SignInRefused: not right, locked, or the account cannot be used; the first two are told in the same words.
    """
    name = login_of(login)
    with reading() as session:
        account = access.account(session, name)
        kept = of(session, name).password_hash
    right = is_password(password, kept)  # outside the transaction: it takes a while on purpose
    if account is None:
        raise SignInRefused(_WRONG)  # not recorded: what was typed there may be a password
    token = secrets.token_urlsafe(32)
    refused: SignInRefused | None = None
    with transaction(account.login, at) as tx:
        credential = _unlocked(tx, account)
        if not right or credential.password_hash != kept:
            refused = _failed(tx, account, credential)
        else:
            access.check_account(access.who(tx.session, account.login))
            verified = credential.codes_since is None and not codes_needed
            tx.session.add(_session(token, account.login, at, verified=verified))
            if verified:
                _done(tx, account, credential)
    if refused:
        raise refused
    return token


def begin_elsewhere(issuer: str, subject: str, login: str | None, *, at: datetime) -> str:
    """Start a sign-in that a single sign-on has proved. Returns the token for the cookie.

    Args:
        subject: whom the provider means, for ever.
        login: what the provider calls them now. It finds the account once; from then on the subject does, because a
            provider may give the name to somebody else one day.

    Raises:
        SignInRefused: there is no such account here, or it is another subject's.
        rules.access.AccessRefused: it cannot be used.
    """
    whose = f"{issuer} {subject}"
    token = secrets.token_urlsafe(32)
    with reading() as session:
        bound = session.exec(select(Credential).where(Credential.sso_subject == whose)).first()
        account = access.account(session, bound.login if bound else login_of(login or ""))
    if account is None:
        raise SignInRefused("There is no account for you here: ask a manager of the service to open one.")
    with transaction(account.login, at) as tx:
        tx.let(account.service)
        access.check_account(access.who(tx.session, account.login))
        credential = of(tx.session, account.login)
        if credential.sso_subject is None:
            credential.sso_subject = whose
            tx.session.add(credential)
            tx.record("account.sso_bound", service=account.service, login=account.login)
        elif credential.sso_subject != whose:
            raise SignInRefused("That account is bound to another sign-on: a manager of the service can reset it.")
        tx.session.add(_session(token, account.login, at, verified=True))
        tx.record("sign_in.done", service=account.service, login=account.login, by="single sign-on")
    return token


def finish(token: str, code: str, *, at: datetime) -> str:
    """Finish a sign-in by a one-time code; the first one that is right also confirms codes that were set up.

    Returns a new token: the one from before the code is worth nothing any more (session fixation).

    Raises:
        SignInRefused: the code is not right or was used, the account is locked, or the time for it is over.
    """
    fresh = secrets.token_urlsafe(32)
    with reading() as session:
        began = _standing(session, token, at)
        if began is None or began.verified:
            raise SignInRefused("That sign-in is over: start again.")
        login = began.login
    refused: SignInRefused | None = None
    with transaction(login, at) as tx:
        account = access.account(tx.session, login)
        assert account is not None, "an account is never deleted"
        credential = _unlocked(tx, account)
        row = _standing(tx.session, token, at)
        if row is None or credential.codes_sealed is None:
            raise SignInRefused("That sign-in is over: start again.")
        secret = sealed.unseal(credential.codes_sealed, f"codes:{account.login}")
        step = matched_step(secret, code, at, credential.last_step)
        if step is None:
            refused = _failed(tx, account, credential)
        else:
            credential.last_step = step
            if credential.codes_since is None:
                credential.codes_since = at
                tx.record("account.codes_set_up", service=account.service, login=account.login)
            tx.session.delete(row)
            tx.session.add(_session(fresh, account.login, at, verified=True))
            _done(tx, account, credential)
    if refused:
        raise refused
    return fresh


def end(token: str, *, at: datetime) -> None:
    """Sign out: the cookie is worth nothing from now on, wherever a copy of it is."""
    with reading() as session:
        found = session.get(WebSession, hashed(token))
    if found is None or found.ended_at:
        return
    with transaction(found.login, at) as tx:
        account = access.account(tx.session, found.login)
        row = tx.session.get(WebSession, hashed(token))
        assert account is not None, "an account is never deleted"
        assert row is not None, "a session that stands is never deleted"
        row.ended_at = at
        tx.session.add(row)
        tx.let(account.service)
        tx.record("sign_in.ended", service=account.service, login=account.login)


def end_all(login: str, *, at: datetime) -> None:
    """Sign somebody out everywhere."""
    with transaction(login, at) as tx:
        account = access.account(tx.session, login)
        assert account is not None, "whoever is signed in has an account"
        tx.let(account.service)
        end_sessions(tx, account.login)
        tx.record("sign_in.ended_everywhere", service=account.service, login=account.login)


def who(session: Session, token: str, at: datetime) -> SignedIn | None:
    """Who is behind a cookie; None where nobody is, or not any more."""
    row = _standing(session, token, at)
    account = access.account(session, row.login) if row else None
    if row is None or account is None or account.closed_on is not None:
        return None
    has_codes = of(session, account.login).codes_since is not None
    return SignedIn(account.login, account.service, account.role, row.verified, has_codes, row.seen_at)


def saw(token: str, at: datetime) -> None:
    """Note that somebody is still there, so that their session is not idle. No change of state: it has no event."""
    with transaction("", at) as tx:
        row = tx.session.get(WebSession, hashed(token))
        if row and row.ended_at is None and row.seen_at < at:
            row.seen_at = at
            tx.session.add(row)


def _standing(session: Session, token: str, at: datetime) -> WebSession | None:
    query = select(WebSession).where(WebSession.token_hash == hashed(token), col(WebSession.ended_at).is_(None))
    row = session.exec(query).first()
    if row is None or rule.session_ends(row.began_at, row.seen_at, verified=row.verified) <= at:
        return None
    return row


def _session(token: str, login: str, at: datetime, *, verified: bool) -> WebSession:
    return WebSession(token_hash=hashed(token), login=login, began_at=at, seen_at=at, verified=verified)


def _unlocked(tx: Transaction, account: Account) -> Credential:
    tx.let(account.service)
    credential = of(tx.session, account.login)
    if credential.locked_until and tx.at < credential.locked_until:
        raise SignInRefused(_WRONG)
    return credential


def _failed(tx: Transaction, account: Account, credential: Credential) -> SignInRefused:
    credential.failures += 1
    credential.locked_until = rule.locked_until(credential.failures, tx.at)
    tx.session.add(credential)
    name = "sign_in.locked" if credential.locked_until else "sign_in.failed"
    tx.record(name, service=account.service, login=account.login, failures=credential.failures)
    return SignInRefused(_WRONG)


def _done(tx: Transaction, account: Account, credential: Credential) -> None:
    credential.failures, credential.locked_until = 0, None
    tx.session.add(credential)
    tx.record("sign_in.done", service=account.service, login=account.login)
