"""A schedule of documents as an officer keeps it: a CSV file."""

from pathlib import Path

from rules.refusal import Refusal
from rules.schedule import Item, items
from rules.schedule_csv import rows


def read(file: Path) -> tuple[Item, ...]:
    """The items of a schedule, whose columns are those of `rules.schedule.COLUMNS` in any order.

    Raises:
        rules.schedule.ScheduleRefused: it is no CSV file in UTF-8, a column is missing, or a line lacks something.
        Refusal: it cannot be opened.
    """
    try:
        content = file.read_bytes()
    except OSError:
        raise Refusal("The schedule cannot be opened: check the file's name.") from None
    return items(rows(content))
