"""What people decide: the kind, an order's terms, a consent, the answer, its approval, the end."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.standing import tell
from cli.words import a_date, acting, name_of

_By = Annotated[str | None, typer.Option(help="Who decides; the login unless given.")]
_Day = Annotated[date | None, typer.Option(parser=a_date, metavar="DATE")]


def kind(
    reference: str,
    kinds: Annotated[list[str], typer.Argument(metavar="KIND...", help="One kind, or the parts of a hybrid.")],
    by: _By = None,
) -> None:
    """Decide what a request is. Its dates are worked out again, and it is acknowledged."""
    from cli import flow_runs
    from models.moment import now
    from rules.kinds import Kind
    from tasks.classification import decide_kind

    try:
        decided = [Kind(word) for word in kinds]
    except ValueError:
        raise typer.BadParameter(f"the kinds are {', '.join(Kind)}", param_hint="KIND") from None
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
    born: _Day = None,
    address: Annotated[bool, typer.Option("--address", help="Ask for where to reply to.")] = False,
    forget: Annotated[
        list[str] | None, typer.Option(help="name, role, date_of_birth or reply_to: it was wrong.")
    ] = None,
    by: _By = None,
) -> None:
    """Record or correct a person of a request: whom it is about, who wrote, their role, their birth date."""
    from models.moment import now
    from models.person import Standing
    from rules.refusal import Refusal
    from rules.role import Role
    from tasks import people

    if standing not in set(Standing):
        raise typer.BadParameter(f"one of {', '.join(Standing)}", param_hint="--is-the")
    if role is not None and role not in set(Role):
        raise typer.BadParameter(f"one of {', '.join(Role)}", param_hint="--role")
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
        Standing(standing),
        by=acting(by),
        at=now(),
        name=typed,
        role=Role(role) if role else None,
        born=born,
        reply_to=reply_to,
        forget=forget or (),
    )
    tell(reference.upper())


def order(
    reference: str,
    court: Annotated[str, typer.Option(help="The court or tribunal that made the order.")],
    case_number: Annotated[str, typer.Option(help="Its number for the case.")],
    dated: Annotated[date, typer.Option(parser=a_date, metavar="DATE", help="The date of the order.")],
    provision: Annotated[str, typer.Option(help="The rule under which it is made, as the order gives it.")],
    deadline: _Day = None,
    none_stated: Annotated[
        bool, typer.Option("--none-stated", help="The order gives no day, though one was recorded.")
    ] = False,
    sealed: Annotated[bool, typer.Option("--sealed/--not-sealed", help="Whether it bears the court's seal.")] = False,
    by: _By = None,
) -> None:
    """Record what an order says, as you read it from the paper. Its deadline sets the clock."""
    from models.moment import now
    from tasks.clock import record_order

    if deadline and none_stated:
        raise typer.BadParameter("give one of --deadline and --none-stated")
    record_order(
        reference.upper(),
        court=court,
        case_number=case_number,
        dated=dated,
        provision=provision,
        deadline=deadline,
        sealed=sealed,
        by=acting(by),
        at=now(),
        none_stated=none_stated,
    )
    tell(reference.upper())


def consent(
    reference: str,
    whom: Annotated[
        str, typer.Option(help="parent, young_person, parent_or_young_person, child_confirmation, authority.")
    ],
    answer: Annotated[str | None, typer.Option(help="full, restricted or refused.")] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="A role named by a restricted consent; more than once.")
    ] = None,
    on: _Day = None,
    paper: Annotated[Path | None, typer.Option(metavar="FILE", help="The signed form or letter.")] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="The person takes the consent back.")] = False,
    waive: Annotated[str | None, typer.Option(metavar="REASON", help="Do without a child's confirmation.")] = None,
    by: _By = None,
) -> None:
    """Record what a person answered. Silence is never consent."""
    from models.moment import day_of, now
    from rules.consents import Answer, Asked
    from rules.refusal import Refusal
    from tasks import consents

    if sum((answer is not None, withdrawn, waive is not None)) != 1:
        raise typer.BadParameter("give one of --answer, --withdrawn and --waive")
    if whom not in set(Asked):
        raise typer.BadParameter(f"one of {', '.join(Asked)}", param_hint="--whom")
    if answer is not None and answer not in set(Answer):
        raise typer.BadParameter(f"one of {', '.join(Answer)}", param_hint="--answer")
    moment, who = now(), acting(by)
    if waive is not None:
        consents.waive(reference.upper(), Asked(whom), waive, by=who, at=moment)
    elif withdrawn:
        consents.withdraw(reference.upper(), Asked(whom), on=on or day_of(moment), by=who, at=moment)
    elif answer is not None:
        signed = None
        if paper:
            try:
                signed = (name_of(paper), paper.read_bytes())
            except OSError:
                raise Refusal("The signed paper cannot be opened: check the file's name.") from None
        consents.answer(
            reference.upper(),
            Asked(whom),
            Answer(answer),
            on=on or day_of(moment),
            by=who,
            at=moment,
            roles=role or (),
            paper=signed,
        )
    tell(reference.upper())


def disclose(
    reference: str,
    outcome: Annotated[str, typer.Option(help="disclosed, not_held, neither_confirmed_nor_denied or dealt_with.")],
    part: Annotated[str | None, typer.Option(help="The part of a hybrid that is answered: sar, foi, ...")] = None,
    ground: Annotated[str | None, typer.Option(help="The one ground on which it goes.")] = None,
    schedule: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Columns: document, dated, decision, exemption, reason."),
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="What the recipient may use it for.")] = None,
    power: Annotated[str | None, typer.Option(help="The law that the requester relies on, as they say.")] = None,
    proceedings: Annotated[str | None, typer.Option(help="The case for which they want it.")] = None,
    recipient_role: Annotated[
        str | None, typer.Option(help="The recipient's role, for a restricted consent.")
    ] = None,
    told: Annotated[
        date | None, typer.Option(parser=a_date, metavar="DATE", help="When the person was told of an order.")
    ] = None,
    not_telling: Annotated[str | None, typer.Option(metavar="REASON", help="Why the person is not told.")] = None,
    by: _By = None,
) -> None:
    """Prepare the answer: its outcome, its ground and the schedule of documents. Nothing goes yet."""
    from cli.schedule import read
    from models.moment import now
    from rules.grounds import Ground
    from rules.kinds import Kind
    from rules.letter import Outcome
    from tasks.disclosure import prepare

    if outcome not in set(Outcome):
        raise typer.BadParameter(f"one of {', '.join(Outcome)}", param_hint="--outcome")
    if part is not None and part not in set(Kind):
        raise typer.BadParameter(f"one of {', '.join(Kind)}", param_hint="--part")
    if ground is not None and ground not in set(Ground):
        raise typer.BadParameter(f"one of {', '.join(Ground)}", param_hint="--ground")
    prepare(
        reference.upper(),
        Outcome(outcome),
        by=acting(by),
        at=now(),
        kind=Kind(part) if part else None,
        ground=Ground(ground) if ground else None,
        schedule=read(schedule) if schedule else (),
        purpose=purpose,
        power=power,
        proceedings=proceedings,
        recipient_role=recipient_role,
        told_on=told,
        not_told_because=not_telling,
    )
    tell(reference.upper())


def reopen(
    reference: str,
    because: Annotated[str, typer.Option(metavar="REASON", help="Why the answer is taken back.")],
    by: _By = None,
) -> None:
    """Take a prepared answer back, to change it or the kind. Its approvals, release and drafts are void."""
    from models.moment import now
    from tasks import disclosure

    disclosure.reopen(reference.upper(), because, by=acting(by), at=now())
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
    by: _By = None,
) -> None:
    """Close a request that the requester withdrew. An answered one is closed by `respond`."""
    from models.moment import now
    from tasks.close import withdraw

    if not withdrawn:
        raise typer.BadParameter("an answered request is closed by `respond`; for a withdrawn one say --withdrawn")
    withdraw(reference.upper(), by=acting(by), at=now())
    tell(reference.upper())
