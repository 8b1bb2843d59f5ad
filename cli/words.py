"""How the words of a command become values: dates, moments, who acts."""

import getpass
import os
from datetime import date, datetime, time
from pathlib import Path

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
    """This moment; or, for a day that was named, half past seven in its morning, when the daily run goes."""
    from models.moment import LONDON, now
    from rules.daily_run import RUNS_AT

    return now() if day is None else datetime.combine(day, RUNS_AT, LONDON)


def acting(by: str | None) -> str:
    """Who acts: as named, else as the installation or the login says.

    Raises:
        typer.BadParameter: nobody can be told, or the name is blank, no name for a log, or the program's own.
    """
    from models.audit_event import PROGRAM
    from settings import load

    if by is None:
        by = load().user or _login()
    # One person under one name: a blank more must not make two approvers of one (BWD-10).
    name = " ".join(by.split())
    if not name or len(name) > 80 or not name.isprintable():
        raise typer.BadParameter("who acts has a name of 1 to 80 characters", param_hint="--by")
    if name == PROGRAM:
        raise typer.BadParameter(
            f"'{PROGRAM}' is what the log calls the program itself: say which person acts, or set INFORIGHTS_USER",
            param_hint="--by",
        )
    return name


def looking(by: str | None) -> str:
    """Who looks. Where nobody can be told it is nobody, who sees all until accounts are in force, and then nothing.

    Raises:
        typer.BadParameter: a name was given that is none.
    """
    try:
        return acting(by)
    except typer.BadParameter:
        if by is not None:
            raise
        return "(not named)"


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        raise typer.BadParameter("say who acts: --by NAME, or set INFORIGHTS_USER", param_hint="--by") from None


def name_of(file: Path) -> str:
    """A file's name as text; bytes of it that are no UTF-8 become a question mark in a box."""
    return os.fsencode(file.name).decode("utf-8", "replace")


def at_ten(day: date) -> datetime:
    """Ten in the morning of a day in the United Kingdom, when the post is opened."""
    from models.moment import LONDON

    return datetime.combine(day, time(10), LONDON)
