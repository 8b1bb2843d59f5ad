"""Accounts: who may act for a service, since when, trained when. Each change is one transaction with its audit event.

An account is known by its login, which is how the audit log names staff. Who acts is believed on their word here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from models import access
from models.account import Account
from models.audit_event import PROGRAM
from models.credential import AccessToken
from models.db import Transaction, reading, transaction
from models.moment import day_of
from models.service import Service
from rules.access import AccountRefused, Employed, Holder, check_closing, check_opening, login_of
from rules.deed import Deed
from rules.mail_address import is_address
from rules.rights import Right
from tasks import policies, services
from tasks.access import sight_of

LONGEST = 80
NO_SUCH = "There is no such open account of this service: see those that there are."


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said of an account that is to be opened; `works_for` because no authority gets one (DER-1)."""

    login: str
    service: str
    role: str
    works_for: str
    trained_on: date | None = None
    agreement_on: date | None = None


def add(wanted: Opening, *, by: str, at: datetime) -> None:
    """Open an account, or one of this service that was closed.

    The first of a service may be opened by anybody at the machine, and can open the others; a manager opens those.

    Raises:
        rules.access.AccountRefused: works for the authority or another body (DER-1), a role that does not fit, a
            login that is in use, or a first account that could open no other.
        rules.access.AccessRefused: whoever acts may not keep the accounts of this service.
        rules.policy.UnknownService
    """
    policy = policies.of(wanted.service)
    login = _login(wanted.login)
    with transaction(by, at, trying="account") as tx:
        services.enter(tx, wanted.service)
        # The row of the service queues two who open its first account at the same moment.
        tx.session.exec(select(Service).where(Service.slug == wanted.service).with_for_update()).one()
        first = not access.accounts(tx.session, wanted.service)
        if first:
            tx.let(wanted.service)
        else:
            tx.may(Right.MANAGE, wanted.service)
        tx.about = wanted.service, None
        elsewhere = access.account(tx.session, tx.actor)
        if first and elsewhere and elsewhere.service != wanted.service:
            raise AccountRefused(
                "The first account of a service is not opened by somebody of another service (DER-1, HIL-9)."
            )
        known = access.account(tx.session, login)
        if known and (known.service != wanted.service or known.closed_on is None):
            raise AccountRefused("That login is in use: it belongs to one person of one service for ever (DER-1).")
        trained, agreed = wanted.trained_on, wanted.agreement_on
        for day in (trained, agreed):
            _check_day(day, at)
        if known:
            trained, agreed = trained or known.trained_on, agreed or known.agreement_on
        employed = Employed(wanted.works_for) if wanted.works_for in set(Employed) else Employed.SERVICE
        check_opening(
            Holder(login, wanted.service, wanted.role, employed, trained, agreed),
            works_for=wanted.works_for,
            policy=policy,
            first=first,
        )
        row = known or Account(
            login=login, service=wanted.service, role=wanted.role, employed=employed, opened_on=day_of(at)
        )
        row.role, row.employed, row.trained_on, row.agreement_on = wanted.role, employed, trained, agreed
        row.closed_on = None
        tx.session.add(row)
        tx.session.flush()
        tx.record(
            "account.opened_again" if known else "account.opened",
            service=wanted.service,
            login=login,
            role=wanted.role,
            employed=employed.value,
            trained=trained.isoformat() if trained else None,
            agreement=agreed.isoformat() if agreed else None,
        )


def trained(login: str, on: date, *, by: str, at: datetime) -> None:
    """Record that somebody was trained in confidentiality on a day (BNS-5, HIL-4).

    Raises:
        rules.access.AccountRefused: no such account of the service, or an impossible day.
        rules.access.AccessRefused: whoever acts may not keep the accounts.
    """
    with transaction(by, at, trying="account") as tx:
        row = _open_account(tx, login)
        _check_day(on, at)
        row.trained_on = on
        tx.session.add(row)
        tx.record("account.trained", service=row.service, login=row.login, on=on.isoformat())


