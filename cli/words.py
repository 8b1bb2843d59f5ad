"""How the words of a command become values: dates, moments, who acts."""

import getpass
import os
from datetime import date, datetime, time

import typer


def a_date(text: str) -> date:
    """A date written as 2026-11-22.

    Raises:
        typer.BadParameter: it is none; the command ends with exit code 2.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a date: write it as 2026-11-22.") from None


def moment_on(day: date | None) -> datetime:
    """This moment; or, for a day that was named, seven in the morning of it, when the daily run goes."""
    from models.moment import LONDON, now

    return now() if day is None else datetime.combine(day, time(7), LONDON)


def acting(by: str | None) -> str:
    """Who acts: as named, else as the installation or the login says."""
    return (by or os.environ.get("INFORIGHTS_USER") or getpass.getuser()).strip()
