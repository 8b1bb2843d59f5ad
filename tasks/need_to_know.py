"""Need to know: a request is assigned to somebody, or kept to the people who are named on it (CUM-3.4, BNS-5)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import select

from models import access
from models.account import Account, Assignment, RestrictedTo, Restriction
from models.db import Transaction, transaction
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules.access import AccountRefused
from rules.deed import Deed
from rules.rights import Right
from rules.typed import needed
from tasks.accounts import NO_SUCH, named_account


def assign(reference: str, login: str, *, by: str, at: datetime) -> None:
    """Assign a request to somebody of the service; a volunteer sees no other (BNS-5).

    Raises:
        rules.access.AccountRefused: no such account of the service.
        rules.access.AccessRefused: whoever acts may not assign.
    """
    with transaction(by, at, trying="assignment") as tx:
        request = tx.request(reference, Right.MANAGE)
        row = _of_the_service(tx, request, login)
        if row.login in access.assigned(tx.session, request):
            return
        tx.session.add(Assignment(request_id=id_of(request), login=row.login, assigned_on=day_of(at), assigned_by=by))
        tx.record("request.assigned_to_person", request, login=row.login)


def take_away(reference: str, login: str, *, by: str, at: datetime) -> None:
    """Take a request away from somebody to whom it was assigned.

    Raises:
        rules.access.AccountRefused: it is not assigned to them.
    """
    with transaction(by, at, trying="assignment") as tx:
        request = tx.request(reference, Right.MANAGE)
        known = access.account(tx.session, login)  # a closed account's, too
        name = known.login if known else ""
        query = select(Assignment).where(Assignment.request_id == request.id, Assignment.login == name)
        row = tx.session.exec(query).first()
        if row is None:
            raise AccountRefused("The request is not assigned to that account.")
        tx.session.delete(row)
        tx.record("request.taken_from_person", request, login=name)


def restrict(reference: str, logins: Sequence[str], because: str, *, by: str, at: datetime) -> None:
    """Keep a request to the people named. Naming others later takes the place of those named before (CUM-3.4).

    Raises:
        rules.access.AccountRefused: nobody is named, or somebody who has no account of the service.
        rules.access.AccessRefused: whoever acts may not restrict requests.
        rules.typed.TypedRefused: no reason.
    """
    with transaction(by, at, trying="restriction") as tx:
        request = tx.request(reference, Right.MANAGE)
        names = sorted({_of_the_service(tx, request, login).login for login in logins})
        if not names:
            raise AccountRefused("Name those who may see it (CUM-3.4).", give=("to",))
        reason = needed(because, "reason why it is kept to them")
        _lift(tx, request)
        made = Restriction(request_id=id_of(request), because=reason, since=day_of(at), by=by)
        tx.session.add(made)
        tx.session.flush()
        assert made.id is not None, "a row that was written has a number"
        for name in names:
            tx.session.add(RestrictedTo(restriction_id=made.id, login=name))
        tx.record("request.restricted", request, to=names, cites=["CUM-3.4"])


def lift(reference: str, *, by: str, at: datetime) -> None:
    """Open a restricted request to everybody of the service again.

    Raises:
        rules.access.AccountRefused: it is not restricted.
    """
    with transaction(by, at, trying="restriction") as tx:
        request = tx.request(reference, Right.MANAGE)
        if not _lift(tx, request):
            raise AccountRefused("It is not restricted: everybody of the service can see it already.")
        tx.record("request.restriction_lifted", request, cites=["CUM-3.4"])


def _lift(tx: Transaction, request: Request) -> bool:
    standing = access.restriction(tx.session, request)
    if standing is None:
        return False
    standing.lifted_on = day_of(tx.at)
    tx.session.add(standing)
    tx.session.flush()
    return True


def _of_the_service(tx: Transaction, request: Request, login: str) -> Account:
    row = named_account(tx, login)
    if row.service != request.service:
        raise AccountRefused(NO_SUCH, do=Deed.LIST_ACCOUNTS)
    return row
