"""The daily run: who must be reminded of what today, noted once and given as a digest."""

from datetime import datetime

from prefect import flow

from models.moment import now
from rules.refusal import Refusal
from tasks import policies, recompute
from tasks.board_lines import refresh_lines
from tasks.reminders import note_reminders
from tasks.step import StepFailed, step

stale_lines = step(recompute.stale_lines)


@flow(name="daily", persist_result=False)
async def daily(at: datetime | None = None, service: str | None = None) -> list[str]:
    """Note today's reminders for every service, or for one. A second run on the same day notes nothing new.

    The lines hold references, account numbers, roles, purposes of consents and dates: no names.
    """
    moment = at or now()
    digest: list[str] = []
    for slug in [service] if service else policies.services():
        try:
            digest += [f"[{slug}] {line}" for line in await note_reminders(slug, moment)]
        except (Refusal, StepFailed) as error:
            # One service's broken policy must not silence the reminders of the others.
            digest.append(f"[{slug}] the reminders could not be worked out: {error}")
    try:
        await refresh_lines(moment)
    except (Refusal, StepFailed) as error:
        digest.append(f"the board's lines could not be brought up to date: {error}")
    try:
        digest += await stale_lines()
    except (Refusal, StepFailed) as error:
        digest.append(f"what rests on earlier bank-holiday data could not be counted: {error}")
    return digest
