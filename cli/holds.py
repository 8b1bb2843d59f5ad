"""`hold` and `hand-over`: what is not destroyed, and what the data protection team has."""

from datetime import date
from typing import Annotated

import typer

from cli.words import a_date, acting

_By = Annotated[str | None, typer.Option(help="Who does it; the login unless given.")]
_Day = Annotated[date | None, typer.Option(parser=a_date, metavar="DATE", help="The day; today unless given.")]


def hold(
    reference: Annotated[str, typer.Argument(help="A request, or a case file.")],
    because: Annotated[
        str | None, typer.Option(metavar="REASON", help="Place a hold: why. With --lift: why it ends.")
    ] = None,
    lift: Annotated[int | None, typer.Option(metavar="NUMBER", help="Lift the hold of that number.")] = None,
    since: _Day = None,
    by: _By = None,
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


def hand_over(
    reference: str,
    to: Annotated[str | None, typer.Option(metavar="TEAM", help="The data protection team that gets it.")] = None,
    saw: Annotated[
        list[str] | None, typer.Option(metavar="PAPER", help="What they are shown; more than once.")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="They have handed it back.")] = False,
    on: _Day = None,
    by: _By = None,
) -> None:
    """Hand a request to the data protection team, in confidence, or take it back. Until then no answer goes."""
    from cli.standing import tell
    from models.moment import now
    from tasks import hand_over as task

    if back == (to is not None):
        raise typer.BadParameter("give one of --to TEAM and --back")
    if to is not None:
        task.hand_over(reference.upper(), to, saw or (), by=acting(by), at=now(), on=on)
    else:
        task.back(reference.upper(), saw or (), by=acting(by), at=now(), on=on)
    tell(reference.upper())
