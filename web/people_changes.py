"""The changes of accounts: what each asks, and what it does, in words. Each is one task."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request
from fastapi.responses import Response

import settings
from models import access
from models.account import Account
from models.db import reading
from models.moment import day_of
from rules.access import Employed, is_volunteer, login_of, rights_of
from rules.months import add_months
from rules.rights import Right
from rules.sign_in import INVITED_FOR
from rules.working_days import written
from tasks import accounts, credentials, outbox, policies
from tasks.accounts import Opening
from web.case import Values
from web.change import Change, in_one_transaction
from web.field import Field, Option
from web.page import drawn, onward
from web.visitor import Visitor

PEOPLE = "/service/people"
_WORKS_FOR = (
    Option("service", "The service"),
    Option("volunteer", "The service, as a volunteer"),
    Option("authority", "The local authority", "Nobody who works for the authority has an account (DER-1, HIL-9)."),
    Option("other", "Another body"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to change which account, and when."""

    request: Request
    account: Account
    who: Visitor
    at: datetime

    @property
    def page(self) -> str:
        """The address of the account's page."""
        return f"{PEOPLE}/{self.account.id}"


def opening(who: Visitor, at: datetime) -> Change:
    """Open an account, or one that was closed."""
    policy = policies.of(who.service)

    def carry_out(values: Values) -> Response:
        wanted = Opening(
            values["login"],
            who.service,
            values["role"],
            values["works_for"],
            values["trained"],
            values["agreement"],
        )
        accounts.add(wanted, by=who.login, at=at)
        with reading() as session:
            found = access.account(session, values["login"])
        return onward(f"{PEOPLE}/{found.id}" if found else PEOPLE, "The account is open. Invite them to sign in.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        rights = rights_of(values["role"], policy)
        told = [f"{login_of(values['login'])} can act for {policy.service.name}, as {values['role']}."]
        if values["trained"] is None:
            told.append("It can do nothing before training in confidentiality is on record (HIL-4, BNS-5).")
        if values["works_for"] == "volunteer" and values["agreement"] is None:
            told.append("It can do nothing before the volunteers' agreement is on record (BNS-5).")
        if Right.MANAGE in rights.may:
            told.append("It may open and close accounts, this one's too.")
        if not rights.is_for_volunteers:
            told.append("It sees every request of the service that is not restricted to others.")
        return [*told, "The login is theirs for ever: the audit log knows them by it."]

    roles = [Option(role, role) for role in policy.service.roles]
    fields = (
        Field("login", "Login", hint="A name of your staff, such as a.surname. Nobody else ever gets it."),
        Field("role", "Role", "choice", options=roles),
        Field("works_for", "For whom they work", "choice", options=_WORKS_FOR),
        Field("trained", "Trained in confidentiality on", "date", needed=False),
        Field("agreement", "Agreement signed on", "date", hint="Of a volunteer.", needed=False),
    )
    return Change(
        "Open an account", PEOPLE, "the people", carry_out, consequences, fields, "DER-1, HIL-9, BNS-5",
        intro=("A closed account of the service is opened again by its login.",),
    )  # fmt: skip


def _invite(asked: Asked) -> Change:
    login = asked.account.login

    def carry_out(_values: Values) -> Response:
        token = credentials.invite(login, by=asked.who.login, at=asked.at)
        address = settings.load().address or str(asked.request.base_url).rstrip("/")
        return drawn(
            asked.request, "invited.html", "Invitation", who=asked.who, back=asked.page, login=login,
            link=f"{address}/invitation/{token}", until=asked.at + INVITED_FOR,
        )  # fmt: skip

    return _of(
        asked,
        "Invite to choose a password",
        carry_out,
        "A link is made, by which whoever has it chooses the password of this account. It holds for 72 hours, once.",
        "An earlier link stops to work. A password that they have works until they choose the new one.",
        "The link is shown once, on the next page, and kept nowhere.",
    )


def _reset(asked: Asked) -> Change:
    def carry_out(_values: Values) -> Response:
        credentials.reset_codes(asked.account.login, by=asked.who.login, at=asked.at)
        return onward(asked.page, "Forgotten. New one-time codes are set up at the next sign-in.")

    return _of(
        asked,
        "Reset one-time codes",
        carry_out,
        "Their one-time codes and their single sign-on are forgotten, as when a telephone was lost.",
        "They are signed out everywhere, and set up new codes when they sign in again with their password.",
    )


def _trained(asked: Asked) -> Change:
    def carry_out(values: Values) -> Response:
        accounts.trained(asked.account.login, values["on"], by=asked.who.login, at=asked.at)
        return onward(asked.page, f"Recorded: trained on {written(values['on'])}.")

    return _dated(asked, "Record training in confidentiality", "Trained on", carry_out, "Training")


def _agreed(asked: Asked) -> Change:
    def carry_out(values: Values) -> Response:
        accounts.agreed(asked.account.login, values["on"], by=asked.who.login, at=asked.at)
        return onward(asked.page, f"Recorded: agreement signed on {written(values['on'])}.")

    return _dated(asked, "Record the volunteers' agreement", "Signed on", carry_out, "The agreement")


def _email(asked: Asked) -> Change:
    login = asked.account.login

    def carry_out(values: Values) -> Response:
        accounts.set_email(login, values["address"], by=asked.who.login, at=asked.at)
        return onward(asked.page, "Recorded." if values["address"] else "Recorded: they get no e-mail.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        if not values["address"]:
            return (_about(asked), "They get no e-mail any more: their reminders are on the dashboard alone.")
        told = [_about(asked), "Their reminders go there, once a day. A mail names references and dates, and nobody."]
        return [*told, outbox.NOT_SET_UP] if not outbox.is_set_up() else told

    field = Field(
        "address",
        "E-mail address",
        hint="A mailbox of the service's own, never a private one. Empty: they get no e-mail.",
        needed=False,
        starts_as=asked.account.email or "",
    )
    return Change(
        "Record the e-mail address", asked.page, f"account {asked.account.id}", carry_out, consequences, (field,),
        "UK GDPR Art 32",
    )  # fmt: skip


def _close(asked: Asked) -> Change:
    def carry_out(_values: Values) -> Response:
        accounts.close(asked.account.login, by=asked.who.login, at=asked.at)
        return onward(asked.page, "The account is closed.")

    return _of(
        asked,
        "Close the account",
        carry_out,
        "They can do nothing here from now on, and where they are signed in that ends.",
        "Its name stays, so that the audit log can be read. It can be opened again.",
        "What was assigned to them, or restricted to them alone, stays so: see to it that others have it.",
    )


_CHANGES: Mapping[str, Callable[[Asked], Change]] = {
    "invite": _invite,
    "trained": _trained,
    "agreed": _agreed,
    "email": _email,
    "reset-codes": _reset,
    "close": _close,
}


def offered_of(account: Account) -> Mapping[str, Callable[[Asked], Change]]:
    """What can be changed of an account, by the last part of the address; nothing of one that is closed."""
    if account.closed_on:
        return {}
    volunteer = is_volunteer(access.holder(account), policies.of(account.service))
    # Only a volunteer by employment signs the agreement: the task says so too.
    return {
        slug: made
        for slug, made in _CHANGES.items()
        if slug != "agreed" or (volunteer and account.employed is Employed.VOLUNTEER)
    }


def _about(asked: Asked) -> str:
    return f"It is about {asked.account.login}, {asked.account.role}."


def _of(asked: Asked, title: str, carry_out: Callable[[Values], Response], *does: str) -> Change:
    """A change that asks for nothing."""

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return (_about(asked), *does)

    return Change(title, asked.page, f"account {asked.account.id}", carry_out, consequences)


def _dated(asked: Asked, title: str, label: str, carry_out: Callable[[Values], Response], what: str) -> Change:
    """A day that is recorded of somebody, and when it is to be renewed."""
    setting = policies.of(asked.account.service).settings.training_months

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        renew = add_months(values["on"], setting.value)
        told = [_about(asked), f"{what} is renewed by {written(renew)}."]
        return [*told, "That day has passed: you are reminded at once."] if renew <= day_of(asked.at) else told

    fields = (Field("on", label, "date", starts_as=day_of(asked.at)),)
    return Change(
        title, asked.page, f"account {asked.account.id}", carry_out, consequences, fields, ", ".join(setting.cites)
    )
