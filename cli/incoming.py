"""`collect` and `mailboxes`: mail that comes in."""

import sys
from typing import Annotated

import typer

from cli.options import By
from cli.words import looking


def collect(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how many messages would be taken; take none.")
    ] = False,
    by: By = None,
) -> None:
    """Take the mail that is in the mailboxes: each message becomes a request, or is put to somebody.

    A mailbox is an entry in `mailboxes.yaml` in the installation's folder. Nothing is deleted on the mail server.
    """
    from mail.mailbox import NotReached
    from models.moment import now
    from rules.rights import Right
    from tasks import access, mailboxes

    service = access.service_of(by=looking(by), at=now(), right=Right.WORK)
    names = mailboxes.names(service)
    if not names:
        print("No mailbox is set up.")
        return
    if dry_run:
        failed = False
        for name in names:
            try:
                print(f"{name}: {mailboxes.waiting_on_server(name)} to take")
            except NotReached as why:
                print(f"{name}: {why.because}", file=sys.stderr)
                failed = True
        if failed:
            raise typer.Exit(1)
        return
    from cli import flow_runs
    from flows.collect import collect as flow

    broken = flow_runs.run(flow(service=service))
    for line in broken:
        print(line, file=sys.stderr)
    print("The mail is taken." if not broken else f"{len(broken)} could not be done.")
    if broken:
        raise typer.Exit(1)


def show(
    try_them: Annotated[
        bool, typer.Option("--try", help="Sign in to each, and say whether that is possible.")
    ] = False,
    by: By = None,
) -> None:
    """The mailboxes that mail is taken from, when each was last reached, and what keeps it from being reached."""
    from cli.table import print_table
    from models import incoming_mail
    from models.db import reading
    from models.moment import LONDON, now
    from tasks import access, mailboxes

    service = access.service_of(by=looking(by), at=now())
    found = [one for one in mailboxes.configured() if service in (None, one.service)]
    if not found:
        print("No mailbox is set up.")
        return
    with reading() as session:
        states = {row.account: row for row in incoming_mail.mailboxes(session, service)}
    rows, failed = [], False
    for one in found:
        row = states.get(one.account)
        stands = (row.because if row else None) or ""
        if try_them:
            because = mailboxes.sign_in(one.name)
            failed |= because is not None
            stands = because or "It can be opened."
        reached = f"{row.reached_at.astimezone(LONDON):%Y-%m-%d %H:%M}" if row and row.reached_at else "never"
        server, port = one.where
        rows.append((one.name, one.service, f"{server}:{port}", one.security.value, one.folder, reached, stands))
    print_table(("Name", "Service", "Server", "By", "Folder", "Last reached", "How it stands"), rows)
    if failed:
        raise typer.Exit(1)
