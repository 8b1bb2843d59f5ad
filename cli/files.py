"""`file`: case files, one person's each; opened, linked to requests, shown, closed."""

import json
import sys
from datetime import date
from typing import Annotated

import typer

from cli.options import AsOn, Born, By, Day, Json, Paper, day_option, one_of, read_paper
from cli.words import acting, moment_on


def open_(
    service: Annotated[str, typer.Option(help="Whose file it becomes: the service's short name.")],
    whose: Annotated[str, typer.Option("--of", help="parent, child or young_person. A child's own file is apart.")],
    how: Annotated[str, typer.Option(help="self_referral or professional_referral.")],
    born: Born = None,
    on: Day = None,
    referrer: Annotated[
        str | None, typer.Option(metavar="ROLE", help="In what role a professional refers: head teacher, ...")
    ] = None,
    agreed: Annotated[date | None, day_option("When the person agreed to be referred: before it.")] = None,
    paper: Paper = None,
    shown: Annotated[
        str | None, typer.Option(metavar="WORDS", help="What the referrer showed of that; where no paper is kept.")
    ] = None,
    by: By = None,
) -> None:
    """Open a case file and print its reference. The name is asked for. A professional needs the person's consent."""
    from models.moment import now
    from rules.case_files import Opened, Owner
    from tasks import case_files
    from tasks.case_files import Referred

    owner, came = one_of(Owner, whose, "--of"), one_of(Opened, how, "--how")
    # Typed at a prompt: a name in a command would stay in the shell's history.
    name = typer.prompt("Name", err=True)
    reference = case_files.open_file(
        service,
        owner,
        name,
        came,
        by=acting(by),
        at=now(),
        on=on,
        born=born,
        referred=Referred(referrer, agreed, read_paper(paper), shown),
    )
    print(reference)
    tell(reference)


def list_(
    service: Annotated[str, typer.Option(help="Whose files: the service's short name.")],
    by: By = None,
) -> None:
    """The case files of a service: whose each is, whether it is open, and how much is missing. No names."""
    from cli.file_story import missing
    from cli.table import print_table
    from models import case_files as files
    from models.db import reading
    from models.moment import day_of, now
    from tasks import case_files

    moment = now()
    case_files.see_all(service, by=acting(by), at=moment)
    with reading() as session:
        rows = [
            (
                found.reference,
                found.owner.words,
                found.opened_on.isoformat(),
                found.closed_on.isoformat() if found.closed_on else "",
                str(len(missing(found, files.consents(session, found), day_of(moment))) or ""),
            )
            for found in files.files_of_service(session, service)
        ]
    if not rows:
        print("There are no case files.")
        return
    print_table(("Reference", "Whose", "Opened", "Closed", "Missing"), rows)


def show(
    reference: str,
    on: AsOn = None,
    as_json: Json = False,
    by: By = None,
) -> None:
    """One file: whose it is, its consents and how they stand, its holds, and what is missing."""
    from cli.file_story import story
    from models.moment import day_of, now
    from rules.case_files import Opened, Owner
    from tasks import case_files

    case_files.see(reference.upper(), by=acting(by), at=now())
    found = story(reference.upper(), day_of(moment_on(on)))
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    state = f"closed on {found['closed']}" if found["closed"] else "open"
    born = f", born {found['date_of_birth']}" if found["date_of_birth"] else ""
    print(f"{found['reference']}  {found['service']}  {state}")
    print(f"  {Owner(found['owner']).words}: {found['name']}{born}")
    came = f"  came by {Opened(found['how']).words} on {found['opened']}"
    if found["referrer_role"]:
        came += f" ({found['referrer_role']}); agreed on {found['agreed_to_referral']}"
    print(came + (f"; shown: {found['shown']}" if found["shown"] else ""))
    for title, key in (
        ("Consents", "consents"),
        ("Earlier answers", "earlier_answers"),
        ("Missing", "missing"),
        ("Legal holds", "holds"),
        ("Nothing of it is destroyed, because", "not_disposed_of"),
        ("Requests that are about it", "requests"),
        ("Safeguarding decisions", "safeguarding"),
        ("Issues raised with the local authority", "issues"),
        ("What happened", "events"),
    ):
        if found[key]:
            print(f"\n{title}:")
            for line in found[key]:
                print(f"  {line}")


def correct(
    reference: str,
    name: Annotated[bool, typer.Option("--name", help="Ask for the name; it is not taken from the command.")] = False,
    born: Born = None,
    by: By = None,
) -> None:
    """Put the name or the birth date on a file right, or add the birth date."""
    from models.moment import now
    from tasks import case_files

    typed = typer.prompt("Name", err=True) if name else None
    case_files.correct(reference.upper(), by=acting(by), at=now(), name=typed, born=born)
    tell(reference.upper())


def link(
    request: Annotated[str, typer.Argument(metavar="REFERENCE", help="The request.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file that it is about.")],
    remove: Annotated[bool, typer.Option("--remove", help="It was the wrong one: take it back.")] = False,
    by: By = None,
) -> None:
    """Note that a request is about a file. Only you decide that: the program joins nothing by name."""
    from cli.standing import tell as tell_request
    from models.moment import now
    from tasks import case_files

    change = case_files.unlink if remove else case_files.link
    change(request.upper(), file.upper(), by=acting(by), at=now())
    tell_request(request.upper())


def close(reference: str, on: Day = None, by: By = None) -> None:
    """Close a file. From that day the time counts for which it is kept."""
    from models.moment import day_of, now
    from tasks import case_files

    moment = now()
    case_files.close(reference.upper(), on or day_of(moment), by=acting(by), at=moment)
    tell(reference.upper())


def reopen(reference: str, by: By = None) -> None:
    """Open a closed file again: the person came back, or it was closed by mistake."""
    from models.moment import now
    from tasks import case_files

    case_files.reopen(reference.upper(), by=acting(by), at=now())
    tell(reference.upper())


def tell(reference: str) -> None:
    """Where a file stands, in one line on standard error, without a name."""
    from cli.file_story import missing
    from models import case_files
    from models.db import reading
    from models.moment import day_of, now

    with reading() as session:
        found = case_files.case_file(session, reference)
        lacks = len(missing(found, case_files.consents(session, found), day_of(now())))
    state = f"closed on {found.closed_on}" if found.closed_on else "open"
    what = f"; missing: {lacks}, see `inforights file show {reference}`" if lacks else ""
    print(f"{reference}: a {found.owner.words}'s file, {state}{what}", file=sys.stderr)