def agreed(login: str, on: date, *, by: str, at: datetime) -> None:
    """Record that a volunteer signed the agreement on a day (BNS-5).

    Raises:
        As `trained`; also for somebody who is no volunteer.
    """
    with transaction(by, at, trying="account") as tx:
        row = _open_account(tx, login)
        _check_day(on, at)
        if row.employed is not Employed.VOLUNTEER:
            raise AccountRefused("The agreement is one that volunteers sign (BNS-5).")
        row.agreement_on = on
        tx.session.add(row)
        tx.record("account.agreed", service=row.service, login=row.login, on=on.isoformat())


def set_email(login: str, address: str | None, *, by: str, at: datetime) -> None:
    """Record where somebody is written to, or that they are not. The address is in no audit event.

    Raises:
        rules.access.AccountRefused: no such account of the service, or what is no address.
        rules.access.AccessRefused: whoever acts may not keep the accounts.
    """
    address = (address or "").strip() or None
    if address is not None and not is_address(address):
        raise AccountRefused("That is no e-mail address: write one, as name@example.org, and nothing else.")
    with transaction(by, at, trying="account") as tx:
        row = _open_account(tx, login)
        row.email = address
        tx.session.add(row)
        tx.record("account.email", service=row.service, login=row.login, on_record=address is not None)


def close(login: str, *, by: str, at: datetime) -> None:
    """Close an account. Its name stays, so that the audit log can be read.

    Raises:
        As `trained`; also for the last account that can open others.
    """
    with transaction(by, at, trying="account") as tx:
        row = _open_account(tx, login)
        holders = [access.holder(one) for one in access.accounts(tx.session, row.service)]
        check_closing(row.login, holders, policies.of(row.service))
        row.closed_on = day_of(at)
        tx.session.add(row)
        # Its keys for programs end with it: opened again, it makes new ones.
        kept = select(AccessToken).where(AccessToken.login == row.login, col(AccessToken.revoked_at).is_(None))
        for key in tx.session.exec(kept).all():
            key.revoked_at = at
            tx.session.add(key)
        tx.record("account.closed", service=row.service, login=row.login)


def listed(service: str | None, *, by: str, at: datetime) -> Sequence[Account]:
    """The accounts of a service, or of all that whoever asks can reach.

    Raises:
        rules.access.AccessRefused: another's service.
    """
    seen = sight_of(service, by=by, at=at)
    query = select(Account).order_by(Account.service, Account.login)
    if seen.service is not None:
        query = query.where(Account.service == seen.service)
    with reading() as session:
        return session.exec(query).all()


def named_account(tx: Transaction, login: str) -> Account:
    """The open account of that name in the actor's own service.

    Raises:
        rules.access.AccountRefused: there is none; one of another service is none.
    """
    if not access.in_force(tx.session):
        raise AccountRefused("There are no accounts yet: open them first.", do=Deed.OPEN_ACCOUNT)
    row = access.account(tx.session, login)
    if row is None or row.closed_on is not None or row.service != (tx.who.service or row.service):
        raise AccountRefused(NO_SUCH, do=Deed.LIST_ACCOUNTS)
    return row


def _open_account(tx: Transaction, login: str) -> Account:
    tx.may(Right.MANAGE)
    tx.about = (tx.who.service, None) if tx.who.service else None
    row = named_account(tx, login)
    tx.may(Right.MANAGE, row.service)
    return row


def _login(name: str) -> str:
    login = login_of(name)
    if not login or len(login) > LONGEST or not login.isprintable() or login == PROGRAM:
        raise AccountRefused(
            f"A login is a name of 1 to {LONGEST} characters, and '{PROGRAM}' is the program's own: choose another."
        )
    return login


def _check_day(on: date | None, at: datetime) -> None:
    if on is not None and on > day_of(at):
        raise AccountRefused("The day lies in the future: record it when it has happened (BNS-5).")
