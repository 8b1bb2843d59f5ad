"""Reviews and complaints as the page of their request draws them: the days that are left beside what is on record."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rules.working_days import Calendar
from web.group import left_words


def followed(rows: Sequence[Mapping[str, Any]], today: date, calendar: Calendar) -> list[dict[str, Any]]:
    """Those of the story (`tasks.story_follow_ups`), each with its date and how long there is; open ones first."""
    return sorted((_one(row, today, calendar) for row in rows), key=lambda row: row["ended"] is not None)


def _one(row: Mapping[str, Any], today: date, calendar: Calendar) -> dict[str, Any]:
    due = date.fromisoformat(row["due"]) if row["due"] else None
    left = calendar.between(today, due) if due else None
    return {**row, "due": due, "late": due is not None and due < today, "left": left_words(due, left, today)}
