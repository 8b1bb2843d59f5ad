"""The forecast: what is to be expected of each open request, from how long its steps usually take in its service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from sqlmodel import Session

from models import answering, queries
from models import step_times as read
from models.access import Sight
from models.db import reading
from models.moment import day_of
from models.step_times import Way
from rules import approvals, forecast
from rules.forecast import Ahead, Forecast, Outlook
from rules.kinds import Kind
from rules.lifecycle import State
from rules.months import add_months
from rules.policy import Policy
from rules.step_times import MONTHS, Step, UsualTimes, worked
from rules.step_times import usual_times as usual_times_of
from rules.working_days import Calendar
from tasks import holidays, policies


@dataclass(frozen=True, slots=True)
class Foretold:
    """What is to be expected of one open request. No person."""

    reference: str
    service: str
    kinds: tuple[Kind, ...]
    due: date | None
    forecast: Forecast


_kept: dict[tuple[str, str, str], tuple[date, UsualTimes]] = {}  # by database, service and bank holidays
_keeping = Lock()


def open_requests(sight: Sight, today: date) -> list[Foretold]:
    """Every open request that somebody sees, those that will breach first, and of these the soonest."""
    calendar = holidays.to_show()[0].united_kingdom
    with reading() as session:
        found = [_foretold(session, way, today, calendar) for way in read.open_ways(session, sight)]
    worst = [*Outlook]
    return sorted(found, key=lambda one: (worst.index(one.forecast.outlook), one.due or date.max, one.reference))


def usual_times(service: str, today: date) -> UsualTimes:
    """How long the steps usually take in a service: worked out once a day."""
    with reading() as session:
        return _usual_times(session, service, today)


def _usual_times(session: Session, service: str, today: date) -> UsualTimes:
    in_force = holidays.to_show()[0]
    key = (str(session.get_bind().engine.url), service, in_force.version)
    with _keeping:
        day, found = _kept.get(key, (None, None))
        if found is None or day != today:
            since = add_months(today, -MONTHS)
            found = usual_times_of(read.history(session, service, since, in_force.united_kingdom))
            _kept[key] = today, found
    return found


def _foretold(session: Session, way: Way, today: date, calendar: Calendar) -> Foretold:
    policy = policies.of(way.service)
    steps = forecast.ahead(way.state, consents=_consents(way, policy), approvals=_approvals(session, way, policy))
    over = [at for step, at in way.ended.items() if step not in steps]
    begun = max([way.received, *map(day_of, over), *([day_of(way.reopened)] if way.reopened else [])])
    stood = worked(begun, today, way.waits(), calendar)
    times = _usual_times(session, way.service, today).of(way.of)
    found = forecast.foretell(Ahead(steps, stood, way.due, way.paused), times, today, calendar)
    return Foretold(way.reference, way.service, tuple(way.kinds), way.due, found)


def _consents(way: Way, policy: Policy) -> bool:
    """Whether somebody is still to answer, or is likely to be asked once the kind is settled."""
    if way.state in {State.OPEN, State.PREPARED}:
        return way.unanswered > 0
    return any(policy.settings.consent_required[kind].value for kind in way.kinds)


def _approvals(session: Session, way: Way, policy: Policy) -> bool:
    """Whether a role that is asked has not approved what is to go. What exactly was approved is looked at last."""
    needed: Sequence[str] = list(approvals.roles_needed(way.kinds, policy))
    prepared = way.ended.get(Step.PREPARED)
    if way.state is not State.PREPARED or prepared is None:
        return bool(needed)
    if any(role not in way.approved or way.approved[role] < prepared for role in needed):
        return True
    facts = answering.facts(session, queries.request(session, way.reference))
    return bool(approvals.missing(facts.kinds, policy, facts.approvals, facts.digest))
