"""An answer was released: check it once more, write its letters, send it, close the request."""

from datetime import datetime

from prefect import flow

from models.moment import now
from rules.lifecycle import State
from tasks import signals
from tasks.close import close_request
from tasks.dispatch import check_answer, dispatch
from tasks.letter import write_answer_letters


@flow(name="respond", flow_run_name="respond {reference}", persist_result=False)
async def respond(reference: str, at: datetime | None = None) -> str:
    """Send one released answer. Grounds, consents and approvals are checked before anything is written,
    and again in the transaction that sends.
    """
    moment = at or now()
    state = await check_answer(reference, moment)
    if state is State.PREPARED:
        await write_answer_letters(reference, moment)
        await dispatch(reference, moment)
    state = await close_request(reference, moment)
    signals.of_request(reference, state.value)
    return state
