"""The figures of a service as they may be published, for whoever keeps its matters."""

from datetime import date, datetime

from letters.report import report as as_letter
from models.db import reading, transaction
from models.moment import day_of
from models.publication import tally
from rules import publication, quarters
from rules.letter_forms import Form
from rules.publication import Published
from rules.rights import Right
from tasks import holidays, letter_facts, policies
from tasks.printed import printed


def published(service: str, start: date, end: date, today: date) -> list[Published]:
    """Every table of a period; nothing is recorded.

    Raises:
        rules.quarters.PeriodRefused: it is not of whole quarters, or not over.
        rules.policy.UnknownService
    """
    policies.of(service)
    quarters.check_over(end, today)
    with reading() as session:
        return publication.published(tally(session, service, start, end, holidays.in_force().united_kingdom))


def take_out(service: str, start: date, end: date, form: str, *, by: str, at: datetime) -> list[Published]:
    """The same, to be taken out of the program: the log says who did and in what form.

    Raises:
        rules.access.AccessRefused: whoever asks may not manage the service. Recorded.
        rules.quarters.PeriodRefused, rules.policy.UnknownService: as `published`.
    """
    found = published(service, start, end, day_of(at))
    _note(service, form, len(found), by=by, at=at)
    return found


def report(service: str, start: date, end: date, *, by: str, at: datetime) -> tuple[bytes, tuple[str, ...]]:
    """The report of a period as a Word file on the service's letterhead, and to whom the policy says that it goes.

    Raises:
        rules.access.AccessRefused, rules.quarters.PeriodRefused, rules.policy.UnknownService: as `take_out`.
    """
    policy = policies.of(service)
    recipients = policy.settings.report_to.value
    found = take_out(service, start, end, "docx", by=by, at=at)
    letter = as_letter(
        letter_facts.service(policy), recipients, found, (start, end), publication.notes(found), day_of(at)
    )
    return printed(letter, Form.DOCX, service), recipients


def _note(service: str, form: str, rows: int, *, by: str, at: datetime) -> None:
    with transaction(by, at) as tx:
        tx.may(Right.MANAGE, service)
        tx.may(Right.EXPORT, service)
        tx.record("list.exported", service=service, list="publication", form=form, rows=rows)
