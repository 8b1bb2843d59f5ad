"""The reads of what an order, the police, advisers and safeguarding say on a request, as the rules take it."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.advice import Advice
from models.court_order import CourtOrder, OrderCheck, OrderPiece
from models.look import once
from models.police_request import PoliceRequest
from models.request import Request
from models.safeguarding_decision import SafeguardingDecision
from rules.orders import Order
from rules.police import PoliceForm


@once
def order(session: Session, found: Request) -> Order | None:
    """The order as far as it decides what may go, if one is recorded."""
    row = session.get(CourtOrder, found.id)
    if row is None:
        return None
    return Order(
        pieces=len(pieces(session, found)),
        checked=frozenset(one.asked for one in checks(session, found)),
        witness_summons=row.witness_summons,
        forbids_telling=row.forbids_telling,
    )


@once
def checks(session: Session, found: Request) -> Sequence[OrderCheck]:
    """The answers to the checklist of the order's paper."""
    query = select(OrderCheck).where(OrderCheck.request_id == found.id)
    return session.exec(query.order_by(col(OrderCheck.asked))).all()


@once
def pieces(session: Session, found: Request) -> Sequence[OrderPiece]:
    """What exactly is ordered, in the order of the numbers."""
    query = select(OrderPiece).where(OrderPiece.request_id == found.id)
    return session.exec(query.order_by(col(OrderPiece.number))).all()


@once
def advice(session: Session, found: Request) -> Sequence[Advice]:
    """The advice that was taken on a request, in the order in which it was recorded."""
    return session.exec(select(Advice).where(Advice.request_id == found.id).order_by(col(Advice.id))).all()


@once
def police_request(session: Session, found: Request) -> PoliceRequest | None:
    """What the police said of their request, in full."""
    return session.get(PoliceRequest, found.id)


def police_form(session: Session, found: Request) -> PoliceForm | None:
    """The same, as far as it decides who may be asked and told."""
    row = police_request(session, found)
    return PoliceForm(row.on_form, row.telling_prejudices) if row else None


@once
def safeguarding_decisions(session: Session, found: Request) -> Sequence[SafeguardingDecision]:
    """The decisions that something of a request goes without consent, because somebody is at risk of harm."""
    query = select(SafeguardingDecision).where(SafeguardingDecision.request_id == found.id)
    return session.exec(query.order_by(col(SafeguardingDecision.id))).all()
