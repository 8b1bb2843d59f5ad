"""Reminders: what is due on a day, each occasion noted once in the ledger, and written to whom it concerns.

The run of a working day is one transaction for a service: its row, every reminder, and a mail in the outbox for each
person. So a second run, or one that was killed and begun anew, finds all of it or nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

import settings
from models import access, addressed, case_files, follow_ups, incoming_mail, policy_review, queries, reminded
from models.access import EVERYTHING, Sight
from models.account import Account
from models.audit_event import PROGRAM
from models.db import Transaction, reading, transaction
from models.moment import LONDON, day_of
from models.outgoing import Outgoing
from models.reminder import ReminderNote, ReminderRun, ReminderTo
from models.service import Service
from rules import addressees, consent_reviews, daily_run, reminders, training
from rules.access import About
from rules.digest import digest, occasion_of
from rules.reminders import OpenFollowUp, Reminder
from rules.reminders.incoming import of_incoming
from rules.training import Numbered
from rules.working_days import Calendar
from tasks import holidays, outbox, policies, services
from tasks.step import step

_AT_ONCE = 500  # occasions in one query
NO_ACCOUNT = "nobody with an account here has that role and may see it"
NO_ADDRESS = "nobody whom it concerns has an e-mail address on record"
NO_MAIL = "no mail server is set up"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a service did; `done_before` where the run of this working day was over already."""

    for_day: date
    lines: tuple[str, ...] = ()  # of the digest, `role: what`
    late: tuple[str, ...] = ()  # the references of what is late
    missed: tuple[date, ...] = ()  # the days before it on which no run happened
    done_before: bool = False


def due_on(service: str, day: date) -> tuple[Reminder, ...]:
    """What one service is to be reminded of on a day and was not yet. Nothing is noted."""
    with reading() as session:
        return _new(session, service, day)


def planned(service: str, day: date) -> list[tuple[Reminder, list[str]]]:
    """The same, each with the logins of those whom it concerns and who have an address to write to."""
    with reading() as session:
        found = _new(session, service, day)
        concerned = _to(session, service, found)
        can_send = outbox.is_set_up()
        reached = {account.login for account in access.accounts(session, service) if account.email and can_send}
        return [(one, [login for login in concerned[one] if login in reached]) for one in found]


def note_due(service: str, at: datetime) -> Run:
    """Note what one service is to be reminded of now, and write to whom it concerns: the run of the last working day.

    A second run for the same day, or at the same moment, finds it over and notes nothing: what came up since then is
    on the board, and in the next day's run with the words that hold by then.
    """
    calendars = holidays.in_force()
    for_day = daily_run.run_day(day_of(at), calendars.england_and_wales)
    with transaction(PROGRAM, at) as tx:
        services.enter(tx, service)
        # The row of the service queues two runs at the same moment.
        tx.session.exec(select(Service).where(Service.slug == service).with_for_update()).one()
        if tx.session.get(ReminderRun, (service, for_day)):
            return Run(for_day, done_before=True)
        last = last_run(tx.session, service)
        missed = daily_run.missed(last, for_day, calendars.england_and_wales)
        found = (*_new(tx.session, service, day_of(at)), *_of_missed(missed, service))
        noted = _note(tx, service, found)
        _write_to(tx, service, for_day, noted)
        tx.session.add(ReminderRun(service=service, for_day=for_day, ran_at=at, count=len(found)))
        days = [day.isoformat() for day in missed]
        tx.record("reminders.noted", service=service, count=len(found), run=for_day.isoformat(), missed=days)
    late = tuple(dict.fromkeys(one.reference for one in found if one.reference and "late" in one.occasion.split(":")))
    return Run(for_day, tuple(f"{one.whom}: {one.says}" for one in found), late, missed)


note_reminders = step(note_due)


def last_run(session: Session, service: str) -> date | None:
    """The working day of the last run of a service; None where there was none yet."""
    return session.exec(select(func.max(ReminderRun.for_day)).where(ReminderRun.service == service)).one()


def to_make_good(at: datetime) -> list[str]:
    """The services whose last run did not happen, and that need not wait for the next one: for `catch-up`."""
    calendar = holidays.in_force().england_and_wales
    with reading() as session:
        newest = select(ReminderRun.service, func.max(ReminderRun.for_day)).group_by(ReminderRun.service)
        last = dict(session.exec(newest).all())
    moment = at.astimezone(LONDON)
    return [slug for slug in policies.services() if daily_run.is_to_make_good(last.get(slug), moment, calendar)]


find_missed = step(to_make_good)


def overdue(service: str, at: datetime) -> date | None:
    """The working day whose run of a service should be over and is not; None where all is well.

    Of a service without a run nothing was to be expected before the day after its first account was opened.
    """
    calendar = holidays.to_show()[0].england_and_wales
    with reading() as session:
        opened = session.exec(select(func.min(Account.opened_on)).where(Account.service == service)).one()
        return daily_run.overdue(last_run(session, service) or opened, at.astimezone(LONDON), calendar)


