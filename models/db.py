"""The transaction: every change of state is one transaction with its audit event."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, select

from models import access, board_lines, person_words
from models.audit_event import AuditEvent, AuditHead
from models.case_file import CaseFile
from models.engine import engine
from models.look import remembering, shared
from models.moment import day_of
from models.rehearsal import rehearsed
from models.request import NoSuchRequest, Request
from rules.access import AccessRefused, Elsewhere, check_role
from rules.audit import chain_hash
from rules.lifecycle import State, event_of
from rules.refusal import Refusal
from rules.rights import Right


class Transaction:
    """An open transaction: a session, who acts, and when. All its changes hold together or not at all."""

    def __init__(self, session: Session, actor: str, at: datetime) -> None:
        self.session = session
        self.actor = actor
        self.at = at
        # The service, and the reference of the request or the file that was asked for where it has one.
        self.about: tuple[str, str | None] | None = None
        self.denied: tuple[str | None, str | None, dict[str, Any]] | None = None  # the same of what access refused
        self._let: set[str | None] = set()  # the services whose matters the actor was seen to be allowed
        self._who: access.Who | None = None
        self._changed: dict[str, Request] = {}  # by reference
        self._head: AuditHead | None = None  # locked from the first event on

    @property
    def who(self) -> access.Who:
        """The account behind the actor, where accounts are in force."""
        # Not a cached_property: until Python 3.12 that holds one lock for all threads while it asks the database,
        # and of two transactions at once each would wait for what the other has.
        if self._who is None:
            self._who = access.who(self.session, self.actor)
        return self._who

    def request(self, reference: str, right: Right = Right.WORK) -> Request:
        """The request, locked until the transaction ends, so that two runs go one after the other.

        Args:
            right: what is to be done with it; a refusal is recorded by itself, as `access.refused`.

        Raises:
            NoSuchRequest: there is none, or none of the actor's service.
            rules.access.AccessRefused: the actor may not.
        """
        query = select(Request).where(Request.reference == reference).with_for_update()
        found = self.session.exec(query).first()
        try:
            access.check(self.session, self.who, right, found)
        except AccessRefused as refused:
            self.deny(refused, found.service if found else None, found.reference if found else None, right)
            if isinstance(refused, Elsewhere):
                raise NoSuchRequest(f"There is no request {reference}.") from None
            raise
        if found is None:
            raise NoSuchRequest(f"There is no request {reference}.")
        self.about = found.service, found.reference
        self._let.add(found.service)
        return found

    def may(self, right: Right, service: str | None = None) -> None:
        """See that the actor may do something for a service, or for their own, where no one request is meant.

        Raises:
            rules.access.AccessRefused: recorded by itself, as `access.refused`.
        """
        try:
            access.check_service(self.who, right, service)
        except AccessRefused as refused:
            self.deny(refused, service, None, right)
            raise
        self._let.add(service)

    def let(self, service: str) -> None:
        """Take what follows for this service as allowed: only where nobody is there yet who could allow it."""
        self._let.add(service)

    def in_role(self, role: str) -> None:
        """See that the actor acts in the role of their account.

        Raises:
            rules.access.AccessRefused: recorded by itself, as `access.refused`.
        """
        try:
            if self.who.holder:
                check_role(self.who.holder, role)
        except AccessRefused as refused:
            self.deny(refused, *(self.about or (None,)))
            raise

    def deny(
        self, because: AccessRefused, service: str | None, reference: str | None = None, right: Right | None = None
    ) -> None:
        """Keep what access refused, to be recorded in place of all that was done."""
        what = {"because": str(because), "right": right.value if right else None}
        self.denied = service or self.who.service, reference, what

    def record(
        self, name: str, about: Request | CaseFile | None = None, /, service: str | None = None, **what: Any
    ) -> None:
        """Write one audit event. `what` holds words and dates of the work, never of a person.

        Every change has one: so nothing is changed for a service that the actor was not seen to work for.
        """
        whose = about.service if about else service
        if whose not in self._let:
            self.may(Right.WORK, whose)
        if about:
            if isinstance(about, Request):
                self._changed[about.reference] = about
            self._record(name, about.service, about.reference, what)
        else:
            self._record(name, service, None, what)

    def record_new(self, name: str, service: str, each: Iterable[tuple[Request, dict[str, Any]]]) -> None:
        """Write one audit event of each of many new requests of a service, all of them at once.

        The words to search by are written by whoever made them (`models.person_words.write_new`).
        """
        if service not in self._let:
            self.may(Right.WORK, service)
        for about, what in each:
            if about.state.is_open:
                self._changed[about.reference] = about
            self._append(name, service, about.reference, what)
        self.session.flush()

    def finish(self) -> None:
        """Bring what is derived from what was changed up to date, and keep everything; or, rehearsed, nothing."""
        with remembering(self.session):
            board_lines.write(self.session, self._changed.values(), day_of(self.at))
            person_words.write(self.session, self._changed.values())
        if rehearsal := rehearsed.get():
            rehearsal.look(self.session)
            self.session.rollback()
        else:
            self.session.commit()

    def forget(self) -> None:
        """Take back all that was done, and go on as if it had not been."""
        self.session.rollback()
        self._changed.clear()
        self._head = None

    def refused(self, what: str | None, because: Refusal) -> None:
        """Take back all that was done, and record alone that it was tried: a refusal names no person."""
        self.forget()
        if rehearsed.get() and not self.denied:
            return
        if self.denied:
            self._record("access.refused", *self.denied)
            self.session.commit()
        elif self.about and what:
            self._record(f"{what}.refused", *self.about, {"because": str(because)})
            self.session.commit()

    def _record(self, name: str, service: str | None, reference: str | None, what: dict[str, Any]) -> None:
        self._append(name, service, reference, what)
        self.session.flush()

    def _append(self, name: str, service: str | None, reference: str | None, what: dict[str, Any]) -> None:
        if self._head is None:
            self._head = self.session.exec(select(AuditHead).with_for_update()).one()
        head = self._head
        number, previous = head.number + 1, head.hash
        made = AuditEvent(
            number=number,
            at=self.at,
            actor=self.actor,
            event=name,
            service=service,
            reference=reference,
            what=what,
            previous=previous,
            hash="",
        )
        made.hash = chain_hash(number, audit_content(made), previous)
        self.session.add(made)
        head.number, head.hash = number, made.hash
        self.session.add(head)

    def move(self, request: Request, target: State, **what: Any) -> None:
        """Move the request along the lifecycle, with the audit event of that move.

        Raises:
            rules.lifecycle.MoveRefused: the move is not in the table.
        """
        source = request.state
        name = event_of(source, target)
        request.state = target
        self.session.add(request)
        self.record(name, request, **{"from": source.value, "to": target.value}, **what)


@contextmanager
def transaction(
    actor: str, at: datetime, url: str | None = None, *, trying: str | None = None, alone: bool = False
) -> Iterator[Transaction]:
    """A transaction that writes: commits at the end, or leaves everything as it was.

    Args:
        trying: what is tried, such as `disclosure`; a refusal of it about a request is then recorded, and nothing
            else (`disclosure.refused`).
        alone: nobody else writes meanwhile, and whoever began before is waited for.
    """
    made = engine(url).execution_options(inforights_writes=True, inforights_alone=alone)
    with Session(made, expire_on_commit=False) as session:
        tx = Transaction(session, actor, at)
        try:
            yield tx
            tx.finish()
        except Refusal as because:
            tx.refused(trying, because)
            raise


@contextmanager
def reading(url: str | None = None) -> Iterator[Session]:
    """A session that only reads; within a look (`models.look`) that of the look."""
    if url is None and (session := shared()):
        yield session
        return
    with Session(engine(url), expire_on_commit=False) as session:
        yield session


def insert_once(session: Session, row: SQLModel) -> None:
    """Insert the row unless its key is there; two transactions may try at the same moment."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    session.execute(insert(type(row)).values(**row.model_dump()).on_conflict_do_nothing())


def audit_content(stored: AuditEvent) -> dict[str, Any]:
    """The part of an event that its hash covers, in the form in which it is hashed."""
    return {
        "at": stored.at.astimezone(UTC).isoformat(),
        "actor": stored.actor,
        "event": stored.event,
        "service": stored.service,
        "reference": stored.reference,
        "what": stored.what,
    }
