"""The reviews of the confidentiality policies: each as it was recorded, and the one that holds."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Field, Session, SQLModel, col, select

from rules.policy_reviews import Recorded, newest


class PolicyReview(SQLModel, table=True):
    """One review of one service's policy. None is ever changed; a later row of the same day puts one right."""

    __tablename__ = "policy_review"

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    reviewed_on: date
    by_whom: str = Field(max_length=120)  # a body or a role
    changed: bool
    next_on: date
    recorded_on: date
    recorded_by: str = Field(max_length=80)


def recorded(session: Session, service: str) -> Sequence[PolicyReview]:
    """Every review of a service, in the order of recording."""
    query = select(PolicyReview).where(PolicyReview.service == service)
    return session.exec(query.order_by(col(PolicyReview.id))).all()


def last(session: Session, service: str) -> Recorded | None:
    """The review that was held last, as the rules take it."""
    return newest(of_row(row) for row in recorded(session, service))


def of_row(row: PolicyReview) -> Recorded:
    """A stored review as the rules take it."""
    return Recorded(row.reviewed_on, row.by_whom, row.changed, row.next_on)
