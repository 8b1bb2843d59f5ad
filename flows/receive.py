"""A request was logged: read it, say what it is and when it is due, note whom to ask, acknowledge it.

The flow ends there. People answer, gather and approve in their own time; no flow waits for them.
"""

from datetime import datetime

from prefect import flow

from models.moment import now
from rules.lifecycle import State
from tasks import signals
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
    # One that a manager must read has the next working day to look by. One that a manager must decide on has its
    # clock, and nothing is asked and nothing is written before.
    if state not in {State.UNREADABLE, State.IN_DOUBT}:
        await ask_consents(reference, moment)
        state = await acknowledge(reference, moment)
    signals.of_request(reference, state.value)
    return state


async def proposed(reference: str, moment: datetime) -> State:
    """Read a logged request and propose what it is: the steps for whose outcome whoever logged it waits."""
    state = await read_letter(reference, moment)
    return state if state is State.UNREADABLE else await classify_letter(reference, moment)
