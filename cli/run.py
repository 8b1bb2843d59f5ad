"""What runs: the demo, the whole installation, a flow."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import AsOn, By, one_of
from cli.words import acting, looking, moment_on

if TYPE_CHECKING:
    from models.access import Sight
    from rules.reminders import Reminder


def demo() -> None:
    """The whole way once, for five services, on fictional letters, in a throw-away folder."""
    from cli.demo import run

    run()


def up(
    part: Annotated[
        str | None,
        typer.Argument(metavar="[PART]", help="One part alone: server, worker or board. All unless given."),
    ] = None,
) -> None:
    """Prefect's server, its schedules and the board, on this machine only, until Ctrl-C.

    What ends is started again. One part alone is not: whoever watches over it, such as systemd, does that.
    """
    from cli.parts import Name
    from cli.up import run

    run(one_of(Name, part, "PART"))


def respond(
    reference: str,
    send_by: Annotated[
        str, typer.Option(metavar="WAY", help="tracked-post, by-hand, encrypted-email; for FOI also post, email.")
    ],
    by: By = None,
) -> None:
    """Release the answer: its letters are written, noted as sent, and the request is closed.

    Refused, with what is missing and why, as long as anything is.
    """
    from cli import flow_runs
    from models.moment import now
    from rules.sending import SentBy
    from tasks.dispatch import release

    reference, way = reference.upper(), one_of(SentBy, send_by, "--send-by")
    release(reference, way, by=acting(by), at=now())
    state = flow_runs.respond(reference)
    to_do = f"Print and send: inforights letter {reference} --to FOLDER"
    if way is SentBy.ENCRYPTED_EMAIL:
        to_do = f"Lock and send: inforights bundle {reference} --papers FOLDER --to FILE.pdf"
    print(f"{reference} is {state}. {to_do}")


def remind(
    on: AsOn = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show what would be reminded of, and who by mail; note and send nothing."),
    ] = False,
    by: By = None,
) -> None:
    """Who is to be reminded of what: the run of the day, once, and a mail to each where mail is set up."""
    from models.moment import day_of, now
    from tasks import access, policies

    if on not in {None, day_of(now())} and not dry_run:
        raise typer.BadParameter("only with --dry-run: a run is of the day on which it happens", param_hint="--on")
    moment = moment_on(on)
    service = access.service_of(by=looking(by), at=now())
    if dry_run:
        from tasks.reminders import planned

        lines = [
            f"[{slug}] {reminder.whom}: {reminder.says}" + _goes_to(reminder, logins)
            for slug in ([service] if service else policies.services())
            for reminder, logins in planned(slug, day_of(moment))
        ]
    else:
        from cli import flow_runs
        from flows.daily import daily

        lines = flow_runs.run(daily(moment, service))
    for line in lines:
        print(line)
    if not lines:
        print("Nothing new to be reminded of.")


def _goes_to(reminder: "Reminder", logins: list[str]) -> str:
    """To whom a reminder would go by mail; of those named on a restricted request how many (CUM-3.4)."""
    from rules.delivery import people
    from rules.reminders import NAMED

    whom = people(len(logins)) if reminder.whom == NAMED else ", ".join(logins)
    return f" (by mail to {whom})" if logins else ""


def _concerns(sight: "Sight", line: str) -> bool:
    """Whether a line of what broke is for whoever looks: not of a request that they do not see (CUM-3.4, DER-1)."""
    from rules.reference import is_reference
    from tasks import access

    about = line.partition(":")[0]
    if is_reference(about):
        return access.sees(sight, about)
    return sight.service is None or not about.startswith("[") or about.startswith(f"[{sight.service}]")


def catch_up(by: By = None) -> None:
    """Finish whatever a crash or an outage left half-way."""
    import sys

    from cli import flow_runs
    from flows.catch_up import catch_up as flow
    from models.moment import now
    from tasks import access

    sight = access.sight_of(None, by=looking(by), at=now())
    broken = [line for line in flow_runs.run(flow()) if _concerns(sight, line)]
    for line in broken:
        print(line, file=sys.stderr)
    print("Nothing is left half-way." if not broken else f"{len(broken)} could not be finished.")
    if broken:
        raise typer.Exit(1)
