"""Intake: the original is kept, unchanged and hashed, and gets a reference."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

import settings
from models import document_store
from models.clock_event import ClockEvent
from models.db import Transaction, insert_once, transaction
from models.document import DocumentRole
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from models.service import ReferenceCounter
from reading import Reading
from rules.channel import Channel
from rules.clock import look_by
from rules.clock.events import Happened
from rules.lifecycle import State
from rules.policy import Policy
from rules.refusal import Refusal
from rules.rights import Right
from rules.working_days import written
from tasks import filing, holidays, policies, services

OLDEST = timedelta(days=2 * 366)  # a request logged later than this is a slip in the year


class IntakeRefused(Refusal):
    """The file or the date cannot be logged; says what to do. Nothing was stored."""


class LoggedBefore(IntakeRefused):
    """The same bytes were logged for the service already, and nobody said that they are to be logged again."""

    def __init__(self, first: str) -> None:
        says = f"This file is logged already as {first}; say so if it is to be logged once more."
        super().__init__(says, give=("again",))
        self.first = first


@dataclass(frozen=True, slots=True)
class Logged:
    """A request that was logged: its reference."""

    reference: str


def log(
    content: bytes,
    filename: str,
    *,
    service: str,
    received: date,
    channel: Channel,
    by: str,
    at: datetime,
    again: bool = False,
    found: Reading | None = None,
) -> Logged:
    """Keep a written request and give it a reference.

    Args:
        content: the file as it arrived, byte for byte.
        filename: its name; kept for staff, never shown in a log.
        received: the calendar day on which it reached the service, whoever took it.
        again: log it although the same bytes were logged before.
        found: what was read of it already, whole and without a doubt; None leaves it to `tasks.reading`.

    Raises:
        LoggedBefore
        IntakeRefused: empty, too large, or an impossible date.
        rules.policy.UnknownService, rules.policy.PolicyRefused
        rules.access.AccessRefused: whoever logs it has no account of that service that may (DER-1).
    """
    check(content, received, day_of(at))
    with transaction(by, at) as tx:
        tx.may(Right.WORK, service)
        request = enter(
            tx, content, filename, service=service, received=received, channel=channel, again=again, found=found
        )
        return Logged(request.reference)


def check(content: bytes, received: date, today: date) -> None:
    """Refuse what cannot be logged, before anything of it is kept.

    Raises:
        IntakeRefused: empty, too large, or an impossible date.
    """
    _check_file(content)
    check_received(received, today)


def enter(
    tx: Transaction,
    content: bytes,
    filename: str,
    *,
    service: str,
    received: date,
    channel: Channel,
    again: bool = False,
    found: Reading | None = None,
) -> Request:
    """Log what was checked, within a transaction that may change something for the service. The rest as of `log`.

    Raises:
        LoggedBefore
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    policy, today = policies.of(service), day_of(tx.at)
    due = look_by(received, holidays.in_force())
    name = document_store.sha256(content)
    # The counter comes first: it queues two people who log the same file at once.
    number = next_numbers(tx, policy, today.year)
    before = select(func.min(Request.reference)).where(
        Request.service == service, col(Request.original_sha256) == name
    )
    first = tx.session.exec(before).one()
    if first and not again:
        raise LoggedBefore(first)
    request = Request(
        reference=written_reference(policy, today.year, number),
        service=service,
        state=State.LOGGED,
        channel=channel,
        received_on=received,
        look_by=due,
        logged_at=tx.at,
        logged_by=tx.actor,
        original_sha256=name,
    )
    tx.session.add(request)
    tx.session.flush()
    key = id_of(request)
    filing.file(tx, request, DocumentRole.ORIGINAL, content, filename)
    tx.session.add(ClockEvent(request_id=key, what=Happened.RECEIVED, on=received, at=tx.at, by=tx.actor))
    tx.record(
        "request.logged",
        request,
        received=received.isoformat(),
        channel=channel.value,
        sha256=name,
        again=bool(first),
    )
    if found:
        filing.file_reading(tx, request, found, "; ".join([found.how, *found.doubts]))
        tx.record("reading.done", request, how=found.how)
    return request


def _check_file(content: bytes) -> None:
    most = settings.load().largest_file_mb
    if not content.strip():
        raise IntakeRefused("The file is empty: log the letter itself, or type what was said into a text file.")
    if len(content) > most * 1024 * 1024:
        raise IntakeRefused(f"The file is larger than {most} MB: log the letter itself and keep its papers apart.")


def check_received(received: date, today: date) -> None:
    """Refuse a day of receipt that cannot be right on the day on which it is entered.

    Raises:
        IntakeRefused: it lies in the future, or more than two years back.
    """
    if received > today:
        raise IntakeRefused(f"The date received, {written(received)}, lies in the future; check it.")
    if received < today - OLDEST:
        raise IntakeRefused(f"The date received, {written(received)}, is more than two years ago; check the year.")


def written_reference(policy: Policy, year: int, number: int) -> str:
    """A reference such as DER-2026-0042."""
    return f"{policy.service.code}-{year}-{number:04d}"


def next_numbers(tx: Transaction, policy: Policy, year: int, count: int = 1) -> int:
    """Take the next numbers of a service's references in a year. Gives the first of them."""
    session = tx.session
    slug = policy.service.slug
    services.enter(tx, slug)
    insert_once(session, ReferenceCounter(service=slug, year=year, last=0))
    query = select(ReferenceCounter).where(ReferenceCounter.service == slug, ReferenceCounter.year == year)
    counter = session.exec(query.with_for_update()).one()
    first = counter.last + 1
    counter.last += count
    session.add(counter)
    session.flush()
    return first
