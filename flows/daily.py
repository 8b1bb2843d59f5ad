"""The daily run: who must be reminded of what today, noted once, and written to each in one mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from prefect import flow

from models.moment import from_then, now
from rules.refusal import Refusal
from tasks import policies, recompute, signals
from tasks.board_lines import refresh_lines
from tasks.outbox import send_mail
from tasks.reminders import note_reminders
from tasks.step import StepFailed, step

stale_lines = step(recompute.stale_lines)


@flow(name="daily", persist_result=False)
async def daily(at: datetime | None = None, service: str | None = None) -> list[str]:
    """Note today's reminders for every service, or for one, and send them. A second run on a day notes nothing more.

    The lines hold references, account numbers, roles, purposes of consents and dates: no names.
    """
    moment = at or now()
    found = await remind([service] if service else policies.services(), moment)
    digest = [*found.lines, *found.broken]
    try:
        await refresh_lines(moment)
    except (Refusal, StepFailed) as error:
        digest.append(f"the board's lines could not be brought up to date: {error}")
    try:
        digest += await stale_lines()
    except (Refusal, StepFailed) as error:
        digest.append(f"what rests on earlier bank-holiday data could not be counted: {error}")
    return digest


@dataclass(frozen=True, slots=True)
class Reminded:
    """What the runs of some services came to: the lines of the digest, and a line for each thing that broke."""

    lines: tuple[str, ...]
    broken: tuple[str, ...]


async def remind(services: Iterable[str], moment: datetime) -> Reminded:
    """The run of these services, one after the other, then what is in the outbox."""
    clock = from_then(moment)
    lines: list[str] = []
    broken: list[str] = []
    for slug in services:
        try:
            run = await note_reminders(slug, moment)
        except (Refusal, StepFailed) as error:
            # One service's broken policy must not silence the reminders of the others.
            broken.append(f"[{slug}] the reminders could not be worked out: {error}")
            continue
        lines += [f"[{slug}] {line}" for line in run.lines]
        if not run.done_before:
            missed = [day.isoformat() for day in run.missed]
            signals.of_service(slug, "reminded", run=run.for_day.isoformat(), count=len(run.lines), missed=missed)
        for reference in run.late:
            signals.of_request(reference, "late")
    posted = await post(clock())
    return Reminded((*lines, *posted.lines), (*broken, *posted.broken))


async def post(moment: datetime) -> Reminded:
    """Send what is in the outbox: a line where mails wait for another attempt, and one where some were given up."""
    try:
        sent = await send_mail(moment)
    except (Refusal, StepFailed) as error:
        return Reminded((), (f"the mails in the outbox could not be sent: {error}",))
    waiting = (f"{sent.waiting} mails are tried again later. {sent.because}",) if sent.waiting else ()
    if not sent.failed:
        return Reminded(waiting, ())
    signals.of_installation("mail.failed", count=sent.failed)
    return Reminded(waiting, (f"{sent.failed} mails could not be sent: the page of reminders says why",))
