"""`hold`: what is not destroyed, and why."""

from datetime import date
from typing import Annotated

import typer

from cli.options import By, day_option
from cli.words import acting


def hold(
    reference: Annotated[str, typer.Argument(help="A request, or a case file.")],
    because: Annotated[
        str | None, typer.Option(metavar="REASON", help="Place a hold: why. With --lift: why it ends.")
    ] = None,
    lift: Annotated[int | None, typer.Option(metavar="NUMBER", help="Lift the hold of that number.")] = None,
    since: Annotated[date | None, day_option("From which day it holds; today unless given.")] = None,
    by: By = None,
) -> None:
    """Place or lift a legal hold, or list those there are. While one stands nothing of it is destroyed."""
    from cli.file_story import hold as line
    from models import case_files, holds
    from models.db import reading
    from models.moment import now
    from tasks import access
    from tasks import holds as task

    reference, moment, who = reference.upper(), now(), acting(by)
    if lift is not None:
        if because is None:
            raise typer.BadParameter("say why it is lifted", param_hint="--because")
        task.lift(reference, lift, because, by=who, at=moment)
    elif because is not None:
        task.place(reference, because, by=who, at=moment, since=since)
    is_file = case_files.is_file(reference)
    if is_file:
        from tasks.case_files import see

        see(reference, by=who, at=moment)
    with reading() as session:
        found = (
            case_files.case_file(session, reference)
            if is_file
            else access.to_read(session, reference, by=who, at=moment)
        )
        for number, row in enumerate(holds.on(session, found), 1):
            print(line(number, row))
        for stop in holds.stops_disposal(session, found):
            print(f"Nothing of it is destroyed: {stop}")
