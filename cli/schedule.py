"""A schedule of documents as an officer keeps it: a CSV file."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from rules.refusal import Refusal
from rules.schedule import COLUMNS, Item, ScheduleRefused, items


def read(file: Path) -> tuple[Item, ...]:
    """The items of a schedule, whose columns are those of `COLUMNS` in any order.

    Raises:
        ScheduleRefused: a column is missing, or a line lacks something or contradicts itself.
        Refusal: it cannot be opened, or is no CSV file in UTF-8.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
            missing = [name for name in COLUMNS if name not in rows.fieldnames]
            if missing:
                raise ScheduleRefused(
                    f"The schedule lacks the column {', '.join(missing)}; it needs {', '.join(COLUMNS)}."
                )
            return items(_whole(rows))
    except OSError:
        raise Refusal("The schedule cannot be opened: check the file's name.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Refusal(
            "The schedule cannot be read: save it as a CSV file in UTF-8 (in Excel: 'CSV UTF-8, comma delimited')."
        ) from None


def _whole(rows: Iterable[dict[str, str | None]]) -> Iterator[dict[str, str | None]]:
    """The rows, as long as none has more fields than there are headings: the end of a reason must not get lost."""
    for line, row in enumerate(rows, 2):
        if None in row:
            raise ScheduleRefused(
                f"Schedule line {line} has more fields than headings: put words that hold a comma in quotation marks."
            )
        yield row
