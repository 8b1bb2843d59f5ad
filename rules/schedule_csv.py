"""A schedule of documents as an officer keeps it: a CSV file, read as rows that nobody has looked at yet."""

import csv
from io import StringIO
from typing import Final

from rules.schedule import COLUMNS, ScheduleRefused

Row = dict[str, str | None]
_NO_CSV: Final = (
    "The schedule cannot be read: save it as a CSV file in UTF-8 (in Excel: 'CSV UTF-8, comma delimited')."
)


def rows(content: bytes) -> list[Row]:
    """The lines of a schedule by their headings: those of `COLUMNS`, in any order, and others beside them.

    Raises:
        ScheduleRefused: it is no CSV file in UTF-8, a column is missing, or a line has more fields than headings.
    """
    try:
        found = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
        found.fieldnames = [name.strip().casefold() for name in found.fieldnames or ()]
        missing = [name for name in COLUMNS if name not in found.fieldnames]
        if missing:
            raise ScheduleRefused(
                f"The schedule lacks the column {', '.join(missing)}; it needs {', '.join(COLUMNS)}."
            )
        lines = list(found)
    except (UnicodeDecodeError, csv.Error):
        raise ScheduleRefused(_NO_CSV) from None
    for number, row in enumerate(lines, 2):
        if None in row:  # the end of a reason must not get lost
            raise ScheduleRefused(
                f"Schedule line {number} has more fields than headings: put words that hold a comma in quotation "
                "marks."
            )
    return lines
