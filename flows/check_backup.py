"""Once a week: put the newest backup back into a scratch folder, and see that all of it is there."""

from datetime import datetime

from prefect import flow

from models.moment import now
from rules.refusal import Refusal
from tasks.backups import check_newest
from tasks.step import StepFailed


@flow(name="check-backup", persist_result=False)
async def check_backup(at: datetime | None = None) -> list[str]:
    """Try the newest backup out, where a folder of backups is set. Returns a line where something is wrong."""
    try:
        return await check_newest(at or now())
    except (Refusal, StepFailed) as error:
        return [f"the backup could not be tried out: {error}"]
