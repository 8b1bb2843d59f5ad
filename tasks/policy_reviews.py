"""The reviews of the confidentiality policies: what is on record of each, when the next is due (DER-9, BWD-13)."""

from dataclasses import dataclass
from datetime import date, datetime

from models import policy_review
from models.db import reading, transaction
from models.moment import day_of
from models.policy_review import PolicyReview
from rules import policy_reviews as rule
from rules.policy import Policy
from rules.reminders import of_service
from rules.rights import Right
from rules.typed import needed
from tasks import access, policies, services

BY_WHOM = 120  # characters


@dataclass(frozen=True, slots=True)
class Standing:
    """One service's policy and its reviews.

    Attributes:
        due: when the next review is due; None where nothing says it.
        held: every review, the one that was recorded last first.
    """

    slug: str
    policy: Policy
    due: date | None
    held: tuple[PolicyReview, ...]

    def is_overdue(self, today: date) -> bool:
        """Whether the review should have been held, or nobody knows when it is due."""
        return self.due is None or self.due <= today


def register(service: str | None, *, by: str, at: datetime) -> list[Standing]:
    """The policies of the services that somebody can reach.

    Raises:
        rules.access.AccessRefused, rules.policy.UnknownService
    """
    seen = access.sight_of(service, by=by, at=at).service
    with reading() as session:
        found = []
        for slug in [seen] if seen else policies.services():
            policy = policies.of(slug)
            rows = policy_review.recorded(session, slug)
            last = rule.newest(map(policy_review.of_row, rows))
            due = rule.due_on(policy.settings.policy_review.value, last)
            found.append(Standing(slug, policy, due, tuple(reversed(rows))))
    return found


def record(
    service: str, on: date, by_whom: str, *, changed: bool, by: str, at: datetime, next_on: date | None = None
) -> date:
    """Record that the policy of a service was reviewed. Gives the day by which it is to be reviewed next.

    Args:
        by_whom: the body or the role that reviewed it; no person.
        next_on: when it is to be reviewed next; after the policy's own period unless it is said.

    Raises:
        rules.policy_reviews.ReviewRefused: days that cannot be, or that put the next review off for too long.
        rules.typed.TypedRefused, rules.access.AccessRefused, rules.policy.UnknownService
    """
    setting = policies.of(service).settings.policy_review.value
    with transaction(by, at, trying="policy_review") as tx:
        tx.may(Right.MANAGE, service)
        services.enter(tx, service)
        tx.about = service, None
        whom = needed(by_whom, "body or role that reviewed it", BY_WHOM, give=("by_whom",))
        following = next_on or rule.usual_next(setting, on)
        rule.check(setting, on, following, day_of(at))
        row = PolicyReview(
            service=service,
            reviewed_on=on,
            by_whom=whom,
            changed=changed,
            next_on=following,
            recorded_on=day_of(at),
            recorded_by=by,
        )
        tx.session.add(row)
        tx.session.flush()
        what = {"on": on.isoformat(), "changed": changed, "next": following.isoformat()}
        tx.record("policy.reviewed", service=service, **what)
        return following


def overdue(service: str, today: date) -> str | None:
    """That the policy of a service is to be reviewed, or when nobody knows; None while there is time."""
    with reading() as session:
        last = policy_review.last(session, service)
    return next((one.says for one in of_service(policies.of(service), today, last)), None)
