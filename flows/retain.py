"""Every month: list what may be destroyed, carry out what was signed, delete the files of what was destroyed."""

from datetime import datetime

from prefect import flow

from models.moment import now
from rules.refusal import Refusal
from tasks import policies, signals
from tasks.disposal import carry_out_ready, finish_deleting
from tasks.retention import list_due
from tasks.step import StepFailed


@flow(name="retain", persist_result=False)
async def retain(at: datetime | None = None) -> list[str]:
    """Propose for every service, and go on with lists that are signed. Gives a line for each thing that came of it.

    Nothing is destroyed that nobody signed.
    """
    moment = at or now()
    lines: list[str] = []
    for slug in policies.services():
        try:
            number = await list_due(slug, moment)
            done = await carry_out_ready(slug, moment)
        except (Refusal, StepFailed) as error:
            lines.append(f"[{slug}] {error}")
            continue
        if number is not None:
            signals.of_service(slug, "disposal_proposed", list=number)
            lines.append(f"[{slug}] list {number} waits for somebody to look at it and sign it")
        for one in done:
            signals.of_service(slug, "disposal_carried_out", list=one)
            lines.append(f"[{slug}] list {one} was carried out")
    await finish_deleting(moment)
    return lines
