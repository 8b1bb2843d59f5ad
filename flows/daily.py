"""The daily run: who must be reminded of what today, noted once and given as a digest."""

from datetime import datetime

from prefect import flow

from models.moment import now
from tasks import policies
from tasks.reminders import note_reminders


@flow(name="daily", persist_result=False)
async def daily(at: datetime | None = None) -> list[str]:
    """Note today's reminders for every service. A second run on the same day notes nothing new.

    The lines hold references, roles and dates only.
    """
    moment = at or now()
    digest: list[str] = []
    for service in policies.services():
        digest += [f"[{service}] {line}" for line in await note_reminders(service, moment)]
    return digest
