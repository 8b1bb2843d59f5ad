"""Who agrees: the consent ledger, who can decide for themself, who is at odds with whom."""

from datetime import date
from typing import Annotated

import typer

from cli.options import By, Day, Paper, day_option, one_of, read_paper
from cli.standing import tell
from cli.words import acting


def consent(
    reference: str,
    whom: Annotated[str, typer.Option(help="parent, child, young_person, authority, ..., as `show` lists them.")],
    asked: Annotated[bool, typer.Option("--asked", help="It was put to them otherwise than by a letter.")] = False,
    chased: Annotated[bool, typer.Option("--chased", help="They were asked again.")] = False,
    answer: Annotated[
        str | None, typer.Option(help="full, restricted, refused, or to_themself: send it to me or my solicitor.")
    ] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="A role named by a restricted consent; more than once.")
    ] = None,
    on: Day = None,
    paper: Paper = None,
    form: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The number on the form that came back, such as 3F2A-9C41.")
    ] = None,
    signed: Annotated[date | None, day_option("The date on the paper, if it is older.")] = None,
    until: Annotated[date | None, day_option("The last day for which it was given.")] = None,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="They confirm the consent that they gave.")] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="The person takes the consent back.")] = False,
    waive: Annotated[str | None, typer.Option(metavar="REASON", help="Do without a child's confirmation.")] = None,
    by: By = None,
) -> None:
    """Record that somebody was asked, and what they answered. Silence is never consent."""
    from models.moment import day_of, now
    from rules.consents import Answer, Asked
    from tasks import asking, consents

    if sum((asked, chased, answer is not None, confirmed, withdrawn, waive is not None)) != 1:
        raise typer.BadParameter("give one of --asked, --chased, --answer, --confirmed, --withdrawn and --waive")
    whose, given = one_of(Asked, whom, "--whom"), one_of(Answer, answer, "--answer")
    moment = now()
    reference, day, who = reference.upper(), on or day_of(moment), acting(by)
    if waive is not None:
        consents.waive(reference, whose, waive, by=who, at=moment)
    elif withdrawn:
        consents.withdraw(reference, whose, on=day, by=who, at=moment)
    elif given is not None:
        consents.answer(
            reference,
            whose,
            given,
            on=day,
            by=who,
            at=moment,
            roles=role or (),
            paper=read_paper(paper),
            form=form,
            signed_on=signed,
            valid_until=until,
        )
    else:
        do = asking.put if asked else asking.chase if chased else asking.confirm
        do(reference, whose, on=day, by=who, at=moment)
    tell(reference)


def competence(
    reference: str,
    understands: Annotated[
        bool, typer.Option("--understands/--does-not-understand", help="Whether they can decide for themself.")
    ],
    assessed_by: Annotated[str, typer.Option(help="Who assessed it: a member of staff, or a professional's role.")],
    on: Day = None,
    by: By = None,
) -> None:
    """Record whether a child, or a young person, can decide for themself. The reason is asked for at a prompt."""
    from models.moment import day_of, now
    from tasks.competence import assess

    moment = now()
    because = typer.prompt("What shows it", err=True)
    assess(
        reference.upper(),
        understands,
        because,
        assessed_by=assessed_by,
        on=on or day_of(moment),
        by=acting(by),
        at=moment,
    )
    tell(reference.upper())


def conflict(
    reference: str,
    about: Annotated[str, typer.Option(help="child_and_parent, separated_parents or other.")],
    decide: Annotated[
        bool, typer.Option("--decide", help="A manager decides on it; the reason is asked for at a prompt.")
    ] = False,
    both_parents: Annotated[
        bool, typer.Option("--both-parents", help="With --decide: both parents are asked for their consent.")
    ] = False,
    by: By = None,
) -> None:
    """Note that those behind a request are at odds, or decide on it. Until then nothing goes."""
    from models.moment import now
    from rules.conflicts import Conflict
    from tasks import conflicts

    what = one_of(Conflict, about, "--about")
    if both_parents and not decide:
        raise typer.BadParameter("say it with --decide", param_hint="--both-parents")
    if decide:
        because = typer.prompt("Why, and how it is to be answered", err=True)
        conflicts.decide(reference.upper(), what, because, by=acting(by), at=now(), both_parents=both_parents)
    else:
        conflicts.note(reference.upper(), what, by=acting(by), at=now())
    tell(reference.upper())
