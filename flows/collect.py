"""Every five minutes: take what is in the mailboxes, receive what is a request, and send what waits to be sent."""

import asyncio
from datetime import datetime

from prefect import flow

from flows.daily import post
from flows.receive import receive
from models.moment import from_then, now
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
    clock = from_then(at or now())  # much mail takes longer than a mail is reserved for one run that sends it
    gate = asyncio.Semaphore(AT_ONCE)

    async def taken(name: str) -> list[str]:
        async with gate:
            try:
                return await take_mail(name, clock())
            except (Refusal, StepFailed) as error:
                return [f"{name}: {error}"]

    broken: list[str] = []
    logged: list[str] = []
    try:
        names = await mailbox_names(service)
        broken += [line for lines in await asyncio.gather(*map(taken, names)) for line in lines]
        logged, left = await finish_mail(clock(), service)
        broken += left
    except (Refusal, StepFailed) as error:
        broken.append(f"no mail is taken: {error}")
    for reference in logged:
        try:
            await receive(reference, at=clock())
        except (Refusal, StepFailed) as error:
            broken.append(f"{reference}: {error}")
    return [*broken, *(await post(clock())).broken]
