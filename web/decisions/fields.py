"""The fields that more than one decision asks: each is declared once, so that it is worded and hinted alike."""

from collections.abc import Callable

from models import access
from models.account import Account
from models.db import reading
from rules.access import is_volunteer
from web.case import Case
from web.field import Field, Option


def happened_on(case: Case, label: str, name: str = "on") -> Field:
    """The day of something that has happened: today at first, and never later than that."""
    return Field(name, label, "date", "Today or before.", starts_as=case.today)


def earlier_day(label: str, name: str, hint: str) -> Field:
    """A day that may be left out."""
    return Field(name, label, "date", hint, needed=False)


def reason(label: str = "Why", hint: str = "It stays on record: name nobody.") -> Field:
    """Why something is decided so."""
    return Field("because", label, "long", hint, rows=3)


def recipient_role(case: Case) -> Field:
    """In what role whoever gets the information stands, in the words of the service's policy."""
    return Field("recipient", "In what role does the recipient stand?", "select", options=roles(case))


def roles(case: Case) -> list[Option]:
    """The roles that the service's policy knows for people outside (CUM-4.2)."""
    return [Option(role, role) for role in case.policy.settings.recipient_roles.value]


def colleagues(case: Case, fits: Callable[[Account], bool] = lambda _one: True) -> list[Option]:
    """The open accounts of the service, as people to choose from."""
    with reading() as session:
        found = [one for one in access.accounts(session, case.service) if one.closed_on is None and fits(one)]
    return [Option(one.login, one.login, one.role) for one in found]


def is_a_volunteers(case: Case, account: Account) -> bool:
    """Whether an account is a volunteer's, who sees assigned requests alone (BNS-5)."""
    return is_volunteer(access.holder(account), case.policy)