def _of_missed(missed: Collection[date], service: str) -> Iterable[Reminder]:
    """A run that did not happen is told of by the next one."""
    if missed:
        days = " ".join(day.isoformat() for day in missed)
        yield Reminder(
            None,
            policies.of(service).service.manager_role,
            f"missed-runs:{min(missed).isoformat()}:{max(missed).isoformat()}",
            f"The reminder run did not happen on {days}: what it would have said is in this one. See that the "
            "program is running.",
        )


def _note(tx: Transaction, service: str, found: Iterable[Reminder]) -> list[tuple[ReminderNote, Reminder]]:
    noted = [
        (
            ReminderNote(
                service=service,
                reference=reminder.reference or "",
                whom=reminder.whom,
                occasion=reminder.occasion,
                says=reminder.says,
                noted_on=day_of(tx.at),
            ),
            reminder,
        )
        for reminder in found
    ]
    tx.session.add_all(note for note, _ in noted)
    tx.session.flush()
    return noted


def _write_to(tx: Transaction, service: str, for_day: date, noted: Iterable[tuple[ReminderNote, Reminder]]) -> None:
    """One mail to each person, and with each reminder to whom it went, or why to nobody."""
    noted = list(noted)
    mine = _to(tx.session, service, (reminder for _, reminder in noted))
    accounts = {account.login: account for account in access.accounts(tx.session, service)}
    by_person: dict[str, list[tuple[ReminderNote, Reminder]]] = defaultdict(list)
    can_send = outbox.is_set_up()
    for note, reminder in noted:
        whom = mine[reminder]
        reached = [login for login in whom if accounts[login].email]
        if not can_send or not reached:
            note.unsent = NO_ACCOUNT if not whom else NO_ADDRESS if not reached else NO_MAIL
            tx.session.add(note)
            continue
        for login in reached:
            by_person[login].append((note, reminder))
    for login, rows in sorted(by_person.items()):
        mail = _mail(tx, for_day, accounts[login], [reminder for _, reminder in rows])
        tx.session.add_all(
            ReminderTo(reminder_id=_number(note), login=login, outgoing_id=_number(mail)) for note, _ in rows
        )


def _number(row: ReminderNote | Outgoing) -> int:
    assert row.id is not None, "a row that was written has a number"
    return row.id


def _mail(tx: Transaction, for_day: date, account: Account, found: Iterable[Reminder]) -> Outgoing:
    made = digest(found, tx.at.astimezone(LONDON), settings.load().address)
    return outbox.put(tx, account, occasion_of(for_day), made.subject, made.text)


def _to(session: Session, service: str, found: Iterable[Reminder]) -> Mapping[Reminder, list[str]]:
    """The logins of those whom each reminder concerns."""
    policy = policies.of(service)
    reminders_of = list(found)
    holders = [access.holder(account) for account in access.accounts(session, service)]
    about = addressed.about(session, service, (one.reference for one in reminders_of if one.reference))
    return {
        one: addressees.of_reminder(one.whom, about.get(one.reference or "", About(service)), holders, policy)
        for one in reminders_of
    }


def _new(session: Session, service: str, day: date) -> tuple[Reminder, ...]:
    calendar = holidays.in_force().united_kingdom
    policy = policies.of(service)
    requests = reminded.open_requests(
        session,
        policy,
        day,
        due_before=reminders.due_before(policy, day, calendar),
        chased_from=reminders.chased_from(day, calendar),
    )
    due = (
        *reminders.due_today(
            requests, policy, day, calendar, _followed(session, service), policy_review.last(session, service)
        ),
        *training.reminders(_accounts(session, service), policy, day),
        *_consent_reviews(session, service, day),
        *_incoming(session, service, day, calendar),
    )
    noted = _noted(session, service, sorted({reminder.occasion for reminder in due}))
    return tuple(r for r in due if (r.reference or "", r.whom, r.occasion) not in noted)


def _noted(session: Session, service: str, occasions: list[str]) -> set[tuple[str, str, str]]:
    """What of these occasions is in the ledger: reference, whom, occasion."""
    found: set[tuple[str, str, str]] = set()
    for at in range(0, len(occasions), _AT_ONCE):
        these = col(ReminderNote.occasion).in_(occasions[at : at + _AT_ONCE])
        query = select(ReminderNote.reference, ReminderNote.whom, ReminderNote.occasion)
        found |= {*session.exec(query.where(ReminderNote.service == service, these))}
    return found


def _incoming(session: Session, service: str, day: date, calendar: Calendar) -> Iterable[Reminder]:
    """Of the e-mails that everybody of the service may see; those of a restricted request are its own people's."""
    sight = Sight(service=service)
    first = incoming_mail.first_waiting(session, sight)
    return of_incoming(incoming_mail.count(session, sight), day_of(first) if first else None, day, calendar)


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
