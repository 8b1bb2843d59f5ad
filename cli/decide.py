"""What people decide of a request: its kind, its people, the approval of its answer, its end."""

from typing import Annotated

import typer

from cli.options import Born, By, one_of
from cli.standing import tell
from cli.words import acting


def kind(
    reference: str,
    kinds: Annotated[list[str], typer.Argument(metavar="KIND...", help="One kind, or the parts of a hybrid.")],
    by: By = None,
) -> None:
    """Decide what a request is. Its dates are worked out again, and it is acknowledged."""
    from cli import flow_runs
    from models.moment import now
    from rules.kinds import Kind
    from tasks.classification import decide_kind

    decided = [one_of(Kind, word, "KIND") for word in kinds]
    decide_kind(reference.upper(), decided, acting(by), now())
    flow_runs.receive([reference.upper()])
    tell(reference.upper())


def person(
    reference: str,
    standing: Annotated[str, typer.Option("--is-the", help="requester, data_subject or representative.")],
    name: Annotated[bool, typer.Option("--name", help="Ask for the name; it is not taken from the command.")] = False,
    role: Annotated[
        str | None, typer.Option(help="parent, young_person, representative, local_authority, ...")
    ] = None,
    born: Born = None,
    address: Annotated[bool, typer.Option("--address", help="Ask for where to reply to.")] = False,
    own_records: Annotated[
        bool | None,
        typer.Option("--own-records/--anothers-records", help="Whether the requester asks for their own records."),
    ] = None,
    parental_responsibility: Annotated[
        bool | None,
        typer.Option(
            "--parental-responsibility/--no-parental-responsibility", help="Whether the file shows that they have it."
        ),
    ] = None,
    shown_by: Annotated[
        str | None, typer.Option(metavar="PAPER", help="What shows it: a birth certificate, an order.")
    ] = None,
    forget: Annotated[
        list[str] | None, typer.Option(help="name, role, date_of_birth or reply_to: it was wrong.")
    ] = None,
    by: By = None,
) -> None:
    """Record or correct a person of a request: whom it is about, who wrote, their role, their birth date."""
    from models.moment import now
    from models.person import Standing
    from rules.refusal import Refusal
    from rules.role import Role
    from tasks import people

    is_the, known_role = one_of(Standing, standing, "--is-the"), one_of(Role, role, "--role")
    wrong = sorted({*(forget or ())} - {"name", "role", "date_of_birth", "reply_to"})
    if wrong:
        raise typer.BadParameter("one of name, role, date_of_birth, reply_to", param_hint="--forget")
    # Typed at a prompt: a name in a command would stay in the shell's history.
    typed = typer.prompt("Name", err=True).strip() if name else None
    reply_to = typer.prompt("Address", err=True).strip() if address else None
    if "" in {typed, reply_to}:
        raise Refusal("A blank is no name and no address: nothing was changed.")
    people.record(
        reference.upper(),
        is_the,
        by=acting(by),
        at=now(),
        name=typed,
        role=known_role,
        born=born,
        reply_to=reply_to,
        own=own_records,
        parental_responsibility=parental_responsibility,
        shown_by=shown_by,
        forget=forget or (),
    )
    tell(reference.upper())


def approve(
    reference: str,
    role: Annotated[str, typer.Option(help="The role in which you approve, as the policy names it.")],
    by: Annotated[str, typer.Option(help="Who approves. Two roles mean two people.")],
) -> None:
    """Approve the answer exactly as it is prepared. A later change voids the approval."""
    from models.moment import now
    from tasks import approvals

    approvals.approve(reference.upper(), role, by=acting(by), at=now())
    tell(reference.upper())


def close(
    reference: str,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="The requester took the request back.")] = False,
    by: By = None,
) -> None:
    """Close a request that the requester withdrew. An answered one is closed by `respond`."""
    from models.moment import now
    from tasks.close import withdraw

    if not withdrawn:
        raise typer.BadParameter("an answered request is closed by `respond`; for a withdrawn one say --withdrawn")
    withdraw(reference.upper(), by=acting(by), at=now())
    tell(reference.upper())
