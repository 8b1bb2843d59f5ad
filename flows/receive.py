"""A request was logged: read it, say what it is and when it is due, note whom to ask, acknowledge it.

The flow ends there. People answer, gather and approve in their own time; no flow waits for them.
"""

from datetime import datetime

from prefect import flow

from models.moment import now
from rules.lifecycle import State
from tasks.classification import classify_letter
from tasks.consents import ask_consents
from tasks.letter import acknowledge
from tasks.reading import read_letter


@flow(name="receive", flow_run_name="receive {reference}", persist_result=False)
async def receive(reference: str, at: datetime | None = None) -> str:
    """Take one logged request as far as the program may, and say where it then stands.

    It can be run again at any time, and after being stopped between any two steps: each step sees
    what is done already.
    """
    moment = at or now()
    state = await proposed(reference, moment)
    if state is State.UNREADABLE:
        return state  # a manager reads it; its look-by day is the next working day
    if state is State.IN_DOUBT:
        return state  # a manager decides; the clock runs, nothing is asked and nothing is written before
    await ask_consents(reference, moment)
    return await acknowledge(reference, moment)


async def proposed(reference: str, moment: datetime) -> State:
    """Read a logged request and propose what it is: the steps for whose outcome whoever logged it waits."""
    state = await read_letter(reference, moment)
    return state if state is State.UNREADABLE else await classify_letter(reference, moment)
