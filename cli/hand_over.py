"""`hand-over`: what the data protection team has (BNS-12)."""

from typing import Annotated

import typer

from cli.options import By, Day
from cli.words import acting


def hand_over(
    reference: str,
    to: Annotated[str | None, typer.Option(metavar="TEAM", help="The data protection team that gets it.")] = None,
    saw: Annotated[
        list[str] | None, typer.Option(metavar="PAPER", help="What they are shown; more than once.")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="They have handed it back.")] = False,
    on: Day = None,
    by: By = None,
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
