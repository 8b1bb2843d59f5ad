"""The reads of the disclosure log: the answers under FOI, what was decided of each, and what is published."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models import answers_sent
from models.access import Sight
from models.disclosure import Disclosure, ScheduleItem
from models.log_decision import LogDecision, PublishedAnswer
from models.person import Person
from models.queries import id_of, kinds_of
from models.request import Part, Request
from rules import disclosure_log as rule
from rules.disclosure_log import Answer, Decision, Entry
from rules.identifying import Known, found_in
from rules.in_time import ANSWERED, answered_on
from rules.kinds import Kind


@dataclass(frozen=True, slots=True)
class Logged:
    """One answer under FOI: what is on record of it, and what was decided last. No person."""

    reference: str
    answer: Answer
    answered: date | None
    exemptions: tuple[str, ...]
    decision: LogDecision | None
    taken_over: bool = False  # from an earlier register: whether to publish it was decided then

    @property
    def newest(self) -> Decision | None:
        """What was decided last."""
        return self.decision.decision if self.decision else None

    @property
    def entry(self) -> Entry | None:
        """Its line of the log; None while it is not published."""
        row = self.decision
        if row is None or row.decision is not Decision.PUBLISHED:
            return None
        if not (row.title and row.summary and self.answered and self.answer.outcome):
            return None
        month = rule.month_of(self.answered)
        return Entry(month, row.title, row.summary, self.answer.outcome, self.exemptions)


@dataclass(frozen=True, slots=True)
class Published:
    """One line of the log, and where it comes from: a request, or the number of what is left of one.

    Attributes:
        holds: what is in its words by now that would say who somebody is: it does not go out.
    """

    entry: Entry
    reference: str | None
    number: int | None = None
    holds: tuple[str, ...] = ()


def answers(session: Session, sight: Sight, *, is_public_authority: bool) -> list[Logged]:
    """Every answered request under FOI that is seen in full, the newest first."""
    foi = select(Part.request_id).where(Part.kind == Kind.FOI)
    wanted = [*sight.seen(), col(Request.state).in_(ANSWERED), col(Request.id).in_(foi)]
    return list(_answers(session, wanted, is_public_authority=is_public_authority))


def of_request(session: Session, request: Request, *, is_public_authority: bool) -> Logged:
    """One request, as far as the log looks at it."""
    return next(_answers(session, [col(Request.id) == id_of(request)], is_public_authority=is_public_authority))


def published(session: Session, service: str, *, is_public_authority: bool) -> list[Published]:
    """The whole log of a service, the newest month first, whoever looks: what is published is everybody's."""
    every = Sight(service, sees_all=True)
    logged = [
        (entry, one.reference)
        for one in answers(session, every, is_public_authority=is_public_authority)
        if (entry := one.entry)
    ]
    known = _known(session, [reference for _, reference in logged])
    found = [Published(entry, ref, holds=found_in(_words(entry), known[ref])) for entry, ref in logged]
    query = select(PublishedAnswer).where(PublishedAnswer.service == service)
    found += [Published(_kept(row), None, row.id) for row in session.exec(query.order_by(col(PublishedAnswer.id)))]
    return sorted(found, key=lambda one: (one.entry.month, one.entry.title), reverse=True)


def people_of(session: Session, request: Request) -> list[Known]:
    """The name and the birth date of everybody on record in a request."""
    return _known(session, [request.reference])[request.reference]


def decisions(session: Session, request: Request) -> Sequence[LogDecision]:
    """Everything that was ever decided of a request's answer, in its order."""
    query = select(LogDecision).where(LogDecision.request_id == id_of(request))
    return session.exec(query.order_by(col(LogDecision.id))).all()


def keep(session: Session, request: Request) -> None:
    """Keep what is published of a request that is about to be destroyed, without anything that leads back to it.

    Words in which somebody's name stands by now are not kept.
    """
    one = of_request(session, request, is_public_authority=True)  # that matters to who is asked, not to what stands
    entry = one.entry
    if entry is None or found_in(_words(entry), people_of(session, request)):
        return
    session.add(
        PublishedAnswer(
            service=request.service,
            month=entry.month,
            title=entry.title,
            summary=entry.summary,
            outcome=entry.outcome,
            exemptions=list(entry.exemptions),
        )
    )
    session.flush()


def _answers(session: Session, wanted: list[ColumnElement[bool]], *, is_public_authority: bool) -> Iterator[Logged]:
    ids = select(Request.id).where(*wanted)
    sent = answers_sent.last(session, ids)
    prepared = select(Disclosure).where(col(Disclosure.request_id).in_(ids), Disclosure.kind == Kind.FOI)
    outcomes = {row.request_id: row for row in session.exec(prepared)}
    cites: dict[int, list[str | None]] = defaultdict(list)
    lines = select(ScheduleItem.disclosure_id, ScheduleItem.exemption).join(Disclosure)
    for key, cite in session.exec(lines.where(col(Disclosure.request_id).in_(ids), Disclosure.kind == Kind.FOI)):
        cites[key].append(cite)
    rows = select(LogDecision).where(col(LogDecision.request_id).in_(ids)).order_by(col(LogDecision.id))
    decided = {row.request_id: row for row in session.exec(rows)}  # the newest of each
    requests = session.exec(select(Request).where(*wanted).order_by(col(Request.id).desc())).all()
    kinds = kinds_of(session, [id_of(one) for one in requests])
    for request in requests:
        key = id_of(request)
        row = outcomes.get(key)
        outcome = row.outcome if row else None
        yield Logged(
            request.reference,
            Answer(kinds[key], request.state, outcome, is_public_authority),
            answered_on(request.state, sent.get(key) or request.earlier_answered_on, request.closed_on),
            rule.exemptions(cites[row.id]) if row and row.id else (),
            decided.get(key),
            request.earlier_reference is not None,
        )


def _known(session: Session, references: Collection[str]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {reference: [] for reference in references}
    query = select(Request.reference, Person).join(Person, col(Person.request_id) == Request.id)
    for reference, person in session.exec(query.where(col(Request.reference).in_(references))):
        found[reference].append((person.name, person.date_of_birth))
    return found


def _words(entry: Entry) -> str:
    return f"{entry.title}\n{entry.summary}"


def _kept(row: PublishedAnswer) -> Entry:
    return Entry(row.month, row.title, row.summary, row.outcome, tuple(row.exemptions))
