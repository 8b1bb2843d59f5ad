"""What the daily run knows of the open requests of a service: those alone of which something may be due on a day.

A few queries, however many requests there are. The dates are read from the requests themselves. In what words each
waits is read from the board's line of it, and worked out anew where that is of another day or policy, or is missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, exists, or_, select

from models import answering, board, board_lines, queries
from models.account import Restriction
from models.approval import Approval
from models.board_line import BoardLine
from models.clock_event import ClockEvent
from models.consent import Consent
from models.queries import id_of
from models.request import Part, Request
from rules import approvals
from rules.approvals import Given
from rules.clock import Alert
from rules.clock.events import Event, Happened, recorded
from rules.clock.fee import last_day_to_pay
from rules.clock.record import Wait
from rules.kinds import Kind
from rules.lifecycle import State
from rules.policy import Policy
from rules.reminders import Approvals, OpenRequest, Question, Unanswered

_OPEN = [state for state in State if state.is_open]
PAGE = 500  # requests that are read together
# Whose date is the one to look by, or that wait for approvals: few at a time.
_ALWAYS = [State.LOGGED, State.UNREADABLE, State.IN_DOUBT, State.PREPARED]


def open_requests(
    session: Session, policy: Policy, today: date, *, due_before: date, chased_from: date
) -> list[OpenRequest]:
    """The open requests of a service of which something may be due, the soonest first.

    Args:
        due_before: what is due on that day or later is left out (`rules.reminders.due_before`).
        chased_from: a consent that was asked for after that day is not chased yet (`rules.reminders.chased_from`).
    """
    requests = _requests(session, policy.service.slug, due_before, chased_from)
    pages = (requests[at : at + PAGE] for at in range(0, len(requests), PAGE))
    found = [one for page in pages for one in _known(session, page, policy, today)]
    return sorted(found, key=lambda one: (one.due or date.max, one.reference))


def _known(session: Session, requests: Sequence[Request], policy: Policy, today: date) -> Iterator[OpenRequest]:
    """What is known of some requests, read together."""
    ids = [id_of(one) for one in requests]
    parts = _parts(session, ids)
    lines = session.exec(select(BoardLine).where(col(BoardLine.request_id).in_(ids))).all()
    current = {line.request_id: line for line in board_lines.current(session, lines, today)}
    unanswered = _unanswered(session, ids)
    events = _events(session, [key for key in ids if not all(part.running for part in parts[key])])
    standing = select(Restriction.request_id).where(
        col(Restriction.request_id).in_(ids), col(Restriction.lifted_on).is_(None)
    )
    restricted = {*session.exec(standing)}
    for request in requests:
        key = id_of(request)
        line = current.get(key) or board_lines.derived(session, request, today)
        yield OpenRequest(
            reference=request.reference,
            state=request.state,
            received=request.received_on,
            due=board.due_of(request, (part.due for part in parts[key] if part.due)),
            waits_for=line.waits_for,
            unanswered=tuple(unanswered[key]),
            questions=tuple(dict.fromkeys(_questions(request, parts[key], events))),
            alerts=tuple(dict.fromkeys(_alerts(parts[key]))),
            approvals=_approvals(session, request, parts[key], line.waits_on, policy),
            restricted=key in restricted,
        )


def _requests(session: Session, service: str, due_before: date, chased_from: date) -> Sequence[Request]:
    of_it = col(Part.request_id) == col(Request.id)
    asked = (
        col(Consent.request_id) == col(Request.id),
        col(Consent.needed),
        col(Consent.answer).is_(None),
        col(Consent.waived_because).is_(None),
        or_(col(Consent.noted_on) <= chased_from, col(Consent.asked_on) <= chased_from),  # asked before it was noted
    )
    query = select(Request).where(
        Request.service == service,
        or_(
            col(Request.state).in_(_ALWAYS),
            exists().where(of_it, or_(col(Part.due) < due_before, col(Part.running).is_(False))),
            exists().where(*asked),
        ),
    )
    # State by state: of several at once SQLite would look through every request that ever came.
    return [one for state in _OPEN for one in session.exec(query.where(Request.state == state))]


def _parts(session: Session, ids: Sequence[int]) -> Mapping[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for part in session.exec(select(Part).where(col(Part.request_id).in_(ids)).order_by(col(Part.position))):
        found[part.request_id].append(part)
    return found


def _unanswered(session: Session, ids: Sequence[int]) -> Mapping[int, list[Unanswered]]:
    query = select(Consent).where(
        col(Consent.request_id).in_(ids),
        col(Consent.needed),
        col(Consent.answer).is_(None),
        col(Consent.waived_because).is_(None),
    )
    found: dict[int, list[Unanswered]] = defaultdict(list)
    for row in session.exec(query.order_by(col(Consent.id))):
        last = date.fromisoformat(max(row.chased_on)) if row.chased_on else row.asked_on
        found[row.request_id].append(Unanswered(row.whom, last or row.noted_on, was_asked=last is not None))
    return found


def _events(session: Session, ids: Sequence[int]) -> Mapping[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    query = select(ClockEvent).where(col(ClockEvent.request_id).in_(ids)).order_by(col(ClockEvent.id))
    for row in session.exec(query):
        found[row.request_id].append(queries.event_of(row))
    return found


def _questions(request: Request, parts: Iterable[Part], events: Mapping[int, Sequence[Event]]) -> Iterator[Question]:
    """What the clocks that stand still wait for."""
    for part in parts:
        if part.running:
            continue
        found = recorded(part.kind, request.received_on, events[part.request_id])
        waits: list[tuple[Happened, Wait | None]] = [
            *((Happened.CLARIFICATION_ASKED, wait) for wait in found.clarifications),
            (Happened.IDENTITY_ASKED, found.identity),
            (Happened.FEE_NOTICE, found.fee),
        ]
        for asked, wait in waits:
            if wait and wait.answered is None:
                of_foi = part.kind is Kind.FOI and asked is Happened.FEE_NOTICE
                yield Question(asked, wait.asked, last_day_to_pay(wait, request.received_on) if of_foi else None)


def _alerts(parts: Iterable[Part]) -> Iterator[Alert]:
    for part in parts:
        for alert in part.working.get("alerts", ()) if part.running else ():
            yield Alert(date.fromisoformat(alert["on"]), alert["says"], alert["cite"])


def _approvals(
    session: Session, request: Request, parts: Iterable[Part], waits_on: str, policy: Policy
) -> Approvals | None:
    """The roles that an answer waits for, where it waits for nothing else first."""
    kinds = [part.kind for part in parts]
    if request.state is not State.PREPARED or waits_on not in approvals.roles_needed(kinds, policy):
        return None
    rows = session.exec(select(Approval).where(Approval.request_id == request.id)).all()
    given = [Given(row.role, row.by, row.of) for row in rows]
    missing = approvals.missing(kinds, policy, given, answering.digest(session, request))
    prepared = [answer.prepared_on for answer in queries.disclosures(session, request)]
    return Approvals(tuple(missing), max(prepared)) if missing and prepared else None
