"""The accounts of the service: who may act for it, how they sign in, and what each role may do.

A login is how the audit log names staff; an address has the number of the account.
"""

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from models.account import Account
from models.credential import Credential
from models.db import reading
from models.moment import day_of
from rules.access import rights_of
from rules.policy import Policy
from rules.rights import Right
from tasks import accounts, credentials, policies
from web.change import Change, show, take
from web.copies import copies
from web.managing import Manager
from web.page import drawn
from web.people_changes import Asked, offered_of, opening
from web.visitor import At, Form, Visitor

router = APIRouter(include_in_schema=False)
# What a right is, as its holder would say it.
_RIGHTS = {
    Right.READ: "read requests",
    Right.WORK: "work on them",
    Right.APPROVE: "approve what leaves",
    Right.EXPORT: "copy out and send",
    Right.MANAGE: "restrict and assign requests, keep accounts, letters and bank holidays",
}


@router.get("/service/people")
def people(request: Request, who: Manager, at: At) -> Response:
    """The accounts, the closed ones last; and the roles."""
    policy = policies.of(who.service)
    found = sorted(accounts.listed(who.service, by=who.login, at=at), key=lambda one: one.closed_on is not None)
    with reading() as session:
        rows = [(one, sign_in_of(one, credentials.of(session, one.login), at)) for one in found]
    return drawn(
        request, "people.html", "People and roles", who=who, rows=rows,
        roles=[(role, *_may(role, policy)) for role in policy.service.roles],
        copies=copies(request, who, "people"),
    )  # fmt: skip


@router.get("/service/people/open")
def open_form(request: Request, who: Manager, at: At) -> Response:
    """A new account, or one of this service that was closed."""
    return show(request, opening(who, at), who)


@router.post("/service/people/open")
def open_account(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """What it does, then the account."""
    return take(request, opening(who, at), who, sent)


@router.get("/service/people/{number}")
def person(request: Request, number: int, who: Manager, at: At) -> Response:
    """One account: what is on record of it, and what can be done."""
    found = _account(number, who, at)
    with reading() as session:
        kept = credentials.of(session, found.login)
    asked = Asked(request, found, who, at)
    offered = [] if found.closed_on else [(slug, made(asked).title) for slug, made in offered_of(found).items()]
    return drawn(
        request, "person.html", f"Account {number}", who=who, account=found, today=day_of(at), offered=offered,
        sign_in=sign_in_of(found, kept, at), codes=kept.codes_since is not None,
        may=_may(found.role, policies.of(found.service))[0], number=number,
    )  # fmt: skip


@router.get("/service/people/{number}/{slug}")
def change_form(request: Request, number: int, slug: str, who: Manager, at: At) -> Response:
    """One change of an account."""
    return show(request, _change(request, number, slug, who, at), who)


@router.post("/service/people/{number}/{slug}")
def change(request: Request, number: int, slug: str, who: Manager, at: At, sent: Form) -> Response:
    """What it does, then the change."""
    return take(request, _change(request, number, slug, who, at), who, sent)


def _change(request: Request, number: int, slug: str, who: Visitor, at: datetime) -> Change:
    found = _account(number, who, at)
    made = offered_of(found).get(slug)
    if made is None:
        raise HTTPException(404, "There is no such page.")
    return made(Asked(request, found, who, at))


def _account(number: int, who: Visitor, at: datetime) -> Account:
    for one in accounts.listed(who.service, by=who.login, at=at):
        if one.id == number:
            return one
    raise HTTPException(404, "The service has no such account.")


def sign_in_of(account: Account, kept: Credential, at: datetime) -> str:
    """How somebody signs in, or why they do not yet."""
    if account.closed_on:
        return "closed"
    if kept.password_hash or kept.sso_subject:
        return "can sign in"
    if kept.invited_until and kept.invited_until > at:
        return "invited, has not chosen a password yet"
    return "not invited yet, or the invitation ran out"


def _may(role: str, policy: Policy) -> Sequence[str]:
    """What a role may do, and with which requests."""
    found = rights_of(role, policy)
    words = [_RIGHTS[right] for right in Right if right in found.may]
    requests = "all of the service" if found.requests == "all" else "those assigned to them"
    return "; ".join(words) or "nothing", requests
