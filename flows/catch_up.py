"""After a crash or an outage: finish whatever stopped half-way, make good a run that was missed, send what waits."""

from datetime import datetime

from prefect import flow

from flows.daily import post, remind
from flows.receive import receive
from flows.respond import respond
from models.moment import from_then, now
from rules.refusal import Refusal
from tasks.disposal import finish_deleting
from tasks.incoming import finish_mail
from tasks.keys import close_documents
from tasks.reminders import find_missed
from tasks.step import StepFailed
from tasks.unfinished import unfinished_work


@flow(name="catch-up", persist_result=False)
async def catch_up(at: datetime | None = None) -> list[str]:
    """Run `receive` or `respond` again for every request that waits for the program, then what else is behind.

    One that breaks does not keep the others from being finished. Returns a line for each that broke.
    """
    clock = from_then(at or now())
    broken: list[str] = []
    try:
        broken += (await finish_mail(clock()))[1]  # before the requests: what it logs is received with them
    except (Refusal, StepFailed) as error:
        broken.append(f"what came by e-mail could not be taken further: {error}")
    to_receive, to_respond = await unfinished_work()
    for work, references in ((receive, to_receive), (respond, to_respond)):
        for reference in references:
            try:
                await work(reference, at=clock())
            except (Refusal, StepFailed) as error:
                broken.append(f"{reference}: {error}")
    try:
        await close_documents(clock())
    except (Refusal, StepFailed) as error:
        broken.append(f"what an earlier release left open could not be closed: {error}")
    try:
        await finish_deleting(clock())
    except (Refusal, StepFailed) as error:
        broken.append(f"papers that nothing speaks of any more could not be deleted: {error}")
    try:
        missed = await find_missed(clock())
    except (Refusal, StepFailed) as error:
        return [*broken, f"whether a daily run was missed could not be seen: {error}", *(await post(clock())).broken]
    return [*broken, *(await remind(missed, clock())).broken]
