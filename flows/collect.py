"""Every five minutes: take what is in the mailboxes, receive what is a request, and send what waits to be sent."""

import asyncio
from datetime import datetime

from prefect import flow

from flows.daily import post
from flows.receive import receive
from models.moment import now
from rules.refusal import Refusal
from tasks.incoming import finish_mail
from tasks.mailboxes import mailbox_names, take_mail
from tasks.step import StepFailed

AT_ONCE = 8  # mailboxes: one that does not answer for a while keeps few of the others waiting


@flow(name="collect", persist_result=False)
async def collect(at: datetime | None = None, service: str | None = None) -> list[str]:
    """Take mail for every service, or for one; then send what waits. Returns a line for each thing that was not done.

    A mailbox that cannot be reached silences no other, and a message that breaks something keeps none back.
    """
    moment = at or now()
    gate = asyncio.Semaphore(AT_ONCE)

    async def taken(name: str) -> list[str]:
        async with gate:
            try:
                return await take_mail(name, moment)
            except (Refusal, StepFailed) as error:
                return [f"{name}: {error}"]

    broken = [line for lines in await asyncio.gather(*map(taken, await mailbox_names(service))) for line in lines]
    logged, left = await finish_mail(moment, service)
    broken += left
    for reference in logged:
        try:
            await receive(reference, at=moment)
        except (Refusal, StepFailed) as error:
            broken.append(f"{reference}: {error}")
    return [*broken, *await post(moment)]
