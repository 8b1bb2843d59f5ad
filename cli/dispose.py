"""`dispose`: what may be destroyed and what stops it; a list that is looked at, signed, and carried out."""

from pathlib import Path
from typing import Annotated

import typer

from cli.options import By, one_of
from cli.words import acting, looking

_Number = Annotated[int, typer.Argument(metavar="LIST", help="The number of the list.")]


def preview(
    ctx: typer.Context,
    service: Annotated[str | None, typer.Option(help="Only this service's records.")] = None,
    by: By = None,
) -> None:
    """What is kept until when, what stops it, and what may be destroyed. Without a command nothing is changed."""
    if ctx.invoked_subcommand:
        return
    from cli.table import print_table
    from models.moment import day_of, now
    from rules.rights import Right
    from tasks import access, policies, retention

    moment = now()
    own = access.service_of(by=looking(by), at=moment, right=Right.MANAGE)
    rows = []
    for slug in [own] if own else [service] if service else policies.services():
        for one in retention.preview(slug):
            due = "now" if one.is_due(day_of(moment)) else one.disposal.on.isoformat() if one.disposal.on else "never"
            why = f"{one.disposal.because} ({', '.join(one.disposal.cites)})"
            rows.append((one.reference, due, "; ".join(one.stops) or why))
    if not rows:
        print("No record is closed.")
        return
    print_table(("Record", "From", "Why, or what stops it"), rows)


def propose(
    service: Annotated[str, typer.Option(help="Whose records.")],
    by: By = None,
) -> None:
    """List what may be destroyed now, to be looked at and signed by another person."""
    from models.moment import now
    from tasks import retention

    number = retention.propose(service, by=acting(by), at=now())
    print(f"List {number} is made: look at it with `inforights dispose show {number}`; another person signs it.")


def show(number: _Number, by: By = None) -> None:
    """One list: what is on it, how far it is, and who did what with it."""
    from cli.table import print_table
    from models.moment import now
    from tasks import retention

    found, items = retention.look_at(number, by=looking(by), at=now())
    print_table(
        ("Record", "State", "From", "Why"),
        [(one.reference, one.state.value, one.due_on.isoformat(), one.why or one.because) for one in items],
    )
    who = retention.hands(found)
    signed = f"{found.signed_on} by {who.signed_by}" if found.signed_on else "no"
    print(f"Made: {found.made_on} by {who.made_by}.")
    print(f"Signed: {signed}{f', {who.signed_as}' if who.signed_as else ''}.")
    by_whom = f" by {found.paper_by} ({found.paper_how})" if found.paper_by else ""
    print(f"Paper: {found.paper.words if found.paper else 'nobody has said what became of it'}{by_whom}.")
    print(f"Carried out: {f'{found.done_on} by {who.done_by}' if found.done_on else 'no'}.")


def strike(
    number: _Number,
    reference: str,
    because: Annotated[str, typer.Option(metavar="REASON", help="Why it is kept.")],
    by: By = None,
) -> None:
    """Take a record off a list that is not signed."""
    from models.moment import now
    from tasks import retention

    retention.strike(number, reference, because, by=acting(by), at=now())
    print(f"{reference.upper()} is off the list.")


def sign(
    number: _Number,
    role: Annotated[str, typer.Option(help="The role in which it is signed.")],
    by: By = None,
) -> None:
    """Sign a list: from then on what is on it is settled."""
    from models.moment import now
    from tasks import retention

    retention.sign(number, role, by=acting(by), at=now())
    print(f"List {number} is signed. Say what became of the paper: `inforights dispose paper {number}`.")


def paper(
    number: _Number,
    became: Annotated[str, typer.Option("--became", help="none (there was none) or destroyed.")],
    who: Annotated[str | None, typer.Option(help="Who destroyed it.")] = None,
    how: Annotated[str | None, typer.Option(help="How, such as shredded.")] = None,
    by: By = None,
) -> None:
    """Record what became of the paper that belongs to the records (HIL-10)."""
    from models.moment import now
    from rules.disposal import Paper
    from tasks import retention

    retention.confirm_paper(number, one_of(Paper, became, "--became"), who=who, how=how, by=acting(by), at=now())
    print("Recorded.")


def carry_out(number: _Number, by: By = None) -> None:
    """Destroy what is on a signed list: rows, documents, letters, mails. Nothing of it can be had back from here."""
    from models.moment import now
    from tasks import disposal

    items = disposal.carry_out(number, by=acting(by), at=now())
    for one in items:
        print(f"{one.reference}: {one.state.value}" + (f" ({one.why})" if one.why else ""))
    print(f"The certificate: `inforights dispose certificate {number}`.")


def certificate(
    number: _Number,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it on the letterhead; the file ends in .docx, .pdf, .html or .txt."),
    ] = None,
    by: By = None,
) -> None:
    """What was destroyed when, on whose word and by what rule. It names nobody whom a record was about."""
    from cli.written import write
    from models.moment import now
    from rules.letter_forms import Form
    from tasks import retention

    if to is None:
        for line in retention.certificate(number, by=looking(by), at=now()):
            print(line)
        return
    forms = {form.suffix: form for form in Form}
    form = forms.get(to.suffix.removeprefix(".").lower())
    if form is None:
        raise typer.BadParameter("The file ends in .docx, .pdf, .html or .txt.", param_hint="--to")
    write(to, retention.certificate_paper(number, form, by=acting(by), at=now()))
