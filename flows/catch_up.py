"""After a crash or an outage: finish whatever stopped half-way, one after the other."""

from datetime import datetime

from prefect import flow

from flows.receive import receive
from flows.respond import respond
from models.moment import now
from rules.refusal import Refusal
from tasks.step import StepFailed
from tasks.unfinished import unfinished_work


@flow(name="catch-up", persist_result=False)
async def catch_up(at: datetime | None = None) -> list[str]:
    """Run `receive` or `respond` again for every request that waits for the program.

    One that breaks does not keep the others from being finished. Returns a line for each that broke.
    """
    moment = at or now()
    broken: list[str] = []
    to_receive, to_respond = await unfinished_work()
    for work, references in ((receive, to_receive), (respond, to_respond)):
        for reference in references:
            try:
                await work(reference, at=moment)
            except (Refusal, StepFailed) as error:
                broken.append(f"{reference}: {error}")
    return broken
