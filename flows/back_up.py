"""Each night: make a backup in the folder that is set, and delete those that are older than they are kept."""

from datetime import datetime

from prefect import flow

from models.moment import now
from rules.refusal import Refusal
from tasks.backups import make_nightly
from tasks.step import StepFailed


@flow(name="back-up", persist_result=False)
async def back_up(at: datetime | None = None) -> list[str]:
    """Make the backup of the night, where a folder of backups is set. Returns a line where something is wrong."""
    try:
        return await make_nightly(at or now())
    except (Refusal, StepFailed) as error:
        return [f"no backup could be made: {error}"]
