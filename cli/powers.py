"""What others with a say decided: advisers, the police, and whoever decides where somebody is at risk of harm."""

from datetime import date, datetime
from typing import Annotated

import typer

from cli.options import By, Day, day_option, one_of
from cli.standing import tell
from cli.words import acting


def advice(
    reference: str,
    of: Annotated[str, typer.Option("--of", help="data_protection_officer or independent_lawyer.")],
    on: Annotated[date, day_option("The day on which they advised.")],
    by: By = None,
) -> None:
    """Record that advice was taken, of whom and when; what it says stays with whoever gave it."""
    from models.moment import now
    from rules.advice import Adviser
    from tasks import advice as task

    task.record(reference.upper(), one_of(Adviser, of, "--of"), on=on, by=acting(by), at=now())
    tell(reference.upper())


def police(
    reference: str,
    on_form: Annotated[
        bool, typer.Option("--on-form/--no-form", help="In writing, signed by an officer with their rank, or not.")
    ],
    purpose: Annotated[str, typer.Option(help="The offence, or what else it is for; no name.")],
    necessity: Annotated[str, typer.Option(help="Why they need it; no name.")],
    telling_prejudices: Annotated[
        bool,
        typer.Option(
            "--telling-prejudices/--telling-does-not-prejudice",
            help="Whether telling the family would prejudice it, as they say.",
        ),
    ],
    by: By = None,
) -> None:
    """Record what the police say in writing. Before that nobody is asked, nobody is told and nothing goes."""
    from models.moment import now
    from tasks import police as task

    task.record(
        reference.upper(),
        on_form=on_form,
        purpose=purpose,
        necessity=necessity,
        telling_prejudices=telling_prejudices,
        by=acting(by),
        at=now(),
    )
    tell(reference.upper())


def safeguard(
    reference: Annotated[str | None, typer.Argument(help="The request that it is about, if there is one.")] = None,
    service: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Where there is no request. Alone: its procedure.")
    ] = None,
    file: Annotated[str | None, typer.Option(metavar="REFERENCE", help="With --service: the case file's.")] = None,
    decided_by: Annotated[
        str | None, typer.Option(metavar="NAME", help="The member of staff who decided, by the name of the log.")
    ] = None,
    decided_as: Annotated[str | None, typer.Option("--as", metavar="ROLE", help="In which role.")] = None,
    recipient: Annotated[str | None, typer.Option("--to", metavar="ROLE", help="The recipient's role.")] = None,
    on: Day = None,
    told: Annotated[date | None, day_option("When the person was told of it.")] = None,
    not_telling: Annotated[str | None, typer.Option(metavar="REASON", help="Why the person is not told.")] = None,
    procedure_followed: Annotated[
        bool, typer.Option("--procedure-followed", help="The procedure that is shown was followed.")
    ] = False,
    by: By = None,
) -> None:
    """Record a named person's decision to pass something on because somebody is at risk of harm. It sends nothing.

    What goes and why it is necessary are asked for, because they may name people. With a request, or
    with --service alone: the procedure to follow, and nothing is recorded.
    """
    from models.moment import day_of, now
    from tasks import policies
    from tasks import safeguarding as task

    asks = not (decided_by or decided_as or recipient or procedure_followed)
    if (reference is None) == (service is None) or (file is not None and service is None):
        raise typer.BadParameter(
            "give a request's reference, or --service with --file; --service alone shows the procedure"
        )
    if service and file is None and not asks:
        raise typer.BadParameter("say on which case file it is kept: --file REFERENCE", param_hint="--file")
    moment, who = now(), acting(by)
    slug = service or _service_of(reference or "", who, moment)
    procedure = policies.of(slug).settings.safeguarding_procedure
    print(f"Follow {procedure.value} ({', '.join(procedure.cites)}).")
    missing = [
        name for name, value in (("--decided-by", decided_by), ("--as", decided_as), ("--to", recipient)) if not value
    ]
    if asks:
        return
    if missing or not (decided_by and decided_as and recipient):
        raise typer.BadParameter(f"a decision also needs {', '.join(missing)}")
    if procedure_followed:
        what_goes = typer.prompt("What goes", default="", show_default=False, err=True)
        necessity = typer.prompt("Why it is necessary", default="", show_default=False, err=True)
    else:
        what_goes = necessity = ""  # it is refused, and nobody types for nothing
    task.decide(
        reference=reference.upper() if reference else None,
        service=service,
        case_file=file.upper() if file else None,
        decided_by=decided_by,
        decided_as=decided_as,
        on=on or day_of(moment),
        necessity=necessity,
        recipient_role=recipient,
        what_goes=what_goes,
        procedure_followed=procedure_followed,
        by=who,
        at=moment,
        told_on=told,
        not_told_because=not_telling,
    )
    if reference:
        tell(reference.upper())


def _service_of(reference: str, by: str, at: datetime) -> str:
    from models.db import reading
    from tasks.access import to_read

    with reading() as session:
        return to_read(session, reference.upper(), by=by, at=at).service
