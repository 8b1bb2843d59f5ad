"""Whether the person concerned may be told of a request or asked about it: an order or the police may forbid it."""

from rules.deed import Deed
from rules.hint import Hint
from rules.kinds import Kind
from rules.orders import Order
from rules.police import PREJUDICE, PoliceForm, asks
from rules.role import Role


def stays_silent(kind: Kind, requester: Role | None, order: Order | None, form: PoliceForm | None) -> bool:
    """Whether it is on record why nobody is told: the order forbids it, or the police say that it does harm."""
    forbidden = kind is Kind.COURT_ORDER and order is not None and order.forbids_telling
    return forbidden or (asks(kind, requester) and form is not None and form.prejudices is True)


def refusal(kind: Kind, requester: Role | None, order: Order | None, form: PoliceForm | None) -> Hint | None:
    """Why nobody is written to about this part of a request, in words for staff; None where they may be."""
    if kind is Kind.COURT_ORDER and order is not None and order.forbids_telling:
        return Hint("The order forbids to tell the person of it, so no such letter is written (CUM-0).")
    if not asks(kind, requester):
        return None
    if form is None or form.prejudices is None:
        return Hint(
            "Nobody is asked or told before the police have said in writing whether that would prejudice their "
            f"purpose ({PREJUDICE}).",
            do=Deed.POLICE,
        )
    if form.prejudices:
        return Hint(
            f"The police say that telling would prejudice their purpose: nobody is asked or told ({PREJUDICE})."
        )
    return None
