"""`file consent`: what the person whose file it is agreed to, confirmed, or took back."""

from datetime import date
from typing import Annotated

import typer

from cli.options import By, Paper, day_option, one_of, read_paper
from cli.words import acting


def consent(
    reference: str,
    purpose: Annotated[
        str, typer.Option("--for", help="work_with_la, ask_la, tell_la, or share (with a third party that it names).")
    ],
    answer: Annotated[str | None, typer.Option(help="full, restricted (to roles) or refused.")] = None,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="They say again what they said before.")] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="They take it back; it holds at once.")] = False,
    limits_told: Annotated[
        bool, typer.Option("--limits-told", help="They were told how far we can help without it.")
    ] = False,
    role: Annotated[
        list[str] | None, typer.Option(help="A role that a restricted one names; more than once.")
    ] = None,
    third: Annotated[
        str | None, typer.Option("--with", metavar="ROLE", help="In what role the third party stands, for `share`.")
    ] = None,
    organisation: Annotated[str | None, typer.Option(help="The third party's organisation, for `share`.")] = None,
    name: Annotated[bool, typer.Option("--name", help="It names a person there: ask for the name.")] = False,
    scope: Annotated[str | None, typer.Option(metavar="WORDS", help="What it covers, in a few words.")] = None,
    on: Annotated[date | None, day_option("The day on which they said so; today unless given.")] = None,
    paper: Paper = None,
    by: By = None,
) -> None:
    """Record a standing consent of a file. Each purpose is a question of its own, and silence is no consent."""
    from cli.files import tell
    from models.moment import day_of, now
    from rules.standing_consents import Purpose, Recipient, Says
    from tasks import standing_consents

    if sum((answer is not None, confirmed, withdrawn, limits_told)) != 1:
        raise typer.BadParameter("give one of --answer, --confirmed, --withdrawn and --limits-told")
    what, says = one_of(Purpose, purpose, "--for"), one_of(Says, answer, "--answer")
    if (third is None) != (organisation is None):
        raise typer.BadParameter("a third party has a role and an organisation: give both", param_hint="--with")
    recipient = Recipient(third, organisation) if third and organisation else None
    moment, who = now(), acting(by)
    reference, day = reference.upper(), on or day_of(moment)
    if confirmed:
        signed = read_paper(paper)
        standing_consents.confirm(reference, what, on=day, by=who, at=moment, recipient=recipient, paper=signed)
    elif withdrawn:
        standing_consents.withdraw(reference, what, on=day, by=who, at=moment, recipient=recipient)
    elif limits_told:
        standing_consents.limits_told(reference, what, on=day, by=who, at=moment, recipient=recipient)
    elif says is not None:
        standing_consents.answer(
            reference,
            what,
            says,
            on=day,
            by=who,
            at=moment,
            recipient=recipient,
            # Typed at a prompt: a name in a command would stay in the shell's history.
            name=typer.prompt("Name", err=True) if name else None,
            roles=role or (),
            scope=scope,
            paper=read_paper(paper),
        )
    tell(reference)
