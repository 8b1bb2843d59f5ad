"""Reminders: what is due on a day, each occasion noted once in the ledger, and given back as a digest."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import access, case_files, follow_ups, queries, reminded
from models.access import EVERYTHING
from models.audit_event import PROGRAM
from models.db import reading, transaction
from models.moment import day_of
from models.reminder import ReminderNote
from models.service import Service
from rules import consent_reviews, reminders, training
from rules.reminders import OpenFollowUp, Reminder
from rules.training import Numbered
from tasks import holidays, policies, services
from tasks.step import step


def due_on(service: str, day: date) -> tuple[Reminder, ...]:
    """What one service is to be reminded of on a day and was not yet. Nothing is noted."""
    with reading() as session:
        return _new(session, service, day)


def note_due(service: str, at: datetime) -> list[str]:
    """Note what one service is to be reminded of now. Returns the lines of the digest, `role: what`.

    A second run on the same day, or at the same moment, finds them noted and returns nothing.
    """
    with transaction(PROGRAM, at) as tx:
        services.enter(tx, service)
        # The row of the service queues two runs at the same moment.
        tx.session.exec(select(Service).where(Service.slug == service).with_for_update()).one()
        found = _new(tx.session, service, day_of(at))
        for reminder in found:
            tx.session.add(
                ReminderNote(
                    service=service,
                    reference=reminder.reference or "",
                    whom=reminder.whom,
                    occasion=reminder.occasion,
                    says=reminder.says,
                    noted_on=day_of(at),
                )
            )
        if found:
            tx.record("reminders.noted", service=service, count=len(found))
    return [f"{reminder.whom}: {reminder.says}" for reminder in found]


note_reminders = step(note_due)


def _new(session: Session, service: str, day: date) -> tuple[Reminder, ...]:
    calendar = holidays.in_force().united_kingdom
    policy = policies.of(service)
    due = (
        *reminders.due_today(
            reminded.open_requests(session, service, day), policy, day, calendar, _followed(session, service)
        ),
        *training.reminders(_accounts(session, service), policy, day),
        *_consent_reviews(session, service, day),
    )
    occasions = {reminder.occasion for reminder in due}
    query = select(ReminderNote).where(ReminderNote.service == service, col(ReminderNote.occasion).in_(occasions))
    noted = {(row.reference, row.whom, row.occasion) for row in session.exec(query).all()}
    return tuple(r for r in due if (r.reference or "", r.whom, r.occasion) not in noted)


def _consent_reviews(session: Session, service: str, day: date) -> Iterable[Reminder]:
    for found in case_files.open_files(session, service):
        yield from consent_reviews.reminders(found.reference, case_files.consents(session, found), day)


def _followed(session: Session, service: str) -> Iterable[OpenFollowUp]:
    for found in follow_ups.open_ones(session, EVERYTHING, service):
        request = queries.request(session, found.reference)
        restricted = access.restriction(session, request) is not None
        yield OpenFollowUp(found.reference, found.one, restricted=restricted)


def _accounts(session: Session, service: str) -> Iterable[Numbered]:
    for account in access.accounts(session, service):
        assert account.id is not None, "an account that was read has a number"
        yield Numbered(account.id, access.holder(account))
